"""A note verbale that reached the Secretariat on paper: registered, found authentic and in force in one step.

A State that never reported has nobody here who could notify its point of contact (outcome document ¶28c).
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.audit.actions import record
from poaiss.contacts.acting import acted
from poaiss.contacts.actions.designations import PENDING, Notified, verify_designation, with_note
from poaiss.contacts.actions.locks import locked
from poaiss.contacts.actions.terms import Incoming
from poaiss.contacts.enums import OfficeKind, VerificationMethod
from poaiss.contacts.errors import DesignationPending
from poaiss.contacts.models import Designation, Office
from poaiss.directory.models import State


@acted
def register_designation(
    *,
    state: State,
    kind: OfficeKind,
    office_name: str,
    who: Incoming,
    note: Notified,
    method: VerificationMethod,
    remarks: str = "",
    by: Actor,
) -> Designation:
    """Register the holder of an office on a note verbale that the Secretariat holds, and record how it was verified.

    The invitation goes out with it. Nothing of substance is judged: whom a State designates is its own decision.
    """
    check(by, "contacts.register", state)
    State.objects.select_for_update().get(pk=state.pk)  # two letters at once: one after the other
    office = office_of(state, kind, office_name, by)
    if office.designations.filter(status__in=PENDING).exists():
        raise DesignationPending(
            _("A designation for this office already waits for the Secretariat."),
            mend=_("Open it in the list of designations and verify it there."),
            place="state",
        )
    designation = with_note(Designation(office=office, state=state), who, note, by)
    designation.notified_by_id = UUID(by.identifier)
    designation.save()
    details = {"sha256": note.file.sha256, "note_number": note.number, "note_date": note.date.isoformat()}
    record("contacts.register", by=by, on=designation, state=state.code, details=details)
    return verify_designation(designation=designation, method=method, remarks=remarks, by=by)


def office_of(state: State, kind: OfficeKind, name: str, by: Actor) -> Office:
    """Return the State's office of a kind, locked; the machine adds it where there is none yet."""
    with acting_as(MACHINE):
        found = Office.objects.filter(state=state, kind=kind, closed_on__isnull=True).first()
        if found is not None:
            return locked(found)
        made = Office.objects.create(state=state, kind=kind, name=name.strip(), languages=[state.language])
        record("contacts.create_office", by=by, on=made, state=state.code, details={"kind": kind.value})
        return made
