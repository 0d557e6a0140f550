"""/excerpts/<id>/correction/ and /corrections/: a State asks, the Secretariat answers, the answer stands beside it."""

import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.reporting.models import CorrectionRequest, Excerpt
from tests.integration.reporting.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]
TEXT = "The registry has been kept since 1996, not 2006."


def excerpt() -> Excerpt:
    return Excerpt.objects.get(state="KEN")


def requests() -> list[CorrectionRequest]:
    with acting_as(MACHINE):
        return list(CorrectionRequest.objects.all())


def test_a_state_asks_and_the_accepted_answer_stands_beside_the_excerpt(signed_in: SignedIn, client: Client) -> None:
    own = signed_in(Role.POINT_OF_CONTACT, "KEN", exercise=False)
    path = f"/en/excerpts/{excerpt().pk}/correction/"
    assert own.get(path).status_code == 200
    assert own.post(path, {"text": TEXT, "number": "5.10"}).headers["Location"] == "/en/corrections/"
    assert TEXT in own.get("/en/corrections/").content.decode()
    public = "/en/states/kenya/reports/2016/"
    assert TEXT not in client.get(public).content.decode()
    office = signed_in(Role.SECRETARIAT, exercise=False)
    assert TEXT in office.get("/en/corrections/").content.decode()
    answer = {"status": "accepted", "reply": "Thank you; noted."}
    office.post(f"/en/corrections/{requests()[0].pk}/", answer)
    text = client.get(public).content.decode()
    assert TEXT in text
    assert "Thank you; noted." in text


def test_others_do_not_ask_and_do_not_read(signed_in: SignedIn, client: Client) -> None:
    path = f"/en/excerpts/{excerpt().pk}/correction/"
    for other in (
        signed_in(Role.POINT_OF_CONTACT, "UGA", exercise=False),
        signed_in(Role.CONTRIBUTOR, "KEN", exercise=False),
        signed_in(Role.SECRETARIAT, exercise=False),
    ):
        assert other.get(path).status_code == 403
        assert other.post(path, {"text": TEXT}).status_code == 403
    assert client.post(path, {"text": TEXT}).status_code == 302
    assert requests() == []
    signed_in(Role.MISSION, "KEN", exercise=False).post(path, {"text": TEXT})
    assert TEXT not in signed_in(Role.POINT_OF_CONTACT, "UGA", exercise=False).get("/en/corrections/").content.decode()
    assert TEXT not in signed_in(Role.SECRETARIAT).get("/en/corrections/").content.decode()  # the exercise's


def test_an_empty_request_is_told_and_nothing_stored(signed_in: SignedIn) -> None:
    own = signed_in(Role.MISSION, "KEN", exercise=False)
    assert own.post(f"/en/excerpts/{excerpt().pk}/correction/", {"text": "  "}).status_code == 422
    assert requests() == []


def test_only_the_secretariat_of_the_same_world_answers(signed_in: SignedIn, client: Client) -> None:
    own = signed_in(Role.MISSION, "KEN", exercise=False)
    own.post(f"/en/excerpts/{excerpt().pk}/correction/", {"text": TEXT})
    path, answer = f"/en/corrections/{requests()[0].pk}/", {"status": "declined", "reply": "No."}
    assert own.post(path, answer).status_code == 403
    assert signed_in(Role.SECRETARIAT).post(path, answer).status_code == 404
    assert client.post(path, answer).status_code == 302
    office = signed_in(Role.SECRETARIAT, exercise=False)
    assert office.get(path).status_code == 405
    assert office.post(path, {"status": "nonsense", "reply": "x"}).status_code == 404
    assert office.post(f"/en/corrections/{uuid.uuid4()}/", answer).status_code == 404
    assert [each.status for each in requests()] == ["open"]
    office.post(path, answer)
    office.post(path, {"status": "accepted", "reply": "Changed my mind."})
    assert [(each.status, each.reply) for each in requests()] == [("declined", "No.")]
