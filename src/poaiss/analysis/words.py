"""The words for what the open data hold as codes, in one language; and numbers as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _

from poaiss.analysis import reading
from poaiss.analysis.figures._words import own_words
from poaiss.directory.enums import RegionalGroup
from poaiss.reporting.enums import AnswerKind

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words by kind and code, in ``language`` (a two-letter code)."""

    language: str
    texts: Mapping[str, Texts]
    order: Mapping[str, tuple[str, ...]]

    def of(self, kind: str, code: Any) -> str:
        """Return the words for a code; the code itself where none are known."""
        return self.texts.get(kind, {}).get(str(code), str(code if code is not None else ""))

    def codes(self, kind: str) -> tuple[str, ...]:
        """Return the codes of a kind in their order."""
        return self.order.get(kind, ())

    def number(self, value: float | None, digits: int = 0) -> str:
        """Return a number as it is read in the language; a dash where there is none."""
        if value is None:
            return "–"
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return str(format_decimal(value, format=pattern, locale=self.locale))

    def share(self, value: float | None) -> str:
        """Return a share of one in per cent, with one digit where it says more."""
        if value is None:
            return "–"
        whole = abs(value * 100 - round(value * 100)) < 0.05
        return str(format_percent(value, format="#,##0%" if whole else "#,##0.0%", locale=self.locale))

    def part(self, some: float, whole: float) -> str:
        """Return a part of a whole with its share: 12 of 40 (30%)."""
        values = {"some": self.number(some), "whole": self.number(whole)}
        if not whole:
            return _("%(some)s of %(whole)s") % values
        return _("%(some)s of %(whole)s (%(share)s)") % {**values, "share": self.share(some / whole)}

    def cell(self, kind: str, value: Any) -> str:
        """Return the value of a table's cell as it is read."""
        if kind in ("count", "number"):
            return self.number(value, 0 if value is None or float(value).is_integer() else 1)
        if kind == "share":
            return self.share(value)
        if kind in ("text", "year"):
            return "" if value is None else str(value)
        return self.of(kind, value)

    @property
    def locale(self) -> str:
        """The locale by whose habits numbers are written; Arabic with the digits that the UN prints."""
        return {"zh": "zh_Hans", "ar": "ar_EG@numbers=latn"}.get(self.language, self.language)


def presence_words() -> dict[str, str]:
    """Return the words for how a State stands in a round."""
    return {
        "reported": _("Reported"),
        "did_not_report": _("No report received"),
        "not_yet_a_state": str(AnswerKind.NOT_YET_A_STATE.label),
        "no_longer_a_state": _("No longer a State"),
        "not_held": _("Reports not held here"),
    }


def outcome_words() -> dict[str, str]:
    """Return the words for how a commitment stands in a report."""
    return {
        "met": _("Reported as done"),
        "developing": str(AnswerKind.DEVELOPING.label),
        "not_met": _("Reported as not done"),
        "unknown": _("No clear answer"),
        "not_applicable": str(AnswerKind.NOT_APPLICABLE.label),
        "not_asked": str(AnswerKind.NOT_ASKED.label),
        **presence_words(),
    }


def status_words() -> dict[str, str]:
    """Return the words for how a published figure stands here."""
    return {
        "recomputed": _("Recomputed from rows"),
        "quoted": _("Quoted"),
        "not_computable": _("Not computable here"),
    }


def reason_words() -> dict[str, str]:
    """Return the words for what a recomputation rests on, or for what is missing."""
    return {
        "rows-held": _("the rows are held here"),
        "reports-not-held": _("the reports of that round are not held here"),
        "list-not-public": _("no list by State is public"),
        "list-not-compiled": _("the list of participants was not compiled"),
        "follows-from-quoted": _("it follows from other quoted figures"),
        "scores-not-public": _("scores by State are not public data"),
        "compilation-not-held": _("the compilation is not held here"),
        "more-than": _("it was published as “more than”"),
        "about": _("it was published as “about”"),
        "excerpt-ends": _("the excerpt of the source ends here"),
        "counts-something-else": _("it does not count the reports that were filed"),
        "claim-of-one-state": _("it is the claim of one State in its report"),
    }


LOOKED_UP = {
    "state": "SELECT code, name_{0} FROM states ORDER BY code",
    "theme": "SELECT code, name_{0} FROM themes ORDER BY position",
    "indicator": "SELECT name, label_{0} FROM indicators ORDER BY position",
    "theme_with_indicators": "SELECT code, name_{0} FROM themes WHERE code IN (SELECT theme FROM indicators) "
    "ORDER BY position",
    "left_out": "SELECT theme, string_agg(name, ', ' ORDER BY name) AS text_{0} FROM left_out GROUP BY 1 ORDER BY 1",
    "published": "SELECT key, label_{0} FROM published_totals ORDER BY position",
    "topic": "SELECT topic, label_{0} FROM topics ORDER BY position",
    "section": "SELECT section, last(label_{0} ORDER BY edition) FROM sections GROUP BY 1 ORDER BY max(position)",
    "concept": "SELECT concept, last(label_{0} ORDER BY edition) FROM questions GROUP BY 1 ORDER BY max(position)",
}

CHOICES = "SELECT concept, name, label_{0} AS text, label_en AS spare FROM choices"


def words_in(connection: duckdb.DuckDBPyConnection, language: str) -> Words:
    """Return the words of the open data in LANGUAGE; call it with that language active for the words of ours."""
    found: dict[str, dict[str, str]] = {}
    for kind, sql in LOOKED_UP.items():
        # English stands in for a text that was never translated
        pairs = connection.execute(sql.format(language)).fetchall()
        spare = dict(connection.execute(sql.format("en")).fetchall()) if language != "en" else {}
        found[kind] = {str(code): str(text or spare.get(code) or code) for code, text in pairs}
    found["group"] = {"": _("Not in a regional group"), **{each.value: str(each.label) for each in RegionalGroup}}
    found["kind"] = {each.value: str(each.label) for each in AnswerKind}
    found["presence"], found["outcome"] = presence_words(), outcome_words()
    found["status"], found["reason"] = status_words(), reason_words()
    found["choice"] = choice_words(connection, language)
    for kind, texts in own_words().items():
        found[kind] = {**found.get(kind, {}), **texts}
    return Words(language, found, {kind: tuple(texts) for kind, texts in found.items()})


def choice_words(connection: duckdb.DuckDBPyConnection, language: str) -> dict[str, str]:
    """Return the words for choices, by question and name: ``C:4.1.2 yes``."""
    rows = reading.rows(connection, CHOICES.format(language))
    return {f"{row['concept']} {row['name']}": row["text"] or row["spare"] or row["name"] for row in rows}
