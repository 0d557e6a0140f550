"""The rules, read from reference data."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy

from poaiss.directory.loading import rows

FILE = "contradictions.csv"


class Within(TextChoices):
    """Where a rule looks."""

    REPORT = "report", gettext_lazy("Within a report")
    ROUNDS = "rounds", gettext_lazy("Between two reports")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: where it looks, what it asks, what it says, why that may be right, how to mend it, and its source."""

    code: str
    within: Within
    test: str
    place: str
    leave_out: str
    argument: str
    message: str
    why: str
    mend: str
    source: str

    def looks_at(self, concept: str) -> bool:
        """Return whether the rule looks at a question, by its number in the newest edition."""
        number = concept.partition(":")[2]
        return matched(number, self.place) and not matched(number, self.leave_out)

    def told(self, column: str, **facts: object) -> str:
        """Return a sentence of the rule in the reader's language, with FACTS in place of its names."""
        sentence = getattr(self, column)
        return gettext(sentence) % facts if sentence else ""


def matched(number: str, patterns: str) -> bool:
    """Return whether a number of a question matches one of PATTERNS, such as ``*.90*``."""
    return any(fnmatchcase(number, each) for each in patterns.split())


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return every rule on file, in the order of the file."""
    names = [each.name for each in fields(Rule) if each.name not in ("within", "leave_out")]
    return tuple(
        Rule(within=Within(row["within"]), leave_out=row["except"], **{name: row[name] for name in names})
        for row in rows(FILE)
    )


def rules_within(within: Within) -> Iterator[Rule]:
    """Yield the rules that look within one report, or between two."""
    return (each for each in rules() if each.within == within)
