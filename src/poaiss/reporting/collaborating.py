"""Several authors (R8): sections entrusted to agencies, comments among those who write, people mentioned.

Only the State sees any of it; the Secretariat never does.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from poaiss.access.rules import Refused, check
from poaiss.accounts.actions import notify
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import REPORTING_ROLES, Role
from poaiss.accounts.mail import site_language
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import Agency
from poaiss.reporting.actions.steps import locked
from poaiss.reporting.drafting import section_named
from poaiss.reporting.errors import ReportClosed, TextMissing, UnknownSection
from poaiss.reporting.models import Assignment, Comment, NationalReport
from poaiss.reporting.permissions import NOT_YOUR_SECTION, check_sections
from poaiss.reporting.queries import title_of

LONGEST = 20_000


def check_section(report: NationalReport, section: str) -> None:
    """Raise UnknownSection unless the form has a page for SECTION."""
    if section_named(report.version, section) is None:
        raise UnknownSection(_("The form has no such section."), place=section[:100], mend=_("Open the report again."))


@transaction.atomic
def assign(
    *, report: NationalReport, section: str, agency: Agency, by: Actor, note: str = "", due: dt.date | None = None
) -> Assignment:
    """Entrust a section to an agency of the State; its officers are told. Doing so twice changes note and date."""
    report = locked(report)
    check(by, "reporting.draft", report)
    check_section(report, section)
    if not report.is_open:
        raise ReportClosed(_("The report is closed."), place=str(report), mend=_("Open it again first."))
    if agency.state_id != report.state_id:
        raise Refused("reporting.draft", NOT_YOUR_SECTION, report)
    found, _created = Assignment.objects.update_or_create(
        report=report,
        section=section,
        agency=agency,
        ended_at=None,
        defaults={"note": note.strip()[:LONGEST], "due": due, "state": report.state},
        create_defaults={
            "note": note.strip()[:LONGEST],
            "due": due,
            "state": report.state,
            "asked_by_id": UUID(by.identifier),
        },
    )
    details = {"section": section, "agency": str(agency.pk)}
    record("reporting.assign", by=by, on=report, state=report.state_id, details=details)
    tell(officers(agency), "reporting.section-assigned", report, found.section, note=found.note)
    return found


@transaction.atomic
def take_back(*, assignment: Assignment, by: Actor) -> Assignment:
    """Take a section back; what the agency answered stays, and its officers no longer see the section."""
    report = locked(assignment.report)
    check(by, "reporting.draft", report)
    found = Assignment.objects.get(pk=assignment.pk)
    if found.ended_at is None:
        found.ended_at, found.ended_by_id = now(), UUID(by.identifier)
        found.save(update_fields=["ended_at", "ended_by"])
        details = {"section": found.section, "agency": str(found.agency_id)}
        record("reporting.take_back", by=by, on=report, state=report.state_id, details=details)
    return found


@transaction.atomic
def mark_done(*, assignment: Assignment, by: Actor, done: bool = True) -> Assignment:
    """Say that the agency's part is done, or that it is not after all; who asked is told."""
    report = locked(assignment.report)
    check(by, "reporting.answer", report)
    check_sections(by, report, {assignment.section})
    found = Assignment.objects.select_related("asked_by").get(pk=assignment.pk)
    found.done_at, found.done_by_id = (now(), UUID(by.identifier)) if done else (None, None)
    found.save(update_fields=["done_at", "done_by"])
    record("reporting.mark_done", by=by, on=report, state=report.state_id, details={"section": found.section})
    if done:
        tell([found.asked_by], "reporting.section-done", report, found.section)
    return found


@transaction.atomic
def comment(
    *, report: NationalReport, section: str, text: str, by: Actor, path: str = "", mentions: Iterable[Person] = ()
) -> Comment:
    """Write a comment at a question or a section; those mentioned are told, if they may read it."""
    check(by, "reporting.read", report)
    check_section(report, section)
    if not text.strip():
        raise TextMissing(_("The comment is empty."), mend=_("Write what you want to say."), place="text")
    made = Comment.objects.create(
        report=report,
        section=section,
        path=path,
        text=text.strip()[:LONGEST].replace("\0", "\ufffd"),
        by_id=UUID(by.identifier),
    )
    known = {person.pk: person for person in colleagues(report, section)}
    told = [known[person.pk] for person in mentions if person.pk in known]
    made.mentions.set(told)
    record("reporting.comment", by=by, on=report, state=report.state_id, details={"section": section})
    tell(told, "reporting.mentioned", report, section, note=made.text)
    return made


@transaction.atomic
def settle(*, comment: Comment, by: Actor, settled: bool = True) -> Comment:
    """Mark a comment as settled, or open it again; its text stays."""
    check(by, "reporting.read", comment.report)
    found = Comment.objects.get(pk=comment.pk)
    found.settled_at, found.settled_by_id = (now(), UUID(by.identifier)) if settled else (None, None)
    found.save(update_fields=["settled_at", "settled_by"])
    return found


def officers(agency: Agency) -> list[Person]:
    """Return the officers of an agency in force."""
    found = Person.objects.filter(
        memberships__agency=agency, memberships__role=Role.AGENCY_OFFICER, memberships__ended_at=None, is_active=True
    )
    return list(found.distinct())


def colleagues(report: NationalReport, section: str) -> list[Person]:
    """Return who works on a section: those who see the whole report, and officers of agencies asked for it."""
    agencies = report.assignments.filter(section=section, ended_at=None).values("agency")
    desk = Person.objects.filter(
        memberships__state=report.state_id,
        memberships__role__in=REPORTING_ROLES,
        memberships__ended_at=None,
        is_active=True,
    )
    asked = Person.objects.filter(
        memberships__agency__in=agencies,
        memberships__role=Role.AGENCY_OFFICER,
        memberships__ended_at=None,
        is_active=True,
    )
    return sorted({*desk, *asked}, key=lambda person: (person.name.casefold(), person.email))


def words(event: str) -> str:
    """Return the subject of a message, in the active language."""
    return {
        "reporting.section-assigned": _("A section of the national report has been entrusted to your agency"),
        "reporting.section-done": _("An agency has finished its section of the national report"),
        "reporting.mentioned": _("You were mentioned in a comment on the national report"),
    }[event]


def tell(people: Iterable[Person], event: str, report: NationalReport, section: str, note: str = "") -> None:
    """Tell people something about a section, each in their own language."""
    for person in people:
        with translation.override(site_language(person.language)):
            path = reverse("reporting:section", args=[report.pk, section])
            subject = f"{words(event)}: {title_of(report.state_id, report.round.year)}"
            notify(person=person, event=event, subject=subject, body=note[:2_000], path=path)
