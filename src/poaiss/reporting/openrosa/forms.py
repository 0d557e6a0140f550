"""The forms that a client downloads: a published template, blank, or a State's open report with its answers so far.

The identifier names template, State and round (``poa-iti-c-xav-2026``); the version names the template's version and
how far the history of answers went (``20261124.417``), so that what comes back is merged against what left.
"""

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.directory.queries import name_of
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.questionnaires.queries import text_of
from poaiss.reporting import history
from poaiss.reporting.enums import OPEN
from poaiss.reporting.models import NationalReport
from poaiss.reporting.openrosa.errors import FormUnknown, FormVersionUnknown
from poaiss.reporting.openrosa.texts import is_sent, on_device
from poaiss.reporting.paths import plain

XFORMS = "{http://www.w3.org/2002/xforms}"
HTML = "{http://www.w3.org/1999/xhtml}"
TEMPLATE = "{http://openrosa.org/javarosa}template"
LIST = "http://openrosa.org/xforms/xformsList"
DEFAULT: dict[Any, str] = {None: LIST}
STEP = re.compile(r"(?P<name>[^\[\]]+)(\[(?P<index>[1-9][0-9]{0,3})\])?")
MAX_ENTRIES = 1_000
LARGEST = 2**62
"""The watermark is a bigint of the database."""


@dataclass(frozen=True, slots=True)
class Served:
    """A form as a client gets it."""

    form_id: str
    name: str
    version: str
    content: bytes

    @property
    def hash(self) -> str:
        """The hash of the form list standard: MD5 over the bytes, so that a client sees that a form changed."""
        return "md5:" + hashlib.md5(self.content, usedforsecurity=False).hexdigest()


def form_id_of(report: NationalReport) -> str:
    """Return the identifier of the form of a report."""
    return f"{report.version.form_id}-{report.state_id}-{report.round.year}".lower()


def template_version(version: Version) -> str:
    """Return the version of a template as it stands in the version of a form: letters and digits alone."""
    return re.sub(r"[^0-9A-Za-z]+", "", version.version) or str(version.number)


def watermark_in(report: NationalReport, version: str) -> int:
    """Return how far the history went when the form of a report left with VERSION; raise where it never did."""
    template, dot, number = version.strip().rpartition(".")
    is_number = re.fullmatch(r"[0-9]{1,19}", number) is not None
    if not dot or template != template_version(report.version) or not is_number or int(number) > LARGEST:
        raise version_unknown(version)
    if int(number) > history.watermark(report):
        raise version_unknown(version)
    return int(number)


def version_unknown(version: str) -> FormVersionUnknown:
    """Return the refusal of a form of another edition or with a version that never left."""
    return FormVersionUnknown(
        _("No form of this report was given out with the version “%(version)s”.") % {"version": version[:60]},
        mend=_("Download the form again and copy the answers over."),
    )


def reports_of(actor: Actor) -> Iterator[NationalReport]:
    """Yield the reports that the actor sees as a whole, open or not."""
    found = visible_to(actor, NationalReport).filter(state__in=actor.desks)
    yield from (
        found.select_related("state", "round", "version").defer("version__sheets").order_by("state", "-round__year")
    )


def report_of(form_id: str, actor: Actor) -> NationalReport:
    """Return the report that a form belongs to; a stranger is told that there is none."""
    for report in reports_of(actor):
        if form_id_of(report) == form_id.strip().lower():
            return report
    raise FormUnknown(
        _("You have no form with the identifier “%(form)s”.") % {"form": form_id[:80]},
        mend=_("Get the list of forms again."),
    )


def listed(actor: Actor) -> list[Served]:
    """Return the forms that an actor may fill: one for each open report."""
    return [filled(report) for report in reports_of(actor) if report.status in OPEN]


def blank(form_id: str) -> Served | None:
    """Return the latest version of a template as it is, for everybody; None when there is no such template."""
    found = Version.objects.filter(form_id=form_id).order_by("-number").first()
    if found is None:
        return None
    return Served(found.form_id, text_of(found.titles), found.version, found.xform.encode())


