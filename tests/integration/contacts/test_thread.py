import pytest

from tests.integration.contacts.conftest import NOWHERE, House

pytestmark = pytest.mark.rows("D10")


def test_reading_marks_and_replying_answers(house: House) -> None:
    assert "1 unread message" in house.visit("julia", "inbox").content.decode()
    assert "The serial number is on the frame." in house.visit("julia", "thread", house.thread.pk).content.decode()
    assert "0 unread messages" in house.visit("julia", "inbox").content.decode()
    assert house.status("julia", "thread", house.thread.pk, data={"text": "Which frame?"}) == 302
    text = house.visit("chidi", "thread", house.thread.pk).content.decode()
    assert "Which frame?" in text


def test_an_empty_reply_is_refused(house: House) -> None:
    assert house.status("julia", "thread", house.thread.pk, data={"text": ""}) == 422


def test_neither_the_mission_nor_a_colleague_reads_it(house: House) -> None:
    assert [house.status(who, "thread", house.thread.pk) for who in ("hana", "farid", "dalia")] == [404, 404, 404]


def test_another_state(house: House) -> None:
    assert house.status("leila", "thread", house.thread.pk) == 404


def test_another_state_2(house: House) -> None:
    assert house.status("grace", "thread", house.thread.pk) == 403


def test_another_state_3(house: House) -> None:
    assert house.status("emeka", "thread", house.thread.pk) == 403


def test_nobody_is_asked_to_sign_in(house: House) -> None:
    assert house.asks_sign_in("thread", house.thread.pk)


def test_the_wrong_method(house: House) -> None:
    assert house.status("julia", "thread", house.thread.pk, method="delete") == 405


def test_an_unknown_identifier(house: House) -> None:
    assert house.status("julia", "thread", NOWHERE) == 404
