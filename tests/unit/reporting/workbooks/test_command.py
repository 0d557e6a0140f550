"""What the command line does with a workbook (R12)."""

import pytest

from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.workbooks.importing import run
from tests.unit.reporting.people import answered, person, started
from tests.unit.reporting.workbooks.books import BODY, FULL, TEXT, answer, edited, left, said

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]
COUNTS = ("merged", "unchanged", "conflicts", "refused", "warnings")


def test_a_dry_run_counts_and_stores_nothing_then_it_is_taken_in() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(TEXT, "New"), answer(BODY, "Perhaps"))
    before = said(report)
    found = run(data, True)
    assert [found[name] for name in COUNTS] == [2, len(FULL) - 2, 0, 0, 1]
    assert (said(report), found["error"]) == (before, "")
    assert run(data, False) == {**found, "dry_run": False}
    assert (said(report)[TEXT][0], said(report)[BODY][0]) == ("New", "Perhaps")
    assert found["by"] == person(Role.CONTRIBUTOR).email


def test_a_person_can_be_named_and_must_draft_for_the_state() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(TEXT, "New"))
    approver, stranger = person(Role.APPROVER), person(Role.CONTRIBUTOR, "XBO")
    assert run(data, True, approver.email.upper())["by"] == approver.email
    for email in (stranger.email, "nobody@tests.example"):
        found = run(data, False, email)
        assert (found["error"], found["refused"], found["merged"]) == ("drafter-unknown", 1, 0)
    assert said(report)[TEXT][0] == FULL[TEXT].value


def test_a_refused_file_is_told_with_its_code() -> None:
    found = run(b"PK\x03\x04 not a zip", False)
    assert [found[name] for name in COUNTS] == [0, 0, 0, 1, 0]
    assert (found["error"], found["problems"][0]["code"]) == ("zip-broken", "zip-broken")  # type: ignore[index]
    assert found["problems"][0]["mend"]  # type: ignore[index]


def test_conflicts_are_counted() -> None:
    report = answered(started(), FULL)
    data = edited(left(report), answer(TEXT, "Mine"))
    answered(report, {TEXT: Given("Theirs")})
    assert run(data, False)["conflicts"] == 1
    assert said(report)[TEXT][0] == "Theirs"
