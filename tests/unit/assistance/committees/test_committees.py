"""Committees: criteria, scores, who steps back, the decision and the matches that follow it (N24)."""

from decimal import Decimal
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.assistance.committees import actions, pages, queries
from poaiss.assistance.committees.errors import CriteriaUnfit, DecisionUnfit, ScoresUnfit, SelectionDecided
from poaiss.assistance.committees.queries import Criterion
from poaiss.assistance.enums import MatchStatus
from poaiss.assistance.matching.errors import AmountBeyond
from poaiss.assistance.models import Call, Conflict, Decision, Match, Scoring, Selection
from tests.unit.assistance.matching.making import contacted, fresh, proposed, sees
from tests.unit.assistance.needs.making import DONOR, need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N24")]
CRITERIA = [Criterion("Need", "How serious it is.", 60), Criterion("Sustainment", "Who pays afterwards.", 40)]


@pytest.fixture
def greta(cast: Any) -> Person:
    """A second member of the donor's committee."""
    made = Person.objects.create(email="greta@fenmora.exercise.example", name="Greta Holm", exercise=True)
    Membership.objects.create(person=made, role=Role.DONOR, organisation_id=DONOR)
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={"secret": "x"})
    cast.people["greta"] = made
    return made


@pytest.fixture
def applied(cast: Any) -> list[Match]:
    """Two applications to the call, and one match that its State keeps to itself."""
    proposed(cast, need_of(cast, title="Kept to ourselves"))
    return [contacted(cast, need_of(cast)), contacted(cast, need_of(cast, title="Alarms for two depots"))]


def as_member(cast: Any, who: str, name: str, **given: Any) -> Any:
    by = cast.actor(who)
    with acting_as(by):
        return getattr(actions, name)(by=by, **given)


@pytest.fixture
def selection(cast: Any, applied: list[Match]) -> Selection:
    call = Call.objects.get(title="Depots 2027 (exercise)")
    made: Selection = as_member(cast, "grace", "open_selection", call=call, criteria=CRITERIA)
    return made


def scored(cast: Any, who: str, selection: Selection, match: Match, need: str, sustainment: str) -> None:
    scores = {"Need": (need, "Seen."), "Sustainment": (sustainment, "")}
    as_member(cast, who, "score", selection=selection, match=match, scores=scores)


def decided(cast: Any, selection: Selection, match: Match, selected: bool, amount: int | None = None) -> None:
    as_member(
        cast,
        "grace",
        "decide",
        selection=selection,
        match=match,
        selected=selected,
        amount=Decimal(amount) if amount else None,
        reason="As the scores say.",
    )


def lines(cast: Any, who: str, selection: Selection) -> list[dict[str, Any]]:
    by = cast.actor(who)
    with acting_as(by):
        return pages.lines(by, selection)


def test_scores_lead_to_a_decision_and_matches_follow_it(
    cast: Any, greta: Person, applied: list[Match], selection: Selection
) -> None:
    first, second = applied
    assert {each["title"] for each in lines(cast, "grace", selection)} == {
        "Locks for three depots",
        "Alarms for two depots",
    }
    for who, scores in (("grace", ("4", "2")), ("greta", ("2", "4"))):
        scored(cast, who, selection, first, *scores)
        scored(cast, who, selection, second, "1", "0")
    by_title = {each["title"]: each["percent"] for each in lines(cast, "grace", selection)}
    assert by_title == {"Locks for three depots": 75, "Alarms for two depots": 15}
    with pytest.raises(DecisionUnfit):
        as_member(cast, "grace", "close_selection", selection=selection, words="We met.")
    decided(cast, selection, first, True, 120_000)
    decided(cast, selection, second, False)
    assert fresh(cast, "bruno", first).status == MatchStatus.CONTACTED  # nothing moves before the end
    with pytest.raises(DecisionUnfit):
        as_member(cast, "grace", "close_selection", selection=selection, words=" ")
    as_member(cast, "grace", "close_selection", selection=selection, words="Both members took part.")
    held = fresh(cast, "bruno", first)
    assert (held.status, held.amount, held.offered_by_side) == ("negotiating", Decimal(120_000), "donor")
    assert fresh(cast, "bruno", second).status == MatchStatus.DECLINED
    with pytest.raises(SelectionDecided):
        scored(cast, "grace", selection, first, "0", "0")
    with pytest.raises(SelectionDecided):
        decided(cast, selection, first, False)
    assert len(lines(cast, "grace", selection)) == 2  # the record stays


