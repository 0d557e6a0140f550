"""Numbers and words as each language writes them."""

import pytest

from poaiss.analysis.charts.scales import rounded_up, stride, ticks
from poaiss.analysis.charts.writing import amount, directed, number, share, shorten, width_of, wrap

pytestmark = pytest.mark.rows("A13")


def test_numbers_are_written_with_western_digits_in_every_language() -> None:
    assert number(1234567, "en") == "1,234,567"
    assert number(1234567, "fr") == "1\u202f234\u202f567"
    assert number(0.25, "es") == "0,2"
    assert number(12, "ar") == "12"
    assert number(12, "zh-hans") == "12"


def test_a_share_of_something_is_never_none_or_all() -> None:
    assert share(0, "en") == "0%"
    assert share(0.001, "en") == "<1%"
    assert share(0.999, "en") == ">99%"
    assert share(1, "en") == "100%"
    assert share(0.5, "fr") == "50\u00a0%"


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        amount(float("inf"), "", "en")


def test_only_words_with_arabic_letters_are_turned() -> None:
    assert directed("103 من 191") == "\u202b103 من 191\u202c"
    assert directed("AVA 12") == "AVA 12"


def test_words_break_between_words_and_between_chinese_letters() -> None:
    assert wrap("one two three", 10, width_of("one two ", 10)) == ["one two", "three"]
    assert wrap("国家协调机构", 10, 34) == ["国家协", "调机构"]
    assert wrap("one two three four five", 10, 30, 2)[-1].endswith("…")
    assert shorten("abc", 10, 100) == "abc"


@pytest.mark.parametrize(
    ("top", "expected"), [(193, [0, 50, 100, 150]), (100, [0, 25, 50, 75, 100]), (3, [0, 1, 2, 3]), (0.5, [0])]
)
def test_ticks_are_round(top: float, expected: list[float]) -> None:
    assert ticks(top) == expected


def test_scales_end_at_a_round_number() -> None:
    assert rounded_up(193) == 200
    assert rounded_up(0) == 1


def test_labels_are_left_out_evenly() -> None:
    assert stride(10, 100, 9) == 1
    assert stride(10, 100, 19) == 2
