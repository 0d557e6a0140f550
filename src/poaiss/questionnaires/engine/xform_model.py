"""The model and the body of an XForm, gathered by path before the tree of the form is put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from .form import Choice, SetValue
from .languages import UNDETERMINED, language_code
from .survey import Row

XFORMS = "{http://www.w3.org/2002/xforms}"
JAVAROSA = "{http://openrosa.org/javarosa}"
HTML = "{http://www.w3.org/1999/xhtml}"
CONTROLS = {
    "input": "text",
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
    "upload": "file",
    "secret": "text",
}
_FILLER = "-"  # what pyxform writes where a translation is missing


@dataclass(slots=True)
class Reading:
    """What was found in the model and the body, by XForm path, while the tree is put together."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    media: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    external: set[str] = field(default_factory=set)
    binds: dict[str, etree._Element] = field(default_factory=dict)
    controls: dict[str, etree._Element] = field(default_factory=dict)
    repeats: dict[str, etree._Element] = field(default_factory=dict)
    actions: dict[str, list[SetValue]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    root: str = ""


def gather(document: etree._Element, model: etree._Element, reading: "Reading") -> None:
    """Read the texts, the lists, the binds and the controls of an XForm into ``reading``."""
    _read_texts(model, reading)
    _read_lists(model, reading)
    _read_model(model, reading)
    _read_body(document, reading)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def _read_texts(model: etree._Element, reading: Reading) -> None:
    for translation in model.iter(f"{XFORMS}translation"):
        code = language_code(translation.get("lang") or "")
        for entry in translation.iterchildren(f"{XFORMS}text"):
            identifier = entry.get("id") or ""
            for value in entry.iterchildren(f"{XFORMS}value"):
                text, kind = text_of(value, reading.root), value.get("form")
                if text == _FILLER:
                    continue
                if kind is None or kind == "long":
                    reading.texts.setdefault(identifier, {})[code] = text
                else:
                    reading.media.setdefault(identifier, {}).setdefault(kind, {})[code] = text


def text_of(element: etree._Element, root: str) -> str:
    """Return the text of a label; an ``<output>`` in it becomes ``${path}``."""
    parts = [element.text or ""]
    for output in element.iterchildren("*"):
        parts.append(f"${{{(output.get('value') or '').strip().removeprefix(f'{root}/')}}}")
        parts.append(output.tail or "")
    return "".join(parts).strip()


def _read_lists(model: etree._Element, reading: Reading) -> None:
    for instance in model.iterchildren(f"{XFORMS}instance"):
        identifier = instance.get("id")
        if identifier is None:
            continue
        if instance.get("src"):
            reading.external.add(identifier)
            continue
        items = instance.iterfind(f"{XFORMS}root/{XFORMS}item")
        reading.lists[identifier] = tuple(_choice(item, reading) for item in items)


def _choice(item: etree._Element, reading: Reading) -> Choice:
    columns = {local(cell): cell.text or "" for cell in item.iterchildren("*")}
    identifier = columns.get("itextId", "")
    labels = reading.texts.get(identifier) or ({UNDETERMINED: columns["label"]} if "label" in columns else {})
    name = columns.get("name", "")
    return Choice(name=name, labels=labels, media=reading.media.get(identifier, {}), columns=columns)


def _read_model(model: etree._Element, reading: Reading) -> None:
    for bind in model.iterchildren(f"{XFORMS}bind"):
        reading.binds[bind.get("nodeset") or ""] = bind
    for action in model.iterchildren(f"{XFORMS}setvalue"):
        reading.defaults[action.get("ref") or ""] = _action_value(action)  # all at the first load


def _action_value(action: etree._Element) -> str:
    """Return the expression of an action; a text in place of one is a literal, nothing the empty string."""
    value = action.get("value")
    return value if value is not None else f"'{(action.text or '').replace(chr(39), '')}'"


def _read_body(document: etree._Element, reading: Reading) -> None:
    body = document.find(f"{HTML}body")
    for element in body.iter("*") if body is not None else ():
        kind, reference = local(element), element.get("ref") or element.get("nodeset") or ""
        if kind == "repeat":
            reading.repeats[reference] = element
        elif kind == "setvalue":
            _read_action(element, reading)
        elif kind in CONTROLS or (kind == "group" and reference):
            reading.controls.setdefault(reference, element)


def _read_action(element: etree._Element, reading: Reading) -> None:
    """Keep an action with the control it stands in; the default of a repeat's question with that question."""
    target, events = element.get("ref") or "", (element.get("event") or "").split()
    if "odk-new-repeat" in events:
        reading.defaults[target] = _action_value(element)
    else:
        parent = next(element.iterancestors())
        action = SetValue(target=target, event="xforms-value-changed", value=_action_value(element))
        reading.actions.setdefault(parent.get("ref") or "", []).append(action)
