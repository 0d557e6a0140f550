"""On which side of a project somebody stands, and what each side is called."""

from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Side
from poaiss.assistance.models import Assessment, Match, Project
from poaiss.assistance.permissions import of_donor
from poaiss.assistance.projects.errors import NotOwnSide
from poaiss.directory.queries import name_of

OTHER = {Side.RECIPIENT: Side.DONOR, Side.DONOR: Side.RECIPIENT}


def side_of(actor: Actor, obj: Project | Match | Assessment) -> Side | None:
    """Return the side on which ACTOR stands, None for everybody else."""
    if obj.state_id in actor.desks:
        return Side.RECIPIENT
    if not obj.organisation_id and not obj.donor_state_id:
        return None
    stands = (obj.organisation_id or "") in actor.organisations or (obj.donor_state_id or "") in actor.desks
    return Side.DONOR if stands or of_donor(actor, obj) else None


def own_side(actor: Actor, obj: Project | Assessment) -> Side:
    """Return the side for which ACTOR acts, or raise NotOwnSide."""
    found = side_of(actor, obj)
    if found is None:
        raise NotOwnSide(_("Only the two sides of a project state something of it."), mend=_("Ask one of the sides."))
    return found


def side_names(project: Project) -> dict[Side, str]:
    """Return what the two sides are called, in the reader's language."""
    return {Side.RECIPIENT: name_of(project.state_id), Side.DONOR: project.donor_name}
