from typing import Any

import pytest

from poaiss.accounts.models import Invitation
from poaiss.directory.models import Agency
from tests.integration.accounts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("S1")
NEW = {
    "email": "New@Avaria.exercise.example",
    "name": "New Person",
    "language": "fr",
    "role": "contributor",
    "state": "XAV",
}


def test_somebody_is_invited(house: House) -> None:
    assert house.status("nadia", "invite") == 200
    assert house.status("nadia", "invite", data=NEW) == 302
    found = Invitation.objects.get()
    assert (found.email, found.role, found.state_id) == ("new@avaria.exercise.example", "contributor", "XAV")


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nowhere"},
        {"role": "mission"},
        {"role": "administrator"},
        {"state": "XBO"},
        {"state": ""},
        {"role": "agency_officer"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(house: House, changes: dict[str, Any]) -> None:
    response = house.visit("nadia", "invite", data={**NEW, **changes})
    assert response.status_code == 422
    assert "New Person" in response.content.decode()
    assert not Invitation.objects.exists()


def test_an_agency_of_another_state_is_refused(house: House) -> None:
    theirs = Agency.objects.filter(state="XBO").first()
    assert theirs
    data = {**NEW, "role": "agency_officer", "agency": str(theirs.pk)}
    assert house.status("nadia", "invite", data=data) == 422


def test_the_same_invitation_twice_is_refused(house: House) -> None:
    house.status("nadia", "invite", data=NEW)
    assert house.status("nadia", "invite", data=NEW) == 422
    assert Invitation.objects.count() == 1


def test_oneself_is_refused(house: House) -> None:
    data = {**NEW, "email": house.person("nadia").email}
    assert house.status("nadia", "invite", data=data) == 403


def test_the_secretariat_invites_a_mission_and_the_installation_an_auditor(house: House) -> None:
    assert house.status("dalia", "invite", data={**NEW, "role": "mission"}) == 302
    assert house.status("emeka", "invite", data={**NEW, "role": "auditor", "state": ""}) == 302
    assert set(Invitation.objects.values_list("role", "state_id")) == {("mission", "XAV"), ("auditor", None)}


def test_the_same_state_without_the_role(house: House) -> None:
    assert house.status("ana", "invite", data=NEW) == 403


@pytest.mark.parametrize("page", ["invite-again", "withdraw"])
def test_an_open_invitation_is_sent_again_or_withdrawn(house: House, page: str) -> None:
    found = house.invitation()
    before = found.token_hash
    assert house.status("nadia", page, found.pk, data={}) == 302
    found.refresh_from_db()
    assert (found.token_hash != before, found.withdrawn_at is not None) == (page == "invite-again", page == "withdraw")


@pytest.mark.parametrize("page", ["invite-again", "withdraw"])
def test_others_leave_it_alone(house: House, page: str) -> None:
    found = house.invitation()
    assert house.status("tina", page, found.pk, data={}) == 404
    assert house.status("dalia", page, found.pk, data={}) == 403
    assert house.status("ana", page, found.pk, data={}) == 403
    assert house.asks_sign_in(page, found.pk, data={})
    assert house.status("nadia", page, NOWHERE, data={}) == 404
    found.refresh_from_db()
    assert found.withdrawn_at is None


def test_withdrawing_asks_first(house: House) -> None:
    found = house.invitation()
    assert house.status("nadia", "withdraw", found.pk) == 200
    found.refresh_from_db()
    assert found.withdrawn_at is None


def test_the_wrong_method(house: House) -> None:
    found = house.invitation()
    assert house.status("nadia", "invite", method="delete") == 405
    assert house.status("nadia", "invite-again", found.pk) == 405
    assert house.status("nadia", "withdraw", found.pk, method="delete") == 405


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("invite")
