"""Sections entrusted to agencies, comments and mentions (R8); what an agency was not asked for it does not see."""

import uuid

import pytest
from django.db import connection
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Notification
from poaiss.directory.models import Agency
from poaiss.reporting import collaborating, queries
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Answer, Assignment, Comment, NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LAWS, actor, answered, person, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R8")]
TEXT = "section_0/p_0_3"


def agency(state: str = "XAV") -> Agency:
    found = Agency.objects.filter(state=state).first()
    assert found is not None
    return found


def asked(section: str = "section_4") -> tuple[NationalReport, Assignment]:
    report = answered(started(), {TEXT: Given("a secret"), LAWS: Given("yes")})
    person(Role.AGENCY_OFFICER)
    ana = actor(Role.CONTRIBUTOR)
    with acting_as(ana):
        return report, collaborating.assign(report=report, section=section, agency=agency(), by=ana, note="Please")


def test_an_agency_is_asked_and_told_and_finds_its_section_in_the_workspace(signed_in: SignedIn) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    officer = person(Role.AGENCY_OFFICER)
    address = f"/en/reports/{report.pk}/assignments/"
    form = {"section": "section_4", "agency": str(agency().pk), "note": "Please answer", "due": "2026-12-01"}
    assert own.post(address, form).status_code == 302
    assert "Please answer" in own.get(address).content.decode()
    assert Notification.objects.get(person=officer).event == "reporting.section-assigned"
    who = actor(Role.AGENCY_OFFICER)
    with acting_as(who):
        assert [each.url for each in queries.tasks_for(who)] == [f"/en/reports/{report.pk}/sections/section_4/"]


@pytest.mark.parametrize(
    ("change", "field"), [({"agency": ""}, "agency"), ({"due": "soon"}, "due"), ({"section": "none"}, "none")]
)
def test_what_cannot_be_understood_stays_on_the_page(signed_in: SignedIn, change: dict[str, str], field: str) -> None:
    report = answered(started())
    form = {"section": "section_4", "agency": str(agency().pk), "note": "Typed words", **change}
    response = signed_in(Role.CONTRIBUTOR).post(f"/en/reports/{report.pk}/assignments/", form)
    assert (response.status_code, response.context["problems"][0]["target"]) == (422, field)
    assert "Typed words" in response.content.decode()


def test_an_officer_sees_and_answers_the_assigned_section_alone(signed_in: SignedIn) -> None:
    report, _asked = asked()
    officer = signed_in(Role.AGENCY_OFFICER)
    base = f"/en/reports/{report.pk}/"
    assert officer.get(f"{base}sections/section_4/").status_code == 200
    assert officer.get(f"{base}sections/section_0/").status_code == 404
    detail = officer.get(base)
    assert [each["label"] for each in detail.context["tasks"]] == ["Brokering"]
    assert "a secret" not in officer.get(f"{base}review/").content.decode()
    good = {"asked": LAWS, f"value:{LAWS}": "no", f"revision:{LAWS}": "1"}
    assert officer.post(f"{base}answer/", good).status_code == 200
    bad = {"asked": TEXT, f"value:{TEXT}": "changed", f"revision:{TEXT}": "1"}
    assert officer.post(f"{base}answer/", bad).status_code == 403
    assert officer.get(f"{base}document.pdf").status_code == 403
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert dict(report.answers.values_list("path", "value")) == {TEXT: "a secret", LAWS: "no"}


def test_the_database_itself_keeps_the_other_sections_from_the_officer() -> None:
    report, _asked = asked()
    with acting_as(actor(Role.AGENCY_OFFICER)):
        assert list(Answer.objects.values_list("path", flat=True)) == [LAWS]
        with connection.cursor() as cursor:
            cursor.execute("UPDATE reporting_answer SET value = '\"stolen\"'")
            assert cursor.rowcount == 1
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert report.answers.get(path=TEXT).value == "a secret"


def test_a_section_taken_back_is_closed_to_the_officer_and_keeps_its_answers(signed_in: SignedIn) -> None:
    report, found = asked()
    officer, base = signed_in(Role.AGENCY_OFFICER), f"/en/reports/{report.pk}/"
    officer.post(f"{base}answer/", {"asked": LAWS, f"value:{LAWS}": "no", f"revision:{LAWS}": "1"})
    assert signed_in(Role.CONTRIBUTOR).post(f"{base}assignments/{found.pk}/take-back/").status_code == 302
    assert officer.get(f"{base}sections/section_4/").status_code == 404
    with acting_as(actor(Role.AGENCY_OFFICER)):
        assert not Answer.objects.exists()
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert report.answers.get(path=LAWS).value == "no"


