"""Three-way merge of one answer, pure and through the actions (R11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.common.errors import InvalidTransition
from poaiss.reporting import actions, history
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import Provenance, Resolution
from poaiss.reporting.errors import ReportIncomplete
from poaiss.reporting.merging import Facts, Outcome, merge
from poaiss.reporting.models import Answer, AnswerRevision, Conflict, NationalReport
from tests.unit.reporting.people import LAWS, actor, answered, started, step

TEXT = "section_0/p_0_3"
OTHER = "section_0/p_0_1"
words = st.sampled_from(["", "a", "b", "c"])
facts = st.builds(Facts, value=words, remark=words, marking=st.sampled_from(["clear", "amber"]))
pytestmark = pytest.mark.rows("R11")


@given(base=facts, theirs=facts, mine=facts)
def test_nobodys_change_is_dropped(base: Facts, theirs: Facts, mine: Facts) -> None:
    outcome, found = merge(base, theirs, mine)
    for name in ("value", "remark", "marking"):
        before, stands, given = (getattr(each, name) for each in (base, theirs, mine))
        if before not in (stands, given) and stands != given:
            assert outcome == Outcome.CONFLICT
        if outcome != Outcome.CONFLICT:
            assert getattr(found, name) == (stands if given == before else given)
    if outcome == Outcome.CONFLICT:
        assert found == theirs


@given(base=facts, mine=facts)
def test_without_anybody_else_mine_stands(base: Facts, mine: Facts) -> None:
    assert merge(base, base, mine) == (Outcome.UNCHANGED if base == mine else Outcome.MERGED, mine)


def value(report: NationalReport, path: str) -> str:
    return str(Answer.objects.get(report=report, path=path).value)


@pytest.mark.django_db
def test_two_people_in_one_section_merge_per_question() -> None:
    report = answered(started(), {TEXT: Given("first"), OTHER: Given("2024")})
    ana, bruno = actor(Role.CONTRIBUTOR), actor(Role.APPROVER)
    bases = {TEXT: 1, OTHER: 1}
    with acting_as(ana):
        page = {TEXT: Given("Ana's text"), OTHER: Given("2024")}
        assert actions.answer(report=report, answers=page, by=ana, bases=bases).merged == (TEXT,)
    with acting_as(bruno):
        page = {TEXT: Given("first"), OTHER: Given("2025")}
        saved = actions.answer(report=report, answers=page, by=bruno, bases=bases)
        assert (saved.merged, saved.unchanged, saved.conflicts) == ((OTHER,), (TEXT,), ())
        assert (value(report, TEXT), value(report, OTHER)) == ("Ana's text", "2025")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("resolution", "text", "stands"),
    [(Resolution.THEIRS, "", "Ana's"), (Resolution.MINE, "", "Bruno's"), (Resolution.MERGED, "Both", "Both")],
)
def test_a_true_conflict_keeps_both_until_somebody_chooses(resolution: Resolution, text: str, stands: str) -> None:
    report = answered(started(), {TEXT: Given("first")})
    for role, words in ((Role.CONTRIBUTOR, "Ana's"), (Role.APPROVER, "Bruno's")):
        with acting_as(actor(role)):
            saved = actions.answer(report=report, answers={TEXT: Given(words)}, by=actor(role), bases={TEXT: 1})
    assert saved.conflicts == (TEXT,)
    bruno = actor(Role.APPROVER)
    with acting_as(bruno):
        conflict = Conflict.objects.get()
        assert (value(report, TEXT), conflict.value) == ("Ana's", "Bruno's")
        with pytest.raises(ReportIncomplete) as refused:
            actions.mark_complete(report=report, by=bruno)
        assert [each.code for each in refused.value.problems] == ["answer-conflict"]
        actions.resolve(conflict=conflict, resolution=resolution, by=bruno, text=text)
        assert value(report, TEXT) == stands
        with pytest.raises(InvalidTransition):
            actions.resolve(conflict=conflict, resolution=Resolution.THEIRS, by=bruno)
        said = list(AnswerRevision.objects.filter(path=TEXT).order_by("revision").values_list("value", flat=True))
    assert said[:2] == ["first", "Ana's"]
    assert said[2:] == ([] if resolution == Resolution.THEIRS else [stands])
    assert step(report, Role.CONTRIBUTOR, actions.mark_complete).status == "complete"


@pytest.mark.django_db
def test_autosave_in_a_conflict_keeps_the_persons_latest_text() -> None:
    report = answered(started(), {TEXT: Given("first")})
    ana, bruno = actor(Role.CONTRIBUTOR), actor(Role.APPROVER)
    with acting_as(ana):
        actions.answer(report=report, answers={TEXT: Given("Ana's")}, by=ana, bases={TEXT: 1})
    with acting_as(bruno):
        for words in ("B", "Br", "Bruno's"):
            actions.answer(report=report, answers={TEXT: Given(words)}, by=bruno, bases={TEXT: 1})
        assert [each.value for each in Conflict.objects.all()] == ["Bruno's"]


@pytest.mark.django_db
def test_an_explanation_and_an_answer_are_merged_apart() -> None:
    report = answered(started(), {TEXT: Given("first", remark="r")})
    ana, bruno = actor(Role.CONTRIBUTOR), actor(Role.APPROVER)
    with acting_as(ana):
        actions.answer(report=report, answers={TEXT: Given("new", remark="r")}, by=ana, bases={TEXT: 1})
    with acting_as(bruno):
        given = Given("first", remark="why", marking=Marking.AMBER)
        actions.answer(report=report, answers={TEXT: given}, by=bruno, bases={TEXT: 1})
        row = Answer.objects.get(path=TEXT)
    assert (row.value, row.remark, row.marking, row.revision) == ("new", "why", "amber", 3)


@pytest.mark.django_db
def test_a_file_that_left_at_a_watermark_is_merged_against_what_stood_then() -> None:
    report, ana = answered(started(), {TEXT: Given("first")}), actor(Role.CONTRIBUTOR)
    with acting_as(ana):
        left = history.watermark(report)
        actions.answer(report=report, answers={TEXT: Given("second"), OTHER: Given("2024")}, by=ana)
        assert history.bases_at(report, left, [TEXT, OTHER, LAWS]) == {TEXT: 1, OTHER: 0, LAWS: 0}
        bases = history.bases_at(report, left, [TEXT, LAWS])
        back = {TEXT: Given("first", provenance=Provenance.WORKBOOK), LAWS: Given("no", provenance=Provenance.WORKBOOK)}
        seen = actions.preview(report=report, answers=back, by=ana, bases=bases)
        assert (seen.merged, seen.unchanged) == ((LAWS,), (TEXT,))
        assert not Answer.objects.filter(path=LAWS).exists()
        assert actions.answer(report=report, answers=back, by=ana, bases=bases) == seen
        assert (value(report, TEXT), value(report, LAWS)) == ("second", "no")
        assert Answer.objects.get(path=LAWS).provenance == Provenance.WORKBOOK
