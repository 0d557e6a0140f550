"""What waits for those who speak for a State: the Secretariat asks about a text."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis.models import Decision, Practice
from poaiss.reporting.waiting import Task


def tasks_for(actor: Actor) -> list[Task]:
    """Return the questions of the Secretariat that wait for ACTOR's State (one query)."""
    if not actor.desks or not can(actor, "analysis.decide_practice"):
        return []
    rows = visible_to(actor, Practice).filter(decision=Decision.WAITING, state__in=actor.desks)
    counted = rows.order_by().values_list("state__slug").annotate(total=Count("pk")).order_by("state__slug")
    label = _("The Secretariat asks for a good practice of your State")
    return [Task(label, reverse("analysis:practices", args=[slug]), count=total) for slug, total in counted]
