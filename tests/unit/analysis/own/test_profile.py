"""Parts of the profile that need no report: figures by year, notes, silences (A4, A8)."""

from pathlib import Path
from typing import Any

import pytest

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import STATES
from poaiss.analysis.own import profile

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A4", "A8")]


def line(column: str, value: str, entry: int = 1, amount: float | None = None) -> tuple[str, dict[str, Any]]:
    path = f"section_6/p_6_5[{entry}]/{column}"
    return f"C:P6.5.{column}", {"path": path, "entry": entry, "value": value, "amount": amount, "words": value}


def said(*lines: tuple[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for concept, row in lines:
        found.setdefault(concept, []).append(row)
    return found


@pytest.fixture
def real(settings: Any, tmp_path: Path) -> Any:
    settings.DATA = tmp_path
    with reading.tables(STATES) as connection:
        yield connection


def test_both_releases_of_the_custodians_stand_beside_the_states_own_figure(real: Any) -> None:
    given = said(
        line("year", "2017", amount=2017.0),
        line("seized", "200", amount=200.0),
        line("found", "50", amount=50.0),
        line("seized_traced", "25", amount=25.0),
    )
    found = {each.year: each for each in profile.traced(real, given, "GRC")}
    own = found[2017]
    assert (own.denominator, own.numerator, own.share) == (250.0, 25.0, 0.1)
    assert sorted(value for _release, value in own.custodians) == [3.77, 18.2]


def test_a_year_without_a_denominator_has_no_share_and_missing_is_not_zero(real: Any) -> None:
    given = said(line("year", "2015", amount=2015.0), line("seized_traced", "4", amount=4.0))
    found = {each.year: each for each in profile.traced(real, given, "GRC")}
    assert (found[2015].denominator, found[2015].share) == (None, None)
    given = said(line("year", "2015", amount=2015.0), line("seized", "4", amount=4.0))
    found = {each.year: each for each in profile.traced(real, given, "GRC")}
    assert (found[2015].numerator, found[2015].share) == (None, None)


def test_nothing_traced_of_nothing_is_no_share() -> None:
    assert profile.Traced(2020, 0.0, 0.0).share is None
    assert profile.Traced(2020, 8.0, 0.0).share == 0.0


def test_entries_stand_in_their_order_also_past_the_ninth() -> None:
    given = said(*(line("year", str(2000 + at), entry=at) for at in (10, 2, 1)))
    assert [entry["year"]["value"] for entry in profile.entries("C:P6.5", given)] == ["2001", "2002", "2010"]
