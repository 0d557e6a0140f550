"""XForms: read the XForm that pyxform wrote into a Form (ODK XForms specification)."""

from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from .form import NOTHING, Choice, Choices, Form, Question, Section, Texts
from .headers import header_of
from .languages import UNDETERMINED, language_code
from .sheets import Workbook, is_translated_title
from .survey import Row
from .xform_model import CONTROLS, HTML, JAVAROSA, XFORMS, Reading, gather, local, text_of

_KNOWN = frozenset({"", JAVAROSA, "{http://www.opendatakit.org/xforms}", "{http://openrosa.org/xforms}"})
_DATATYPES = {"int": "integer", "dateTime": "datetime", "string": "text", "binary": "file"}


def read_xform(xform: str, workbook: Workbook, rows: Mapping[str, Row]) -> Form:
    """Return the Form that an XForm describes; the rows of the survey sheet, by path, give types and numbers."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    document = etree.fromstring(xform.encode(), parser)
    model = next(document.iter(f"{XFORMS}model"))
    primary = next(iter(next(model.iterchildren(f"{XFORMS}instance"))))
    reading = Reading(rows=rows, root=f"/{local(primary)}")
    gather(document, model, reading)
    languages = _languages(model)
    title = document.findtext(f"{HTML}head/{HTML}title") or ""
    return Form(
        id=primary.get("id") or "",
        version=primary.get("version") or "",
        titles=_titles(title, workbook, languages),
        languages=languages,
        default_language=languages[0],
        root_name=local(primary),
        root=Section(name=local(primary), path="", children=tuple(_children(primary, reading.root, reading))),
        xform=xform,
        sha256=workbook.sha256,
        texts=reading.texts,
        lists=reading.lists,
    )


def _languages(model: etree._Element) -> tuple[str, ...]:
    """Return the languages of a form, its default first."""
    found = sorted(model.iter(f"{XFORMS}translation"), key=lambda one: one.get("default") is None)
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


def _children(element: etree._Element, path: str, reading: Reading) -> Iterator[Section | Question]:
    seen: set[str] = set()
    for child in element.iterchildren("*"):
        if local(child) in seen:  # a repeat stands twice: its template and its first instance
            continue
        seen.add(local(child))
        yield _item(child, f"{path}/{local(child)}", reading)


def _item(element: etree._Element, path: str, reading: Reading) -> Section | Question:
    is_section = path in reading.repeats or next(element.iterchildren("*"), None) is not None
    return _section(element, path, reading) if is_section else _question(element, path, reading)


def _section(element: etree._Element, path: str, reading: Reading) -> Section:
    control, repeat = reading.controls.get(path), reading.repeats.get(path)
    bind, row = reading.binds.get(path), reading.rows.get(path.removeprefix(f"{reading.root}/"))
    appearance = (control.get("appearance") if control is not None else None) or (
        repeat.get("appearance") if repeat is not None else None
    )
    return Section(
        name=local(element),
        path=path.removeprefix(f"{reading.root}/"),
        labels=_label(control, "label", reading),
        hints=_cells(row, "hint") if row else NOTHING,  # an XForm has no hints of groups
        relevant=_attribute(bind, "relevant"),
        readonly=_attribute(bind, "readonly"),
        appearance=appearance or "",
        asked=control is not None or repeat is not None,
        row=row.number if row else None,
        poa=_custom(bind),
        children=tuple(_children(element, path, reading)),
        repeats=repeat is not None,
        count=((repeat.get(f"{JAVAROSA}count") if repeat is not None else "") or "").strip(),
    )


def _cells(row: Row, column: str) -> Texts:
    """Return the texts of a column of the survey sheet by language."""
    meanings = {header: header_of(header) for header in row.cells}
    return {meaning.code: row.cells[header] for header, meaning in meanings.items() if meaning.column == column}


def _question(element: etree._Element, path: str, reading: Reading) -> Question:
    control, bind = reading.controls.get(path), reading.binds.get(path)
    row = reading.rows.get(path.removeprefix(f"{reading.root}/"))
    identifier = _identifier(control, "label")
    message = partial(_message, bind=bind, reading=reading)
    return Question(
        name=local(element),
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
        preload=_preload(bind),
        choices=_choices(control, reading),
        media=reading.media.get(identifier, {}),
        parameters=_parameters(control),
        triggers=tuple(reading.actions.get(path, ())),
    )


def _attribute(bind: etree._Element | None, name: str) -> str:
    return (bind.get(name) or "").strip() if bind is not None else ""


def _preload(bind: etree._Element | None) -> str:
    """Return what fills a question by itself, such as ``timestamp start`` or ``uid``."""
    return f"{_attribute(bind, f'{JAVAROSA}preload')} {_attribute(bind, f'{JAVAROSA}preloadParams')}".strip()


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
    kind = CONTROLS[local(control)]
    return _DATATYPES.get(datatype, datatype) if kind == "text" else kind


def _identifier(control: etree._Element | None, name: str) -> str:
    """Return the identifier of a label's or a hint's translations, '' when it has none."""
    element = control.find(f"{XFORMS}{name}") if control is not None else None
    return _itext((element.get("ref") or "") if element is not None else "")


def _itext(reference: str) -> str:
    inside = reference.strip().removeprefix("jr:itext(")
    return inside.removesuffix(")").strip("'\"") if inside != reference.strip() else ""


def _label(control: etree._Element | None, name: str, reading: Reading) -> Texts:
    """Return a label or a hint by language; one without translations under ``und``."""
    element = control.find(f"{XFORMS}{name}") if control is not None else None
    if element is None:
        return NOTHING
    if identifier := _identifier(control, name):
        return reading.texts.get(identifier, NOTHING)
    text = text_of(element, reading.root)
    return {UNDETERMINED: text} if text else NOTHING


def _message(*, bind: etree._Element | None, name: str, reading: Reading) -> Texts:
    """Return what is said when a constraint or a requirement is not met, by language."""
    text = _attribute(bind, f"{JAVAROSA}{name}")
    if identifier := _itext(text):
        return reading.texts.get(identifier, NOTHING)
    return {UNDETERMINED: text} if text else NOTHING


def _parameters(control: etree._Element | None) -> dict[str, str]:
    """Return what a control says about its widget: bounds and step of a range, rows of a text, the media type."""
    names = ("start", "end", "step", "rows", "mediatype", "accuracyThreshold")
    return {name: value for name in names if (value := control.get(name) if control is not None else None)}


def _choices(control: etree._Element | None, reading: Reading) -> Choices | None:
    if control is None or local(control) not in ("select1", "select", "rank", "input"):
        return None
    itemset = control.find(f"{XFORMS}itemset")
    if itemset is not None:
        return _itemset(itemset, reading)
    items = tuple(_inline(item, reading) for item in control.iterchildren(f"{XFORMS}item"))
    if not items:
        external = local(control) == "input" and control.get("query")
        return Choices(name=str(control.get("query")), is_external=True) if external else None
    return Choices(name="", items=items)


def _inline(item: etree._Element, reading: Reading) -> Choice:
    identifier = _identifier(item, "label")
    return Choice(
        name=(item.findtext(f"{XFORMS}value") or "").strip(),
        labels=_label(item, "label", reading),
        media=reading.media.get(identifier, {}),
    )


def _itemset(itemset: etree._Element, reading: Reading) -> Choices:
    nodeset = (itemset.get("nodeset") or "").strip()
    value, label = itemset.find(f"{XFORMS}value"), itemset.find(f"{XFORMS}label")
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
