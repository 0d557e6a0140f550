"""Who looks over earlier reports: the Secretariat, each world its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.reporting.permissions import NOT_THE_SECRETARIAT


@rule("reporting.archive", _("bring in reports of earlier years and look over what is read from them"))
def may_archive(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat, and the command line of the installation; OBJ is the earlier report."""
    if actor.is_machine:
        return None
    if Role.SECRETARIAT not in actor.roles or (obj is not None and obj.exercise != actor.exercise):
        return NOT_THE_SECRETARIAT
    return None
