"""The workflow of the national report: who, when, and what is signed (R2, R3, R9, R10, R13)."""

import pytest
from django.utils.translation import override

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry
from poaiss.common.errors import InvalidTransition
from poaiss.reporting import actions, content
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import TRANSITIONS, AnswerKind, Publication, ReportStatus
from poaiss.reporting.errors import (
    NotChosenForPublication,
    ReportClosed,
    ReportExists,
    ReportIncomplete,
    RoundWithoutTemplate,
    TextMissing,
    UnknownQuestion,
)
from poaiss.reporting.models import Answer, NationalReport, Snapshot, Step
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, actor, answered, brought_to, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R2", "R9", "R10", "R13")]
WRONG: dict[str, list[Role]] = {
    "mark_complete": [Role.AGENCY_OFFICER, Role.SECRETARIAT, Role.STATE_ADMINISTRATOR],
    "approve": [Role.CONTRIBUTOR, Role.POINT_OF_CONTACT, Role.MISSION, Role.SECRETARIAT],
    "submit": [Role.CONTRIBUTOR, Role.APPROVER, Role.SECRETARIAT],
    "receive": [Role.POINT_OF_CONTACT, Role.MISSION, Role.ADMINISTRATOR],
    "publish": [Role.POINT_OF_CONTACT, Role.MISSION, Role.ADMINISTRATOR],
}


def fresh(report: NationalReport, role: Role = Role.CONTRIBUTOR) -> NationalReport:
    with acting_as(actor(role, report.state_id)):
        return NationalReport.objects.get(pk=report.pk)


@pytest.mark.parametrize("steps", range(6))
def test_each_step_moves_signs_and_audits(steps: int) -> None:
    report = brought_to(steps)
    names = ["draft", "complete", "approved", "submitted", "received", "published"]
    assert fresh(report).status == names[steps]
    with acting_as(actor(Role.CONTRIBUTOR)):
        signed = list(Step.objects.filter(report=report).values_list("after", flat=True))
    assert signed == names[: steps + 1]
    audited = (
        Entry.objects.filter(object_id=str(report.pk), chain="XAV").order_by("number").values_list("action", flat=True)
    )
    assert [each for each in audited if each != "reporting.answer"] == [f"reporting.{name}" for name in signed]


@pytest.mark.parametrize(("steps", "name"), list(enumerate(WRONG)))
def test_each_step_is_refused_to_the_wrong_roles(steps: int, name: str) -> None:
    report = brought_to(steps)
    for role in WRONG[name]:
        with pytest.raises((Refused, NationalReport.DoesNotExist)):
            step(report, role, getattr(actions, name))
    assert fresh(report).status == list(TRANSITIONS)[steps]


def test_another_state_finds_no_report() -> None:
    report = brought_to(2)
    stranger = actor(Role.MISSION, "XBO")
    with acting_as(stranger), pytest.raises(NationalReport.DoesNotExist):
        actions.submit(report=report, by=stranger)


def test_steps_outside_the_table_are_refused() -> None:
    report = answered(started())
    with pytest.raises(InvalidTransition) as refused:
        step(report, Role.MISSION, actions.submit)
    assert refused.value.code == "invalid-transition"
    assert fresh(report).status == "draft"


def test_one_report_a_state_and_round() -> None:
    started()
    with pytest.raises(ReportExists):
        started()


def test_a_round_without_a_template_cannot_be_reported_in() -> None:
    with pytest.raises(RoundWithoutTemplate):
        started(year=2003)


def test_the_template_is_frozen_by_the_first_report() -> None:
    assert started().version.is_frozen


def test_text_in_a_yes_no_cell_is_kept_told_and_stops_submission() -> None:
    report = answered(started(), {LAWS: Given("Only for exports, see annex")})
    with acting_as(actor(Role.CONTRIBUTOR)):
        stored = report.answers.get()
    assert (stored.value, stored.kind) == ("Only for exports, see annex", AnswerKind.ANSWERED)
    with pytest.raises(ReportIncomplete) as refused:
        step(report, Role.CONTRIBUTOR, actions.mark_complete)
    assert [(each.code, each.place) for each in refused.value.problems] == [("answer-choice", "4.1")]
    assert fresh(report).status == "draft"


def test_answers_of_a_complete_report_cannot_change() -> None:
    report = brought_to(1)
    with pytest.raises(ReportClosed):
        answered(report, {LAWS: Given("no")})


