"""What helps a new holder: a note from the one before, and first steps (D8, D11; outcome document ¶28d)."""

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.contacts.acting import acted
from poaiss.contacts.enums import OnboardingTask
from poaiss.contacts.models import HandoverNote, Office, OnboardingMark, Term


@acted
def leave_handover_note(*, office: Office, text: str, by: Actor) -> HandoverNote:
    """Leave a note for the successor; it is kept, and seen only by whoever answers for the office."""
    check(by, "contacts.handover", office)
    note = HandoverNote.objects.create(office=office, text=text.strip(), written_by_id=by.identifier, written_at=now())
    record("contacts.leave_note", by=by, on=note, state=office.chain, details={"office": str(office.pk)})
    return note


@acted
def mark_first_step(*, term: Term, task: OnboardingTask, done: bool, by: Actor) -> OnboardingMark:
    """Mark a first step as done, or take the mark back."""
    check(by, "contacts.onboard", term.office)
    done_on = today() if done else None
    mark, _created = OnboardingMark.objects.update_or_create(term=term, task=task, defaults={"done_on": done_on})
    record("contacts.first_step", by=by, on=mark, state=term.office.chain, details={"done": done})
    return mark
