"""What a State can do about its own analysis (A5, A9)."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Explanation, ScoreChoice
from poaiss.analysis.own import actions, scores
from poaiss.analysis.own.contradictions.finding import contradictions
from poaiss.analysis.own.errors import ExplanationMissing, WeightsUnfit
from poaiss.audit.models import Entry
from tests.unit.analysis.own.reports import BROKERING_LAWS, report, state
from tests.unit.reporting.people import actor

pytestmark = pytest.mark.django_db


@pytest.mark.rows("A5")
def test_switching_twice_changes_and_logs_once() -> None:
    who = actor(Role.CONTRIBUTOR)
    with acting_as(who):
        actions.switch_score(state=state(), on=True, by=who)
        actions.switch_score(state=state(), on=True, by=who)
        assert ScoreChoice.objects.get().is_on
    assert Entry.objects.filter(action="analysis.score").count() == 1


@pytest.mark.rows("A5")
@pytest.mark.parametrize("role", [Role.MISSION, Role.SECRETARIAT, Role.AGENCY_OFFICER])
def test_others_do_not_switch(role: Role) -> None:
    who = actor(role)
    with acting_as(who), pytest.raises(Refused):
        actions.switch_score(state=state(), on=True, by=who)


@pytest.mark.rows("A5")
@pytest.mark.parametrize("weight", [-0.1, 100.5, float("nan"), float("inf")])
def test_a_weight_is_a_number_of_at_least_nothing(weight: float) -> None:
    who = actor(Role.APPROVER)
    with acting_as(who), pytest.raises(WeightsUnfit):
        actions.set_weights(state=state(), weights={"primary_firm": weight}, by=who)


@pytest.mark.rows("A5")
def test_weights_change_the_method_and_not_the_switch() -> None:
    who = actor(Role.APPROVER)
    with acting_as(who):
        choice = actions.set_weights(state=state(), weights={"primary_firm": 2.5, "developing": 0.25}, by=who)
    scheme = scores.scheme_of(choice)
    assert not choice.is_on
    assert (float(scheme.points["primary", "firm"]), float(scheme.developing)) == (2.5, 0.25)
    assert scheme.points["subsidiary", "firm"] == scores.scheme_of(None).points["subsidiary", "firm"]


@pytest.mark.rows("A9")
def test_an_explanation_belongs_to_what_stood_there() -> None:
    report(2022, {BROKERING_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "no"})
    who = actor(Role.CONTRIBUTOR)
    with acting_as(who):
        found = contradictions(who, state())[0]
        for text in ("", "   ", "x" * 4_001):
            with pytest.raises(ExplanationMissing):
                actions.explain(state=state(), found=found, text=text, by=who)
        actions.explain(state=state(), found=found, text=" Repealed in 2023.\r\n", by=who)
        assert Explanation.objects.get().text == "Repealed in 2023."
        assert contradictions(who, state())[0].is_explained
        Explanation.objects.create(
            state=state(),
            rule=found.rule.code,
            year=found.year,
            path=found.place,
            fingerprint="of other answers",
            text="Earlier words.",
            written_by_id=Explanation.objects.get().written_by_id,
        )
        again = contradictions(who, state())[0]
    assert (again.is_explained, again.explanation is not None) == (False, True)