def test_an_unknown_question_stores_nothing() -> None:
    report = started()
    with pytest.raises(UnknownQuestion):
        answered(report, {LAWS: Given("yes"), "section_4/nothing": Given("x")})
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Answer.objects.count() == 0


def test_saving_the_same_twice_changes_nothing_and_emptying_keeps_the_row() -> None:
    report = answered(started())
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        assert actions.answer(report=report, answers={LAWS: Given("yes")}, by=drafter).unchanged == (LAWS,)
        assert actions.answer(report=report, answers={LAWS: Given("")}, by=drafter).merged == (LAWS,)
        row = report.answers.get()
    assert (row.value, row.kind, row.revision) == ("", AnswerKind.NO_ANSWER, 2)


def test_returned_needs_words_and_is_opened_again_by_the_state() -> None:
    report = brought_to(3)
    with pytest.raises(TextMissing):
        step(report, Role.SECRETARIAT, actions.return_with_remarks, remarks="  ")
    step(report, Role.SECRETARIAT, actions.return_with_remarks, remarks="Page 2 cannot be read.")
    step(report, Role.CONTRIBUTOR, actions.reopen)
    assert fresh(report).status == ReportStatus.DRAFT


def test_the_state_alone_decides_on_publication() -> None:
    report = brought_to(4)
    step(report, Role.POINT_OF_CONTACT, actions.choose_publication, publication=Publication.RESTRICTED)
    with pytest.raises(NotChosenForPublication):
        step(report, Role.SECRETARIAT, actions.publish)
    with pytest.raises(Refused):
        step(report, Role.SECRETARIAT, actions.choose_publication, publication=Publication.PUBLIC)
    assert Snapshot.objects.count() == 0


def test_what_was_published_is_amended_and_not_hidden() -> None:
    report = brought_to(5)
    with pytest.raises(ReportClosed):
        step(report, Role.MISSION, actions.choose_publication, publication=Publication.RESTRICTED)
    assert fresh(report).publication == Publication.PUBLIC


def test_the_receipt_and_the_snapshot_are_hashes_over_canonical_content() -> None:
    report = brought_to(5)
    snapshot = Snapshot.objects.get()
    assert snapshot.sha256 == content.sha256(snapshot.content)
    assert len(fresh(report).submitted_hash) == 64
    changed = {**snapshot.content, "round": 2024}
    assert content.sha256(changed) != snapshot.sha256


def test_restricted_answers_are_not_in_the_snapshot_but_are_in_the_receipt() -> None:
    report = started()
    secret = "The registry is kept at a place that is not public."
    answered(report, {LAWS: Given("yes"), REGISTRATION: Given("yes", remark=secret, marking=Marking.AMBER)})
    for role, action in LADDER:
        step(report, role, action)
    snapshot = Snapshot.objects.get()
    lines = {each["number"]: each for each in snapshot.content["answers"]}
    assert lines["4.1.2"] == {"path": REGISTRATION, "number": "4.1.2", "kind": "restricted"}
    assert secret not in str(snapshot.content)
    assert fresh(report).submitted_hash != snapshot.sha256


def test_the_kinds_of_silence_stand_apart() -> None:
    report = started()
    unchanged = Given(silence=AnswerKind.UNCHANGED, unchanged_since=2024)
    answered(report, {LAWS: Given("yes"), REGISTRATION: unchanged, "section_1/q_1_1": Given("developing")})
    for role, action in LADDER:
        step(report, role, action)
    kinds = {each["number"]: each["kind"] for each in Snapshot.objects.get().content["answers"]}
    assert kinds["4.1.2"] == "unchanged"
    assert kinds["1.1"] == "developing"
    assert kinds["1.1.a"] == "not_applicable"  # hangs on 1.1 = yes
    assert kinds["1.2"] == "no_answer"


def test_an_amendment_is_a_second_snapshot_and_the_first_stays() -> None:
    report = brought_to(5)
    step(report, Role.MISSION, actions.amend)
    answered(report, {LAWS: Given("no")})
    for role, action in LADDER:
        step(report, role, action)
    assert list(Snapshot.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert fresh(report).revision == 2


def test_errors_are_in_the_readers_language_and_name_the_place() -> None:
    report = brought_to(1)
    with override("en"), pytest.raises(ReportClosed) as refused:
        answered(report, {LAWS: Given("no")})
    assert refused.value.problem.place == "XAV 2026"
    assert str(refused.value.problem.reason) == "The report is “complete”; its answers cannot change."
