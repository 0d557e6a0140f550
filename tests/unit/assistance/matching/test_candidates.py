"""Candidates in stated order, from what the actor sees alone; States to be asked, the own region first (N10)."""

from pathlib import Path
from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.opendata.writing import MANIFEST, folder_of
from poaiss.assistance.matching import candidates
from poaiss.assistance.models import Need
from tests.unit.analysis.figures.folders import Folder
from tests.unit.assistance.matching.making import proposed, resource
from tests.unit.assistance.needs.making import need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N10")]
YES, NO = {"4.1": "yes", "4.2": "yes"}, {"4.1": "no", "4.2": "no"}


@pytest.fixture(autouse=True)
def published(settings: Any, tmp_path: Path) -> None:
    """Open data written by hand: in 2024 Avaria reports; Borovia, Fenmora and Gelvara say that they did it all."""
    settings.DATA = tmp_path
    home = folder_of(EXERCISE)
    (home / "byhand").mkdir(parents=True)
    made = Folder(home / "byhand")
    for state, answers in {"XAV": YES, "XBO": YES, "XES": NO, "XFE": YES, "XGE": YES}.items():
        made.report(state, 2024, answers)
    (made.written() / MANIFEST).write_text("{}")
    (home / "current").write_text("byhand")


def test_offers_for_a_need_stand_in_the_stated_order(cast: Any) -> None:
    need, by = need_of(cast), cast.actor("bruno")
    kept = proposed(cast, need)
    with acting_as(by):
        found = candidates.resources_for(by, need)
    assert {each.resource.exercise for each in found} == {True}
    assert {each.resource.status for each in found} == {"open"}
    orders = [each.weighing.order() for each in found]
    assert orders == sorted(orders)
    assert (found[0].resource.slug, found[0].match) == ("fenmora-stockpiles", kept)
    assert "report" in {each.code for each in found[0].weighing.for_it}
    assert [each.weighing.is_blocked for each in found] == [False, *[True] * (len(found) - 1)]


def test_a_donor_sees_no_match_that_the_state_keeps_to_itself(cast: Any) -> None:
    need = need_of(cast)
    proposed(cast, need)
    by = cast.actor("grace")
    with acting_as(by):
        assert candidates.needs_for(by, resource(), own_desk=False) == []


def test_a_state_finds_its_own_needs_for_an_offer(cast: Any) -> None:
    need_of(cast)
    need_of(cast, "paul", "XBO", "Depots of Borovia")
    need_of(cast, title="Only a draft", stated=False)
    by = cast.actor("bruno")
    with acting_as(by):
        found = candidates.needs_for(by, resource(), own_desk=True)
    assert [each.need.title for each in found] == ["Locks for three depots"]


@pytest.mark.rows("N13")
def test_states_that_did_it_stand_with_the_own_region_first(cast: Any) -> None:
    need = need_of(cast)
    with acting_as(cast.actor("bruno")):
        Need.objects.filter(pk=need.pk).update(theme="brokering")
        need.refresh_from_db()
        assert [each.state for each in candidates.peers_for(need)] == ["XBO", "XFE", "XGE"]
