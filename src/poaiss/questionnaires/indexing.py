"""The index of a form's questions: numbers, texts, paragraphs, what opens them, and the same question before."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from poaiss.directory.enums import Evidence
from poaiss.questionnaires import engine
from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.errors import FormNotLoaded
from poaiss.questionnaires.models import Question, Version

Placed = tuple[engine.Section | engine.Question, tuple[engine.Section, ...]]
KINDS: dict[str, QuestionKind] = {
    "select_multiple": QuestionKind.CHOOSE_MANY,
    "rank": QuestionKind.CHOOSE_MANY,
    "text": QuestionKind.TEXT,
    "integer": QuestionKind.WHOLE_NUMBER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "file": QuestionKind.FILE,
    "image": QuestionKind.FILE,
}
YES_NO = {"yes", "no", "developing"}


def walk(section: engine.Section, around: tuple[engine.Section, ...] = ()) -> Iterator[Placed]:
    """Yield every item of a form with the sections around it, from the outside in."""
    for child in section.children:
        yield child, around
        if isinstance(child, engine.Section):
            yield from walk(child, (*around, child))


def is_indexed(item: engine.Section | engine.Question) -> bool:
    """Return whether an item has a row: whatever carries a number, and every question that is asked."""
    if isinstance(item, engine.Section):
        return bool(item.number)
    return bool(item.number) or (item.asked and item.type != "note")


def kind_of(item: engine.Section | engine.Question) -> QuestionKind:
    """Return what the answer to an item is."""
    if isinstance(item, engine.Section):
        return QuestionKind.LIST if item.repeats else QuestionKind.GROUP
    if item.type == "select_one":
        names = {choice.name for choice in item.choices.items} if item.choices else set()
        return QuestionKind.YES_NO if names and names <= YES_NO else QuestionKind.CHOOSE_ONE
    return KINDS.get(item.type, QuestionKind.OTHER)


def choices_of(item: engine.Section | engine.Question) -> list[dict[str, Any]]:
    """Return the choices of an item as JSON keeps them."""
    if isinstance(item, engine.Section) or item.choices is None:
        return []
    return [{"name": choice.name, "labels": dict(choice.labels)} for choice in item.choices.items]


def listed(text: str, separator: str) -> list[str]:
    """Return the parts of a cell that holds several values."""
    return [part.strip() for part in text.split(separator) if part.strip()]


def openers(form: engine.Form, item: engine.Section | engine.Question, around: tuple[engine.Section, ...]) -> list[str]:
    """Return the numbers of the questions that the relevance of ITEM, or of a section around it, looks at."""
    text = " ".join(each.relevant for each in (*around, item))
    paths = re.findall(rf"/{re.escape(form.root_name)}/([\w./-]+)", text)
    found = (form.items.get(path) for path in paths)
    return list(dict.fromkeys(each.number for each in found if each is not None and each.number))


def evidence_of(poa: Mapping[str, str]) -> str:
    """Return how a question is known; an unknown word is left out."""
    return poa.get("evidence", "") if poa.get("evidence") in Evidence.values else ""


def row_of(
    version: Version,
    form: engine.Form,
    position: int,
    item: engine.Section | engine.Question,
    around: tuple[engine.Section, ...],
) -> Question:
    """Build the row of one item."""
    numbered = [each for each in around if each.number]
    return Question(
        version=version,
        position=position,
        number=item.number or item.path,
        name=item.name,
        path=item.path,
        type=getattr(item, "type", "") or ("repeat" if getattr(item, "repeats", False) else "group"),
        kind=kind_of(item),
        section=next((each.poa["section"] for each in around if each.poa.get("section")), ""),
        parent=numbered[-1].path if numbered else "",
        depends_on=openers(form, item, around),
        labels=dict(item.labels),
        choices=choices_of(item),
        implements=listed(item.poa.get("implements", ""), ";"),
        evidence=evidence_of(item.poa),
        theme=item.poa.get("theme", ""),
        marking=item.poa.get("marking", ""),
        indicator=item.poa.get("indicator", ""),
        same_as=item.poa.get("same-as", "").split(),
        source=item.poa.get("source", ""),
    )


def rows_of(version: Version, form: engine.Form) -> list[Question]:
    """Return the index of FORM for VERSION; two questions with one number are refused."""
    items = [placed for placed in walk(form.root) if is_indexed(placed[0])]
    rows = [row_of(version, form, at, item, around) for at, (item, around) in enumerate(items, start=1)]
    seen: dict[str, str] = {}
    for row in rows:
        if row.number in seen:
            raise FormNotLoaded(
                _("The number %(number)s stands at two questions.") % {"number": row.number},
                place=f"{seen[row.number]}, {row.path}",
                mend=_("Give each question its own number in the column bind::poa:number."),
            )
        seen[row.number] = row.path
    return rows
