"""The rules of suggestions, read from the reference data.

A rule speaks only on a sign beside the answer: a bare "no" is no gap (BMS4 outcome 20). Signs: ``request:P5.90`` (help
is asked for there), ``challenge:stockpiles`` (a challenge is named on the subject), ``text:P1.3.1`` (the State says
what is lacking), ``blank:P5.2`` (a question below was asked and left blank), ``contradiction`` (answers do not agree).
"""

from dataclasses import dataclass
from functools import lru_cache

from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import rows
from poaiss.directory.queries import language_code

FILE = "need_suggestions.csv"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which answer suggests which need, what else must stand in the report, and the words that are suggested."""

    code: str
    question: str
    answers: frozenset[str]
    signs: tuple[tuple[str, str], ...]
    words: str
    area: str
    theme: str
    titles: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]
    source: str

    @property
    def is_request(self) -> bool:
        """Whether the State itself asks for help at the question; that needs no further sign."""
        return self.code.startswith("request-")

    @property
    def title(self) -> str:
        """The suggested title in the reader's language."""
        return chosen(self.titles)

    @property
    def problem(self) -> str:
        """The suggested words on the problem in the reader's language; '' where the State's own words do."""
        return chosen(self.problems)


def chosen(texts: tuple[tuple[str, str], ...]) -> str:
    """Return the text in the reader's language, else in English."""
    found = dict(texts)
    return found.get(language_code()) or found.get("en", "")


def sign_of(word: str) -> tuple[str, str]:
    """Read a sign: its kind and what it looks at."""
    kind, _colon, argument = word.partition(":")
    return kind, argument


def texts_of(row: dict[str, str], name: str) -> tuple[tuple[str, str], ...]:
    """Return the texts of a column by language."""
    return tuple((code, row[f"{name}_{code}"]) for code in LANGUAGES)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule in the order of the file."""
    return tuple(
        Rule(
            code=row["code"],
            question=row["question"],
            answers=frozenset(row["answers"].split()),
            signs=tuple(map(sign_of, row["signs"].split())),
            words=row["words"],
            area=row["area"],
            theme=row["theme"],
            titles=texts_of(row, "title"),
            problems=texts_of(row, "problem"),
            source=row["source"],
        )
        for row in rows(FILE)
    )


def rule_for_area(area: str) -> Rule | None:
    """Return the rule whose title goes with an area of the checklist."""
    return next((each for each in all_rules() if each.area == area), None)
