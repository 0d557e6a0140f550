"""Who gives access on a mission's letter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.directory.models import State

NOT_THE_SECRETARIAT = Denied(_("Only the Secretariat may do this, on a letter of the permanent mission."))
OTHER_WORLD = Denied(_("Exercise States and real States are kept apart."))


@rule("letters.admit", _("give an officer access on a letter of the permanent mission"))
def may_admit(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat, for a State of its world: point of contact, and approver where the letter says so (S1)."""
    if Role.SECRETARIAT not in actor.roles:
        return NOT_THE_SECRETARIAT
    return OTHER_WORLD if isinstance(obj, State) and obj.is_exercise != actor.exercise else None
