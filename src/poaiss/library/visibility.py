"""Who may read an entry; the policies of migration 0002 say the same in SQL."""

from django.db.models import Q

from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.library.enums import Shown
from poaiss.library.models import Entry


@visibility(Entry)
def entries_seen(actor: Actor) -> Q:
    """Everybody reads what is released; the rest is read by the State's reporting roles and by whoever added it."""
    if actor.is_machine:
        return Q()
    own = Q(state__in=actor.desks)
    if actor.is_signed_in:
        own |= Q(created_by=actor.identifier)
    return Q(audience=Shown.PUBLIC) | own
