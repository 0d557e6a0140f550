"""The contacts in a report and those in the directory: each can follow the other, on a press and never by itself.

The form asks for the same particulars that the directory of contacts holds (template of 2020, 1.1.c and 1.2). A
particular of an office is brought up to date with what the report says; a new holder of an office comes into force
by the mission's note verbale alone, so that a difference in the name leads there (D5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.contacts import actions as contacts
from poaiss.contacts.enums import DEFAULT_AUDIENCE, Capacity, DetailKind, OfficeKind
from poaiss.contacts.models import Detail, Office, Term
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions, content, drafting
from poaiss.reporting.actions import Given
from poaiss.reporting.errors import TextMissing
from poaiss.reporting.models import NationalReport
from poaiss.reporting.permissions import sections_for

HOLDER, OFFICE = "holder", "office"
"""What is no particular: the name of the person in office, and the name of the office."""
PARTICULARS = {"address": DetailKind.POST, "telephone": DetailKind.TELEPHONE, "email": DetailKind.EMAIL}
ASKED: dict[OfficeKind, dict[str, str]] = {
    OfficeKind.COORDINATION: {
        "1.1.a": OFFICE,
        "1.1.b": DetailKind.POST,
        "1.1.c.person": HOLDER,
        "1.1.c.telephone": DetailKind.TELEPHONE,
        "1.1.c.email": DetailKind.EMAIL,
    },
    **{
        kind: {
            f"{number}.name": HOLDER,
            f"{number}.organization": OFFICE,
            **{f"{number}.{name}": detail for name, detail in PARTICULARS.items()},
        }
        for kind, number in ((OfficeKind.POA, "1.2.1"), (OfficeKind.ITI, "1.2.3"))
    },
}
"""Which question holds which particular of which office, by the numbers of the form."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question that asks for a contact."""

    path: str
    question: engine.Question
    office: OfficeKind
    part: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the report says otherwise than the directory; '' where the directory says nothing."""

    place: Place
    label: str
    in_report: str
    in_directory: str
    detail: Detail | None = None

    @property
    def needs_note(self) -> bool:
        """Whether only a note verbale of the mission can change it."""
        return self.place.part == HOLDER


@dataclass(frozen=True, slots=True)
class Known:
    """An office of the directory as an actor sees it."""

    office: Office
    holder: str
    details: Mapping[str, Detail]

    def value(self, part: str) -> str:
        """Return what the directory says, '' for nothing."""
        if part == HOLDER:
            return self.holder
        if part == OFFICE:
            return self.office.name
        return self.details[part].value if part in self.details else ""


def places(report: NationalReport) -> list[Place]:
    """Return the questions of the report's form that ask for contacts."""
    by_number = {each.number: each for each in form_of(report.version).questions if each.number}
    return [
        Place(by_number[number].path, by_number[number], kind, str(part))
        for kind, asked in ASKED.items()
        for number, part in asked.items()
        if number in by_number
    ]


def directory(report: NationalReport, by: Actor) -> dict[OfficeKind, Known]:
    """Return the State's offices as BY sees them (three queries)."""
    rows = visible_to(by, Office).filter(state=report.state_id, kind__in=list(ASKED), closed_on=None)
    offices = list(rows.select_related("state", "agency"))
    terms = visible_to(by, Term).filter(office__in=offices, capacity=Capacity.HOLDER, ended_on=None)
    holders = {each.office_id: each.name for each in terms}
    details: dict[Any, dict[str, Detail]] = {}
    for each in visible_to(by, Detail).filter(office__in=offices, ended_on=None).order_by("position"):
        details.setdefault(each.office_id, {}).setdefault(each.kind, each)
    return {OfficeKind(o.kind): Known(o, holders.get(o.pk, ""), details.get(o.pk, {})) for o in offices}


def opens(report: NationalReport, by: Actor) -> bool:
    """Return whether BY may answer the section of the contacts."""
    own = sections_for(by, report)
    return can(by, "reporting.answer", report) and (own is None or section_of(report) in own)


def section_of(report: NationalReport) -> str:
    """Return the name of the section that asks for contacts, the first of the form where none does."""
    found = places(report)
    return found[0].path.split("/")[0] if found else drafting.top_sections(report.version)[0].name


def prefill(report: NationalReport, by: Actor) -> dict[str, Given]:
    """Return answers from the directory to the questions of contacts that are asked now and not answered."""
    stored = content.stored_answers(report)
    filled, known = content.evaluation(report.version, stored), directory(report, by)
    found = {}
    for place in places(report):
        value = known[place.office].value(place.part) if place.office in known else ""
        answer = stored.get(place.path)
        if value and filled.relevant(place.path) and not (answer and (answer.value or answer.kind in content.SILENT)):
            found[place.path] = Given(value=value, marking=drafting.marking_of(place.question))
    return found


