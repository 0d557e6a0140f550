"""A second look at the answers of a record: blank parents, short retention, sums, outliers. Nothing is repaired."""

import math
import re
import statistics
from collections.abc import Iterator, Mapping
from typing import Any

from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.fragments import personal
from poaiss.reporting.fragments.errors import Warn
from poaiss.reporting.fragments.placing import Placement
from poaiss.reporting.fragments.records import Record

MANUFACTURE_YEARS, OTHER_YEARS = 30, 20
"""Records of manufacture are kept at least 30 years, all others at least 20 (ITI para. 12)."""
RETENTION: dict[str, dict[str, int]] = {
    "A": {"4.3.2": MANUFACTURE_YEARS, "6.14.2": OTHER_YEARS, "20.2": OTHER_YEARS},
    "B": {"3.3.2": MANUFACTURE_YEARS, "5.11.2": OTHER_YEARS, "19.2": OTHER_YEARS},
    "C": {"2.3.2": MANUFACTURE_YEARS, "P3.11.2": OTHER_YEARS, "P7.8.2": OTHER_YEARS},
}
SPAN = re.compile(r"(\d{1,3})\s*(years?|yrs?|months?|ans?\b|años?|лет|год)", re.IGNORECASE)
TOTAL = re.compile(r"(?P<stem>.+?)_total(?:_.*)?")
YEAR_KEY = re.compile(r"(?:(?P<stem>.*?)_)?(?:19|20)\d\d(?:_.*)?")
OUTLIER_FACTOR, FEWEST_OTHERS = 5, 3
Placements = Mapping[str, Placement]


def advise(record: Record, placements: Placements) -> Iterator[Warn]:
    """Yield what deserves a second look in a record, in the order of its answers."""
    series = series_of(record.answers)
    for number, value in record.answers.items():
        placement = placements[number]
        yield from blank_parents(number, placement, placements)
        yield from retention(record.edition, number, value)
        yield from sums(number, value, record.answers)
        if isinstance(value, dict):
            yield from outliers(number, numbers_of(value))
        if len(set(personal.addresses(value))) > 1:
            yield Warn("two-addresses", number)
    for found in series.values():
        for key in found:
            yield from outliers(key, found, key)


def blank_parents(number: str, placement: Placement, placements: Placements) -> Iterator[Warn]:
    """Yield a warning when an answer hangs on a question that was left blank (Pakistan 2012: 10.2 and 10.3)."""
    if placement.question is None or placement.kind == AnswerKind.NO_ANSWER:
        return
    for parent in placement.question.depends_on:
        found = placements.get(parent)
        if found and found.kind == AnswerKind.NO_ANSWER:
            yield Warn("child-answered-under-blank-parent", number, {"parent": parent, "number": number})


def years_in(value: Any) -> float | None:
    """Return the shortest time in years that VALUE speaks of; None when it speaks of none."""
    found = []
    for text in personal.texts_in(value):
        for count, unit in SPAN.findall(text):
            found.append(int(count) / 12 if unit.casefold().startswith("month") else int(count))
    return min(found, default=None)


def retention(edition: str, number: str, value: Any) -> Iterator[Warn]:
    """Yield a warning when records are kept for a shorter time than the ITI asks for."""
    floor = RETENTION.get(edition, {}).get(number)
    if not edition and number.casefold().startswith("records"):
        floor = MANUFACTURE_YEARS if "manufactur" in number.casefold() else OTHER_YEARS
    years = years_in(value)
    if floor is not None and years is not None and years < floor:
        yield Warn("retention-below-floor", number, {"floor": str(floor), "years": f"{years:g}"})


def numbers_of(value: Mapping[str, Any]) -> dict[str, float]:
    """Return the numbers in an object by key."""
    return {
        key: each
        for key, each in value.items()
        if isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
    }


def sums(number: str, value: Any, answers: Mapping[str, Any]) -> Iterator[Warn]:
    """Yield a remark when a total agrees with its parts, a warning when it does not (Moldova: 9,678 agrees)."""
    found = TOTAL.fullmatch(number)
    if found and isinstance(value, int | float) and not isinstance(value, bool):
        stem = f"{found['stem']}_"
        parts = {k: v for k, v in numbers_of(answers).items() if k.startswith(stem) and not TOTAL.fullmatch(k)}
        yield from compared(number, value, parts)
    if isinstance(value, dict) and "total" in numbers_of(value):
        parts = {key: each for key, each in numbers_of(value).items() if key != "total"}
        yield from compared(number, value["total"], parts)


def compared(number: str, total: float, parts: Mapping[str, float]) -> Iterator[Warn]:
    """Compare a total with the sum of at least two parts."""
    if len(parts) < 2:
        return
    words = {"total": f"{total:,.10g}", "sum": f"{sum(parts.values()):,.10g}", "parts": str(len(parts))}
    if math.isclose(total, sum(parts.values())):
        yield Warn("sum-agrees", number, words)
    else:
        yield Warn("sum-disagrees", number, words)


def series_of(answers: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the answers whose keys end in a year, by what stands before it."""
    found: dict[str, dict[str, float]] = {}
    for key, value in numbers_of(answers).items():
        match = YEAR_KEY.fullmatch(key)
        if match and match["stem"]:
            found.setdefault(match["stem"], {})[key] = value
    return found


def outliers(number: str, values: Mapping[str, float], only: str = "") -> Iterator[Warn]:
    """Yield a warning for a value more than five times the median of the others (Jamaica 2002: 5,593)."""
    for key, value in values.items():
        others = [each for other, each in values.items() if other != key]
        if (only and key != only) or len(others) < FEWEST_OTHERS:
            continue
        middle = statistics.median(others)
        if middle > 0 and value > OUTLIER_FACTOR * middle:
            words = {"key": key, "value": f"{value:,.10g}", "middle": f"{middle:,.10g}"}
            yield Warn("outlier", number, words)
