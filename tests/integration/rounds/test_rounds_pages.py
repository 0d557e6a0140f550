"""/rounds/ and what lies below: public to read, the Secretariat's to change."""

import csv
import datetime as dt
import gzip
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from poaiss.accounts.enums import Role
from poaiss.accounts.models import Notification
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.models import Reminder, Round
from tests.unit.reporting.people import brought_to, person
from tests.unit.reporting.rounds.test_rounds import opened

SignedIn = Callable[..., Client]
pytestmark = [pytest.mark.django_db, pytest.mark.rows("R22")]
SIGN_IN = "/en/account/login/"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "year": 2027,
        "covers_from": 2025,
        "covers_until": 2026,
        "deadline": "2027-05-14",
        "version": str(current_versions()["C"].pk),
        "note": "",
    } | changes


def test_the_list_is_public_and_holds_no_round_of_the_exercise(client: Client, signed_in: SignedIn) -> None:
    opened(2027)
    page = client.get("/en/rounds/")
    years = [each["round"].year for each in page.context["rounds"]]
    assert years == sorted(Round.objects.filter(exercise=False).values_list("year", flat=True), reverse=True)
    assert page.context["exercise_rounds"] == []
    assert "2027" not in page.content.decode()
    own = signed_in(Role.CONTRIBUTOR).get("/en/rounds/")
    assert [each["round"].year for each in own.context["exercise_rounds"]] == [2027]


def test_a_round_is_public_with_its_board(client: Client) -> None:
    page = client.get("/en/rounds/2026/")
    text = page.content.decode()
    assert page.status_code == 200
    assert page.context["board"].total >= 193
    assert "No report received" in text
    assert "0 of 54" in text
    assert "Date due: 15 May 2026" in text
    assert "Avaria" not in text
    for word in ("overdue", "failed to report", "status--warn"):
        assert word not in text


def test_the_exercise_has_a_board_of_its_own(client: Client) -> None:
    brought_to(5)
    text = client.get("/en/rounds/2026/?board=exercise").content.decode()
    assert "Avaria" in text
    assert "Kenya" not in text
    assert 'class="exercise"' in text


def test_a_filter_and_a_bad_one(client: Client) -> None:
    assert [each.code for each in client.get("/en/rounds/2026/?group=weog").context["board"].groups] == ["weog"]
    assert len(client.get("/en/rounds/2026/?group=<b>").context["board"].groups) == 6


@pytest.mark.parametrize("tail", ["", "board.csv", "date-due.ics"])
def test_an_exercise_round_is_found_by_the_exercise_alone(client: Client, signed_in: SignedIn, tail: str) -> None:
    opened(2027, deadline=dt.date(2027, 5, 14))
    address = f"/en/rounds/2027-exercise/{tail}"
    assert client.get(address).status_code == 404
    assert signed_in(Role.SECRETARIAT, exercise=False).get(address).status_code == 404
    assert signed_in(Role.CONTRIBUTOR).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/en/rounds/1999/", "/en/rounds/abc/", "/en/rounds/2003/date-due.ics"])
def test_a_bad_address(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["", "2026/", "2026/board.csv", "2026/date-due.ics"])
def test_reading_pages_take_no_post(client: Client, address: str) -> None:
    assert client.post(f"/en/rounds/{address}").status_code == 405