def test_who_steps_back_neither_sees_nor_scores(
    cast: Any, greta: Person, applied: list[Match], selection: Selection
) -> None:
    first, second = applied
    scored(cast, "grace", selection, first, "4", "4")
    scored(cast, "greta", selection, first, "0", "0")
    with pytest.raises(ScoresUnfit):
        as_member(cast, "greta", "step_back", selection=selection, match=first, reason=" ")
    as_member(cast, "greta", "step_back", selection=selection, match=first, reason="I advised that State.")
    assert not sees(cast, "greta", first)
    assert [each["match"].pk for each in lines(cast, "greta", selection)] == [second.pk]
    with pytest.raises(ScoresUnfit):
        scored(cast, "greta", selection, first, "4", "4")
    decided(cast, selection, first, True, 100_000)
    tables = ("assistance_match", "assistance_scoring", "assistance_decision")
    with acting_as(cast.actor("greta")), connection.cursor() as cursor:
        for table in tables:
            key = "id" if table == "assistance_match" else "match_id"
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {key} = %s", [first.pk])
            assert cursor.fetchone() == (0,), table
        assert not visible_to(cast.actor("greta"), Scoring).exists()
        assert not visible_to(cast.actor("greta"), Decision).exists()
    grace = cast.actor("grace")
    with acting_as(grace):
        assert [each.person_id for each in queries.scorings(grace, selection)] == [cast.grace.pk] * 2
        assert queries.percent(selection, first, queries.scorings(grace, selection)) == 100
        assert first.need.title in pages.table(grace, selection)
    with acting_as(cast.actor("greta")):
        assert "Locks" not in pages.table(cast.actor("greta"), selection)
    decided(cast, selection, second, False)
    with pytest.raises(DecisionUnfit):
        as_member(cast, "greta", "close_selection", selection=selection, words="We met.")


def test_what_others_think_shows_once_one_has_scored(
    cast: Any, greta: Person, applied: list[Match], selection: Selection
) -> None:
    first = applied[0]
    scored(cast, "grace", selection, first, "4", "4")
    by = cast.actor("greta")
    with acting_as(by):
        shown = pages.application(by, selection, first)
        assert (shown["percent"], shown["others"]) == (None, [])
        assert "Grace" not in pages.table(by, selection)
    scored(cast, "greta", selection, first, "0", "0")
    with acting_as(by):
        assert pages.application(by, selection, first)["percent"] == 50


@pytest.mark.parametrize("who", ["idris", "ana", "bruno", "dalia", "ulrich", "emeka", "rosa", "nobody"])
def test_nobody_else_sits_on_it_or_sees_it(cast: Any, applied: list[Match], selection: Selection, who: str) -> None:
    scored(cast, "grace", selection, applied[0], "4", "4")
    as_member(cast, "grace", "step_back", selection=selection, match=applied[1], reason="A friend works there.")
    with pytest.raises((Refused, Selection.DoesNotExist)):
        scored(cast, who, selection, applied[0], "0", "0")
    by = cast.actor(who)
    with acting_as(by), connection.cursor() as cursor:
        for model in (Selection, Scoring, Conflict, Decision):
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            assert cursor.fetchone() == (0,), model
            assert not visible_to(by, model).exists(), model


@pytest.mark.parametrize(
    "criteria",
    [
        [],
        [Criterion("", "", 10)],
        [Criterion("Need", "", 10), Criterion(" Need ", "", 20)],
        [Criterion("Need", "", 0)],
        [Criterion("Need", "", 101)],
        [Criterion("Need", "", -5)],
    ],
)
def test_criteria_that_cannot_be(cast: Any, criteria: list[Criterion]) -> None:
    call = Call.objects.get(title="Depots 2027 (exercise)")
    with pytest.raises(CriteriaUnfit):
        as_member(cast, "grace", "open_selection", call=call, criteria=criteria)


def test_a_call_has_one_committee_and_scores_are_whole(cast: Any, applied: list[Match], selection: Selection) -> None:
    with pytest.raises(CriteriaUnfit):
        as_member(cast, "grace", "open_selection", call=selection.call, criteria=CRITERIA)
    for scores in ({"Need": ("4", "")}, {"Need": ("4", ""), "Sustainment": ("9", "")}):
        with pytest.raises(ScoresUnfit):
            as_member(cast, "grace", "score", selection=selection, match=applied[0], scores=scores)
    with pytest.raises(AmountBeyond):
        decided(cast, selection, applied[0], True, 400_001)
    with pytest.raises(AmountBeyond):
        decided(cast, selection, applied[0], True)
    with acting_as(cast.actor("grace")):
        assert not Scoring.objects.exists()
        assert not Decision.objects.exists()


def test_a_table_runs_no_formula(cast: Any, applied: list[Match], selection: Selection) -> None:
    scores = {"Need": ("4", "=1+1"), "Sustainment": ("4", "@x")}
    as_member(cast, "grace", "score", selection=selection, match=applied[0], scores=scores)
    with acting_as(cast.actor("grace")):
        text = pages.table(cast.actor("grace"), selection)
    assert ",'=1+1" in text
    assert ",'@x" in text
