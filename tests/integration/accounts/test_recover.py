import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from poaiss.accounts import demo
from poaiss.accounts.tasks import send_sign_in_link
from tests.integration.accounts.conftest import NOWHERE, SIGN_IN, House

pytestmark = pytest.mark.rows("S3")
LETTER = {"letter_number": "AV/2026/77", "letter_date": "2026-03-02"}


def test_a_person_is_let_in_again_by_a_link(house: House) -> None:
    ana = house.person("ana")
    lost = Client()
    lost.force_login(ana)
    lost.get("/en/you/")
    assert UserSession.objects.filter(user=ana).count() == 1
    assert house.status("dalia", "recover", ana.pk) == 200
    assert house.status("dalia", "recover", ana.pk, data=LETTER) == 302
    assert not Authenticator.objects.filter(user=ana).exists()
    assert lost.get("/en/you/").status_code == 302  # signed out everywhere
    send_sign_in_link(str(ana.pk))
    address = re.search(r"http://\S+?(/en/\S+)", mail.outbox[-1].body)
    assert address
    found = Client()
    form = found.get(address[1], follow=True)
    new = {"password1": "another long river", "password2": "another long river"}
    assert found.post(form.redirect_chain[-1][0], new).status_code == 302
    assert house.person("ana").check_password(new["password1"])
    assert not house.person("ana").check_password(demo.PASSWORD)
    assert found.post(SIGN_IN, {"login": ana.email, "password": new["password1"]}).status_code == 302
    assert found.get("/en/people/").headers["Location"] == "/en/account/2fa/"  # a second factor comes first


@pytest.mark.parametrize("changes", [{"letter_number": ""}, {"letter_date": "2999-01-01"}, {"letter_date": "soon"}])
def test_without_a_letter_nothing_happens(house: House, changes: dict[str, Any]) -> None:
    ana = house.person("ana")
    assert house.status("dalia", "recover", ana.pk, data={**LETTER, **changes}) == 422
    assert Authenticator.objects.filter(user=ana).count() == 2
    assert house.person("ana").has_usable_password()


def test_others_may_not(house: House) -> None:
    ana = house.person("ana")
    assert house.status("nadia", "recover", ana.pk, data=LETTER) == 403
    assert house.status("emeka", "recover", ana.pk, data=LETTER) == 403
    assert house.status("dalia", "recover", house.person("dalia").pk, data=LETTER) == 403
    assert house.status("dalia", "recover", house.person("emeka").pk, data=LETTER) == 404
    assert house.status("dalia", "recover", NOWHERE, data=LETTER) == 404
    assert house.status("dalia", "recover", ana.pk, method="delete") == 405
    assert house.asks_sign_in("recover", ana.pk, data=LETTER)
    assert Authenticator.objects.filter(user=ana).count() == 2
