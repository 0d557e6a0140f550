"""Named tests that no expression can say: vague texts, years against the round, the same text again."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from poaiss.questionnaires import engine
from poaiss.reporting import content
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import Answer, NationalReport

LEAST_REPEATED = 30
"""Characters; shorter texts are the same in many answers for good reason."""


@dataclass(slots=True)
class Look:
    """A report as the rules look at it."""

    report: NationalReport
    filled: engine.Evaluation
    stored: content.Stored
    texts: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)
    """Texts that were told of."""
    applies: set[str] = field(default_factory=set)
    """Paths of the questions that apply."""

    @property
    def year(self) -> int:
        """Year of the round."""
        return self.report.round.year


@dataclass(frozen=True, slots=True)
class Spot:
    """One question that is asked, with what stands there."""

    path: str
    question: engine.Question
    value: str
    row: Answer | None


Test = Callable[[Look, Spot, str], bool]
Search = Callable[[Look, str], Iterator[str]]
TESTS: dict[str, Test] = {}
SEARCHES: dict[str, Search] = {}


def test(found: Test) -> Test:
    """Register a test of one answer under its name."""
    TESTS[found.__name__] = found
    return found


def search(found: Search) -> Search:
    """Register a search over the whole report under its name; it yields the places to look at."""
    SEARCHES[found.__name__] = found
    return found


@lru_cache(maxsize=64)
def pattern(text: str) -> re.Pattern[str]:
    """Return a compiled pattern; upper and lower case are the same."""
    return re.compile(text, re.IGNORECASE)


def plain_text(value: str) -> str:
    """Return a text with each run of spaces as one."""
    return " ".join(value.split())


@test
def shorter_than(look: Look, spot: Spot, argument: str) -> bool:
    """A text of fewer letters than ARGUMENT; a Chinese letter counts as three, because it holds as much."""
    text = plain_text(spot.value)
    width = sum(3 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return 0 < width < int(argument)


@test
def text_is(look: Look, spot: Spot, argument: str) -> bool:
    """A text that is nothing but one of the words of ARGUMENT."""
    return bool(pattern(rf"(?:{argument})[\s.!。]*").fullmatch(plain_text(spot.value)))


@test
def matches(look: Look, spot: Spot, argument: str) -> bool:
    """A text in which the pattern ARGUMENT occurs."""
    return bool(pattern(argument).search(spot.value))


@test
def fewer_years_than(look: Look, spot: Spot, argument: str) -> bool:
    """A text in which the largest number is smaller than ARGUMENT; a year such as 2015 is no number of years."""
    numbers = [int(each) for each in re.findall(r"\d+", spot.value)]  # \d takes digits of every script, and so does int
    spans = [each for each in numbers if each < 1000]
    return bool(spans) and max(spans) < int(argument)


@test
def repeated(look: Look, spot: Spot, argument: str) -> bool:
    """A longer text that stands in ARGUMENT answers or more; it is told once, where it stands first."""
    text = plain_text(spot.value).casefold()
    if len(text) < LEAST_REPEATED or look.texts[text] < int(argument) or text in look.told:
        return False
    look.told.add(text)
    return True


@test
def other_half_given(look: Look, spot: Spot, argument: str) -> bool:
    """A blank number of women, or of men, beside a number of the others."""
    here, there = ("_women", "_men") if spot.path.endswith("_women") else ("_men", "_women")
    if spot.value or not spot.path.endswith(here):
        return False
    try:
        return bool(look.filled.value(spot.path.removesuffix(here) + there))
    except KeyError:
        return False


def number_of(value: str) -> int | None:
    """Return a whole number, None for anything else."""
    return int(value) if re.fullmatch(r"\s*\d{1,9}\s*", value) else None


@test
def year_before_round(look: Look, spot: Spot, argument: str) -> bool:
    """A year before that of the round."""
    year = number_of(spot.value)
    return year is not None and year < look.year


@test
def year_after_round(look: Look, spot: Spot, argument: str) -> bool:
    """A year after that of the round."""
    year = number_of(spot.value)
    return year is not None and year > look.year


@test
def outside_period(look: Look, spot: Spot, argument: str) -> bool:
    """A year outside the period that the report itself names, else the round; without a period nothing is outside."""
    year = number_of(spot.value)
    first, last = period(look)
    return year is not None and ((first is not None and year < first) or (last is not None and year > last))


def period(look: Look) -> tuple[int | None, int | None]:
    """Return the first and the last year covered, each None when it is not known."""
    round = look.report.round
    own = [number_of(each.text) for each in map(look.filled.node, PERIOD)] if has_period(look) else [None, None]
    return own[0] or round.covers_from, own[1] or round.covers_until or (round.year if round.covers_from else None)


PERIOD = ("section_0/p_0_1", "section_0/p_0_2")
"""Where the form of edition C asks for the period covered."""


def has_period(look: Look) -> bool:
    """Return whether the form asks for the period covered."""
    return all(path in look.filled.form.items for path in PERIOD)


@test
def older_than(look: Look, spot: Spot, argument: str) -> bool:
    """A day more than ARGUMENT years before the end of the year of the round."""
    try:
        day = dt.date.fromisoformat(spot.value.strip()[:10])
    except ValueError:
        return False
    return day < dt.date(look.year - int(argument), 1, 1)


@test
def unchanged_for(look: Look, spot: Spot, argument: str) -> bool:
    """An answer that the State says stands unchanged since a report of ARGUMENT years ago or more."""
    row = spot.row
    if row is None or row.kind != AnswerKind.UNCHANGED or row.unchanged_since is None:
        return False
    return look.year - row.unchanged_since >= int(argument)


@search
def unconfirmed(look: Look, argument: str) -> Iterator[str]:
    """The first answer of each section that was carried over and waits to be confirmed."""
    seen: set[str] = set()
    for path, row in look.stored.items():
        section = path.split("/")[0]
        if row.provenance == Provenance.CARRIED and section not in seen:
            seen.add(section)
            yield path


@search
def answered_below(look: Look, argument: str) -> Iterator[str]:
    """Questions whose answer makes another one not apply, although that other one was answered by hand."""
    seen: set[str] = set()
    for path, row in look.stored.items():
        by_hand = str(row.value).strip() and row.kind not in content.SILENT and row.provenance != Provenance.CARRIED
        opener = opener_of(look.filled, path) if by_hand and path not in look.applies else ""
        if opener and opener not in seen:
            seen.add(opener)
            yield opener


def opener_of(filled: engine.Evaluation, path: str) -> str:
    """Return the path of the question that decides whether PATH applies; '' when it applies, or none decides."""
    try:
        if filled.relevant(path):
            return ""
    except KeyError:
        return ""
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        place = "/".join(parts[:end])
        if not filled.relevant(place):
            return first_read(filled, place)
    return ""


def first_read(filled: engine.Evaluation, place: str) -> str:
    """Return the path of the first question that the relevance of PLACE reads."""
    item = filled.form.items["/".join(part.split("[")[0] for part in place.split("/"))]
    found = re.search(rf"/{re.escape(filled.form.root_name)}/([\w/.\-]+)", item.relevant)
    if found:
        return found.group(1)
    beside = re.search(r"\.\./([\w.\-]+)", item.relevant)
    return f"{place.rpartition('/')[0]}/{beside.group(1)}" if beside else ""
