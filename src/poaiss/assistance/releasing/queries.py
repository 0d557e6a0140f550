"""What can be released, and to whom it could be."""

from typing import Any
from uuid import UUID

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.accounts.models import Membership
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.models import Release
from poaiss.assistance.releasing.readers import PARTS, Releasable
from poaiss.directory.enums import OrganisationKind, StateKind
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name

MODELS: dict[Part, type[Any]] = {part: model for model, part in PARTS.items()}
CENTRES = (OrganisationKind.REGIONAL_CENTRE, OrganisationKind.REGIONAL)


def object_at(actor: Actor, part: str, pk: UUID) -> Releasable | None:
    """Return what is to be released if it belongs to a State at whose desk ACTOR sits, else None."""
    if part not in Part.values:
        return None
    rows = visible_to(actor, MODELS[Part(part)]).filter(pk=pk, state__in=actor.desks)
    found: Releasable | None = rows.select_related("state").first()
    return found


def release_at(actor: Actor, pk: UUID) -> Release | None:
    """Return a release by a State at whose desk ACTOR sits, else None."""
    return visible_to(actor, Release).filter(pk=pk, state__in=actor.desks).select_related("state").first()


def facilitators(state: State) -> list[Organisation]:
    """Return the centres and regional bodies of a State's world, those with officers here first."""
    found = Organisation.objects.filter(exercise=state.is_exercise, kind__in=CENTRES)
    return in_order(found, Role.REGIONAL_CENTRE)


def donors(state: State) -> list[Organisation]:
    """Return the organisations of a State's world that could help, those with people here first."""
    kinds = (OrganisationKind.OPERATOR, OrganisationKind.SECRETARIAT)
    found = Organisation.objects.filter(exercise=state.is_exercise).exclude(kind__in=kinds)
    return in_order(found, *ORGANISATION_ROLES)


def in_order(found: Any, *roles: Role) -> list[Organisation]:
    """Return organisations by name, those for which somebody acts here first."""
    reached = set(Membership.objects.filter(role__in=roles, ended_at=None).values_list("organisation", flat=True))
    return sorted(found, key=lambda each: (each.pk not in reached, organisation_name(each)))


def donor_states(state: State) -> list[State]:
    """Return the other States of a State's world by name."""
    kind = StateKind.EXERCISE if state.is_exercise else StateKind.MEMBER
    found = State.objects.filter(kind=kind).exclude(pk=state.pk)
    return sorted(found, key=lambda each: name_of(each.pk))


def reader_at(key: str) -> dict[str, Any] | None:
    """Return what a choice such as donor:organisation:CODE, states or public means for an action, or None."""
    to, _colon, who = key.partition(":")
    if to not in ReleasedTo.values:
        return None
    kind, _colon, code = who.partition(":")
    organisation = Organisation.objects.filter(pk=code).first() if kind == "organisation" else None
    donor_state = State.objects.filter(pk=code).first() if kind == "state" else None
    return {"to": ReleasedTo(to), "organisation": organisation, "donor_state": donor_state}
