"""Messages to a role, delivered to whoever holds it (D10; outcome document ¶14)."""

import datetime as dt
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.common.clock import now
from poaiss.contacts.acting import acted
from poaiss.contacts.errors import TooManyMessages
from poaiss.contacts.models import Message, Office, Reading, Thread
from poaiss.contacts.notices import Words, answering, tell
from poaiss.contacts.permissions import answers_for

MOST_IN_AN_HOUR = 20


def refuse_flood(by: Actor) -> None:
    """Refuse more messages of one person within an hour than anybody writes by hand."""
    since = now() - dt.timedelta(hours=1)
    if Message.objects.filter(written_by_id=UUID(by.identifier), written_at__gt=since).count() >= MOST_IN_AN_HOUR:
        raise TooManyMessages(
            _("You have written twenty messages within an hour."),
            mend=_("Your text is kept on this page. Send it later."),
            place="text",
        )


def on_behalf_of(by: Actor) -> str:
    """Return the code of the State or organisation for which the writer writes; the Secretariat for its officers."""
    return next(iter(sorted(by.states) or sorted(by.organisations)), "secretariat")


@acted
def write_to_office(*, office: Office, subject: str, text: str, by: Actor) -> Thread:
    """Write to an office; it reaches holder and deputies, or the mission while nobody holds it."""
    check(by, "contacts.write", office)
    refuse_flood(by)
    thread = Thread.objects.create(
        office=office,
        subject=subject.strip(),
        started_by_id=by.identifier,
        started_for=on_behalf_of(by),
        last_at=now(),
    )
    add(thread, text, by, from_office=False)
    record("contacts.write", by=by, on=thread, state=office.chain, kind=Kind.CHANGE, details={"office": str(office.pk)})
    return thread


@acted
def reply_in_thread(*, thread: Thread, text: str, by: Actor) -> Message:
    """Reply; from the office when the actor answers for it, else from the writer."""
    thread = Thread.objects.select_related("office__state", "office__organisation").get(pk=thread.pk)
    check(by, "contacts.read_messages", thread)
    refuse_flood(by)
    from_office = str(thread.started_by_id) != by.identifier and answers_for(by, thread.office)
    message = add(thread, text, by, from_office=from_office)
    record("contacts.reply", by=by, on=thread, state=thread.office.chain, details={"from_office": from_office})
    return message


def add(thread: Thread, text: str, by: Actor, *, from_office: bool) -> Message:
    """Add a text to a thread, mark it read by its writer, and tell the other side that there is one."""
    message = Message.objects.create(
        thread=thread,
        from_office=from_office,
        written_by_id=by.identifier,
        written_at=now(),
        text=text.strip(),
    )
    Thread.objects.filter(pk=thread.pk).update(last_at=message.written_at)
    mark(thread, by)
    others = [thread.started_by] if from_office else people_answering(thread.office)
    tell([p for p in others if str(p.pk) != by.identifier], "contacts.message", lambda: message_words(thread))
    return message


def people_answering(office: Office) -> list[Person]:
    """Return whoever answers for the office, even where the writer may not see their names."""
    with acting_as(MACHINE):
        return answering(office)


def mark(thread: Thread, by: Actor) -> None:
    """Keep that the actor has read the thread up to now."""
    Reading.objects.update_or_create(thread=thread, person_id=UUID(by.identifier), defaults={"read_at": now()})


@acted
def mark_read(*, thread: Thread, by: Actor) -> None:
    """Mark a thread as read by the actor (not audited: it changes nothing for others)."""
    check(by, "contacts.read_messages", thread)
    mark(thread, by)


def message_words(thread: Thread) -> Words:
    """Say that there is a message, never what it says nor from whom."""
    return (
        _t("You have a message"),
        _t("Sign in to read it. For your safety, its text is not sent by e-mail."),
        reverse("contacts:thread", args=[thread.pk]),
    )
