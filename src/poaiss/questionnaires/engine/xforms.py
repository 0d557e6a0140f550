"""XForms: read the XForm that pyxform wrote into a Form (ODK XForms specification)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from .form import NOTHING, Choice, Choices, Form, Question, Section, SetValue, Texts
from .languages import UNDETERMINED, language_code
from .sheets import Workbook, is_translated_title
from .survey import Row

_XFORMS = "{http://www.w3.org/2002/xforms}"
_JAVAROSA = "{http://openrosa.org/javarosa}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_KNOWN = frozenset({"", _JAVAROSA, "{http://www.opendatakit.org/xforms}", "{http://openrosa.org/xforms}"})
_CONTROLS = {
    "input": "text",
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
    "upload": "file",
    "secret": "text",
}
_DATATYPES = {"int": "integer", "dateTime": "datetime", "string": "text", "binary": "file"}
_FILLER = "-"  # what pyxform writes where a translation is missing


@dataclass(slots=True)
class _Reading:
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


def read_xform(xform: str, workbook: Workbook, rows: Mapping[str, Row]) -> Form:
    """Return the Form that an XForm describes; rows of the survey sheet, by path, give the types and row numbers."""
    document = etree.fromstring(
        xform.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    model = next(document.iter(f"{_XFORMS}model"))
    primary = next(iter(next(model.iterchildren(f"{_XFORMS}instance"))))
    reading = _Reading(rows=rows, root=f"/{_local(primary)}")
    _read_texts(model, reading)
    _read_lists(model, reading)
    _read_model(model, reading)
    _read_body(document, reading)
    languages = _languages(model)
    title = document.findtext(f"{_HTML}head/{_HTML}title") or ""
    return Form(
        id=primary.get("id") or "",
        version=primary.get("version") or "",
        titles=_titles(title, workbook, languages),
        languages=languages,
        default_language=languages[0],
        root_name=_local(primary),
        root=Section(name=_local(primary), path="", children=tuple(_children(primary, reading.root, reading))),
        xform=xform,
        sha256=workbook.sha256,
        texts=reading.texts,
        lists=reading.lists,
    )


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _languages(model: etree._Element) -> tuple[str, ...]:
    """Return the languages of a form, its default first."""
    found = sorted(model.iter(f"{_XFORMS}translation"), key=lambda one: one.get("default") is None)
    codes = tuple(dict.fromkeys(language_code(one.get("lang") or "") for one in found))
    real = tuple(code for code in codes if code != UNDETERMINED)
    return real or codes or (UNDETERMINED,)


def _titles(title: str, workbook: Workbook, languages: tuple[str, ...]) -> Texts:
    """Return the title by language: the columns ``form_title::French (fr)`` of the settings are ours."""
    titles = {languages[0]: title}
    for header, value in workbook.settings.items():
        if is_translated_title(header):
            titles[language_code(header.partition("::")[2].strip())] = value
    return titles


def _read_texts(model: etree._Element, reading: _Reading) -> None:
    for translation in model.iter(f"{_XFORMS}translation"):
        code = language_code(translation.get("lang") or "")
        for entry in translation.iterchildren(f"{_XFORMS}text"):
            identifier = entry.get("id") or ""
            for value in entry.iterchildren(f"{_XFORMS}value"):
                text, kind = _text(value, reading.root), value.get("form")
                if text == _FILLER:
                    continue
                if kind is None or kind == "long":
                    reading.texts.setdefault(identifier, {})[code] = text
                else:
                    reading.media.setdefault(identifier, {}).setdefault(kind, {})[code] = text


def _text(element: etree._Element, root: str) -> str:
    """Return the text of a label; an ``<output>`` in it becomes ``${path}``."""
    parts = [element.text or ""]
    for output in element:
        if isinstance(output.tag, str):
            parts.append(f"${{{(output.get('value') or '').strip().removeprefix(f'{root}/')}}}")
        parts.append(output.tail or "")
    return "".join(parts).strip()


def _read_lists(model: etree._Element, reading: _Reading) -> None:
    for instance in model.iterchildren(f"{_XFORMS}instance"):
        identifier = instance.get("id")
        if identifier is None:
            continue
        if instance.get("src"):
            reading.external.add(identifier)
            continue
        items = instance.iterfind(f"{_XFORMS}root/{_XFORMS}item")
        reading.lists[identifier] = tuple(_choice(item, reading) for item in items)


def _choice(item: etree._Element, reading: _Reading) -> Choice:
    columns = {_local(cell): cell.text or "" for cell in item if isinstance(cell.tag, str)}
    identifier = columns.get("itextId", "")
    labels = reading.texts.get(identifier) or ({UNDETERMINED: columns["label"]} if "label" in columns else {})
    name = columns.get("name", "")
    return Choice(name=name, labels=labels, media=reading.media.get(identifier, {}), columns=columns)


def _read_model(model: etree._Element, reading: _Reading) -> None:
    for bind in model.iterchildren(f"{_XFORMS}bind"):
        reading.binds[bind.get("nodeset") or ""] = bind
    for action in model.iterchildren(f"{_XFORMS}setvalue"):
        if "odk-instance-first-load" in (action.get("event") or "").split():
            reading.defaults[action.get("ref") or ""] = _action_value(action)


def _action_value(action: etree._Element) -> str:
    """Return the expression of an action; a text in place of one is a literal, nothing the empty string."""
    value = action.get("value")
    return value if value is not None else f"'{(action.text or '').replace(chr(39), '')}'"


def _read_body(document: etree._Element, reading: _Reading) -> None:
    body = document.find(f"{_HTML}body")
    for element in body.iter() if body is not None else ():
        if not isinstance(element.tag, str):
            continue
        kind, reference = _local(element), element.get("ref") or element.get("nodeset") or ""
        if kind == "repeat":
            reading.repeats[reference] = element
        elif kind == "setvalue":
            _read_action(element, reading)
        elif kind in _CONTROLS or (kind == "group" and reference):
            reading.controls.setdefault(reference, element)


def _read_action(element: etree._Element, reading: _Reading) -> None:
    """Keep an action with the control it stands in; the default of a repeat's question with that question."""
    target, events = element.get("ref") or "", (element.get("event") or "").split()
    if "odk-new-repeat" in events:
        reading.defaults[target] = _action_value(element)
    elif "xforms-value-changed" in events and (parent := element.getparent()) is not None:
        action = SetValue(target=target, event="xforms-value-changed", value=_action_value(element))
        reading.actions.setdefault(parent.get("ref") or "", []).append(action)


