"""The checklist of needs: a questionnaire, filled by the one engine, for the State's own use (N1, ¶21)."""

from typing import Any

import pytest
from django.conf import settings

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.assistance.models import Checklist, Need
from poaiss.assistance.needs.checklist import answers
from poaiss.assistance.needs.errors import NeedChanged
from poaiss.assistance.needs.suggesting import suggestions
from poaiss.assistance.needs.suggesting.rules import rule_for_area
from poaiss.questionnaires import engine
from poaiss.questionnaires.models import Version
from tests.unit.assistance.needs.making import state

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N1")]
LANGUAGES = {"en", "ar", "zh", "fr", "ru", "es"}


def form() -> Version:
    """Return the version of the checklist that came with the project."""
    found = answers.version()
    assert found is not None
    return found


def save(cast: Any, given: dict[str, str], revision: int = 0, who: str = "ana") -> Checklist:
    """Keep answers as somebody."""
    with acting_as(cast.actor(who)):
        return answers.save(state=state(), form=form(), given=given, revision=revision, by=cast.actor(who))


def test_the_form_passes_the_check_in_six_languages() -> None:
    result = engine.check(settings.QUESTIONNAIRES / "needs-checklist")
    assert (result.errors, result.missing_translations, set(result.languages)) == ((), (), LANGUAGES)


def test_each_area_has_its_words_for_a_need(cast: Any) -> None:
    found = [answers.code_of(each) for each in answers.areas(form())]
    assert len(found) == 14
    assert [code for code in found if rule_for_area(code) is None] == []


def test_answers_suggest_needs_and_make_none(cast: Any) -> None:
    save(
        cast,
        {
            "area_stockpiles/need_stockpiles": "yes",
            "area_stockpiles/missing_stockpiles": "equipment training",
            "area_stockpiles/problem_stockpiles": "Locks fail.",
            "area_stockpiles/done_stockpiles": "Two depots were repaired.",
            "area_marking/need_marking": "no",
            "area_border/need_border": "unsure",
        },
    )
    with acting_as(cast.actor("ana")):
        (found,) = suggestions(cast.actor("ana"), state())
        assert (found.theme, found.title) == ("stockpiles", "Assistance with stockpile management")
        assert found.problem == "Locks fail.\nMissing: Training; Equipment and technology." or (
            found.problem == "Locks fail.\nMissing: Equipment and technology; Training."
        )
        assert found.already_done == "Two depots were repaired."
        assert found.because[0].words == "Yes"
        assert Need.objects.count() == 0


def test_a_perhaps_counts_once_something_is_said(cast: Any) -> None:
    save(cast, {"area_border/need_border": "unsure", "area_border/problem_border": "No scanner."})
    with acting_as(cast.actor("bruno")):
        assert [each.theme for each in suggestions(cast.actor("bruno"), state())] == ["border"]


def test_the_version_is_frozen_on_its_first_use(cast: Any) -> None:
    assert not form().is_frozen
    save(cast, {"area_border/need_border": "no"})
    assert form().is_frozen


def test_two_who_fill_in_at_once_lose_nothing(cast: Any) -> None:
    first = save(cast, {"area_border/need_border": "yes"})
    assert first.revision == 1
    with pytest.raises(NeedChanged):
        save(cast, {"area_border/need_border": "no"}, 0, "bruno")
    assert save(cast, {"area_border/need_border": "no"}, 1, "bruno").revision == 2


def test_nobody_else_reads_or_fills_it(cast: Any) -> None:
    save(cast, {"area_border/need_border": "yes"})
    for who in ("grace", "idris", "dalia", "leila", "chidi", "nadia", "nobody"):
        with acting_as(cast.actor(who)):
            assert visible_to(cast.actor(who), Checklist).count() == 0
    for who in ("leila", "hana", "grace"):
        with pytest.raises(Refused):
            save(cast, {"area_border/need_border": "no"}, 1, who)
