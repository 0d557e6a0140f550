"""When a question is asked, in words and as a formula that greys it out: only where its relevance is simple."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from poaiss.questionnaires import engine

_EQUALS = re.compile(r"\s*/[^/\s]+/(\S+)\s*=\s*'([^']*)'\s*")
_FILLED = re.compile(r"\s*/[^/\s]+/(\S+)\s*!=\s*''\s*")
_SELECTED = re.compile(r"\s*selected\(\s*/[^/\s]+/(\S+?)\s*,\s*'([^']*)'\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Atom:
    """One comparison: the answer at a path is a choice, has it among several, or is anything at all (choice '')."""

    path: str
    choice: str = ""


def atoms(expression: str) -> tuple[Atom, ...] | None:
    """Return the comparisons of which one must hold; None for an expression that is not simple."""
    found = [atom(part) for part in re.split(r"\s+or\s+", expression)]
    return None if None in found else tuple(each for each in found if each)


def atom(text: str) -> Atom | None:
    """Return a comparison, or None."""
    if match := _EQUALS.fullmatch(text) or _SELECTED.fullmatch(text):
        return Atom(match[1], match[2]) if match[2] else None
    match = _FILLED.fullmatch(text)
    return Atom(match[1]) if match else None


def chain(form: engine.Form, item: engine.Section | engine.Question) -> list[str]:
    """Return what must hold for an item to be asked: of the sections around it, then its own."""
    names = item.path.split("/")
    above = [form.items["/".join(names[:end])] for end in range(1, len(names) + 1)]
    return [each.relevant for each in above if each.relevant]


def words(form: engine.Form, item: engine.Section | engine.Question, language: str) -> str:
    """Return in words when an item is asked; '' when it always is."""
    found = chain(form, item)
    if not found:
        return ""
    alternatives = atoms(found[-1])
    if alternatives is None:
        return _("Asked only after certain answers; leave it blank where it does not apply.")
    said = [spoken(form, each, language) for each in alternatives]
    if len(said) == 1:
        return _("Only if %(condition)s") % {"condition": said[0]}
    return _("Only if one of these holds: %(conditions)s") % {"conditions": "; ".join(said)}


def spoken(form: engine.Form, each: Atom, language: str) -> str:
    """Return a comparison in words: 4.1 is “Yes”."""
    question = form.items.get(each.path)
    number = question.number if question is not None else each.path
    if not each.choice or not isinstance(question, engine.Question):
        return _("%(number)s is answered") % {"number": number}
    items = question.choices.items if question.choices else ()
    label = next((engine.text_in(one.labels, language, "en") for one in items if one.name == each.choice), each.choice)
    return _("%(number)s is “%(choice)s”") % {"number": number, "choice": label}
