"""Locking an office before deciding."""

from poaiss.contacts.models import Office


def locked(office: Office) -> Office:
    """Return the office as it stands now, locked against a change at the same time.

    The database locks only what the actor may write; another's office comes back unlocked, so that the rule refuses
    it with its own sentence. An office that the actor does not see does not exist.
    """
    found = Office.objects.select_related("state", "organisation", "agency").filter(pk=office.pk)
    return found.select_for_update(of=("self",)).first() or found.get()
