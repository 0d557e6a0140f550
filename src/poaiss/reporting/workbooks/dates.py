"""Days as people write them, in six languages; a day that can be read in two ways is not guessed."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from django.utils.dates import MONTHS, MONTHS_ALT

from poaiss.directory.enums import LANGUAGES
from poaiss.reporting.workbooks.words import folded, speaking

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th|º)?\.?\s+(?:de\s+)?([^\W\d_][^\d]*?)\.?,?\s+(?:de\s+)?(\d{4})(?:\s*г\.?)?"
)
_MONTH_NAMED = re.compile(r"([^\W\d_][^\d]*?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


class Ambiguous(Exception):
    """A day that can be read in two ways: ``readings`` has both."""

    def __init__(self, readings: tuple[dt.date, dt.date]) -> None:
        """Take both readings."""
        self.readings = readings
        super().__init__(f"{readings[0]} {readings[1]}")


def western(text: str) -> str:
    """Return a text with every decimal digit, of whichever script, as 0 to 9; nothing else changes."""
    return "".join(
        str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter for letter in text
    )


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Return the names of the months in the six languages."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with speaking(language):
            for names in (MONTHS, MONTHS_ALT):
                found |= {folded(str(name)): number for number, name in names.items()}
    return found


def day_in(text: str) -> dt.date | None:
    """Return the day that a text says; None for no day at all; raise Ambiguous where it may be two."""
    plain = folded(western(text))
    if match := _YEAR_FIRST.fullmatch(plain):
        return day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(plain):
        return either(int(match[1]), int(match[3]), int(match[4]), dotted=match[2] == ".")
    if (match := _DAY_NAMED.fullmatch(plain)) and match[2] in months():
        return day(int(match[3]), months()[match[2]], int(match[1]))
    if (match := _MONTH_NAMED.fullmatch(plain)) and match[1] in months():
        return day(int(match[3]), months()[match[1]], int(match[2]))
    return None


def either(one: int, two: int, year: int, *, dotted: bool) -> dt.date | None:
    """Return the day of 3/4/2024: where both may be the month it is ambiguous; with dots the day comes first."""
    first, second = day(year, two, one), day(year, one, two)
    if dotted and first:
        return first
    if first and second and first != second:
        raise Ambiguous((first, second))
    return first or second


def day(year: int, month: int, at: int) -> dt.date | None:
    """Return a day of the calendar, or None."""
    try:
        return dt.date(year, month, at)
    except ValueError:
        return None


def start(*, epoch_1904: bool) -> dt.date:
    """Return the day from which Excel counts, in either of its calendars (ECMA-376 §18.17.4)."""
    return dt.date(1904, 1, 1) if epoch_1904 else dt.date(1899, 12, 30)


def serial(number: float, *, epoch_1904: bool) -> dt.date | None:
    """Return the day of a serial number as Excel counts it; None outside 1901 to 2200."""
    return start(epoch_1904=epoch_1904) + dt.timedelta(days=int(number)) if 366 < number < 110_000 else None


def serial_of(day: dt.date, *, epoch_1904: bool) -> int:
    """Return the serial number of a day; a time of day is left out."""
    return (dt.date(day.year, day.month, day.day) - start(epoch_1904=epoch_1904)).days
