"""What the pages of candidates and matches show, in the reader's language."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MATCH_TRANSITIONS, MatchStatus, Side
from poaiss.assistance.matching import queries
from poaiss.assistance.matching.candidates import Candidate, needs_for, peers_for, resources_for
from poaiss.assistance.matching.consent import is_named
from poaiss.assistance.matching.sides import donor_name, is_answered, side_of, turns
from poaiss.assistance.matching.words import said, say
from poaiss.assistance.models import Match, Need, Project, Resource
from poaiss.assistance.permissions import RELEASING
from poaiss.assistance.projects import duplicates
from poaiss.assistance.resources.pages import money
from poaiss.directory.queries import name_of

MARKS = {
    MatchStatus.PROPOSED: "new",
    MatchStatus.CONTACTED: "pending",
    MatchStatus.NEGOTIATING: "in_progress",
    MatchStatus.AGREED: "approved",
    MatchStatus.RUNNING: "active",
    MatchStatus.CLOSED: "closed",
    MatchStatus.DECLINED: "refused",
    MatchStatus.EXPIRED: "expired",
}
SETTLING = (MatchStatus.NEGOTIATING, MatchStatus.AGREED)
"""While it is decided what is done, whoever does the same already is worth a word."""


def candidate_line(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate with its reasons in words."""
    match = candidate.match
    return {
        "need": candidate.need,
        "resource": candidate.resource,
        "proposal": candidate.proposal,
        "state": name_of(candidate.need.state_id),
        "for": [say(reason) for reason in candidate.weighing.for_it],
        "against": [say(reason) for reason in candidate.weighing.against],
        "is_blocked": candidate.weighing.is_blocked,
        "match_url": reverse("assistance:match", args=[match.pk]) if match else "",
        "match_label": MatchStatus(match.status).label if match else "",
    }


def for_need(actor: Actor, need: Need) -> dict[str, Any]:
    """Return the offers for a need: those that nothing rules out, those ruled out, and States that could be asked."""
    lines = [candidate_line(each) for each in resources_for(actor, need)]
    peers = [
        {"state": name_of(each.state), "met": each.met, "asked": each.asked, "year": each.year}
        for each in peers_for(need)
    ]
    return {
        "need": need,
        "fits": [each for each in lines if not each["is_blocked"]],
        "others": [each for each in lines if each["is_blocked"]],
        "peers": peers,
        "exercise": need.state.is_exercise,
        "can_propose": actor.holds(*RELEASING, state=need.state_id),
    }


def for_resource(actor: Actor, resource: Resource) -> dict[str, Any]:
    """Return the needs for an offer that the actor sees: as its owner those released to it, as a State its own."""
    is_owner = can(actor, "assistance.offer", resource)
    lines = [candidate_line(each) for each in needs_for(actor, resource, own_desk=not is_owner)]
    return {
        "resource": resource,
        "fits": [each for each in lines if not each["is_blocked"]],
        "others": [each for each in lines if each["is_blocked"]],
        "is_owner": is_owner,
        "exercise": resource.exercise,
        "can_propose": is_owner or actor.holds(*RELEASING),
    }


def line(actor: Actor, match: Match, needs: dict[Any, Need]) -> dict[str, Any]:
    """Return a match for a list."""
    need = needs.get(match.need_id)
    side = side_of(actor, match)
    return {
        "match": match,
        "url": reverse("assistance:match", args=[match.pk]),
        "need": need,
        "title": need.title if need else _("A need that its State does not show at present"),
        "state": name_of(match.state_id),
        "donor": donor_name(match),
        "status": MARKS[MatchStatus(match.status)],
        "status_label": MatchStatus(match.status).label,
        "is_turn": side in turns(match),
        "is_private": match.contacted_at is None,
        "amount": money(match.amount, match.currency),
    }


def matches(actor: Actor) -> dict[str, Any]:
    """Return the matches that ACTOR sees: those that wait for it, the other open ones, running, ended."""
    found = list(queries.matches(actor))
    needs = queries.needs_of(actor, found)
    lines = [line(actor, each, needs) for each in found]
    is_open = [each for each in lines if each["match"].status in queries.OPEN]
    return {
        "waiting": [each for each in is_open if each["is_turn"]],
        "open": [each for each in is_open if not each["is_turn"]],
        "running": [each for each in lines if each["match"].status == MatchStatus.RUNNING],
        "ended": [
            each
            for each in lines
            if each["match"].status in (MatchStatus.CLOSED, MatchStatus.DECLINED, MatchStatus.EXPIRED)
        ],
        "exercise": actor.exercise,
    }


def next_steps(actor: Actor, match: Match) -> dict[str, bool]:
    """Return which steps ACTOR can take from where the match stands."""
    side = side_of(actor, match)
    after = MATCH_TRANSITIONS[MatchStatus(match.status)] if side else ()
    is_turn = side in turns(match)
    return {
        "can_contact": MatchStatus.CONTACTED in after and is_turn,
        "can_answer": MatchStatus.NEGOTIATING in after and is_turn,
        "can_agree": MatchStatus.AGREED in after,
        "can_start": MatchStatus.RUNNING in after,
        "can_close": MatchStatus.CLOSED in after,
        "can_decline": MatchStatus.DECLINED in after,
        "can_repeat": MatchStatus.PROPOSED in after and is_turn,
        "waits": bool(side) and not is_turn and bool(MATCH_TRANSITIONS[MatchStatus(match.status)]),
    }


def asks_consent(actor: Actor, match: Match) -> bool:
    """Return whether the next step needs the consent of the actor's State to show the need to this donor."""
    return side_of(actor, match) == Side.RECIPIENT and not is_named(match)


def history(actor: Actor, match: Match) -> list[dict[str, Any]]:
    """Return the steps for a timeline."""
    return [
        {"at": step.at, "title": step_words(step.before, step.after), "who": step.name, "detail": step.reason}
        for step in queries.steps_of(actor, match)
    ]


def step_words(before: str, after: str) -> str:
    """Return what a step was."""
    return str(_("an amount is offered")) if before == after else str(MatchStatus(after).label)


def project_url(project: Project | None) -> str:
    """Return the page of a project, '' where there is none."""
    try:
        return reverse("assistance:project", args=[project.pk]) if project else ""
    except NoReverseMatch:
        return ""


def detail(actor: Actor, match: Match) -> dict[str, Any]:
    """Return one match for both sides: what, with whom, why, what next, what happened."""
    need = queries.need_at(actor, match.need_id)
    side = side_of(actor, match)
    return {
        **line(actor, match, {match.need_id: need} if need else {}),
        **next_steps(actor, match),
        "exercise": match.resource.exercise,
        "duplicates": duplicates.of_match(actor, match) if side and match.status in SETTLING else [],
        "reasons": said(match.reasons),
        "history": history(actor, match),
        "need_url": reverse("assistance:need", args=[need.pk]) if need else "",
        "resource_url": reverse("assistance:resource", args=[match.resource.slug]),
        "project_url": project_url(queries.project_of(actor, match)),
        "is_recipient": side == Side.RECIPIENT,
        "is_unanswered": side == Side.RECIPIENT and not is_answered(match),
        "offered_by_us": bool(match.offered_by_side) and match.offered_by_side == side,
        "is_named": side == Side.RECIPIENT and bool(match.contacted_at) and is_named(match),
    }
