"""Who may put texts into the library, and who may show them to everybody.

A room that holds a State's file (a national report) deposits it and decides by its own rules; these rules say which
people such a room may act for at all.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, REPORTING_ROLES, STATE_ROLES, Role

NOT_AN_OFFICIAL = Denied(_("Only officials of States, and helpers whom a State let in, may do this."))
NOT_YOURS = Denied(_("Only the State itself or the Secretariat may do this."))


@rule("library.deposit", _("put a text of a State into the library, for the State's own eyes"))
def may_deposit(actor: Actor, obj: Any) -> Denied | None:
    """Officials; whether this very file may be attached has been decided where it is attached."""
    return None if actor.holds(*STATE_ROLES, *ORGANISATION_ROLES) else NOT_AN_OFFICIAL


@rule("library.release", _("show a text of the library to everybody, when its State published it"))
def may_release(actor: Actor, obj: Any) -> Denied | None:
    """The State itself, or the Secretariat of its world when it publishes what the State chose; OBJ is the State."""
    if obj is None:
        return None if actor.holds(*REPORTING_ROLES, Role.SECRETARIAT) else NOT_YOURS
    office = actor.holds(Role.SECRETARIAT) and obj.is_exercise == actor.exercise
    return None if office or actor.holds(*REPORTING_ROLES, state=obj.pk) else NOT_YOURS