def _children(element: etree._Element, path: str, reading: _Reading) -> Iterator[Section | Question]:
    seen: set[str] = set()
    for child in element:
        if (
            not isinstance(child.tag, str) or _local(child) in seen
        ):  # a repeat stands twice: template and first instance
            continue
        seen.add(_local(child))
        yield _item(child, f"{path}/{_local(child)}", reading)


def _item(element: etree._Element, path: str, reading: _Reading) -> Section | Question:
    is_section = any(isinstance(child.tag, str) for child in element) or path in reading.repeats
    return _section(element, path, reading) if is_section else _question(element, path, reading)


def _section(element: etree._Element, path: str, reading: _Reading) -> Section:
    control, repeat = reading.controls.get(path), reading.repeats.get(path)
    bind, row = reading.binds.get(path), reading.rows.get(path.removeprefix(f"{reading.root}/"))
    appearance = (control.get("appearance") if control is not None else None) or (
        repeat.get("appearance") if repeat is not None else None
    )
    return Section(
        name=_local(element),
        path=path.removeprefix(f"{reading.root}/"),
        labels=_label(control, "label", reading),
        hints=_label(control, "hint", reading),
        relevant=_attribute(bind, "relevant"),
        readonly=_attribute(bind, "readonly"),
        appearance=appearance or "",
        asked=control is not None or repeat is not None,
        row=row.number if row else None,
        poa=_custom(bind),
        children=tuple(_children(element, path, reading)),
        repeats=repeat is not None,
        count=((repeat.get(f"{_JAVAROSA}count") if repeat is not None else "") or "").strip(),
    )


def _question(element: etree._Element, path: str, reading: _Reading) -> Question:
    control, bind = reading.controls.get(path), reading.binds.get(path)
    row = reading.rows.get(path.removeprefix(f"{reading.root}/"))
    identifier = _identifier(control, "label")
    message = partial(_message, bind=bind, reading=reading)
    return Question(
        name=_local(element),
        path=path.removeprefix(f"{reading.root}/"),
        labels=_label(control, "label", reading),
        hints=_label(control, "hint", reading),
        relevant=_attribute(bind, "relevant"),
        readonly=_attribute(bind, "readonly"),
        appearance=(control.get("appearance") or "") if control is not None else "",
        asked=control is not None,
        row=row.number if row else None,
        poa=_custom(bind),
        type=row.type if row else _type_of(control, bind),
        datatype=_attribute(bind, "type") or "string",
        guidance=reading.media.get(_identifier(control, "hint"), {}).get("guidance", {}),
        constraint=_attribute(bind, "constraint"),
        constraint_messages=message(name="constraintMsg"),
        required=_attribute(bind, "required"),
        required_messages=message(name="requiredMsg"),
        calculation=_attribute(bind, "calculate"),
        default=element.text or "",
        dynamic_default=reading.defaults.get(path, ""),
        choices=_choices(control, reading),
        media=reading.media.get(identifier, {}),
        parameters=_parameters(control),
        triggers=tuple(reading.actions.get(path, ())),
    )


