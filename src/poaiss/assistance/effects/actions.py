"""Agreeing that the change in later reports stands beside a public project: both sides must say so (N19)."""

from django.db import transaction

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Side
from poaiss.assistance.models import Project
from poaiss.assistance.projects.actions import locked, log
from poaiss.assistance.projects.sides import own_side

COLUMNS = {Side.RECIPIENT: "recipient_shows_effect", Side.DONOR: "donor_shows_effect"}


@transaction.atomic
def show_effect(*, project: Project, agrees: bool, by: Actor) -> Project:
    """Say for one's own side whether others may read the estimate; they can once both sides say so."""
    found = locked(project)
    side = own_side(by, found)
    check(by, "assistance.release" if side == Side.RECIPIENT else "assistance.run_project", found)
    if getattr(found, COLUMNS[side]) != agrees:
        setattr(found, COLUMNS[side], agrees)
        found.save(update_fields=[COLUMNS[side]])
        log(found, by, shows_effect=agrees, side=str(side))
    return found


def is_shown(project: Project) -> bool:
    """Return whether both sides agree that others read the estimate."""
    return project.recipient_shows_effect and project.donor_shows_effect