def differences(report: NationalReport, by: Actor) -> list[Difference]:
    """Return what the report says otherwise than the directory, in the order of the form."""
    stored = content.stored_answers(report)
    filled, known = content.evaluation(report.version, stored), directory(report, by)
    found = []
    for place in places(report):
        said = filled.value(place.path).strip()
        office = known.get(place.office)
        there = office.value(place.part) if office else ""
        if said and filled.relevant(place.path) and same(said) != same(there):
            detail = office.details.get(place.part) if office else None
            label = engine.text_in(place.question.labels, language_code(), "en")
            found.append(Difference(place, label, said, there, detail))
    return found


def same(text: str) -> str:
    """Return a text so that spaces and the size of letters make no difference."""
    return " ".join(text.split()).casefold()


@transaction.atomic
def write_through(report: NationalReport, by: Actor) -> tuple[list[Difference], list[Difference]]:
    """Bring the directory up to date with the report; return what was written and what needs a note verbale.

    Each change is an action of the contacts with its own rule and its own line in the audit log.
    """
    found = differences(report, by)
    written = [each for each in found if not each.needs_note]
    known = directory(report, by)
    for kind in {each.place.office: None for each in written}:
        these = [each for each in written if each.place.office == kind]
        office = known[kind].office if kind in known else new_office(report, kind, these, by)
        bring_up_to_date(office, these, by)
    if written:
        details = {"numbers": [each.place.question.number for each in written]}
        record("reporting.write_contacts", by=by, on=report, state=report.state_id, details=details)
    return written, [each for each in found if each.needs_note]


def new_office(report: NationalReport, kind: OfficeKind, found: list[Difference], by: Actor) -> Office:
    """Add the office that the report names and the directory does not have."""
    name = next((each.in_report for each in found if each.place.part == OFFICE), str(kind.label))
    return contacts.create_office(owner=report.state, kind=kind, name=name, languages=[report.state.language], by=by)


def bring_up_to_date(office: Office, found: list[Difference], by: Actor) -> None:
    """Write the name and the particulars of one office; each keeps its audience, a new one gets the usual."""
    for each in found:
        if each.place.part == OFFICE and office.name != each.in_report:
            facts = {name: getattr(office, name) for name in ("speciality", "languages", "time_zone", "hidden")}
            contacts.edit_office(office=office, name=each.in_report, by=by, **facts)
    particulars = [particular(each) for each in found if each.place.part != OFFICE]
    if particulars:
        contacts.keep_particulars(office=office, particulars=particulars, by=by)


def particular(found: Difference) -> contacts.Particular:
    """Return a particular as the report gives it."""
    kind = DetailKind(found.place.part)
    if found.detail is None:
        return contacts.Particular(kind, found.in_report, DEFAULT_AUDIENCE[kind])
    audience = type(DEFAULT_AUDIENCE[kind])(found.detail.audience)
    return contacts.Particular(kind, found.in_report, audience, id=found.detail.pk)


def carry_out(report: NationalReport, do: str, by: Actor) -> str:
    """Do what was pressed, ``to-directory`` or ``from-directory``, and return what was done in a sentence."""
    if do == "from-directory":
        given = prefill(report, by)
        actions.answer(report=report, answers=given, by=by, bases=dict.fromkeys(given, 0))
        words = ngettext("%(count)d answer was filled in.", "%(count)d answers were filled in.", len(given))
        return words % {"count": len(given)}
    if do != "to-directory":
        raise TextMissing(_("Press one of the buttons."))
    written, waiting = write_through(report, by)
    words = ngettext(
        "%(count)d particular was written to the directory.",
        "%(count)d particulars were written to the directory.",
        len(written),
    )
    done = words % {"count": len(written)}
    note = _("A new holder of an office is notified by the permanent mission with a note verbale.")
    return f"{done} {note}" if waiting else done


def panel(report: NationalReport, by: Actor) -> dict[str, Any]:
    """Return the context of ``reporting/parts/contact_differences.html``; nothing for whom it does not concern."""
    if not opens(report, by) or not places(report):
        return {}
    found = differences(report, by)
    offices = {each.place.office for each in found if each.needs_note}
    known = directory(report, by)
    may = all(may_write(known.get(each.place.office), report, by) for each in found)
    return {
        "contacts_report": report,
        "contact_differences": found,
        "contact_prefill": len(prefill(report, by)) if report.is_open else 0,
        "may_write_contacts": may and any(not each.needs_note for each in found),
        "note_urls": [
            (str(kind.label), f"{reverse('contacts:notify')}?kind={kind.value}")
            for kind in ASKED
            if kind in offices and can(by, "contacts.notify", report.state)
        ],
    }


def may_write(known: Known | None, report: NationalReport, by: Actor) -> bool:
    """Return whether BY may change an office, or add one where there is none."""
    if known is None:
        return can(by, "contacts.create_office", report.state)
    return can(by, "contacts.edit", known.office)
