import pytest

from poaiss.accounts.models import Person
from tests.integration.accounts.conftest import SIGN_IN, House

pytestmark = pytest.mark.rows("S1")
CHOSEN = {"name": "Néa", "language": "fr", "password": "a long and quiet river", "again": "a long and quiet river"}


def test_somebody_new_accepts_and_signs_in(house: House) -> None:
    token = house.token(house.invitation())
    assert house.status("nobody", "accept", token) == 200
    response = house.visit("nobody", "accept", token, data=CHOSEN)
    assert (response.status_code, response.headers["Location"]) == (302, SIGN_IN)
    person = Person.objects.get(email="new@avaria.exercise.example")
    assert (person.name, person.language, person.exercise) == ("Néa", "fr", True)
    sign_in = {"login": person.email, "password": CHOSEN["password"]}
    assert house.client.post(SIGN_IN, sign_in).status_code == 302
    assert house.client.session["_auth_user_id"] == str(person.pk)
    assert house.status("nobody", "accept", token) == 410
    assert house.status("nobody", "accept", token, data=CHOSEN) == 410


@pytest.mark.parametrize("changes", [{"password": "12345678", "again": "12345678"}, {"again": "another"}, {"name": ""}])
def test_what_is_wrong_is_said(house: House, changes: dict[str, str]) -> None:
    token = house.token(house.invitation())
    assert house.status("nobody", "accept", token, data={**CHOSEN, **changes}) == 422
    assert not Person.objects.filter(email="new@avaria.exercise.example").exists()


def test_an_account_takes_the_role_once_signed_in(house: House) -> None:
    bruno = house.person("bruno")
    token = house.token(house.invitation(bruno.email))
    assert SIGN_IN in house.visit("nobody", "accept", token).content.decode()
    assert house.status("nobody", "accept", token, data=CHOSEN) == 403
    assert house.status("ana", "accept", token, data={}) == 403
    assert bruno.memberships.count() == 1
    assert house.status("bruno", "accept", token) == 200
    assert house.status("bruno", "accept", token, data={}) == 302
    assert {role.role for role in bruno.memberships.all()} == {"approver", "contributor"}


def test_an_unknown_link(house: House) -> None:
    assert house.status("nobody", "accept", "no-such-token") == 410


def test_the_wrong_method(house: House) -> None:
    assert house.status("nobody", "accept", house.token(house.invitation()), method="delete") == 405
