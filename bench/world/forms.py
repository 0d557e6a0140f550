"""The three editions of the template, read from their sheets by plain means: what is asked, when, and under which name.

Nothing here knows the product's own engine: what the generated world says is worked out a second time, by other code.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = {"ar": "العربية (ar)", "zh": "中文 (zh)", "en": "English (en)"} | {
    "fr": "Français (fr)",
    "ru": "Русский (ru)",
    "es": "Español (es)",
}
KINDS = {"select_multiple": "choose_many", "text": "text", "integer": "whole_number", "decimal": "decimal"} | {
    "date": "date",
    "file": "file",
}
YES_NO = {"yes", "no", "developing"}
SELECTED = re.compile(r"selected\(\$\{(\w+)\}, '([^']*)'\)")
COMPARED = re.compile(r"\$\{(\w+)\} (=|!=) '([^']*)'")
Condition = tuple[tuple[str, str, str], ...]
"""Terms joined by `or`: a sign, the name of a question, the value it is held against."""


@dataclass(frozen=True)
class Choice:
    """One choice of a question."""

    name: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """A numbered place of a form: a question, or a list or group that carries a number."""

    edition: str
    number: str
    name: str
    path: str
    type: str
    kind: str
    section: str
    position: int
    within: str
    conditions: tuple[Condition, ...]
    choices: tuple[Choice, ...]
    same_as: tuple[str, ...]
    labels: Mapping[str, str]
    theme: str
    indicator: str
    implements: str
    calculated: bool

    @property
    def key(self) -> str:
        """How the question is named across editions."""
        return f"{self.edition}:{self.number}"

    @property
    def is_asked(self) -> bool:
        """Whether an answer stands here, not a list or a group."""
        return self.kind not in ("list", "group")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the choices."""
        return tuple(choice.name for choice in self.choices)


@dataclass(frozen=True)
class Form:
    """One edition: its items in order, and the titles of its sections."""

    edition: str
    form: str
    items: tuple[Item, ...]
    sections: Mapping[str, Mapping[str, str]]

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """What is asked, in order."""
        return tuple(item for item in self.items if item.is_asked)

    @cached_property
    def lists(self) -> Mapping[str, tuple[Item, ...]]:
        """The questions of each list, by its path."""
        found: dict[str, tuple[Item, ...]] = {}
        for item in self.questions:
            if item.within:
                found[item.within] = (*found.get(item.within, ()), item)
        return found


def condition(expression: str) -> Condition:
    """Return the terms of a relevance; one that this reader does not know is refused."""
    found: list[tuple[str, str, str]] = []
    for term in expression.split(" or "):
        if chosen := SELECTED.fullmatch(term.strip()):
            found.append(("has", chosen[1], chosen[2]))
        elif compared := COMPARED.fullmatch(term.strip()):
            name, sign, value = compared.groups()
            found.append((sign, name, value))
        else:
            raise ValueError(f"unknown relevance: {expression}")
    return tuple(found)


def holds(terms: Condition, values: Mapping[str, str]) -> bool:
    """Return whether any of the terms holds over the values by name."""
    return any(
        (sign == "=" and values.get(name, "") == value)
        or (sign == "!=" and values.get(name, "") != value)
        or (sign == "has" and value in values.get(name, "").split())
        for sign, name, value in terms
    )


def rows_of(folder: Path, sheet: str) -> list[dict[str, str]]:
    """Return the rows of a sheet."""
    with (folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(row: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of a row by language."""
    return {code: row.get(f"label::{title}", "") or "" for code, title in LANGUAGES.items()}


def kind_of(type: str, names: set[str]) -> str:
    """Return what the answer is, in the words of the open data."""
    if type in ("begin_repeat", "begin_group"):
        return "list" if type == "begin_repeat" else "group"
    if type == "select_one":
        return "yes_no" if names and names <= YES_NO else "choose_one"
    return KINDS[type]


@lru_cache
def read(edition: str) -> Form:
    """Return an edition of the template."""
    folder = PROJECT / "questionnaires" / f"poa-iti-{edition.lower()}"
    lists: dict[str, list[Choice]] = {}
    for row in rows_of(folder, "choices"):
        lists.setdefault(row["list_name"], []).append(Choice(row["name"], texts(row)))
    around: list[dict[str, str]] = []
    items: list[Item] = []
    sections: dict[str, dict[str, str]] = {}
    for row in rows_of(folder, "survey"):
        type, _, choices = row["type"].partition(" ")
        if type.startswith("end_"):
            around.pop()
            continue
        if row.get("bind::poa:section"):
            sections[row["bind::poa:section"]] = texts(row)
        if row.get("bind::poa:number"):
            items.append(item_of(edition, row, type, tuple(lists.get(choices, ())), around, len(items) + 1))
        if type.startswith("begin_"):
            around.append(row)
    return Form(edition, folder.name, tuple(items), sections)


def item_of(
    edition: str, row: dict[str, str], type: str, choices: tuple[Choice, ...], around: list[dict[str, str]], place: int
) -> Item:
    """Return the item of one row, within the groups and lists around it."""
    lists = [at for at, each in enumerate(around) if each["type"] == "begin_repeat"]
    return Item(
        edition=edition,
        number=row["bind::poa:number"],
        name=row["name"],
        path="/".join([*(each["name"] for each in around), row["name"]]),
        type={"begin_repeat": "repeat", "begin_group": "group"}.get(type, type),
        kind=kind_of(type, {choice.name for choice in choices}),
        section=next((each["bind::poa:section"] for each in around if each.get("bind::poa:section")), ""),
        position=place,
        within="/".join(each["name"] for each in around[: lists[0] + 1]) if lists else "",
        conditions=tuple(condition(each["relevant"]) for each in [*around, row] if each["relevant"]),
        choices=choices,
        same_as=tuple((row.get("bind::poa:same-as") or "").split()),
        labels=texts(row),
        theme=row.get("bind::poa:theme") or "",
        indicator=row.get("bind::poa:indicator") or "",
        implements=row.get("bind::poa:implements") or "",
        calculated=bool(row.get("calculation")),
    )


@lru_cache
def concepts(editions: str = "ABC") -> Mapping[str, str]:
    """Return the concept of every key: the key of the newest edition that names it, directly or through another."""
    found: dict[str, str] = {}
    for edition in sorted(editions, reverse=True):
        for item in read(edition).items:
            concept = found.setdefault(item.key, item.key)
            for earlier in item.same_as:
                found.setdefault(earlier, concept)
    return found
