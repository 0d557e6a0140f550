"""Letting others see: by name beforehand, withdrawn at any time, annexes for named readers (N9)."""

from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.models import Notification
from poaiss.assistance.enums import ReleasedTo
from poaiss.assistance.models import Annex, Need, Release
from poaiss.assistance.releasing.actions import withdraw
from poaiss.assistance.releasing.errors import NeedNotReleased, NeedNotStated, ReaderUnfit
from poaiss.assistance.releasing.readers import audience, readers
from poaiss.audit.models import Entry
from tests.unit.assistance.needs.making import CENTRE, DONOR, annex_of, let_see, need_of, organisation, state

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N9")]


def sees(cast: Any, who: str, model: Any = Need) -> int:
    """Return how many rows somebody sees."""
    with acting_as(cast.actor(who)):
        return visible_to(cast.actor(who), model).count()


@pytest.mark.parametrize("who", ["ana", "chidi", "grace", "idris", "dalia", "leila", "farid", "nadia"])
def test_a_contributor_and_strangers_release_nothing(cast: Any, who: str) -> None:
    need = need_of(cast)
    with pytest.raises(Refused):
        let_see(cast, need, ReleasedTo.PUBLIC, who=who)
    assert sees(cast, "nobody") == 0


def test_a_named_donor_sees_it_until_it_is_withdrawn(cast: Any) -> None:
    need = need_of(cast)
    row = let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    assert [sees(cast, who) for who in ("grace", "idris", "dalia", "leila", "nobody")] == [1, 0, 0, 0, 0]
    with acting_as(cast.actor("hana")):
        withdraw(release=row, by=cast.actor("hana"))
        withdraw(release=row, by=cast.actor("hana"))
    assert sees(cast, "grace") == 0
    assert Entry.objects.filter(action="assistance.withdraw_release").count() == 1


def test_releasing_twice_releases_once(cast: Any) -> None:
    need = need_of(cast)
    first, second = (let_see(cast, need, ReleasedTo.DONOR, code=DONOR) for _time in range(2))
    assert first.pk == second.pk
    assert Entry.objects.filter(action="assistance.release").count() == 1


def test_who_is_named_is_told_and_no_notice_carries_the_title(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    found = Notification.objects.get(person=cast.grace, event="assistance.released")
    assert (found.subject, need.title in f"{found.subject} {found.body}") == (
        "Avaria lets you see one of its needs",
        False,
    )


def test_a_draft_is_for_its_facilitator_alone(cast: Any) -> None:
    need = need_of(cast, stated=False)
    with pytest.raises(NeedNotStated):
        let_see(cast, need, ReleasedTo.STATES)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    assert (sees(cast, "idris"), sees(cast, "leila")) == (1, 0)


@pytest.mark.parametrize(
    "given",
    [
        {"to": ReleasedTo.DONOR},
        {"to": ReleasedTo.DONOR, "donor_state": "XAV"},
        {"to": ReleasedTo.DONOR, "donor_state": "FRA"},
        {"to": ReleasedTo.DONOR, "code": DONOR, "donor_state": "XFE"},
        {"to": ReleasedTo.PUBLIC, "code": DONOR},
    ],
)
def test_a_reader_is_one_organisation_or_another_state_of_the_same_world(cast: Any, given: dict[str, Any]) -> None:
    need = need_of(cast)
    with pytest.raises(ReaderUnfit):
        let_see(cast, need, **given)


def test_an_annex_stays_inside_when_its_need_is_released(cast: Any) -> None:
    need = need_of(cast)
    annex = annex_of(cast, need)
    with pytest.raises(NeedNotReleased):
        let_see(cast, annex, ReleasedTo.DONOR, code=DONOR)
    let_see(cast, need, ReleasedTo.STATES)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    assert [sees(cast, who, Annex) for who in ("grace", "leila", "dalia", "idris", "nobody")] == [0, 0, 0, 0, 0]
    let_see(cast, annex, ReleasedTo.DONOR, code=DONOR)
    assert [sees(cast, who, Annex) for who in ("grace", "leila", "dalia", "idris", "nobody")] == [1, 0, 0, 0, 0]


def test_withdrawing_a_need_withdraws_its_annexes_from_who_no_longer_sees_it(cast: Any) -> None:
    need = need_of(cast)
    annex = annex_of(cast, need)
    given = let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    let_see(cast, annex, ReleasedTo.DONOR, code=DONOR)
    with acting_as(cast.actor("bruno")):
        withdraw(release=given, by=cast.actor("bruno"))
        assert Release.objects.filter(ended_at__isnull=True).count() == 0
    assert sees(cast, "grace", Annex) == 0


def test_the_preview_names_who_will_see_it(cast: Any) -> None:
    donor = audience(to=ReleasedTo.DONOR, owner=state(), organisation=organisation(DONOR))
    assert (donor.name, donor.people) == ("Fenmora Development Cooperation", ("Grace Lindqvar",))
    fenmora = audience(to=ReleasedTo.DONOR, owner=state(), donor_state=state("XFE"))
    assert (fenmora.name, fenmora.people) == ("Fenmora", ("Ulrich Brandel",))
    everyone = audience(to=ReleasedTo.STATES, owner=state())
    assert {"Dalia Renn", "Chidi Okarande"} <= set(everyone.people)
    assert not {"Ana Teller", "Grace Lindqvar", "Idris Kanoute-Bel"} & set(everyone.people)
    assert {"Borovia", "Celmara"} <= set(everyone.others)
    assert not {"Avaria", "France"} & set(everyone.others)


def test_the_list_of_readers_is_by_name(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    let_see(cast, need, ReleasedTo.DONOR, donor_state="XFE")
    with acting_as(cast.actor("ana")):
        names = [each.audience.name for each in readers(need)]
    assert names == ["Exercise Regional Centre for Peace and Disarmament", "Fenmora"]
