"""How many queries a section of a report costs: at most 12, and talk, conflicts and files add none (R3, R8, R11)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.common.clock import now
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import Answer, Attachment, Comment, Conflict, NationalReport
from tests.integration.reporting.conftest import (
    SignedIn,
    signed_in,  # noqa: F401 a fixture
)
from tests.unit.reporting.people import LAWS, actor, answered, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R3", "R8")]
HOUSEKEEPING = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|SELECT set_config")
MOST = 12
LARGE = "section_6"


def address(report: NationalReport, section: str) -> str:
    return f"/en/reports/{report.pk}/sections/{section}/"


def queries(client: Client, url: str) -> int:
    """Return what a page costs once the form is compiled, without transactions and telling the database who acts."""
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len([each for each in caught if not HOUSEKEEPING.match(each["sql"])])


def asked_on(client: Client, url: str) -> list[str]:
    return [block.field.path for block in client.get(url).context["blocks"] if block.field]


def fill_beside(report: NationalReport, section: str, paths: list[str]) -> None:
    """Put talk, two texts and a file at each of ten questions."""
    who, by = person(Role.CONTRIBUTOR), actor(Role.CONTRIBUTOR)
    with acting_as(by):
        for number, path in enumerate(paths):
            Comment.objects.create(report=report, section=section, path=path, text="Look again", by=who)
            Conflict.objects.create(
                report=report,
                path=path,
                value=f"text {number}",
                kind=AnswerKind.ANSWERED,
                by=who,
                by_name=who.name,
                base_revision=0,
                their_revision=0,
                at=now(),
            )
            Attachment.objects.create(
                report=report, path=path, name="law.pdf", sha256="0" * 64, size=1, media_type="application/pdf", by=who
            )


@pytest.mark.parametrize("section", ["section_0", "section_4", LARGE])
def test_a_section_costs_twelve_queries(signed_in: SignedIn, section: str) -> None:  # noqa: F811
    assert queries(signed_in(Role.CONTRIBUTOR), address(answered(started()), section)) == MOST


def test_the_section_of_the_contacts_costs_no_more(signed_in: SignedIn) -> None:  # noqa: F811
    assert queries(signed_in(Role.CONTRIBUTOR), address(answered(started()), "section_1")) <= MOST


@pytest.mark.parametrize("section", ["section_4", LARGE])
def test_answers_talk_conflicts_and_files_add_no_query(signed_in: SignedIn, section: str) -> None:  # noqa: F811
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    url = address(report, section)
    before = queries(own, url)
    paths = asked_on(own, url)
    answered(report, {path: Given("yes") for path in paths})
    paths = asked_on(own, url)[:10]
    assert len(paths) == 10
    fill_beside(report, section, paths)
    shown = [block.field for block in own.get(url).context["blocks"] if block.field and block.field.path in paths]
    assert [(each.comments, len(each.conflicts), bool(each.file)) for each in shown] == [(1, 1, True)] * 10
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Answer.objects.filter(report=report).count() >= 10
    assert queries(own, url) == before == MOST


def test_a_save_costs_the_same_however_much_is_answered(signed_in: SignedIn) -> None:  # noqa: F811
    report, own = started(), signed_in(Role.CONTRIBUTOR)

    def spent(revision: int, value: str) -> int:
        form = {"asked": LAWS, f"value:{LAWS}": value, f"revision:{LAWS}": str(revision)}
        with CaptureQueriesContext(connection) as caught:
            assert own.post(f"/en/reports/{report.pk}/answer/", form).status_code == 200
        return len([each for each in caught if not HOUSEKEEPING.match(each["sql"])])

    for revision, value in enumerate(("yes", "no")):
        spent(revision, value)
    before = spent(2, "yes")
    own.get(address(report, LARGE))
    answered(report, {path: Given("yes") for path in asked_on(own, address(report, LARGE))})
    assert spent(3, "no") == before


def test_a_save_in_a_list_asks_for_the_page_again_only_when_an_entry_is_new_or_summed(
    signed_in: SignedIn,  # noqa: F811
) -> None:
    report, own = answered(started(), {LAWS: Given("yes")}), signed_in(Role.CONTRIBUTOR)

    def follows(path: str, value: str, revision: int = 0) -> bool:
        form = {"asked": path, f"value:{path}": value, f"revision:{path}": str(revision)}
        return "HX-Trigger" in own.post(f"/en/reports/{report.pk}/answer/", form).headers

    laws = "section_4/brokering_details/q_4_1_1"
    title, link = "q_4_1_1_title", "q_4_1_1_link"
    assert follows(f"{laws}[1]/{title}", "Brokering Act")
    assert follows(f"{laws}[1]/{title}", "Brokering Act of 2004", 1)  # alone in its entry: without it the entry goes
    assert not follows(f"{laws}[1]/{link}", "https://law.example/2004")
    assert not follows(f"{laws}[1]/{title}", "", 2)  # another answer holds the entry
    assert follows(f"{laws}[1]/{link}", "", 1)
    assert follows(f"{laws}[2]/{title}", "Another act")
    destroyed = next(path for path in form_of(report.version).items if path.endswith("/p_6_7_count"))
    summed = destroyed.replace("/p_6_7/", "/p_6_7[1]/")
    answered(report, {summed.replace("_count", "_year"): Given("2024")})
    assert follows(summed, "12")
    assert follows(summed, "13", 1)
