"""A State's own answers as tables: published and not published are measured alike."""

from pathlib import Path
from typing import Any

import pytest

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis import reading
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.own.data import not_published, own_tables, rounds_of
from poaiss.reporting.actions import Given
from tests.unit.analysis.own.reports import BROKERING_LAWS, REGISTRATION, TRANSFER_LAWS, report, state
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A4")]
ANSWERS: dict[str, Given | str] = {
    BROKERING_LAWS: "yes",
    REGISTRATION: "no",
    TRANSFER_LAWS: "developing",
    "section_3/p_3_1_1[1]/p_3_1_1_title": "Arms Act",
    "section_6/p_6_3[1]/p_6_3_count": "12",
}


def outcomes(as_it_stands: tuple[int, ...] = ()) -> dict[tuple[int, str], str]:
    who = actor(Role.CONTRIBUTOR)
    with acting_as(who):
        drafts = not_published(rounds_of(who, state()), as_it_stands)
        with own_tables(state(), drafts) as connection:
            rows = reading.rows(connection, "SELECT state, round, indicator, outcome FROM outcomes")
    assert {row["state"] for row in rows} == {"XAV"}
    return {(row["round"], row["indicator"]): row["outcome"] for row in rows}


def of_round(found: dict[tuple[int, str], str], year: int) -> dict[str, str]:
    return {indicator: outcome for (round, indicator), outcome in found.items() if round == year}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_a_draft_is_measured_exactly_as_the_publication_of_the_same_answers() -> None:
    report(2022, ANSWERS, steps=5)
    report(2024, ANSWERS)
    writing.refresh(EXERCISE)
    found = outcomes()
    assert of_round(found, 2022) == of_round(found, 2024)
    assert "met" in of_round(found, 2024).values()
    assert set(of_round(found, 2018).values()) == {"not_held"}


def test_what_is_restricted_is_known_to_the_state_itself_where_it_asks_for_the_report_as_it_stands() -> None:
    report(2024, {BROKERING_LAWS: Given("yes", marking=Marking.AMBER)}, steps=5)
    writing.refresh(EXERCISE)
    public, own = of_round(outcomes(), 2024), of_round(outcomes((2024,)), 2024)
    differ = {name for name in own if own[name] != public[name]}
    assert differ
    assert {public[name] for name in differ} == {"unknown"}


def test_another_states_reports_are_not_in_the_tables() -> None:
    report(2024, ANSWERS, code="XBO", steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    writing.refresh(EXERCISE)
    with own_tables(state()) as connection:
        rows = reading.rows(connection, "SELECT DISTINCT state FROM answers UNION SELECT state FROM reports")
    assert rows == [{"state": "XAV"}]


def test_a_stranger_finds_no_report_to_put_in() -> None:
    report(2024, ANSWERS)
    writing.refresh(EXERCISE)
    for who in (actor(Role.SECRETARIAT), actor(Role.CONTRIBUTOR, "XBO"), actor(Role.AGENCY_OFFICER)):
        with acting_as(who):
            assert [each for each in rounds_of(who, state()) if each.has_something] == []
