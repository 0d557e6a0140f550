"""The way of a match, step by step: each side acts for itself, and neither learns of the other before contact (N14)."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MATCH_TRANSITIONS, MatchStatus, NeedStatus, ResourceStatus, Side
from poaiss.assistance.matching import telling
from poaiss.assistance.matching.candidates import assess
from poaiss.assistance.matching.consent import consent
from poaiss.assistance.matching.errors import MatchExists, MatchUnfit, NotYourTurn, ReasonMissing
from poaiss.assistance.matching.limits import check_amount
from poaiss.assistance.matching.office import write_to_other_side
from poaiss.assistance.matching.running import begin_project
from poaiss.assistance.matching.sides import is_answered, other, side_of, turns
from poaiss.assistance.models import Match, MatchStep, Need, Project, Resource
from poaiss.assistance.permissions import RELEASING
from poaiss.assistance.resources.errors import OfferStale
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.common.errors import InvalidTransition

PATIENCE = {
    MatchStatus.PROPOSED: dt.timedelta(days=60),
    MatchStatus.CONTACTED: dt.timedelta(days=60),
    MatchStatus.NEGOTIATING: dt.timedelta(days=180),
}
"""How long a match waits for the next step before it expires."""
ENDED = (MatchStatus.DECLINED, MatchStatus.EXPIRED, MatchStatus.CLOSED)


def locked(match: Match) -> Match:
    """Return the match as it stands now, locked."""
    related = ("resource", "organisation", "donor_state", "state")
    return Match.objects.select_for_update(of=("self",)).select_related(*related).get(pk=match.pk)


def one_at_a_time(need: Need | UUID, resource: Resource) -> None:
    """Let one transaction at a time work on a need and an offer, whichever side it comes from."""
    key = need if isinstance(need, UUID) else need.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"match {key} {resource.pk}"])


def acting_side(match: Match, by: Actor) -> Side:
    """Return the side for which BY acts; refuse whoever is on none."""
    check(by, "assistance.match", match)
    side = side_of(by, match)
    if side is None:
        raise NotYourTurn(_("Only the two sides of it may do this."), place="side")
    return side


def take_turn(match: Match, by: Actor) -> Side:
    """Return the side for which BY acts; refuse it where the other side is to act."""
    side = acting_side(match, by)
    if side not in turns(match):
        raise NotYourTurn(
            _("The other side is to answer now."), place="side", mend=_("Wait for it, or write to it in the dialogue.")
        )
    return side


def move(match: Match, after: MatchStatus, by: Actor, *, reason: str = "", **changed: Any) -> Match:
    """Move a match along its table of transitions, keep the step, and tell those who see it."""
    before = MatchStatus(match.status)
    if after not in MATCH_TRANSITIONS[before]:
        raise InvalidTransition(
            _("A match cannot become “%(after)s” while it is “%(before)s”.")
            % {"after": after.label, "before": before.label},
            place="status",
            mend=_("Look at it again: the other side may have moved it."),
        )
    for name, value in changed.items():
        setattr(match, name, value)
    patience = PATIENCE.get(after)
    match.status, match.nudged_on = after, None
    match.expires_on = today() + patience if patience else None
    match.save()
    keep_step(match, before, by, reason)
    telling.moved(match, by)
    return match


def keep_step(match: Match, before: str, by: Actor, reason: str) -> None:
    """Keep a step with who did it, and log it in the State's chain once the State knows of the match."""
    MatchStep.objects.create(
        match=match,
        before=before,
        after=match.status,
        reason=reason.strip().replace("\r\n", "\n"),
        person_id=None if by.is_machine else UUID(by.identifier),
        name=by.name,
        capacity=by.capacity_text,
    )
    known = match.contacted_at is not None or match.proposed_by_side == Side.RECIPIENT
    details = {"before": before, "after": str(match.status)}
    record("assistance.match", by=by, on=match, state=match.state_id if known else "", details=details)


def check_fit(need: Need, resource: Resource) -> None:
    """Refuse a match of two worlds, of a State with itself, of a need not stated, or with an offer that has ended."""
    if resource.exercise != need.state.is_exercise or resource.state_id == need.state_id:
        raise MatchUnfit(
            _("A need and an offer are of the same world, and not of the same State."),
            place="resource",
            mend=_("Choose another offer."),
        )
    if need.status != NeedStatus.STATED:
        raise MatchUnfit(_("This need is not stated."), place="need", mend=_("State it first."))
    if resource.status != ResourceStatus.OPEN or (resource.valid_until and resource.valid_until < today()):
        raise OfferStale(_("This offer is not open any more."), place="resource", mend=_("Choose another offer."))


def live_match(need_id: UUID, resource: Resource, by: Actor, *, but: Match | None = None) -> Match | None:
    """Return the match of a need and an offer that BY sees and that has not ended, or None."""
    rows = visible_to(by, Match).filter(need=need_id, resource=resource).exclude(status__in=ENDED)
    return (rows.exclude(pk=but.pk) if but else rows).first()


def proposing_side(need: Need, resource: Resource, by: Actor) -> Side:
    """Return for which side BY proposes: the need's State, or the owner of the offer that sees the need."""
    if by.holds(*RELEASING, state=need.state_id):
        check(by, "assistance.match", need)
        return Side.RECIPIENT
    check(by, "assistance.match", resource)
    if not visible_to(by, Need).filter(pk=need.pk).exists():
        raise MatchUnfit(_("There is no such need."), place="need", mend=_("Choose a need that you see."))
    return Side.DONOR


