"""What changed since the last report, and since a submission (R7, R29)."""

import pytest

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting import actions, carrying, comparing
from poaiss.reporting.actions import Given
from poaiss.reporting.comparing import change, kind_of
from poaiss.reporting.comparison.words import Piece, pieces
from poaiss.reporting.models import NationalReport, Round, Snapshot, Submission
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, actor, answered, started, step

pytestmark = pytest.mark.rows("R7")
Line = dict[str, object]
TEXTS = [
    ("We keep records for 20 years.", "We keep records for 30 years."),
    ("", "new"),
    ("old", ""),
    ("保存二十年", "保存三十年"),
]
CASE_BY_CASE = "section_4/brokering_details/p_4_3"
CRITERIA = "section_4/brokering_details/p_4_5"
GENDER = "section_10/p_10_4"


def told(kind: str, value: str = "", **more: object) -> dict[str, object]:
    return {"kind": kind, **({"value": value} if value else {}), **more}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (told("no_answer"), told("yes", "yes"), "new"),
        (told("not_asked"), told("answered", "a"), "new"),
        (told("yes", "yes"), told("no_answer"), "dropped"),
        (told("yes", "yes"), told("not_applicable"), "dropped"),
        (told("yes", "yes"), told("no", "no"), "changed"),
        (told("yes", "yes"), told("yes", "yes"), "confirmed"),
        (told("yes", "yes"), told("yes", "yes", remark="since May"), "changed"),
        (told("yes", "yes"), told("unchanged", "yes", unchanged_since=2024), "unchanged"),
        (told("yes", "yes"), told("unchanged", unchanged_since=2024), "unchanged"),
        (told("yes", "yes"), told("unchanged", "no", unchanged_since=2024), "changed"),
        (told("restricted"), told("yes", "yes"), "changed"),
        (told("answered", "a"), told("restricted"), "changed"),
    ],
)
def test_what_happened_follows_from_what_each_side_says(
    before: dict[str, object], after: dict[str, object], kind: str
) -> None:
    assert kind_of(before, after) == kind


def test_two_silences_and_two_restrictions_are_no_change() -> None:
    assert change("a", told("no_answer"), told("not_applicable"), 2024) is None
    assert change("a", told("restricted"), told("restricted"), 2024) is None


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_pieces_joined_are_the_texts(before: str, after: str) -> None:
    old, new = pieces(before, after)
    assert "".join(each.text for each in old) == before
    assert "".join(each.text for each in new) == after
    assert {each.kind for each in old} <= {"same", "del"}
    assert {each.kind for each in new} <= {"same", "ins"}


def test_only_the_word_that_changed_is_marked() -> None:
    old, new = pieces("We keep records for 20 years.", "We keep records for 30 years.")
    assert old == (Piece("same", "We keep records for "), Piece("del", "20"), Piece("same", " years."))
    assert new == (Piece("same", "We keep records for "), Piece("ins", "30"), Piece("same", " years."))
    assert pieces("保存二十年", "保存三十年")[1] == (Piece("same", "保存"), Piece("ins", "三"), Piece("same", "十年"))


def test_texts_with_nothing_in_common_are_shown_whole() -> None:
    assert pieces("alpha beta", "gamma delta") == ((Piece("del", "alpha beta"),), (Piece("ins", "gamma delta"),))


def filed(year: int, answers: dict[str, Given], steps: int = 5) -> NationalReport:
    report = answered(started(year=year), answers)
    for role, action in LADDER[:steps]:
        step(report, role, action)
    return report


FIRST = {LAWS: Given("yes"), REGISTRATION: Given("yes"), CRITERIA: Given("Each case alone.", marking=Marking.AMBER)}


@pytest.mark.django_db
def test_changes_since_the_last_report_by_question() -> None:
    filed(2024, FIRST)
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        report = carrying.begin(state=State.objects.get(pk="XAV"), round=Round.objects.get(year=2026), by=drafter)
        carrying.confirm(report=report, paths=[LAWS], by=drafter)
        mine = {REGISTRATION: Given("no"), CRITERIA: Given(""), GENDER: Given("developing")}
        actions.answer(report=report, answers=mine, by=drafter)
        found = {each.path: each for each in comparing.changes_of(report)}
        assert {path: each.kind for path, each in found.items()} == {
            LAWS: "confirmed",
            REGISTRATION: "changed",
            CRITERIA: "dropped",
            GENDER: "new",
        }
        assert (found[REGISTRATION].before, found[REGISTRATION].after) == ("yes", "no")
        assert (found[CRITERIA].before, found[CRITERIA].after) == ("Each case alone.", "no_answer")
        assert {each.before_year for each in found.values()} == {2024}
        assert [each.path for each in comparing.changes_since(report)] == [REGISTRATION, CRITERIA, GENDER]


@pytest.mark.django_db
def test_what_nobody_confirmed_is_not_called_confirmed() -> None:
    filed(2024, FIRST)
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        report = carrying.begin(state=State.objects.get(pk="XAV"), round=Round.objects.get(year=2026), by=drafter)
        assert {each.kind for each in comparing.changes_of(report)} == {"unchanged"}


@pytest.mark.django_db
def test_a_first_report_has_nothing_to_compare_with() -> None:
    report = answered(started())
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert comparing.changes_of(report) == []


@pytest.mark.django_db
@pytest.mark.rows("R29")
def test_an_addendum_beside_the_submission_and_the_publications_beside_each_other() -> None:
    report = filed(2026, {LAWS: Given("yes"), REGISTRATION: Given("no")})
    step(report, Role.MISSION, actions.amend)
    answered(report, {REGISTRATION: Given("yes"), CRITERIA: Given("secret", marking=Marking.AMBER)})
    with acting_as(actor(Role.CONTRIBUTOR)):
        first = Submission.objects.get(report=report)
        kinds = {each.path: each.kind for each in comparing.since_submission(report, first)}
        assert kinds == {LAWS: "confirmed", REGISTRATION: "changed", CRITERIA: "new"}
    for role, action in LADDER:
        step(report, role, action)
    one, two = Snapshot.objects.filter(report=report).order_by("number")
    assert comparing.predecessor(one) is None
    assert comparing.predecessor(two) == one
    public = {each.path: each for each in comparing.between(one, two)}
    assert public[REGISTRATION].after == "yes"
    assert public[CRITERIA].after == "restricted"
    assert "secret" not in str(list(public.values()))


@pytest.mark.django_db
def test_a_figure_of_the_last_period_is_not_called_dropped_but_one_taken_out_of_an_amendment_is() -> None:
    seizures = {"section_6/p_6_3[1]/p_6_3_count": Given("40"), "section_7/p_7_6": Given("12")}
    first = filed(2024, {**FIRST, **seizures})
    drafter = actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        report = carrying.begin(state=State.objects.get(pk="XAV"), round=Round.objects.get(year=2026), by=drafter)
        assert comparing.changes_since(report) == []
        actions.answer(report=report, answers={"section_7/p_7_6": Given("15")}, by=drafter)
        assert [(each.kind, each.before, each.after) for each in comparing.changes_since(report)] == [
            ("changed", "12", "15")
        ]
    step(first, Role.MISSION, actions.amend)
    answered(first, {"section_7/p_7_6": Given("")})
    with acting_as(drafter):
        submission = Submission.objects.get(report=first)
        found = comparing.only_changed(comparing.since_submission(first, submission))
        assert [(each.path, each.kind) for each in found] == [("section_7/p_7_6", "dropped")]
