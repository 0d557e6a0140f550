"""Who sees what a State released, by name: the organisations and States, and the people behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from poaiss.accounts.enums import ORGANISATION_ROLES, REPORTING_ROLES, STATE_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.models import Annex, Assessment, Match, Need, Project, Release
from poaiss.directory.enums import StateKind
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name

Releasable = Need | Annex | Match | Project | Assessment
PARTS: dict[type[Any], Part] = {
    Need: Part.NEED,
    Annex: Part.ANNEX,
    Match: Part.MATCH,
    Project: Part.PROJECT,
    Assessment: Part.ASSESSMENT,
}


@dataclass(frozen=True, slots=True)
class Audience:
    """Who would see, or sees: what they are called, as what they read, and the people with an account today."""

    to: ReleasedTo
    name: str
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def capacity(self) -> str:
        """As what they read, in the reader's language."""
        return str(self.to.label)


@dataclass(frozen=True, slots=True)
class Reader:
    """A release in force with its audience."""

    release: Release
    audience: Audience


def part_of(obj: Releasable) -> Part:
    """Return what kind of thing a State would release."""
    return PARTS[type(obj)]


def in_force(obj: Releasable) -> "Iterable[Release]":
    """Return the releases of OBJ that have not been withdrawn, the first one first."""
    rows = Release.objects.filter(part=part_of(obj), object_id=obj.pk, ended_at__isnull=True)
    return rows.select_related("organisation", "donor_state", "state", "released_by")


def readers(obj: Releasable) -> list[Reader]:
    """Return who sees OBJ besides its State, by name; [] when nobody does."""
    return [Reader(each, audience_of(each)) for each in in_force(obj)]


def past(obj: Releasable) -> list[Release]:
    """Return the releases of OBJ that were withdrawn, the latest first."""
    rows = Release.objects.filter(part=part_of(obj), object_id=obj.pk, ended_at__isnull=False)
    return list(rows.select_related("organisation", "donor_state", "ended_by").order_by("-ended_at"))


def audience_of(release: Release) -> Audience:
    """Return who sees what a release opens."""
    return audience(
        to=ReleasedTo(release.to),
        owner=release.state,
        organisation=release.organisation,
        donor_state=release.donor_state,
    )


def audience(
    *, to: ReleasedTo, owner: State, organisation: Organisation | None = None, donor_state: State | None = None
) -> Audience:
    """Return who would see something of OWNER that were released so: the preview by name."""
    if to == ReleasedTo.PUBLIC:
        return Audience(to, _("Everybody, without signing in"))
    if to == ReleasedTo.STATES:
        return Audience(to, _("All States and the Secretariat"), everyone_signed_in(owner), states_of(owner))
    if organisation is not None:
        return Audience(to, organisation_name(organisation), names(officers(organisation)))
    if donor_state is not None:
        return Audience(to, name_of(donor_state.pk), names(desk_of(donor_state)))
    return Audience(to, "")


def members(world_of: State, *roles: Role, **scope: Any) -> list[Person]:
    """Return the people who hold one of ROLES in a scope, in the world of a State."""
    rows = Membership.objects.filter(role__in=roles, ended_at__isnull=True, **scope).select_related("person")
    found = {row.person_id: row.person for row in rows if row.person.is_active}
    return [each for each in found.values() if each.exercise == world_of.is_exercise]


def officers(organisation: Organisation) -> list[Person]:
    """Return the people who act for an organisation."""
    rows = Membership.objects.filter(role__in=ORGANISATION_ROLES, ended_at__isnull=True, organisation=organisation)
    return list({row.person_id: row.person for row in rows.select_related("person") if row.person.is_active}.values())


def desk_of(state: State) -> list[Person]:
    """Return the people who read what is addressed to a State."""
    return members(state, *REPORTING_ROLES, state=state)


def everyone_signed_in(owner: State) -> tuple[str, ...]:
    """Return the people of all States and of the Secretariat in OWNER's world, those of OWNER left out."""
    found = members(owner, *STATE_ROLES, Role.SECRETARIAT)
    own = {each.pk for each in members(owner, *STATE_ROLES, state=owner)}
    return names(each for each in found if each.pk not in own)


def states_of(owner: State) -> tuple[str, ...]:
    """Return the names of the other States of OWNER's world."""
    same = Q(kind=StateKind.EXERCISE)
    found = State.objects.filter(same if owner.is_exercise else ~same & Q(kind=StateKind.MEMBER)).exclude(pk=owner.pk)
    return tuple(sorted(name_of(code) for code in found.values_list("pk", flat=True)))


def names(people: Iterable[Person]) -> tuple[str, ...]:
    """Return what people are called, sorted."""
    return tuple(sorted(each.name or _("Unnamed person") for each in people))
