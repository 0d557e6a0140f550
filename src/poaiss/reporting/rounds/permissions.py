"""Who opens rounds and sends reminders: the Secretariat, each in its own world."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.reporting.models import Reminder, Round

NOT_THE_SECRETARIAT = Denied(_("Only the Secretariat may do this."))
OTHER_WORLD = Denied(_("Exercise States and real States are kept apart."))
NOTHING = Q(pk__in=[])


def of_the_secretariat(actor: Actor, found: Round | None) -> Denied | None:
    """Return why ACTOR is not the Secretariat of the world of a round."""
    if Role.SECRETARIAT not in actor.roles:
        return NOT_THE_SECRETARIAT
    return OTHER_WORLD if found is not None and found.exercise != actor.exercise else None


@rule("reporting.open_round", _("open a round of reporting, change its date due and its note"))
def may_open_round(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat opens rounds; the one of the exercise opens rounds of the exercise."""
    return of_the_secretariat(actor, obj)


@rule("reporting.remind", _("remind States of a round of reporting"))
def may_remind(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat reminds; reporting is voluntary, and so are the words.

    The exercise's own States may report in a real round as well: its Secretariat reminds them alone.
    """
    if Role.SECRETARIAT not in actor.roles:
        return NOT_THE_SECRETARIAT
    return OTHER_WORLD if obj is not None and obj.exercise and not actor.exercise else None


def sees_exercise(actor: Actor) -> bool:
    """Return whether ACTOR belongs to the exercise: its rounds are shown to nobody else."""
    return actor.is_machine or (actor.is_signed_in and actor.exercise)


@visibility(Round)
def rounds_seen(actor: Actor) -> Q:
    """Everybody sees the rounds; those of the exercise are seen by its people alone."""
    return Q(pk__isnull=False) if sees_exercise(actor) else Q(exercise=False)


@visibility(Reminder)
def reminders_seen(actor: Actor) -> Q:
    """The Secretariat sees the reminders of its world."""
    if actor.is_machine:
        return Q(pk__isnull=False)
    return Q(exercise=actor.exercise) if Role.SECRETARIAT in actor.roles else NOTHING
