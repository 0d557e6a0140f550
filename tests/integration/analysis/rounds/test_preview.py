"""The Secretariat's preview of a round: what was submitted, for it alone, and nothing of it stays (A13, R4)."""

import tempfile
from pathlib import Path

import pytest
from django.test import Client

from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.reporting.actions import Given
from tests.integration.analysis.rounds.conftest import BODY, LAWS, file, refresh
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import brought_to, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A13")]
PREVIEW = "/en/figures/preview/2026/"


def test_what_was_submitted_is_counted_and_what_is_in_work_is_not(db: None, signed_in: SignedIn) -> None:
    file("XAV", 2026, {BODY: Given("yes"), LAWS: Given("yes")}, steps=3, restricted="section_4")
    file("XBO", 2026, {BODY: Given("no"), LAWS: Given("yes")}, steps=4)
    file("XCE", 2026, {BODY: Given("yes")}, steps=2)
    answer = signed_in(Role.SECRETARIAT).get(PREVIEW)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Preview, not published" in text
    assert "2 of 8 (25%) Member States reported in 2026" in text
    assert 'There are laws, regulations or procedures on brokering</th><td class="num">2</td>' in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_of_the_round_leads_the_secretariat_to_it(published: None, signed_in: SignedIn) -> None:
    link = f'href="{PREVIEW}"'
    assert link in signed_in(Role.SECRETARIAT).get("/en/figures/rounds/exercise/2026/").content.decode()
    assert link not in signed_in(Role.SECRETARIAT).get("/en/figures/rounds/states/2026/").content.decode()
    assert link not in Client().get("/en/figures/rounds/exercise/2026/").content.decode()


def test_a_returned_report_is_left_out(db: None, signed_in: SignedIn) -> None:
    from poaiss.reporting import actions

    report = file("XAV", 2026, {BODY: Given("yes")}, steps=3)
    step(report, Role.SECRETARIAT, actions.return_with_remarks, remarks="The annex cannot be read.")
    assert "of 8 (" not in signed_in(Role.SECRETARIAT).get(PREVIEW).content.decode().partition("<h2")[0]


def test_nothing_of_it_is_public_or_stays(
    db: None,
    signed_in: SignedIn,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("own")))  # other tests preview meanwhile
    brought_to(3, "XAV", 2026)
    refresh()
    before = sorted(tmp_path.rglob("*"))
    public = Client().get("/en/figures/rounds/exercise/2026/").content
    signed_in(Role.SECRETARIAT).get(PREVIEW)
    assert list(Path(tempfile.gettempdir()).glob("poaiss-preview-*")) == []
    assert [each for each in sorted(tmp_path.rglob("*")) if each not in before and "open-data" in each.parts] == []
    assert Client().get("/en/figures/rounds/exercise/2026/").content == public
    manifest = writing.manifest_of(writing.current(EXERCISE) or tmp_path)
    assert manifest["files"].get("answers/poa-iti-c-2026.parquet", {}).get("rows", 0) == 0


@pytest.mark.parametrize("role", [each for each in Role if each not in (Role.SECRETARIAT, *ORGANISATION_ROLES)])
def test_nobody_else_opens_it(db: None, signed_in: SignedIn, role: Role) -> None:
    assert signed_in(role).get(PREVIEW).status_code in (302, 403)


def test_whoever_is_not_signed_in_is_led_to_sign_in(db: None) -> None:
    answer = Client().get(PREVIEW)
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]


def test_the_secretariat_of_real_states_sees_no_exercise(db: None, signed_in: SignedIn) -> None:
    brought_to(3, "XAV", 2026)
    text = signed_in(Role.SECRETARIAT, exercise=False).get(PREVIEW).content.decode()
    assert "Avaria" not in text
    assert "of 8" not in text


def test_a_year_without_a_round(db: None, signed_in: SignedIn) -> None:
    assert signed_in(Role.SECRETARIAT).get("/en/figures/preview/1999/").status_code == 404
