"""What the cells of a workbook mean: answers in the form's own terms, and what could not be understood.

Whatever was typed is kept: what is no choice, no number or no day stays as it was typed, and is told.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from poaiss.directory.enums import LANGUAGES
from poaiss.questionnaires import engine
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.merging import Facts
from poaiss.reporting.workbooks import cells, dates, words
from poaiss.reporting.workbooks.plan import SEVERAL
from poaiss.reporting.workbooks.reading import Raw, Reading
from poaiss.reporting.workbooks.words import folded, speaking

_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
_PLAIN = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?")
_GROUPED = re.compile(r"-?\d{1,3}(?:[ \u00a0\u2009\u202f٬'’]\d{3})+")
_COMMA = re.compile(r"-?\d{1,30},(?:\d{1,2}|\d{4,30})")
_YEAR = re.compile(r"\b(2[0-9]{3}|1[89][0-9]{2})\b")
Cells = Mapping[str, Raw]


@dataclass(slots=True)
class Understanding:
    """Reads the cells of one workbook in the language in which it was made."""

    reading: Reading
    language: str
    ways: dict[str, dict[str, str]] = field(default_factory=dict)

    def tell(self, code: str, raw: Raw, reason: str, mend: str = "") -> None:
        """Note a problem at a cell."""
        self.reading.tell(code, raw.place, reason, mend)

    def value(self, question: engine.Question, given: Cells, base: Facts, role: str = "answer") -> str:
        """Return the answer in the cells of a question; BASE is what it said when the workbook left."""
        if question.type == "file":
            return base.value
        if question.type in SEVERAL:
            return self.several(question, given, base, role)
        raw = given.get(role)
        if raw is None or cells.same(cells.shown(question, base.value, self.language), raw.value):
            return base.value
        if self.is_error(raw):
            return base.value
        if not cells.cell_text(raw.value).strip():
            return ""
        return self.one(question, raw)

    def is_error(self, raw: Raw) -> bool:
        """Return whether a cell holds an error of a formula; its answer is left as it is."""
        found = isinstance(raw.value, str) and raw.value in _ERRORS
        if found:
            self.tell(
                "workbook-cell-error",
                raw,
                _("The cell holds the error %(error)s; the answer was left as it is.") % {"error": raw.value},
                _("Write the answer itself."),
            )
        return found

    def one(self, question: engine.Question, raw: Raw) -> str:
        """Return the answer in one cell that is not blank."""
        if question.type == "select_one":
            return self.choice(question, raw)
        if question.type in ("integer", "decimal"):
            return self.number(question, raw)
        if question.type == "date":
            return self.date(raw)
        return cells.cell_text(raw.value)

    def choice(self, question: engine.Question, raw: Raw) -> str:
        """Return the name of the choice that a cell names, else its text as typed."""
        text = cells.cell_text(raw.value)
        found = self.names(question).get(folded(text))
        if found is None:
            self.tell(
                "workbook-choice-unknown",
                raw,
                _("“%(text)s” is none of the choices; it was kept as typed.") % {"text": text[:80]},
                _("Choose from the list of the cell."),
            )
        return text if found is None else found

    def names(self, question: engine.Question) -> dict[str, str]:
        """Return the ways to write the choices of a question: its names, and its labels in every language."""
        if question.path not in self.ways:
            found: dict[str, str] = {}
            for language in (self.language, *LANGUAGES):
                for name, label in cells.labels_of(question, language).items():
                    found.setdefault(folded(label), name)
            for choice in question.choices.items if question.choices else ():
                found.setdefault(folded(choice.name), choice.name)
            self.ways[question.path] = found
        return self.ways[question.path]

    def several(self, question: engine.Question, given: Cells, base: Facts, role: str) -> str:
        """Return the choices that are ticked, and what else was typed."""
        before = cells.ticked(question, base.value)
        raw, prefix = given.get(role), "t " if role == "answer" else f"t {question.name} "
        text = cells.cell_text(raw.value).strip() if raw is not None and not self.is_error(raw) else ""
        was = "" if before is not None else cells.text(base.value).strip()
        names: list[str] = []
        odd: list[str] = []
        for choice in question.choices.items if question.choices else ():
            mark = given.get(prefix + choice.name)
            is_on = choice.name in (before or ()) if mark is None else self.tick(mark, odd)
            names += [choice.name] if is_on else []
        if set(names) == set(before or ()) and text == was and not odd:
            return base.value
        if text and raw is not None and text != was:
            text = self.choices_typed(question, raw, text, names)
        return " ".join([*names, *odd, *([text] if text else [])])

    def choices_typed(self, question: engine.Question, raw: Raw, text: str, names: list[str]) -> str:
        """Take labels that were typed instead of ticked; return what is none of them."""
        left = []
        for part in re.split(r"[;\n؛；]+", text):
            found = self.names(question).get(folded(part))
            if found is None and part.strip():
                left.append(part.strip())
            elif found and found not in names:
                names.append(found)
        if left:
            self.tell(
                "workbook-choice-unknown",
                raw,
                _("“%(text)s” is none of the choices; it was kept as typed.") % {"text": "; ".join(left)[:80]},
                _("Write x beside each choice that applies."),
            )
        return "; ".join(left)

    def tick(self, raw: Raw, odd: list[str]) -> bool:
        """Return whether a cell is ticked; what is neither a tick nor blank is kept as text."""
        text = cells.cell_text(raw.value)
        plain = folded(dates.western(text))
        if plain in words.no_ticks():
            return False
        if plain not in words.ticks():
            if not self.is_error(raw):
                odd.append(text.strip())
                self.tell(
                    "workbook-tick-unclear",
                    raw,
                    _("“%(text)s” is no tick; it was kept as typed.") % {"text": text[:80]},
                    _("Write x, or leave the cell blank."),
                )
            return False
        return True

    def number(self, question: engine.Question, raw: Raw) -> str:
        """Return a number with western digits; what is no number stays as typed."""
        text = cells.cell_text(raw.value)
        if isinstance(raw.value, dt.date | dt.datetime | dt.time):
            self.tell(
                "workbook-date-in-number",
                raw,
                _("A number is expected; the cell holds the date %(text)s.") % {"text": text},
                _("Give the cell the format of a number, and write the number again."),
            )
            return text
        found = number_in(text, with_comma=question.type == "decimal")
        if found is None:
            self.tell(
                "workbook-number-unclear",
                raw,
                _("“%(text)s” is no number; it was kept as typed.") % {"text": text[:80]},
                _("Write digits alone; put words into the column for remarks."),
            )
        return text if found is None else found

    def date(self, raw: Raw) -> str:
        """Return a day in ISO 8601; a day that may be two stays as typed."""
        value, text = raw.value, cells.cell_text(raw.value)
        if isinstance(value, dt.datetime | dt.date):
            value = dates.serial_of(value, epoch_1904=self.reading.epoch_1904)  # a year typed alone shows as 1905
        if isinstance(value, int | float) and not isinstance(value, bool):
            if 1900 <= value <= 2100:
                return self.no_day(raw, cells.cell_text(value))
            day = dates.serial(value, epoch_1904=self.reading.epoch_1904)
            return day.isoformat() if day else self.no_day(raw, text)
        try:
            found = dates.day_in(text)
        except dates.Ambiguous as error:
            first, second = (each.isoformat() for each in error.readings)
            self.tell(
                "workbook-date-ambiguous",
                raw,
                _("“%(text)s” may be %(first)s or %(second)s; it was kept as typed.")
                % {"text": text, "first": first, "second": second},
                _("Write the day as year-month-day."),
            )
            return text
        return found.isoformat() if found else self.no_day(raw, text)

    def no_day(self, raw: Raw, text: str) -> str:
        """Keep what is no day."""
        self.tell(
            "workbook-date-unclear",
            raw,
            _("“%(text)s” is no day; it was kept as typed.") % {"text": text[:80]},
            _("Write the day as year-month-day, for example 2024-03-31."),
        )
        return text

    def remark(self, given: Cells, base: Facts) -> str:
        """Return the explanation."""
        raw = given.get("remark")
        if raw is None or cells.same(cells.text(base.remark), raw.value) or self.is_error(raw):
            return base.remark
        return cells.cell_text(raw.value).strip()

    def silence(self, given: Cells, base: Facts) -> tuple[AnswerKind | None, int | None, str]:
        """Return the silence that was chosen, its year, and a text that is none (it goes with the remark)."""
        raw = given.get("instead")
        chosen = AnswerKind(base.kind) if base.kind in ("not_applicable", "unchanged") else None
        with speaking(self.language):
            shown = cells.silence_shown(base.kind, base.unchanged_since)
        if raw is None or cells.same(shown, raw.value) or self.is_error(raw):
            return chosen, base.unchanged_since, ""
        text = cells.cell_text(raw.value).strip()
        if not text:
            return None, None, ""
        plain = folded(dates.western(text))
        year = _YEAR.search(plain)
        named = words.silences().get(" ".join(_YEAR.sub(" ", plain).split()))
        if named == "not_applicable":
            return AnswerKind.NOT_APPLICABLE, None, ""
        if year and named == "unchanged":
            return AnswerKind.UNCHANGED, int(year[1]), ""
        self.tell(
            "workbook-silence-unclear",
            raw,
            _("“%(text)s” is none of the choices; it was kept with the remark.") % {"text": text[:80]},
            _("Choose from the list of the cell."),
        )
        return None, None, text


def number_in(text: str, *, with_comma: bool) -> str | None:
    """Return a number as XForms writes it, from any digits; None for what is none or may be two."""
    plain = dates.western(text.strip()).replace("−", "-").replace("٫", ".")
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[^\d-]", "", plain)
    if with_comma and _COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    return plain if _PLAIN.fullmatch(plain) else None
