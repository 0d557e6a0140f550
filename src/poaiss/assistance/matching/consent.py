"""The State's consent to show its need to one donor: asked where the donor is contacted, and kept as a release."""

from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.matching.errors import ConsentMissing
from poaiss.assistance.models import Match, Need, Release
from poaiss.assistance.releasing.actions import release


def is_named(match: Match) -> bool:
    """Return whether the need is released to this very donor at present."""
    if not match.organisation_id and not match.donor_state_id:
        return True
    scope = {"organisation": match.organisation_id, "donor_state": match.donor_state_id}
    rows = Release.objects.filter(part=Part.NEED, object_id=match.need_id, ended_at__isnull=True, **scope)
    return rows.exists()


def consent(match: Match, *, given: bool, by: Actor) -> None:
    """Release the need to the donor by name where the State consents; refuse the step where it does not."""
    if is_named(match):
        return
    if not given:
        raise ConsentMissing(
            _("The donor can see the need only with the consent of your State."),
            place="consent",
            mend=_("Tick the box, or leave the match as it is. You can withdraw the consent at any time."),
        )
    need = Need.objects.select_related("state").get(pk=match.need_id)
    release(
        part=Part.NEED,
        obj=need,
        to=ReleasedTo.DONOR,
        by=by,
        organisation=match.organisation,
        donor_state=match.donor_state,
    )
