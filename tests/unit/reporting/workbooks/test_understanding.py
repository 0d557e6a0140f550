"""Cells as people fill them: days, numbers, ticks (R12)."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from poaiss.reporting.workbooks import words
from poaiss.reporting.workbooks.layout import Key, cut, parsed, safe_title, written
from poaiss.reporting.workbooks.reading import Meta, Raw, Reading
from poaiss.reporting.workbooks.understanding import Understanding, number_in

pytestmark = pytest.mark.rows("R12")


def understanding(*, epoch_1904: bool = False) -> Understanding:
    meta = Meta("r", "XAV", 2026, "poa-iti", "t", "en", 0)
    return Understanding(Reading(meta, epoch_1904=epoch_1904), "en")


def codes(found: Understanding) -> list[str]:
    return [each.code for each in found.reading.problems]


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        (dt.date(2024, 3, 4), "2024-03-04", []),
        ("2024-03-04", "2024-03-04", []),
        (" 2024/3/4 ", "2024-03-04", []),
        ("٢٠٢٤-٠٣-٠٤", "2024-03-04", []),
        ("۲۰۲۴-۰۳-۰۴", "2024-03-04", []),
        ("2024年3月4日", "2024-03-04", []),
        ("4 March 2024", "2024-03-04", []),
        ("March 4, 2024", "2024-03-04", []),
        ("4 mars 2024", "2024-03-04", []),
        ("4 de marzo de 2024", "2024-03-04", []),
        ("4 مارس 2024", "2024-03-04", []),
        ("04.03.2024", "2024-03-04", []),
        ("25/03/2024", "2024-03-25", []),
        ("03/25/2024", "2024-03-25", []),
        ("04/04/2024", "2024-04-04", []),
        (45_355, "2024-03-04", []),
        (45_355.75, "2024-03-04", []),
        ("03/04/2024", "03/04/2024", ["workbook-date-ambiguous"]),
        ("03-04-2024", "03-04-2024", ["workbook-date-ambiguous"]),
        ("30/02/2024", "30/02/2024", ["workbook-date-unclear"]),
        ("last spring", "last spring", ["workbook-date-unclear"]),
        (2024, "2024", ["workbook-date-unclear"]),
        (dt.date(1905, 7, 16), "2024", ["workbook-date-unclear"]),
        (True, "TRUE", ["workbook-date-unclear"]),
    ],
)
def test_a_day_in_common_spellings(typed: Any, kept: str, told: list[str]) -> None:
    found = understanding()
    assert (found.date(Raw(typed, "F12")), codes(found)) == (kept, told)


def test_an_ambiguous_day_names_both_readings_and_the_cell() -> None:
    found = understanding()
    found.date(Raw("03/04/2024", "x", 6, 12))
    [problem] = found.reading.problems
    assert problem.place == "Sheet “x”, cell F12"
    assert "2024-04-03" in str(problem.reason)
    assert "2024-03-04" in str(problem.reason)
    assert "year-month-day" in str(problem.mend)


def test_serial_numbers_in_the_calendar_of_1904() -> None:
    assert understanding(epoch_1904=True).date(Raw(43_893, "F12")) == "2024-03-04"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳", "2023"),
        ("２０２３", "2023"),
        ("-٥", "-5"),
        ("−5", "-5"),
        ("007", "007"),
        ("1\u202f500", "1500"),
        ("1 500 000", "1500000"),
        ("١٬٥٠٠", "1500"),
        ("١٢٫٥", "12.5"),
        ("12.5", "12.5"),
        ("99999999999999999999", "99999999999999999999"),
        ("1,500", None),
        ("1.500.000", None),
        ("about 5", None),
        ("5-6", None),
        ("1e5", None),
        ("½", None),
        ("", None),
    ],
)
def test_numbers_in_any_digits_lose_nothing(typed: str, kept: str | None) -> None:
    assert number_in(typed, with_comma=False) == kept


def test_a_comma_is_a_decimal_sign_where_decimals_are_asked_and_it_cannot_be_another() -> None:
    assert [number_in(each, with_comma=True) for each in ("12,5", "1,500", "1,5000")] == ["12.5", None, "1.5000"]


def test_a_date_where_a_number_is_asked_is_told() -> None:
    found = understanding()
    question = SimpleNamespace(type="integer")
    assert found.number(question, Raw(dt.date(2024, 3, 4), "F12")) == "2024-03-04"  # type: ignore[arg-type]
    assert codes(found) == ["workbook-date-in-number"]


@pytest.mark.parametrize(("typed", "is_on"), [("x", True), ("✓", True), (True, True), (1, True), ("YES", True)])
def test_ticks_in_many_ways(typed: Any, is_on: bool) -> None:
    odd: list[str] = []
    assert (understanding().tick(Raw(typed, "F1"), odd), odd) == (is_on, [])


@pytest.mark.parametrize("typed", [None, "", " ", "no", False, 0, "–"])
def test_no_ticks_in_many_ways(typed: Any) -> None:
    odd: list[str] = []
    assert (understanding().tick(Raw(typed, "F1"), odd), odd) == (False, [])


def test_keys_are_of_one_report_and_show_damage() -> None:
    text = written("one", Key("c", "section_4/q_4_2_1", "a"))
    assert parsed("one", text) == Key("c", "section_4/q_4_2_1", "a")
    assert parsed("another", text) is None
    assert parsed("one", text.replace("q_4_2_1", "q_4_2_2")) is None
    assert parsed("one", "") is None


def test_titles_of_sheets_are_short_safe_and_used_once() -> None:
    taken: set[str] = set()
    long = "P3.14 Transfers: in/out [of] the *reporting* period?"
    first, second = safe_title(long, taken), safe_title(long, taken)
    assert first != second
    for title in (first, second, safe_title("History", taken), safe_title("'", taken), safe_title("测" * 40, taken)):
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\")
    assert len(cut("𝒜" * 31, 31).encode("utf-16-le")) // 2 <= 31


def test_the_words_of_silence_are_told_apart_in_every_language() -> None:
    assert set(words.silences().values()) == {"not_applicable", "unchanged"}