def test_an_officer_says_that_the_part_is_done_and_who_asked_is_told(signed_in: SignedIn) -> None:
    report, found = asked()
    officer, address = signed_in(Role.AGENCY_OFFICER), f"/en/reports/{report.pk}/assignments/{found.pk}/done/"
    assert officer.post(address).status_code == 302
    told = Notification.objects.get(person=person(Role.CONTRIBUTOR))
    assert told.event == "reporting.section-done"
    assert officer.post(address, {"open": "1"}).status_code == 302
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Assignment.objects.get().done_at is None


def test_assignments_are_the_states_own(signed_in: SignedIn, client: Client) -> None:
    report, found = asked()
    base = f"/en/reports/{report.pk}/assignments/"
    form = {"section": "section_4", "agency": str(agency().pk)}
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(base).status_code == 404
    assert signed_in(Role.SECRETARIAT).get(base).status_code == 403
    assert client.get(base).status_code == 302
    assert signed_in(Role.AGENCY_OFFICER).post(base, {**form, "section": "section_5"}).status_code == 403
    assert signed_in(Role.AGENCY_OFFICER).post(f"{base}{found.pk}/take-back/").status_code == 403
    own = signed_in(Role.CONTRIBUTOR)
    assert own.post(base, {**form, "agency": str(agency("XBO").pk)}).status_code == 422
    assert own.get(f"{base}{found.pk}/take-back/").status_code == 405
    assert own.post(f"{base}{uuid.uuid4()}/take-back/").status_code == 404
    assert own.post(f"{base}{uuid.uuid4()}/done/").status_code == 404


def test_a_comment_reaches_those_mentioned_and_can_be_settled(signed_in: SignedIn) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    bruno = person(Role.APPROVER)
    address = f"/en/reports/{report.pk}/sections/section_4/comments/"
    form = {"text": "Is this still right?", "path": LAWS, "mention": [str(bruno.pk)]}
    assert own.post(address, form).status_code == 303
    told = Notification.objects.get(person=bruno)
    assert (told.event, told.path) == ("reporting.mentioned", f"/en/reports/{report.pk}/sections/section_4/")
    page = signed_in(Role.APPROVER).get(address, {"path": LAWS})
    assert "Is this still right?" in page.content.decode()
    assert "1 comment" in own.get(f"/en/reports/{report.pk}/sections/section_4/").content.decode()
    with acting_as(actor(Role.CONTRIBUTOR)):
        found = Comment.objects.get()
    settle = f"/en/reports/{report.pk}/comments/{found.pk}/"
    assert signed_in(Role.APPROVER).post(settle).status_code == 303
    assert "Settled by" in own.get(address, {"path": LAWS}).content.decode()
    own.post(settle, {"open": "1"})
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Comment.objects.get().settled_at is None


def test_nobody_outside_the_state_sees_the_talk(signed_in: SignedIn, client: Client) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    address = f"/en/reports/{report.pk}/sections/section_4/comments/"
    own.post(address, {"text": "Between us"})
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address).status_code == 404
    assert signed_in(Role.SECRETARIAT).get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert own.post(address, {"text": "  "}).status_code == 422
    assert own.get(address, {"path": "section_4/none"}).status_code == 404
    assert own.get(address.replace("section_4", "none")).status_code == 404
    assert own.post(f"/en/reports/{report.pk}/comments/{uuid.uuid4()}/").status_code == 404
    with acting_as(actor(Role.SECRETARIAT)):
        assert not Comment.objects.exists()


def test_a_mention_of_somebody_who_may_not_read_it_tells_nobody(signed_in: SignedIn) -> None:
    report, stranger = answered(started()), person(Role.CONTRIBUTOR, "XBO")
    address = f"/en/reports/{report.pk}/sections/section_4/comments/"
    signed_in(Role.CONTRIBUTOR).post(address, {"text": "Look", "mention": [str(stranger.pk)]})
    assert not Notification.objects.filter(person=stranger).exists()
