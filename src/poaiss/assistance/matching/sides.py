"""The two sides of a match: who stands where, whose turn it is, and who can be told."""

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.assistance.enums import MatchStatus, Side
from poaiss.assistance.models import Match
from poaiss.assistance.permissions import RELEASING, of_donor
from poaiss.directory.queries import name_of, organisation_name


def side_of(actor: Actor, match: Match) -> Side | None:
    """Return the side on which ACTOR may act, or None."""
    if actor.holds(*RELEASING, state=match.state_id):
        return Side.RECIPIENT
    is_named = bool(match.organisation_id or match.donor_state_id)
    return Side.DONOR if is_named and of_donor(actor, match) else None


def other(side: Side) -> Side:
    """Return the other side."""
    return Side.DONOR if side == Side.RECIPIENT else Side.RECIPIENT


def people(match: Match, side: Side) -> list[Person]:
    """Return who acts for a side, in the world of the match."""
    if side == Side.RECIPIENT:
        scope = {"state": match.state_id, "role__in": RELEASING}
    elif match.organisation_id:
        scope = {"organisation": match.organisation_id, "role__in": ORGANISATION_ROLES}
    elif match.donor_state_id:
        scope = {"state": match.donor_state_id, "role__in": (Role.POINT_OF_CONTACT, Role.MISSION)}
    else:
        return []
    rows = Membership.objects.filter(ended_at__isnull=True, **scope).select_related("person")
    return [row.person for row in rows if row.person.exercise == match.resource.exercise]


def is_answered(match: Match) -> bool:
    """Return whether anybody acts for the donor's side here; else the State keeps the record of both."""
    return bool(people(match, Side.DONOR))


def donor_name(match: Match) -> str:
    """Return what the donor's side is called in the reader's language."""
    if match.organisation:
        return organisation_name(match.organisation)
    return name_of(match.donor_state_id) if match.donor_state_id else match.resource.donor_name


def turns(match: Match) -> frozenset[Side]:
    """Return who can move a match on from where it stands; a side that nobody answers for leaves it to the State."""
    proposer = Side(match.proposed_by_side)
    by_status = {
        MatchStatus.PROPOSED: {proposer},
        MatchStatus.CONTACTED: {other(proposer)},
        MatchStatus.NEGOTIATING: {other(Side(match.offered_by_side))} if match.offered_by_side else {*Side},
        MatchStatus.AGREED: {*Side},
        MatchStatus.RUNNING: {*Side},
        MatchStatus.DECLINED: {proposer},
        MatchStatus.EXPIRED: {proposer},
    }
    found = by_status.get(MatchStatus(match.status), set())
    return frozenset(found if is_answered(match) else {Side.RECIPIENT} if found else found)