def filled(report: NationalReport) -> Served:
    """Return the form of a report with the answers so far in it, in the report's language first."""
    version, mark = report.version, history.watermark(report)
    identifier, number = form_id_of(report), f"{template_version(version)}.{mark}"
    title = title_of(report)
    document = parsed(version.xform)
    head = document.find(f"{HTML}head/{HTML}title")
    if head is not None:
        head.text = title
    in_language(document, report.language)
    primary = next(iter(next(document.iter(f"{XFORMS}instance"))))
    primary.set("id", identifier)
    primary.set("version", number)
    fill(primary, answers_to_send(report))
    return Served(identifier, title, number, etree.tostring(document, encoding="utf-8", xml_declaration=True))


def title_of(report: NationalReport) -> str:
    """Return what the form of a report is called, in the report's language."""
    state = name_of(report.state_id, report.language)
    return f"{state} {report.round.year}: {text_of(report.version.titles, report.language)}"


def parsed(xform: str) -> etree._Element:
    """Return the XML of a form of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xform.encode(), parser)


def in_language(document: etree._Element, language: str) -> None:
    """Open the form in LANGUAGE where it is written in it."""
    translations = list(document.iter(f"{XFORMS}translation"))
    wanted = [each for each in translations if engine.language_code(each.get("lang") or "") == language]
    for each in translations if wanted else ():
        each.attrib.pop("default", "")
    for each in wanted[:1]:
        each.set("default", "true()")


def answers_to_send(report: NationalReport) -> Iterator[tuple[str, str]]:
    """Yield path and text of the answers that a device can hold; files stay here."""
    form = form_of(report.version)
    for row in report.answers.order_by("id"):
        item = form.items.get(plain(row.path))
        if isinstance(item, engine.Question) and is_sent(item) and (text := on_device(item, str(row.value), row.kind)):
            yield row.path, text


def fill(primary: etree._Element, answers: Iterator[tuple[str, str]]) -> None:
    """Write answers into the primary instance; a list gets as many entries as it has."""
    for path, text in answers:
        place: etree._Element | None = primary
        for step in path.split("/"):
            place = None if place is None else child(place, step)
        if place is not None and not len(place):
            place.text = text


def child(parent: etree._Element, step: str) -> etree._Element | None:
    """Return the child that a step of a path names; entries that are not there yet are made."""
    found = STEP.fullmatch(step)
    if found is None:
        return None
    index = int(found["index"] or 1)
    same = [each for each in parent if local(each) == found["name"]]
    entries = [each for each in same if each.get(TEMPLATE) is None]
    if not entries or index > MAX_ENTRIES:
        return None
    while len(entries) < index:
        entry = emptied(next((each for each in same if each.get(TEMPLATE) is not None), entries[0]))
        entries[-1].addnext(entry)
        entries.append(entry)
    return entries[index - 1]


def emptied(model: etree._Element) -> etree._Element:
    """Return a new entry after a model: no template any more, nothing answered."""
    entry = deepcopy(model)
    entry.attrib.pop(TEMPLATE, "")
    entry.tail = None
    if model.get(TEMPLATE) is None:
        for leaf in entry.iter():
            leaf.text = None
    return entry


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; '' for what is no element."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def form_list(served: list[Served], address: str) -> etree._Element:
    """Return the form list (OpenRosa form list standard); ADDRESS is where forms lie, ending in a slash."""
    root = etree.Element(f"{{{LIST}}}xforms", nsmap=dict(DEFAULT))
    for form in served:
        entry = etree.SubElement(root, f"{{{LIST}}}xform")
        facts = {"formID": form.form_id, "name": form.name, "version": form.version, "hash": form.hash}
        for name, text in {**facts, "downloadUrl": f"{address}{form.form_id}.xml"}.items():
            etree.SubElement(entry, f"{{{LIST}}}{name}").text = text
    return root
