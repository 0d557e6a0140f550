"""Help with a report: asked, paired, let in, taken back, ended; a stranger and a former helper see nothing."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused, can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Notification, Person
from poaiss.audit.models import Entry
from poaiss.common.clock import today
from poaiss.common.errors import PoaissError
from poaiss.directory.models import Organisation, State
from poaiss.reporting import actions as reports
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.helping import actions, queries
from poaiss.reporting.helping.access import helps, may_write
from poaiss.reporting.helping.errors import (
    EndDateUnfit,
    HelpAskedAlready,
    HelpEnded,
    HelperUnfit,
    HelpNotPaired,
    HelpWordsMissing,
    ReportNotBegun,
)
from poaiss.reporting.models import Answer, HelpRequest, NationalReport, Round
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R21")]
CENTRE = "exercise-regional-centre"


def officer(organisation: str = CENTRE) -> Actor:
    """Return an officer of a regional centre."""
    person, is_new = Person.objects.get_or_create(
        email=f"officer@{organisation}.example", defaults={"name": "Officer", "exercise": True}
    )
    if is_new:
        Membership.objects.create(person=person, role=Role.REGIONAL_CENTRE, organisation_id=organisation)
    return actor_of(person)


def asked(state: str = "XAV", year: int = 2026) -> HelpRequest:
    by = actor(Role.CONTRIBUTOR, state)
    with acting_as(by):
        found = Round.objects.get(year=year, exercise=False)
        return actions.ask(
            state=State.objects.get(pk=state), round=found, text="Section 5, please.", language="fr", by=by
        )


def paired(helper: Organisation | State | None = None, state: str = "XAV") -> HelpRequest:
    office, made = actor(Role.SECRETARIAT), asked(state)
    with acting_as(office):
        return actions.pair(asked=made, helper=helper or Organisation.objects.get(pk=CENTRE), by=office)


def let_in(made: HelpRequest, *, may_draft: bool = False, role: Role = Role.POINT_OF_CONTACT) -> HelpRequest:
    by = actor(role, made.state_id)
    until = today() + dt.timedelta(days=30)
    with acting_as(by):
        return actions.let_in(asked=made, may_draft=may_draft, until=until, purpose="Section 5", by=by)


def as_state(made: HelpRequest, do: Any, role: Role = Role.POINT_OF_CONTACT, **given: Any) -> HelpRequest:
    by = actor(role, made.state_id)
    with acting_as(by):
        return do(asked=made, by=by, **given)  # type: ignore[no-any-return]


def sees(who: Actor, report: NationalReport) -> bool:
    with acting_as(who):
        return visible_to(who, NationalReport).filter(pk=report.pk).exists()


def rows(who: Actor, sql: str, *values: Any) -> int:
    """Return how many rows the database itself shows to WHO, whatever the Python says."""
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) found", values)
        return int(cursor.fetchone()[0])


def raw(who: Actor, sql: str, *values: Any) -> int:
    """Return how many rows a statement of WHO changes."""
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


# -- Asking and pairing ------------------------------------------------------------------------------------------


def test_a_drafter_asks_and_the_secretariat_is_told() -> None:
    office = actor(Role.SECRETARIAT)
    made = asked()
    assert (made.status, made.language, made.text, made.report) == (HelpStatus.ASKED, "fr", "Section 5, please.", None)
    told = Notification.objects.filter(person=office.identifier, event="reporting.help-asked")
    assert [each.subject for each in told] == ["Avaria asks for help with its report of 2026"]
    with acting_as(office):
        assert [(each.label, each.count) for each in queries.tasks_for(office)] == [
            ("Requests for help with a report", 1)
        ]
    assert Entry.objects.filter(action="reporting.ask_help", chain="XAV").count() == 1


def test_a_request_needs_words_and_is_open_once_a_round() -> None:
    by = actor(Role.CONTRIBUTOR)
    found, avaria = Round.objects.get(year=2026, exercise=False), State.objects.get(pk="XAV")
    with acting_as(by), pytest.raises(HelpWordsMissing):
        actions.ask(state=avaria, round=found, text="  ", language="en", by=by)
    asked()
    with pytest.raises(HelpAskedAlready):
        asked()
    with acting_as(by):
        assert HelpRequest.objects.count() == 1


@pytest.mark.parametrize("who", [(Role.STATE_ADMINISTRATOR, "XAV"), (Role.CONTRIBUTOR, "XBO"), (Role.SECRETARIAT, "")])
def test_nobody_asks_for_another_state(who: tuple[Role, str]) -> None:
    by = actor(*who)
    with acting_as(by), pytest.raises(Refused):
        actions.ask(state=State.objects.get(pk="XAV"), round=Round.objects.first(), text="x", language="en", by=by)  # type: ignore[arg-type]


def test_both_sides_are_told_when_they_are_paired() -> None:
    idris = officer()
    made = paired()
    assert (made.status, made.helper_organisation_id) == (HelpStatus.PAIRED, CENTRE)
    told = Notification.objects.filter(event="reporting.help-paired")
    assert {str(each.person_id) for each in told} == {idris.identifier, str(made.asked_by_id)}
    report = started()
    assert not sees(idris, report)


def test_who_cannot_help() -> None:
    office, made = actor(Role.SECRETARIAT), asked()
    real = Organisation.objects.filter(exercise=False).first()
    for helper in (State.objects.get(pk="XAV"), State.objects.get(pk="KEN"), real):
        with acting_as(office), pytest.raises(HelperUnfit):
            actions.pair(asked=made, helper=helper, by=office)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.POINT_OF_CONTACT, Role.MISSION, Role.ADMINISTRATOR])
def test_only_the_secretariat_of_the_same_world_pairs(role: Role) -> None:
    made, helper = asked(), Organisation.objects.get(pk=CENTRE)
    for by in (actor(role), actor(Role.SECRETARIAT, exercise=False)):
        with acting_as(by), pytest.raises((Refused, HelpRequest.DoesNotExist)):
            actions.pair(asked=made, helper=helper, by=by)


# -- Letting in and taking back ----------------------------------------------------------------------------------


def test_the_state_lets_the_helper_in_to_read() -> None:
    report, idris = answered(started()), officer()
    made = let_in(paired())
    assert (made.report_id, made.may_draft, made.grant is not None) == (report.pk, False, True)
    assert sees(idris, report)
    with acting_as(idris):
        assert (helps(idris, report), may_write(idris, report)) == (True, False)
        assert can(idris, "reporting.read", report)
        assert not can(idris, "reporting.answer", report)
        assert Answer.objects.filter(report=report).count() == 1
    assert rows(idris, "SELECT 1 FROM reporting_answer WHERE report_id = %s", report.pk) == 1
    changed = "UPDATE reporting_answer SET value = '\"no\"' WHERE report_id = %s"
    assert raw(idris, changed, report.pk) == 0


def test_a_helper_writes_where_the_state_said_so() -> None:
    report, idris = answered(started()), officer()
    let_in(paired(), may_draft=True)
    with acting_as(idris):
        assert may_write(idris, report)
        reports.answer(report=report, answers={LAWS: Given("no")}, by=idris)
        assert Answer.objects.get(report=report, path=LAWS).value == "no"
        for rule in ("reporting.complete", "reporting.approve", "reporting.submit", "reporting.let_in"):
            assert not can(idris, rule, report)


def test_another_state_helps_as_its_desk() -> None:
    report = answered(started())
    leila, administrator = actor(Role.POINT_OF_CONTACT, "XBO"), actor(Role.STATE_ADMINISTRATOR, "XBO")
    let_in(paired(State.objects.get(pk="XBO")))
    assert sees(leila, report)
    assert not sees(administrator, report)
    assert not sees(actor(Role.POINT_OF_CONTACT, "XCE"), report)


def test_what_one_helper_may_write_is_not_anothers() -> None:
    """Two helpers in force on one report: the one reads, the other writes."""
    report, idris = answered(started()), officer()
    let_in(paired(), may_draft=True)
    reader = actor(Role.POINT_OF_CONTACT, "XBO")
    owner = actor(Role.POINT_OF_CONTACT)
    with acting_as(owner):
        Grant.objects.create(
            object_type="reporting.nationalreport",
            object_id=str(report.pk),
            owner_id="XAV",
            state_id="XBO",
            given_by_id=owner.identifier,
        )
    with acting_as(reader):
        assert (helps(reader, report), may_write(reader, report)) == (True, False)
    assert raw(reader, "UPDATE reporting_answer SET value = '\"no\"' WHERE report_id = %s", report.pk) == 0
    with acting_as(idris):
        assert may_write(idris, report)


def test_after_the_access_has_ended_the_database_itself_shows_nothing() -> None:
    report, idris = answered(started()), officer()
    made = let_in(paired(), may_draft=True)
    as_state(made, actions.take_back)
    assert not sees(idris, report)
    for table, column in (("reporting_nationalreport", "id"), ("reporting_answer", "report_id")):
        assert rows(idris, f"SELECT 1 FROM {table} WHERE {column} = %s", report.pk) == 0
    assert raw(idris, "UPDATE reporting_answer SET value = '\"no\"' WHERE report_id = %s", report.pk) == 0
    insert = (
        "INSERT INTO reporting_answer (report_id, path, number, value, kind, remark, marking, provenance, revision,"
        " changed_at, changed_by)"
        " VALUES (%s, 'section_5/x', '', '\"x\"', 'answered', '', 'clear', 'typed', 1, now(), '')"
    )
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        raw(idris, insert, report.pk)
    with acting_as(idris):
        assert not helps(idris, report)
        assert not can(idris, "reporting.read", report)
        assert HelpRequest.objects.get(pk=made.pk).status == HelpStatus.PAIRED
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Answer.objects.get(report=report, path=LAWS).value == "yes"


def test_access_ends_by_itself_on_its_day() -> None:
    report, idris = started(), officer()
    made = let_in(paired())
    with acting_as(actor(Role.POINT_OF_CONTACT)):
        Grant.objects.filter(pk=made.grant_id).update(expires_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert not sees(idris, report)
    assert rows(idris, "SELECT 1 FROM reporting_nationalreport WHERE id = %s", report.pk) == 0


def test_taking_back_twice_changes_and_tells_nothing_more() -> None:
    started()
    officer()
    made = let_in(paired())
    as_state(made, actions.take_back)
    told = Notification.objects.filter(event="reporting.help-taken-back").count()
    as_state(made, actions.take_back)
    assert told == Notification.objects.filter(event="reporting.help-taken-back").count() == 3
    assert Entry.objects.filter(action="access.revoke").count() == 1


def test_changing_what_the_helper_may_do_leaves_one_grant() -> None:
    report, idris = started(), officer()
    made = let_in(let_in(paired()), may_draft=True)
    with acting_as(actor(Role.POINT_OF_CONTACT)):
        in_force = Grant.objects.filter(object_id=str(report.pk), revoked_at=None)
        assert [each.pk for each in in_force] == [made.grant_id]
    with acting_as(idris):
        assert may_write(idris, report)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.STATE_ADMINISTRATOR])
def test_only_point_of_contact_and_mission_let_in(role: Role) -> None:
    started()
    made, by = paired(), actor(role)
    with acting_as(by), pytest.raises((Refused, HelpRequest.DoesNotExist)):
        actions.let_in(asked=made, may_draft=True, until=today() + dt.timedelta(days=3), purpose="", by=by)
    assert Grant.objects.count() == 0


def test_the_secretariat_and_the_helper_let_nobody_in() -> None:
    started()
    made = paired()
    for by in (actor(Role.SECRETARIAT), officer(), actor(Role.POINT_OF_CONTACT, "XBO")):
        with acting_as(by), pytest.raises((Refused, HelpRequest.DoesNotExist)):
            actions.let_in(asked=made, may_draft=True, until=today() + dt.timedelta(days=3), purpose="", by=by)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_access_has_an_end_within_a_year(days: int) -> None:
    started()
    with pytest.raises(EndDateUnfit):
        as_state(
            paired(),
            actions.let_in,
            may_draft=False,
            until=today() + dt.timedelta(days=days),
            purpose="",
            role=Role.MISSION,
        )


def test_there_must_be_a_helper_and_a_report() -> None:
    until = today() + dt.timedelta(days=3)
    made = asked()
    with pytest.raises(HelpNotPaired):
        as_state(made, actions.let_in, may_draft=False, until=until, purpose="")
    office = actor(Role.SECRETARIAT)
    with acting_as(office):
        actions.pair(asked=made, helper=Organisation.objects.get(pk=CENTRE), by=office)
    with pytest.raises(ReportNotBegun):
        as_state(made, actions.let_in, may_draft=False, until=until, purpose="")


def test_another_helper_is_proposed_only_once_the_first_is_out() -> None:
    started()
    office, made = actor(Role.SECRETARIAT), let_in(paired())
    with acting_as(office), pytest.raises(HelperUnfit):
        actions.pair(asked=made, helper=State.objects.get(pk="XBO"), by=office)


# -- The end -----------------------------------------------------------------------------------------------------


def test_a_request_ends_with_what_came_of_it_and_access_ends_with_it() -> None:
    report, idris = started(), officer()
    made = as_state(let_in(paired(), may_draft=True), actions.end, outcome="Section 5 is written.")
    assert (made.status, made.outcome, made.may_draft) == (HelpStatus.ENDED, "Section 5 is written.", False)
    assert not sees(idris, report)
    for do, given in ((actions.take_back, {}), (actions.end, {"outcome": "again"})):
        with pytest.raises(HelpEnded):
            as_state(made, do, **given)
    assert asked().status == HelpStatus.ASKED


def test_an_end_needs_words() -> None:
    with pytest.raises(HelpWordsMissing) as refused:
        as_state(asked(), actions.end, outcome=" ")
    assert isinstance(refused.value, PoaissError)
    assert refused.value.problem.place == "outcome"


def test_a_request_is_seen_by_its_state_its_helper_and_its_secretariat() -> None:
    made, idris = paired(), officer()
    seen = {
        "desk": actor(Role.CONTRIBUTOR),
        "helper": idris,
        "office": actor(Role.SECRETARIAT),
        "other state": actor(Role.CONTRIBUTOR, "XBO"),
        "other office": actor(Role.SECRETARIAT, exercise=False),
        "administrator": actor(Role.STATE_ADMINISTRATOR),
    }
    found = {}
    for name, who in seen.items():
        with acting_as(who):
            found[name] = (queries.request_at(who, made.pk) is not None, HelpRequest.objects.count())
    assert found == {
        "desk": (True, 1),
        "helper": (True, 1),
        "office": (True, 1),
        "other state": (False, 0),
        "other office": (False, 0),
        "administrator": (False, 0),
    }


def test_the_helpers_workspace_shows_what_it_helps_with() -> None:
    started()
    idris, made = officer(), paired()
    with acting_as(idris):
        assert queries.tasks_for(idris) == []
    let_in(made)
    with acting_as(idris):
        assert [each.label for each in queries.tasks_for(idris)] == ["Help Avaria with its report of 2026"]
