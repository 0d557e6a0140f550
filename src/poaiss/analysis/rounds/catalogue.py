"""The questions, sections, groups and rounds that the answer matrix can be asked for: read once for each version."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from poaiss.analysis import reading, results
from poaiss.analysis.words import Words

Record = dict[str, Any]

QUESTIONS = """
SELECT q.concept, q.key, q.edition, q.number, q.section, q.theme, q.kind, q.is_yes_no, q.position, q.paragraphs,
       coalesce(nullif(q.label_{0}, ''), q.label_en) AS label, l.number AS list
FROM questions q
LEFT JOIN questions l ON l.kind = 'list' AND l.edition = q.edition AND starts_with(q.path, l.path || '/')
WHERE q.kind NOT IN ('group', 'list')
ORDER BY q.edition, q.position
"""
STATES = """
SELECT code, slug, regional_group, ldc, lldc, sids, coalesce(nullif(name_{0}, ''), name_en) AS name FROM states
WHERE code IN (SELECT state FROM presence WHERE is_member OR presence = 'reported')
"""
SPECIAL = ("ldc", "lldc", "sids")
"""Groups of States that stand as columns: in need of help by their development, their borders, their size."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, followed through editions: the label and place of the newest, and its number in each."""

    concept: str
    label: str
    section: str
    theme: str
    kind: str
    is_yes_no: bool
    leads_list: bool
    in_list: bool
    numbers: tuple[tuple[str, str], ...]
    paragraphs: str

    @property
    def crosswalk(self) -> str:
        """Return the numbers over editions: A 8.2 · B 7.2 · C 4.1.2."""
        return " · ".join(f"{edition} {number}" for edition, number in self.numbers)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be chosen, in one language."""

    words: Words
    questions: dict[str, Question]
    states: dict[str, Record]

    def within(self, part: str) -> list[Question]:
        """Return the questions of a section (s:4) or theme (t:brokering); of a list its first question alone."""
        kind, _colon, code = part.partition(":")
        found = [each for each in self.questions.values() if (each.section if kind == "s" else each.theme) == code]
        return [each for each in found if each.leads_list or not each.in_list]

    def sections(self) -> list[tuple[str, str]]:
        """Return the sections with their titles, in the order of the newest edition."""
        used = {each.section for each in self.questions.values()}
        return [(code, self.words.of("section", code)) for code in self.words.codes("section") if code in used]

    def themes(self) -> list[tuple[str, str]]:
        """Return the themes of the questions."""
        used = {each.theme for each in self.questions.values()}
        return [(code, self.words.of("theme", code)) for code in self.words.codes("theme") if code in used]

    def of_group(self, group: str) -> list[Record]:
        """Return the States of a group, or all, in the order of their names."""
        chosen = [each for each in self.states.values() if in_group(each, group)]
        return sorted(chosen, key=lambda each: (each["name"], each["code"]))


def in_group(state: Record, group: str) -> bool:
    """Return whether a State is in a regional or special group; without a group every State is."""
    return bool(state[group]) if group in SPECIAL else group in ("", state["regional_group"])


@lru_cache(maxsize=12)
def catalogue_of(folder: Path, language: str) -> Catalogue:
    """Return the catalogue of the data in FOLDER, which never change, in LANGUAGE."""
    with reading.opened(folder) as connection:
        rows = reading.rows(connection, QUESTIONS.format(language))
        states = {row["code"]: row for row in reading.rows(connection, STATES.format(language))}
    words = results.words_of(folder, language)
    return Catalogue(words, {each.concept: each for each in joined(rows)}, states)


def joined(rows: list[Record]) -> Iterator[Question]:
    """Yield each question once, with its number in each edition, in the order of the newest edition."""
    by_concept: dict[str, list[Record]] = {}
    lists: set[tuple[str, str]] = set()
    leading: set[str] = set()
    for row in rows:
        by_concept.setdefault(row["concept"], []).append(row)
        if row["list"] and (row["edition"], row["list"]) not in lists:
            lists.add((row["edition"], row["list"]))
            leading.add(row["key"])
    newest = sorted(by_concept.values(), key=lambda own: (negative(own[-1]["edition"]), own[-1]["position"]))
    for own in newest:
        last = own[-1]
        yield Question(
            concept=last["concept"],
            label=last["label"] or last["number"],
            section=last["section"],
            theme=last["theme"] or "",
            kind=last["kind"],
            is_yes_no=last["is_yes_no"],
            leads_list=last["key"] in leading,
            in_list=bool(last["list"]),
            numbers=tuple((each["edition"], each["number"]) for each in own),
            paragraphs=last["paragraphs"] or "",
        )


def negative(edition: str) -> tuple[int, ...]:
    """Return a key by which later editions come first."""
    return tuple(-ord(letter) for letter in edition)