@transaction.atomic
def propose(*, need: Need, resource: Resource, by: Actor) -> Match:
    """Propose a match for one's side; the other side does not see it before it is contacted."""
    side = proposing_side(need, resource, by)
    check_fit(need, resource)
    one_at_a_time(need, resource)
    if found := live_match(need.pk, resource, by):
        raise MatchExists(_("This match is there already."), place=str(found.pk), mend=_("Go on with it."))
    if ended := visible_to(by, Match).filter(need=need, resource=resource, proposed_by_side=side).first():
        return again(match=ended, by=by)
    candidate = assess(by, need, resource)
    made = Match(
        need=need,
        state=need.state,
        proposal=candidate.proposal,
        resource=resource,
        organisation=resource.organisation,
        donor_state=resource.state,
        proposed_by_side=side,
        reasons=candidate.weighing.as_kept(),
        expires_on=today() + PATIENCE[MatchStatus.PROPOSED],
    )
    made.save(force_insert=True)
    keep_step(made, "", by, "")
    return made


@transaction.atomic
def contact(*, match: Match, consents: bool, text: str, by: Actor) -> Match:
    """Contact the other side: from now on both see the match. The State consents to show its need to this donor."""
    one_at_a_time(match.need_id, match.resource)
    match = locked(match)
    side = take_turn(match, by)
    if live_match(match.need_id, match.resource, by, but=match):
        raise MatchExists(
            _("The other side has proposed the same."),
            place="match",
            mend=_("Go on with that match; decline this one."),
        )
    if match.resource.status != ResourceStatus.OPEN:
        raise OfferStale(_("This offer is not open any more."), place="resource", mend=_("Choose another offer."))
    if side == Side.RECIPIENT:
        consent(match, given=consents, by=by)
    moved = move(match, MatchStatus.CONTACTED, by, reason=text, contacted_at=match.contacted_at or now())
    write_to_other_side(moved, other(side), text, by)
    return moved


@transaction.atomic
def negotiate(*, match: Match, consents: bool, text: str, by: Actor) -> Match:
    """Answer a contact: both sides talk. A State that a donor contacted consents here to name it as a reader."""
    match = locked(match)
    side = take_turn(match, by)
    if side == Side.RECIPIENT:
        consent(match, given=consents, by=by)
    return move(match, MatchStatus.NEGOTIATING, by, reason=text)


@transaction.atomic
def offer_amount(*, match: Match, amount: Decimal | None, currency: str, text: str, by: Actor) -> Match:
    """Offer an amount, or agree to the one that the other side offered: only both together make an agreement."""
    match = locked(match)
    side = acting_side(match, by)
    if match.status != MatchStatus.NEGOTIATING:
        raise InvalidTransition(
            _("An amount is agreed while a match is being negotiated."), place="status", mend=_("Look at it again.")
        )
    currency = currency if amount is not None else ""
    check_amount(match, amount, currency, side)
    same = (match.amount, match.currency) == (amount, currency) and bool(match.offered_by_side)
    agrees = same and match.offered_by_side != side
    if agrees or not is_answered(match):
        return move(match, MatchStatus.AGREED, by, reason=text, amount=amount, currency=currency, offered_by_side=side)
    match.amount, match.currency, match.offered_by_side = amount, currency, side
    match.expires_on, match.nudged_on = today() + PATIENCE[MatchStatus.NEGOTIATING], None
    match.save()
    keep_step(match, match.status, by, text)
    telling.offered(match, by)
    return match


@transaction.atomic
def start(*, match: Match, by: Actor) -> Project:
    """Start the project of an agreed match."""
    match = locked(match)
    acting_side(match, by)
    moved = move(match, MatchStatus.RUNNING, by)
    return begin_project(moved, by=by)


def check_reason(reason: str) -> None:
    """Refuse a step without a reason."""
    if not reason.strip():
        raise ReasonMissing(_("Say why, in a sentence."), place="reason", mend=_("The other side reads it."))


@transaction.atomic
def close(*, match: Match, reason: str, by: Actor) -> Match:
    """Close a match that ran its course."""
    match = locked(match)
    acting_side(match, by)
    check_reason(reason)
    return move(match, MatchStatus.CLOSED, by, reason=reason)


@transaction.atomic
def decline(*, match: Match, reason: str, by: Actor) -> Match:
    """Decline a match, with a reason; before contact the other side never learns that it was."""
    match = locked(match)
    acting_side(match, by)
    check_reason(reason)
    return move(match, MatchStatus.DECLINED, by, reason=reason)


@transaction.atomic
def again(*, match: Match, by: Actor) -> Match:
    """Take a match up again that was declined or has expired; the reasons are weighed anew."""
    match = locked(match)
    take_turn(match, by)
    need = visible_to(by, Need).select_related("state").filter(pk=match.need_id).first()
    if need is None:
        raise MatchUnfit(_("You do not see this need any more."), place="need", mend=_("Its State can show it again."))
    check_fit(need, match.resource)
    candidate = assess(by, need, match.resource)
    match.proposal, match.offered_by_side = candidate.proposal, ""
    return move(match, MatchStatus.PROPOSED, by, reasons=candidate.weighing.as_kept())