def test_the_board_as_a_table(client: Client) -> None:
    response = client.get("/en/rounds/2026/board.csv?group=grulac")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (len(rows), {row["status"] for row in rows}) == (33, {"No report received"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="reporting-round-2026.csv"'


def test_the_date_due_for_a_calendar(client: Client) -> None:
    response = client.get("/en/rounds/2026/date-due.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20260515\r\n" in response.content.decode()


def test_a_first_visit_to_the_board_is_light(client: Client) -> None:
    assert len(gzip.compress(client.get("/en/rounds/2026/").content)) < 20_000


# -- Opening and changing ----------------------------------------------------------------------------------------


def test_the_secretariat_opens_a_round(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT, exercise=False)
    assert office.get("/en/rounds/open/").status_code == 200
    response = office.post("/en/rounds/open/", filled(deadline="2027-05-14"), follow=True)
    assert response.redirect_chain == [("/en/rounds/2027/", 302)]
    assert "The round is open." in response.content.decode()
    assert Round.objects.get(year=2027).deadline == dt.date(2027, 5, 14)


def test_a_date_in_the_past_warns_and_is_stored(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT, exercise=False)
    response = office.post("/en/rounds/open/", filled(deadline="2020-01-01"), follow=True)
    assert "The date due lies in the past." in response.content.decode()
    assert Round.objects.get(year=2027).deadline == dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 2026}, "year"),
        ({"year": 1990}, "year"),
        ({"covers_from": 2027, "covers_until": 2026}, "covers_until"),
        ({"version": ""}, "version"),
        ({"deadline": "soon"}, "deadline"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    signed_in: SignedIn, changes: dict[str, Any], field: str
) -> None:
    office = signed_in(Role.SECRETARIAT, exercise=False)
    page = office.post("/en/rounds/open/", filled(note="Kept.", **changes))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "Kept." in page.content.decode()
    assert not Round.objects.filter(year=2027).exists()


def test_the_secretariat_changes_the_date_due(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT, exercise=False)
    shown = office.get("/en/rounds/2026/edit/")
    first = shown.context["form"].initial
    data = {name: value or "" for name, value in first.items()} | {"deadline": "2026-06-30"}
    assert office.post("/en/rounds/2026/edit/", data).headers["Location"] == "/en/rounds/2026/"
    assert Round.objects.get(year=2026).deadline == dt.date(2026, 6, 30)


PAGES = ["/en/rounds/open/", "/en/rounds/2026/edit/", "/en/rounds/2026/remind/"]


@pytest.mark.parametrize("address", PAGES)
def test_without_the_role_it_is_refused(signed_in: SignedIn, client: Client, address: str) -> None:
    for role in (Role.MISSION, Role.STATE_ADMINISTRATOR, Role.ADMINISTRATOR):
        assert signed_in(role).get(address).status_code == 403
    assert client.get(address).headers["Location"].startswith(SIGN_IN)


def test_the_exercise_secretariat_changes_no_real_round(signed_in: SignedIn) -> None:
    assert signed_in(Role.SECRETARIAT).get("/en/rounds/2026/edit/").status_code == 403


@pytest.mark.parametrize("tail", ["edit", "remind"])
def test_a_round_that_is_not_there(signed_in: SignedIn, tail: str) -> None:
    assert signed_in(Role.SECRETARIAT).get(f"/en/rounds/1999/{tail}/").status_code == 404
    assert signed_in(Role.SECRETARIAT).delete(f"/en/rounds/2026/{tail}/").status_code == 405


# -- Reminding ---------------------------------------------------------------------------------------------------


def test_a_preview_sends_nothing_and_the_sending_tells_each(signed_in: SignedIn) -> None:
    who = person(Role.MISSION, "XES")
    who.language = "ar"
    who.save(update_fields=["language"])
    office = signed_in(Role.SECRETARIAT)
    data = {"scope": "grulac", "text": "With thanks."}
    shown = office.post("/en/rounds/2026/remind/", {**data, "step": "preview"})
    text = shown.content.decode()
    assert (shown.status_code, shown.context["plan"].people) == (200, 1)
    assert who.name in text
    assert 'dir="rtl"' in text
    assert Notification.objects.count() == 0
    sent = office.post("/en/rounds/2026/remind/", {**data, "step": "send"}, follow=True)
    assert "The reminder is on its way to 1 person." in sent.content.decode()
    assert [each.person_id for each in Notification.objects.filter(event="reporting.reminder")] == [who.pk]
    assert Reminder.objects.get().text == "With thanks."


def test_a_reminder_to_nobody_says_what_to_do(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT)
    shown = office.post("/en/rounds/2026/remind/", {"scope": "XCE", "step": "preview"})
    assert [each.pk for each in shown.context["plan"].without_people] == ["XCE"]
    assert "/en/access/states/" in shown.content.decode()
    refused = office.post("/en/rounds/2026/remind/", {"scope": "XCE", "step": "send"})
    assert (refused.status_code, Reminder.objects.count()) == (422, 0)


def test_a_scope_of_the_other_world_is_not_offered(signed_in: SignedIn) -> None:
    refused = signed_in(Role.SECRETARIAT).post("/en/rounds/2026/remind/", {"scope": "KEN", "step": "send"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["scope"])