def _attribute(bind: etree._Element | None, name: str) -> str:
    return (bind.get(name) or "").strip() if bind is not None else ""


def _custom(bind: etree._Element | None) -> dict[str, str]:
    """Return the columns ``bind::poa:*``: the attributes in a namespace that OpenRosa does not know."""
    found: dict[str, str] = {}
    for name, value in bind.attrib.items() if bind is not None else ():
        namespace, _, local = str(name).rpartition("}")
        if f"{namespace}}}" not in _KNOWN and namespace:
            found[local] = str(value)
    return found


def _type_of(control: etree._Element | None, bind: etree._Element | None) -> str:
    """Return the type of a question that no row of the survey sheet describes, such as the text after 'other'."""
    datatype = _attribute(bind, "type") or "string"
    if control is None:
        return "calculate"
    kind = _CONTROLS[_local(control)]
    return _DATATYPES.get(datatype, datatype) if kind == "text" else kind


def _identifier(control: etree._Element | None, name: str) -> str:
    """Return the identifier of a label's or a hint's translations, '' when it has none."""
    element = control.find(f"{_XFORMS}{name}") if control is not None else None
    return _itext((element.get("ref") or "") if element is not None else "")


def _itext(reference: str) -> str:
    inside = reference.strip().removeprefix("jr:itext(")
    return inside.removesuffix(")").strip("'\"") if inside != reference.strip() else ""


def _label(control: etree._Element | None, name: str, reading: _Reading) -> Texts:
    """Return a label or a hint by language; one without translations under ``und``."""
    element = control.find(f"{_XFORMS}{name}") if control is not None else None
    if element is None:
        return NOTHING
    if identifier := _identifier(control, name):
        return reading.texts.get(identifier, NOTHING)
    text = _text(element, reading.root)
    return {UNDETERMINED: text} if text else NOTHING


def _message(*, bind: etree._Element | None, name: str, reading: _Reading) -> Texts:
    """Return what is said when a constraint or a requirement is not met, by language."""
    text = _attribute(bind, f"{_JAVAROSA}{name}")
    if identifier := _itext(text):
        return reading.texts.get(identifier, NOTHING)
    return {UNDETERMINED: text} if text else NOTHING


def _parameters(control: etree._Element | None) -> dict[str, str]:
    """Return what a control says about its widget: bounds and step of a range, rows of a text, the media type."""
    names = ("start", "end", "step", "rows", "mediatype", "accuracyThreshold")
    return {name: value for name in names if (value := control.get(name) if control is not None else None)}


def _choices(control: etree._Element | None, reading: _Reading) -> Choices | None:
    if control is None or _local(control) not in ("select1", "select", "rank", "input"):
        return None
    itemset = control.find(f"{_XFORMS}itemset")
    if itemset is not None:
        return _itemset(itemset, reading)
    items = tuple(_inline(item, reading) for item in control.iterchildren(f"{_XFORMS}item"))
    if not items:
        external = _local(control) == "input" and control.get("query")
        return Choices(name=str(control.get("query")), is_external=True) if external else None
    return Choices(name="", items=items)


def _inline(item: etree._Element, reading: _Reading) -> Choice:
    identifier = _identifier(item, "label")
    return Choice(
        name=(item.findtext(f"{_XFORMS}value") or "").strip(),
        labels=_label(item, "label", reading),
        media=reading.media.get(identifier, {}),
    )


def _itemset(itemset: etree._Element, reading: _Reading) -> Choices:
    nodeset = (itemset.get("nodeset") or "").strip()
    value, label = itemset.find(f"{_XFORMS}value"), itemset.find(f"{_XFORMS}label")
    inside = nodeset.partition("instance('")[2]
    name = inside.partition("'")[0]
    return Choices(
        name=name,
        nodeset=nodeset,
        value=(value.get("ref") if value is not None else None) or "name",
        label=(label.get("ref") if label is not None else None) or "label",
        items=reading.lists.get(name, ()),
        is_filtered="[" in nodeset,
        is_external=bool(name) and name not in reading.lists,
        is_answers=not name,
    )
