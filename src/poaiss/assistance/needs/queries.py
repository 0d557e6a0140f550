"""Reading needs: what the actor sees and not one row more; every list and count starts here (N9)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NeedStatus, Part, ReleasedTo
from poaiss.assistance.models import Annex, DialogueMessage, Need, Release, Roadmap
from poaiss.assistance.needs.actions import LIVE
from poaiss.directory.enums import StateKind
from poaiss.directory.models import Agency, Organisation, State, Theme
from poaiss.directory.queries import language_code, name_of

SHOWN = (NeedStatus.STATED, NeedStatus.MET)
"""Needs in the lists of those to whom they were released; a facilitator sees drafts as well."""


def needs(actor: Actor) -> QuerySet[Need]:
    """Return the needs that ACTOR sees, with what a list shows."""
    return visible_to(actor, Need).select_related("state", "agency", "created_by")


def need_at(actor: Actor, pk: UUID) -> Need | None:
    """Return a need if ACTOR may see it, else None: a stranger is told that there is none."""
    return needs(actor).filter(pk=pk).first()


def is_own(actor: Actor, need: Need) -> bool:
    """Return whether ACTOR sits at the desk of the need's State."""
    return need.state_id in actor.desks


def own_states(actor: Actor) -> list[State]:
    """Return the States at whose desk ACTOR sits."""
    return list(State.objects.filter(pk__in=actor.desks))


def state_of(actor: Actor, code: str = "") -> State | None:
    """Return the own State with a code, or the only one that ACTOR works for."""
    found = [each for each in own_states(actor) if not code or each.pk == code]
    return found[0] if len(found) == 1 or (found and code) else None


def own_needs(actor: Actor, state: State) -> list[Need]:
    """Return the needs of an own State: live ones in its order, then those that were met or withdrawn."""
    rows = list(needs(actor).filter(state=state))
    far = len(rows) + 1
    return sorted(rows, key=lambda each: (each.status not in LIVE, each.rank or far, each.created_at))


def world(actor: Actor) -> Q:
    """Return the condition that a need is of the actor's world; whoever is not signed in may look at both."""
    exercise = Q(state__kind=StateKind.EXERCISE)
    if not actor.is_signed_in:
        return Q()
    return exercise if actor.exercise else ~exercise


def released_needs(actor: Actor, *, theme: str = "", region: str = "") -> list[Need]:
    """Return the needs of others that ACTOR sees, real ones first; THEME and REGION narrow it down."""
    rows = needs(actor).exclude(state__in=actor.desks).filter(world(actor))
    rows = rows.filter(Q(status__in=SHOWN) | Q(status=NeedStatus.DRAFT, pk__in=facilitated(actor)))
    if theme:
        rows = rows.filter(theme=theme)
    found = [each for each in rows if not region or region_of(each.state) == region]
    return sorted(found, key=lambda each: (each.state.is_exercise, name_of(each.state_id), each.created_at))


def region_of(state: State) -> str:
    """Return the region that a State is listed under."""
    return str(state.regional_group or state.m49_region)


def facilitated(actor: Actor) -> QuerySet[Any]:
    """Return the keys of the needs that were released to an organisation of ACTOR as their facilitator."""
    rows = visible_to(actor, Release).filter(part=Part.NEED, to=ReleasedTo.FACILITATOR, ended_at__isnull=True)
    return rows.filter(organisation__in=actor.organisations).values("object_id")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A need that a centre facilitates, with what happened last (¶28g: follow up requests)."""

    need: Need
    last_message: Any
    roadmaps: tuple[Roadmap, ...]
    since: Any


def follow_up(actor: Actor) -> list[FollowUp]:
    """Return what ACTOR's organisation facilitates, what has waited longest first (three queries)."""
    rows = list(needs(actor).filter(pk__in=facilitated(actor)))
    keys = [each.pk for each in rows]
    talk = visible_to(actor, DialogueMessage).filter(need__in=keys, organisation__in=actor.organisations)
    last = dict(talk.order_by().values_list("need").annotate(last=Max("at")))
    places: dict[UUID, list[Roadmap]] = {}
    for place in visible_to(actor, Roadmap).filter(need__in=keys, ended_at__isnull=True):
        places.setdefault(place.need_id, []).append(place)
    since = dict(
        visible_to(actor, Release)
        .filter(part=Part.NEED, to=ReleasedTo.FACILITATOR, ended_at__isnull=True, object_id__in=keys)
        .values_list("object_id", "released_at")
    )
    found = [
        FollowUp(each, last.get(each.pk), tuple(places.get(each.pk, ())), since.get(each.pk, each.created_at))
        for each in rows
    ]
    return sorted(found, key=lambda each: each.last_message or each.since)


def annexes(actor: Actor, need: Need) -> list[Annex]:
    """Return the annexes of a need that ACTOR may read; those taken away are its State's history."""
    return list(visible_to(actor, Annex).filter(need=need, ended_at__isnull=True).select_related("state", "added_by"))


def annex_at(actor: Actor, pk: UUID, annex: UUID) -> Annex | None:
    """Return an annex of a need that ACTOR sees as well, or None."""
    if need_at(actor, pk) is None:
        return None
    rows = visible_to(actor, Annex).filter(need=pk, pk=annex, ended_at__isnull=True)
    return rows.select_related("state", "need").first()


def messages(actor: Actor, need: Need) -> list[DialogueMessage]:
    """Return what was written about a need, as far as ACTOR took part, the first message first."""
    return list(visible_to(actor, DialogueMessage).filter(need=need).select_related("organisation", "donor_state"))


def roadmaps(actor: Actor, need: Need) -> list[Roadmap]:
    """Return the places of a need in regional roadmaps that ACTOR sees."""
    rows = visible_to(actor, Roadmap).filter(need=need)
    return list(rows.select_related("organisation", "proposed_by", "agreed_by"))


def roadmap_at(actor: Actor, pk: UUID, place: UUID) -> Roadmap | None:
    """Return one place in a roadmap if ACTOR sees it and its need, else None."""
    if need_at(actor, pk) is None:
        return None
    return visible_to(actor, Roadmap).filter(need=pk, pk=place).select_related("need", "state").first()


def partner_at(key: str) -> Organisation | State | None:
    """Return the partner behind a choice such as organisation:CODE or state:CODE, or None."""
    kind, _colon, code = key.partition(":")
    if kind == "organisation":
        return Organisation.objects.filter(pk=code).first()
    return State.objects.filter(pk=code).first() if kind == "state" else None


def theme_names() -> dict[str, str]:
    """Return the names of the themes in the reader's language, in their order."""
    language = language_code()
    return {each.pk: str(each.names.get(language) or each.names.get("en") or each.pk) for each in Theme.objects.all()}


def agencies_of(state: State) -> list[Agency]:
    """Return the agencies of a State that exist."""
    return list(Agency.objects.filter(state=state, closed_on__isnull=True))
