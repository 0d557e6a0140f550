"""Instances: the answers to a form as the XML that ODK, KoboToolbox and Enketo exchange (OpenRosa)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .archives import MAX_FILE, hostile_xml, refuse
from .dependencies import Definition
from .evaluation import Evaluation
from .form import Form, Question
from .problems import FormRefused, Problem, problem
from .state import MAX_INSTANCES
from .tree import Node

_OPENROSA = "http://openrosa.org/xforms"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Instance:
    """What an instance said: the answers by path, those of unknown elements too, and what was odd about it."""

    form_id: str
    version: str
    answers: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def to_instance_xml(evaluation: Evaluation) -> bytes:
    """Return the answers as the XML of an OpenRosa submission, in UTF-8.

    What does not apply is left out, as the specification prescribes; a character that XML cannot carry becomes
    U+FFFD.
    """
    form = evaluation.form
    top = evaluation.document.kids[0]
    root = etree.Element(form.root_name, nsmap={"orx": _OPENROSA})
    root.set("id", form.id)
    if form.version:
        root.set("version", form.version)
    _write(top, root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _write(node: Node, element: etree._Element) -> None:
    for kid in node.kids:
        if kid.relevant:
            child = etree.SubElement(element, kid.name)
            child.text = _CONTROL.sub("\ufffd", kid.text) or None
            _write(kid, child)


def from_instance_xml(data: bytes, form: Form) -> Instance:
    """Return the answers in the XML of an OpenRosa submission.

    Raise FormRefused for XML that is broken, too large or declares a document type. Elements that the form does not
    have are kept in ``unknown`` and reported, and so are another form's id and version.
    """
    if len(data) > MAX_FILE:
        raise refuse("file-too-large", size=str(len(data)), limit=str(MAX_FILE))
    if hostile := hostile_xml(data, "instance"):
        raise FormRefused((hostile,))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("xml-broken", part="instance", detail=str(error)) from error
    reading = _Reading(form)
    reading.children(root, next(iter(form.program.document.children.values())), "", 0)
    identity = (root.get("id") or "", root.get("version") or "")
    return Instance(*identity, reading.answers, reading.unknown, (*_other_form(identity, form), *reading.problems()))


def _other_form(identity: tuple[str, str], form: Form) -> Iterator[Problem]:
    if identity[0] != form.id:
        yield problem("instance-form", value=identity[0], expected=form.id)
    elif identity[1] != form.version:
        yield problem("instance-version", value=identity[1], expected=form.version)


class _Reading:
    """One reading of an instance: the answers and what found no place."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.answers: dict[str, str] = {}
        self.unknown: dict[str, str] = {}

    def children(self, element: etree._Element, definition: Definition, path: str, depth: int) -> None:
        """Read what stands in an element that the form has."""
        counts: dict[str, int] = {}
        for child in element:
            name = etree.QName(child).localname
            counts[name] = counts.get(name, 0) + 1
            known = definition.children.get(name)
            if known is None or (counts[name] > (MAX_INSTANCES if known.repeats else 1)):
                self.keep(child, f"{path}{name}[{counts[name]}]", depth + 1)
                continue
            place = f"{path}{name}[{counts[name]}]" if known.repeats else f"{path}{name}"
            if isinstance(known.item, Question):
                self.answers[place] = child.text or ""
                self.rest(child, place, depth)
            elif not _is_template(child):
                self.children(child, known, f"{place}/", depth + 1)
            else:
                counts[name] -= 1

    def rest(self, element: etree._Element, path: str, depth: int) -> None:
        """Keep elements inside an answer, which should hold text only."""
        for number, child in enumerate(element, start=1):
            self.keep(child, f"{path}/{etree.QName(child).localname}[{number}]", depth + 1)

    def keep(self, element: etree._Element, path: str, depth: int) -> None:
        """Keep the text of an element that the form does not have, and of everything in it."""
        if depth > MAX_DEPTH:
            self.unknown[path] = "".join(str(text) for text in element.itertext())
            return
        text = (element.text or "").strip()
        if text or not len(element):
            self.unknown[path] = text
        self.rest(element, path, depth)

    def problems(self) -> Iterator[Problem]:
        """Yield a warning for each element that the form does not have."""
        for path, text in self.unknown.items():
            yield problem("instance-unknown", column=path, value=text)


def _is_template(element: etree._Element) -> bool:
    return element.get("{http://openrosa.org/javarosa}template") is not None
