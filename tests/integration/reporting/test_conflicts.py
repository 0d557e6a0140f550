"""/reports/<id>/conflicts/: both texts until somebody chooses (R11)."""

import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Conflict, NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R11")]
TEXT = "section_0/p_0_3"


def torn() -> tuple[NationalReport, Conflict]:
    report = answered(started(), {TEXT: Given("first"), LAWS: Given("yes")})
    for role, words in ((Role.CONTRIBUTOR, "Ana's text"), (Role.APPROVER, "Bruno's text")):
        who = actor(role)
        with acting_as(who):
            actions.answer(report=report, answers={TEXT: Given(words)}, by=who, bases={TEXT: 1})
            found = Conflict.objects.first()
    assert found is not None
    return report, found


def value(report: NationalReport) -> str:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return str(report.answers.get(path=TEXT).value)


def test_both_texts_are_shown_with_who_wrote_them(signed_in: SignedIn) -> None:
    report, _conflict = torn()
    text = signed_in(Role.CONTRIBUTOR).get(f"/en/reports/{report.pk}/conflicts/").content.decode()
    for words in ("Ana&#x27;s text", "Bruno&#x27;s text", "contributor to the national report XAV", "approver of"):
        assert words in text


def test_saving_a_whole_section_leads_to_the_conflict(signed_in: SignedIn) -> None:
    report = answered(started(), {TEXT: Given("first")})
    answered(report, {TEXT: Given("second")})
    form = {"asked": [TEXT], f"value:{TEXT}": "mine", f"revision:{TEXT}": "1"}
    response = signed_in(Role.APPROVER).post(f"/en/reports/{report.pk}/sections/section_0/", form)
    assert response.headers["Location"] == f"/en/reports/{report.pk}/conflicts/"
    assert value(report) == "second"


@pytest.mark.parametrize(
    ("form", "stands"),
    [
        ({"resolution": "theirs"}, "Ana's text"),
        ({"resolution": "mine"}, "Bruno's text"),
        ({"resolution": "merged", "text": "Both texts"}, "Both texts"),
    ],
)
def test_somebody_chooses(signed_in: SignedIn, form: dict[str, str], stands: str) -> None:
    report, conflict = torn()
    own, address = signed_in(Role.CONTRIBUTOR), f"/en/reports/{report.pk}/conflicts/{conflict.pk}/"
    assert own.post(address, form).headers["Location"] == f"/en/reports/{report.pk}/sections/section_0/"
    assert value(report) == stands
    assert "No answer has two texts" in own.get(f"/en/reports/{report.pk}/conflicts/").content.decode()


def test_others_neither_see_nor_choose(signed_in: SignedIn, client: Client) -> None:
    report, conflict = torn()
    page = f"/en/reports/{report.pk}/conflicts/"
    for who, code in (
        (signed_in(Role.CONTRIBUTOR, "XBO"), 404),
        (signed_in(Role.SECRETARIAT), 403),
        (client, 302),
    ):
        assert who.get(page).status_code == code
        assert who.post(f"{page}{conflict.pk}/", {"resolution": "mine"}).status_code == code
    own = signed_in(Role.CONTRIBUTOR)
    assert own.get(f"{page}{conflict.pk}/").status_code == 405
    assert own.post(f"{page}{uuid.uuid4()}/", {"resolution": "mine"}).status_code == 404
    assert own.post(f"{page}{conflict.pk}/", {"resolution": "nonsense"}).status_code == 404
    assert value(report) == "Ana's text"
