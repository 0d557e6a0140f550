"""What a device can hold of an answer, and whether what came back is the same.

JavaRosa refuses to open a form whose instance holds a text that does not fit its question; such an answer stays out
of the form, and its blank place in what comes back clears nothing. It also trims texts and writes numbers its way.
"""

import re
from decimal import Decimal, InvalidOperation

from poaiss.questionnaires import engine
from poaiss.reporting import content

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
POINT = r"-?[0-9]{1,3}(\.[0-9]+)? -?[0-9]{1,3}(\.[0-9]+)?( -?[0-9]+(\.[0-9]+)?){0,2}"
SHAPES = {
    "int": re.compile(r"-?[0-9]{1,9}"),
    "decimal": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?"),
    "date": re.compile(DATE),
    "time": re.compile(CLOCK),
    "dateTime": re.compile(f"{DATE}T{CLOCK}"),
    "geopoint": re.compile(POINT),
}
ROUGH = ("geotrace", "geoshape")
NUMBERS = ("int", "decimal")
CHOICES = ("select_one", "select_multiple", "rank")


def is_sent(question: engine.Question) -> bool:
    """Return whether a device answers a question with a text: no note, no file, nothing that the form works out."""
    return question.asked and question.type != "note" and not question.calculation and not is_file(question)


def is_file(question: engine.Question) -> bool:
    """Return whether a question asks for a file."""
    return question.datatype == "binary"


def fits(question: engine.Question, text: str) -> bool:
    """Return whether JavaRosa can hold TEXT as an answer."""
    if question.choices is not None and question.type in CHOICES:
        names = {choice.name for choice in question.choices.items}
        chosen = [text] if question.type == "select_one" else text.split()
        return not names or names.issuperset(chosen)
    shape = SHAPES.get(question.datatype)
    return question.datatype not in ROUGH and (shape is None or shape.fullmatch(text) is not None)


def on_device(question: engine.Question, text: str, kind: str) -> str:
    """Return what a form that leaves holds of an answer; '' for a silence and for what would not fit."""
    cleaned = clean(text)
    silent = kind in content.SILENT
    return "" if silent or not is_sent(question) or not fits(question, cleaned) else cleaned


def clean(text: str) -> str:
    """Return a text as XML brings it through."""
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def alike(question: engine.Question, one: str, other: str) -> bool:
    """Return whether two texts are the same answer to a client that trims, sorts choices and rewrites numbers."""
    one, other = clean(one), clean(other)
    if one == other or not one or not other:
        return one == other
    if question.type == "select_multiple":
        return sorted(one.split()) == sorted(other.split())
    if question.datatype in NUMBERS:
        return number(one) is not None and number(one) == number(other)
    return False


def number(text: str) -> Decimal | None:
    """Return the number that a text is, or None."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
