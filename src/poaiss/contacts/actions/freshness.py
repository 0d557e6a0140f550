"""Confirmations every few months, and reminders of those that are due (D4)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _t
from procrastinate.contrib.django import app

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.common.clock import today
from poaiss.contacts.acting import acted
from poaiss.contacts.actions.locks import locked
from poaiss.contacts.enums import REMINDER_DAYS, Capacity, ConfirmedVia, DetailKind
from poaiss.contacts.links import broken_link, link_path, read_token, refuse_used
from poaiss.contacts.models import Confirmation, Office, Reminder
from poaiss.contacts.notices import Words, people_of, site_language, standing_in, tell, terms_of


@dataclass(frozen=True, slots=True)
class Chased:
    """What one run of the chasing job did."""

    on: dt.date
    due: int
    reminders: int
    persons: int
    addresses: int

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "on": self.on.isoformat(),
            "due": self.due,
            "reminders": self.reminders,
            "persons": self.persons,
            "addresses": self.addresses,
        }


@acted
def confirm_office(*, office: Office, by: Actor) -> Office:
    """Confirm, in one press, that the particulars of an office are right (D4)."""
    office = locked(office)
    check(by, "contacts.confirm", office)
    return confirm(office, by, ConfirmedVia.PAGE)


def confirm(office: Office, by: Actor, via: ConfirmedVia) -> Office:
    """Write the confirmation and audit it."""
    office.confirmed_on = today()
    office.save(update_fields=["confirmed_on"])
    person = UUID(by.identifier) if by.is_signed_in else None
    Confirmation.objects.create(office=office, confirmed_on=today(), via=via, person_id=person)
    record("contacts.confirm", by=by, on=office, state=office.chain, details={"via": via.value})
    return office


@acted
def confirm_by_link(*, token: str, by: Actor) -> Office:
    """Confirm an office by the signed link from a reminder, without sign-in; the link works once (D4)."""
    pk, due = read_token(token)
    if not Office.objects.filter(pk=pk).exists():
        raise broken_link()
    office = locked(Office(pk=pk))
    refuse_used(office, due)
    return confirm(office, by, ConfirmedVia.LINK)


@acted
def chase_lapsed_confirmations(*, by: Actor, day: dt.date | None = None) -> Chased:
    """Remind of each confirmation that is due: holder on the day, deputies and mission later; no step twice (D4)."""
    check(by, "contacts.chase")
    day = day or today()
    offices = Office.objects.filter(closed_on__isnull=True).select_related("state", "organisation", "agency")
    due = [office for office in offices.order_by("pk") if office.due_on <= day]
    sent = [reminder for office in due if (reminder := remind(office, day, by))]
    return Chased(
        on=day,
        due=len(due),
        reminders=len(sent),
        persons=sum(reminder.persons for reminder in sent),
        addresses=sum(reminder.addresses for reminder in sent),
    )


def step_for(office: Office, day: dt.date) -> int | None:
    """Return the latest step that has been reached and not been sent; None when there is none."""
    reached = max((step for step in REMINDER_DAYS if office.due_on + dt.timedelta(days=step) <= day), default=None)
    if reached is None or office.reminders.filter(due_on=office.due_on, step__gte=reached).exists():
        return None
    return reached


def remind(office: Office, day: dt.date, by: Actor) -> Reminder | None:
    """Send the reminder of the step that has been reached, and keep that it was sent."""
    office = locked(office)  # two runs at the same time send one reminder
    step = step_for(office, day)
    if step is None:
        return None
    people = recipients(office, step)
    addresses = [] if people_of(terms_of(office)) else addresses_of(office)
    reminder = Reminder.objects.create(
        office=office,
        due_on=office.due_on,
        step=step,
        sent_on=day,
        persons=tell(people, "contacts.confirmation-due", lambda: due_words(office)),
        addresses=len(addresses),
    )
    for address in addresses:
        mail_later(office, address, reminder)
    details = {"step": step, "persons": reminder.persons, "addresses": len(addresses)}
    record("contacts.remind", by=by, on=office, state=office.chain, details=details)
    return reminder


def recipients(office: Office, step: int) -> list[Person]:
    """Return who is reminded at a step: the holder, then the deputies too, then the mission too.

    Whoever is missing is skipped at once: an office without a holder who can sign in goes to the next.
    """
    holder = people_of(terms_of(office, Capacity.HOLDER))
    deputies = people_of(terms_of(office, Capacity.DEPUTY))
    found = holder + (deputies if step >= REMINDER_DAYS[1] or not holder else [])
    return found + (standing_in(office) if step >= REMINDER_DAYS[2] or not found else [])


def addresses_of(office: Office) -> list[str]:
    """Return the e-mail addresses of an office in which nobody can sign in."""
    return list(office.details.filter(kind=DetailKind.EMAIL, ended_on__isnull=True).values_list("value", flat=True))


def language_of(office: Office) -> str:
    """Return the language of the site in which the office is written to."""
    spoken = office.languages or [office.state.language if office.state else "en"]
    return site_language(spoken[0])


def mail_later(office: Office, address: str, reminder: Reminder) -> None:
    """Enqueue an e-mail to an address; it leaves when the transaction is done."""
    with translation.override(language_of(office)):
        subject, body, path = due_words(office)
    text = f"{body}\n\n{settings.BASE_URL}{path}\n"
    task = app.configure_task("contacts.mail_reminder")
    task.defer(address=address, subject=str(subject), text=text, reminder=reminder.pk)


@acted
def note_failure(*, reminder_id: int, failure: str, by: Actor) -> None:
    """Keep why a reminder could not be delivered, so that the State can mend the address (D4)."""
    check(by, "contacts.chase")
    Reminder.objects.filter(pk=reminder_id).update(failure=failure[:500])


def due_words(office: Office) -> Words:
    """Say that a confirmation is due; nothing restricted stands in it."""
    return (
        _t("Please confirm the particulars of your office"),
        _t("One press is enough if nothing has changed. Others then see that the directory can be relied on."),
        link_path(office),
    )
