"""Reading a file of indicators: what is faulty is reported and left out; the rest stands (A5)."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from poaiss.analysis.indicators.expressions import Malformed, Term, Test, parse, render
from poaiss.common.errors import Problem, Severity
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import Row, rows

FOLDER = "indicators"
FILE = f"{FOLDER}/poa-iti.csv"
LEVELS = ("primary", "subsidiary")
FORCES = ("firm", "conditional", "encouraged")
LABELS = tuple(f"label_{code}" for code in LANGUAGES)
COLUMNS = ("name", "theme", "scheme_theme", "paragraph", "level", "force", "weight", "expression", *LABELS, "source")

Questions = Mapping[str, Collection[str]]
"""Names of the choices of each question, by its key in the newest edition, such as C:4.1.2."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One commitment, as an expression over the answers of a report."""

    name: str
    position: int
    theme: str
    scheme_theme: str
    paragraph: str
    level: str
    force: str
    weight: Decimal | None
    terms: tuple[Term, ...]
    labels: Mapping[str, str] = field(hash=False)
    evidence: str = ""
    source: str = ""

    @property
    def expression(self) -> str:
        """The expression, in its one way of writing."""
        return render(self.terms)


Indicators = tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an indicator may name."""

    questions: Questions
    themes: Collection[str]
    scheme_themes: Collection[str]
    paragraphs: Collection[str]


def vocabulary(questions: Questions) -> Vocabulary:
    """Return what an indicator over QUESTIONS may name, themes and paragraphs from the reference data."""
    return Vocabulary(
        questions,
        themes={row["code"] for row in rows("themes.csv")},
        scheme_themes={row["name"] for row in rows(f"{FOLDER}/scheme_themes.csv")},
        paragraphs={row["code"] for row in rows("paragraphs.csv")},
    )


def questions_known() -> dict[str, tuple[str, ...]]:
    """Return the questions of every current edition by their key in the newest one, with the names of their choices."""
    from poaiss.questionnaires import queries

    found: dict[str, tuple[str, ...]] = {}
    alignment = queries.alignment()
    for edition, version in sorted(queries.current_versions().items()):
        for question in queries.questions_of(version):
            keys = alignment.get(f"{edition}:{question.number}", ())
            concept = max(keys, key=lambda key: key.split(":")[0], default=f"{edition}:{question.number}")
            found[concept] = tuple(choice["name"] for choice in question.choices)
    return found


def own_path() -> Path:
    """Return the path of the indicators that the system comes with."""
    return Path(settings.REFERENCE_DATA) / FILE


def load(path: Path, known: Vocabulary) -> tuple[Indicators, tuple[Problem, ...]]:
    """Return the indicators of a file that can be used, and what is wrong with the others."""
    lines, problems = lines_of(path)
    found: dict[str, Indicator] = {}
    for number, row in lines:
        place = _("%(file)s, line %(line)d") % {"file": path.name, "line": number}
        faults = [*faults_of(row, place, known), *repeated(row, place, found)]
        problems += faults
        if not any(fault.severity is not Severity.WARNING for fault in faults):
            found[row["name"]] = indicator_of(row, len(found) + 1)
    return tuple(found.values()), tuple(problems)


def lines_of(path: Path) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """Return the rows of a CSV file with the lines on which they end, or why it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            lines = [(reader.line_num, row) for row in reader]
            columns = reader.fieldnames or ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [], [unreadable(path, str(error))]
    if missing := [name for name in COLUMNS if name not in columns]:
        return [], [without_columns(path, missing)]
    return [(number, {key: (row[key] or "").strip() for key in columns}) for number, row in lines], []


def unreadable(path: Path, why: str) -> Problem:
    """Return the problem of a file that is no CSV."""
    return Problem(
        "indicators-unreadable",
        _("The file of indicators cannot be read: %(why)s.") % {"why": why},
        _("Save it as CSV with commas, in UTF-8."),
        path.name,
    )


