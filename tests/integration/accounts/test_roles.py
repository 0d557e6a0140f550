import pytest

from poaiss.audit.models import Entry
from tests.integration.accounts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("S1")


def test_a_role_is_given(house: House) -> None:
    bruno = house.person("bruno")
    assert house.status("nadia", "give-role", bruno.pk) == 200
    assert house.status("nadia", "give-role", bruno.pk, data={"role": "contributor", "state": "XAV"}) == 302
    assert house.status("nadia", "give-role", bruno.pk, data={"role": "contributor", "state": "XAV"}) == 422
    assert {role.role for role in bruno.memberships.all()} == {"approver", "contributor"}


def test_nobody_gives_oneself_a_role(house: House) -> None:
    data = {"role": "approver", "state": "XAV"}
    assert house.status("nadia", "give-role", house.person("nadia").pk, data=data) == 403
    assert house.actor("nadia").roles == {"state_administrator"}


def test_a_role_is_ended_after_asking(house: House) -> None:
    role = house.role("ana")
    assert "Ana Teller" in house.visit("nadia", "end-role", role.pk).content.decode()
    assert house.role("ana") == role
    assert house.status("nadia", "end-role", role.pk, data={}) == 302
    role.refresh_from_db()
    assert role.ended_by == house.person("nadia")
    assert house.status("nadia", "end-role", role.pk, data={}) == 403


def test_the_last_administrator_of_a_state_stays(house: House) -> None:
    assert house.status("nadia", "end-role", house.role("nadia").pk, data={}) == 403
    assert house.role("nadia").ended_at is None
    refusal = Entry.objects.get(action="accounts.end_role")
    assert (refusal.chain, refusal.kind, refusal.outcome) == ("XAV", "access", "refused")


def test_a_role_that_is_not_ones_own_to_end(house: House) -> None:
    assert house.status("nadia", "end-role", house.role("hana").pk, data={}) == 403
    assert house.role("hana").ended_at is None


def test_an_officer_is_vetted_and_no_longer(house: House) -> None:
    role = house.role("farid")
    assert role.vetted
    for vetted in (False, True):
        assert house.status("nadia", "vet", role.pk) == 200
        assert house.status("nadia", "vet", role.pk, data={}) == 302
        role.refresh_from_db()
        assert role.vetted is vetted


@pytest.mark.parametrize("page", ["end-role", "vet"])
def test_others_leave_it_alone(house: House, page: str) -> None:
    role = house.role("farid")
    assert house.status("tina", page, role.pk, data={}) == 404
    assert house.status("bruno", page, role.pk, data={}) == 403
    assert house.asks_sign_in(page, role.pk, data={})
    assert house.status("nadia", page, NOWHERE, data={}) == 404
    assert house.status("nadia", page, role.pk, method="delete") == 405
    role.refresh_from_db()
    assert (role.ended_at, role.vetted) == (None, True)


def test_giving_is_closed_to_others(house: House) -> None:
    bruno, data = house.person("bruno"), {"role": "contributor", "state": "XAV"}
    assert house.status("tina", "give-role", bruno.pk, data=data) == 404
    assert house.status("ana", "give-role", bruno.pk, data=data) == 403
    assert house.asks_sign_in("give-role", bruno.pk, data=data)
    assert house.status("nadia", "give-role", NOWHERE, data=data) == 404
    assert house.status("nadia", "give-role", bruno.pk, method="delete") == 405
    assert bruno.memberships.count() == 1
