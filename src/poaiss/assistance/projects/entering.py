"""Which sides somebody may name for a project that is entered by hand, and the hint about others."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.web import Request
from poaiss.accounts.actor import Actor
from poaiss.assistance.projects.forms import EntryForm
from poaiss.assistance.releasing import queries as readers
from poaiss.directory.enums import StateKind
from poaiss.directory.models import Organisation, State


def form(actor: Actor, data: Any) -> EntryForm:
    """Return the form: a State names who gives, a donor names the State that receives."""
    own = list(State.objects.filter(pk__in=actor.desks))
    if own:
        donors: list[Organisation | State] = [*readers.donors(own[0]), *readers.donor_states(own[0])]
        return EntryForm(data, recipients=own, donors=donors)
    kind = StateKind.EXERCISE if actor.exercise else StateKind.MEMBER
    givers: list[Organisation | State] = [*Organisation.objects.filter(pk__in=actor.organisations)]
    return EntryForm(data, recipients=list(State.objects.filter(kind=kind)), donors=givers)


def say(request: Request, others: int) -> None:
    """Say that the project is entered, and that others may do the same."""
    messages.success(request, _("The project is entered. Both sides can keep it up to date."))
    if others:
        hint = ngettext(
            "%(n)d project that you can see does something similar in this State at the same time.",
            "%(n)d projects that you can see do something similar in this State at the same time.",
            others,
        )
        messages.info(request, hint % {"n": others})