def without_columns(path: Path, missing: list[str]) -> Problem:
    """Return the problem of a file that lacks columns."""
    return Problem(
        "indicators-columns",
        _("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)},
        _("Add them to the first line; a column may stay empty where that is allowed."),
        path.name,
    )


def faults_of(row: Row, place: str, known: Vocabulary) -> list[Problem]:
    """Return what is wrong with one row."""
    return [
        *names_unknown(row, place, known),
        *weight_faults(row, place),
        *labels_missing(row, place),
        *expression_faults(row["expression"], f"{place}, expression", known.questions),
    ]


def repeated(row: Row, place: str, found: Mapping[str, Indicator]) -> list[Problem]:
    """Return a problem for a name that is missing or stands twice."""
    if row["name"] and row["name"] not in found:
        return []
    if not row["name"]:
        return [_error("indicator-without-name", _("The indicator has no name."), _("Give it a short name."), place)]
    reason = _("The name %(name)s stands in an earlier line too.") % {"name": row["name"]}
    return [_error("indicator-repeated", reason, _("Give this indicator another name."), place)]


def names_unknown(row: Row, place: str, known: Vocabulary) -> list[Problem]:
    """Return a problem for each cell that names something that does not exist."""
    allowed: dict[str, Collection[str]] = {
        "theme": known.themes,
        "scheme_theme": {"", *known.scheme_themes},
        "paragraph": known.paragraphs,
        "level": LEVELS,
        "force": FORCES,
    }
    return [
        _error(
            f"indicator-{column.replace('_', '-')}",
            _("%(value)s is not known.") % {"value": row[column] or _("An empty cell")},
            nearest(row[column], names),
            f"{place}, {column}",
        )
        for column, names in allowed.items()
        if row[column] not in names
    ]


def weight_faults(row: Row, place: str) -> list[Problem]:
    """Return a problem for a weight that is no number of at least 0."""
    if not row["weight"] or is_weight(row["weight"]):
        return []
    reason = _("The weight %(weight)s is not a number of at least 0.") % {"weight": row["weight"]}
    mend = _("Write a number such as 0.25, or leave the cell empty for the weight of the method.")
    return [_error("indicator-weight", reason, mend, f"{place}, weight")]


def is_weight(text: str) -> bool:
    """Return whether TEXT is a number of at least 0."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0


def labels_missing(row: Row, place: str) -> list[Problem]:
    """Return a problem for each language without a text; only English is needed."""
    return [
        Problem(
            "indicator-label",
            _("The text is missing in this language."),
            _("Write it; until then English stands in its place."),
            f"{place}, {column}",
            Severity.ERROR if column == "label_en" else Severity.WARNING,
        )
        for column in LABELS
        if not row[column]
    ]


def expression_faults(text: str, place: str, questions: Questions) -> list[Problem]:
    """Return what is wrong with an expression: how it is written, or what it names."""
    try:
        terms = parse(text)
    except Malformed as found:
        reason = _("The expression cannot be read at character %(position)d: %(rest)s") % {
            "position": found.position,
            "rest": found.rest or _("it ends too early"),
        }
        mend = _("Write terms such as C:4.1.2, !C:2.4.3, C:2.3.2 has a, C:P8.9 at least 1 or answered C:4.1.1.")
        return [_error("indicator-syntax", reason, mend, place)]
    return [fault for term in terms for fault in term_faults(term, place, questions)]


def term_faults(term: Term, place: str, questions: Questions) -> list[Problem]:
    """Return what is wrong with a term: no such question, no such choice, or no question of yes and no."""
    if term.concept not in questions:
        reason = _("There is no question %(key)s.") % {"key": term.concept}
        return [_error("indicator-question", reason, nearest(term.concept, questions), place)]
    choices, words = questions[term.concept], {"key": term.concept, "choice": term.argument}
    if term.test is Test.HAS and term.argument not in choices:
        reason = _("The question %(key)s has no choice %(choice)s.") % words
        return [_error("indicator-choice", reason, nearest(term.argument, choices), place)]
    if term.test in (Test.YES, Test.NO) and not {"yes", "no"} <= set(choices):
        reason = _("The question %(key)s is not answered by yes or no.") % words
        mend = _("Ask whether it is answered, or for one of its choices or a number.")
        return [_error("indicator-not-yes-no", reason, mend, place)]
    if term.test is Test.AT_LEAST and choices:
        reason = _("The question %(key)s is not answered by a number.") % words
        return [_error("indicator-not-a-number", reason, _("Ask for one of its choices."), place)]
    return []


def nearest(text: str, names: Collection[str]) -> str:
    """Return how to mend a name that is not known, with those most like it."""
    near = get_close_matches(text, [name for name in names if name], n=3) or sorted(filter(None, names))[:8]
    return _("Write one that exists, such as %(names)s.") % {"names": ", ".join(near)} if near else ""


def indicator_of(row: Row, position: int) -> Indicator:
    """Build an indicator from a row without faults."""
    return Indicator(
        **{key: row[key] for key in ("name", "theme", "scheme_theme", "paragraph", "level", "force", "source")},
        position=position,
        weight=Decimal(row["weight"]) if row["weight"] else None,
        terms=parse(row["expression"]),
        labels={code: row[f"label_{code}"] or row["label_en"] for code in LANGUAGES},
        evidence=row.get("evidence", ""),
    )


def rows_of(indicators: Iterable[Indicator]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of ``indicators.parquet`` and of ``indicator_terms.parquet``."""
    listed = tuple(indicators)
    return [row_of(each) for each in listed], [
        {
            "indicator": each.name,
            "clause": term.clause,
            "term": term.term,
            "concept": term.concept,
            "test": term.test.value,
            "argument": term.argument,
        }
        for each in listed
        for term in each.terms
    ]


def row_of(indicator: Indicator) -> dict[str, Any]:
    """Return the row of an indicator; ``weight`` is None where it comes from the scheme."""
    return {
        "name": indicator.name,
        "position": indicator.position,
        "theme": indicator.theme,
        "scheme_theme": indicator.scheme_theme,
        "paragraph": indicator.paragraph,
        "level": indicator.level,
        "force": indicator.force,
        "weight": None if indicator.weight is None else float(indicator.weight),
        "expression": indicator.expression,
        **{f"label_{code}": text for code, text in indicator.labels.items()},
    }


def _error(code: str, reason: str, mend: str, place: str) -> Problem:
    return Problem(code, reason, mend, place, Severity.ERROR)
