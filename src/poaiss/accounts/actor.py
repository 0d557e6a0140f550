"""The Actor: who asks, in which capacities. Every query and every action takes one."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from poaiss.accounts.enums import REPORTING_ROLES, SECOND_FACTOR_ROLES, Role
from poaiss.accounts.models import Membership, Person


@dataclass(frozen=True, slots=True)
class Capacity:
    """One role with its scope: a State (and agency), an organisation, or the installation."""

    role: Role
    state: str = ""
    agency: str = ""
    agency_kind: str = ""
    organisation: str = ""
    vetted: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with all capacities in force, or nobody, or the machine at its own jobs."""

    identifier: str = ""
    name: str = ""
    capacities: frozenset[Capacity] = field(default_factory=frozenset)
    exercise: bool = False
    has_second_factor: bool = False
    is_machine: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(self.identifier) and not self.is_machine

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held."""
        return frozenset(capacity.role for capacity in self.capacities)

    @property
    def states(self) -> frozenset[str]:
        """Codes of the States in whose name the person acts."""
        return frozenset(capacity.state for capacity in self.capacities if capacity.state)

    @property
    def desks(self) -> frozenset[str]:
        """Codes of the States whose national report the person sees as a whole."""
        return frozenset(c.state for c in self.capacities if c.state and c.role in REPORTING_ROLES)

    @property
    def organisations(self) -> frozenset[str]:
        """Codes of the organisations for which the person acts."""
        return frozenset(capacity.organisation for capacity in self.capacities if capacity.organisation)

    @property
    def agencies(self) -> frozenset[str]:
        """Identifiers of the agencies in which the person serves."""
        return frozenset(capacity.agency for capacity in self.capacities if capacity.agency)

    @property
    def is_vetted(self) -> bool:
        """Whether a State vouches for this officer and a second factor is in use."""
        return self.has_second_factor and any(capacity.vetted for capacity in self.capacities)

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role asks for a second factor that is not there yet (S3)."""
        return not self.has_second_factor and any(role in SECOND_FACTOR_ROLES for role in self.roles)

    @property
    def capacity_text(self) -> str:
        """The capacities in words, for the audit log; in English, so that the log reads the same for all."""
        if self.is_machine:
            return "machine"
        parts = (f"{c.role.value} {c.state or c.organisation}".strip() for c in self.capacities)
        return ", ".join(sorted(parts))

    def holds(self, *roles: Role, state: str = "", organisation: str = "") -> bool:
        """Return whether one of ROLES is held, for STATE or ORGANISATION where given."""
        return any(
            c.role in roles and (not state or c.state == state) and (not organisation or c.organisation == organisation)
            for c in self.capacities
        )


NOBODY = Actor()
MACHINE = Actor(identifier="machine", name="poaiss", is_machine=True)


def capacity_of(membership: Membership) -> Capacity:
    """Turn a membership into a capacity."""
    agency = membership.agency
    return Capacity(
        role=Role(membership.role),
        state=membership.state_id or "",
        agency=str(agency.pk) if agency else "",
        agency_kind=agency.kind if agency else "",
        organisation=membership.organisation_id or "",
        vetted=membership.vetted,
    )


def actor_of(person: Person | AnonymousUser) -> Actor:
    """Build the Actor of a signed-in person from the memberships in force (one query); nobody otherwise."""
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY
    factors = Authenticator.objects.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    held = person.memberships.filter(ended_at__isnull=True).select_related("agency")
    memberships = list(held.annotate(second=Exists(factors.filter(user=OuterRef("person")))))
    second = memberships[0].second if memberships else factors.filter(user=person).exists()
    return Actor(
        identifier=str(person.pk),
        name=person.name or _("Unnamed person"),
        capacities=frozenset(map(capacity_of, memberships)),
        exercise=person.exercise,
        has_second_factor=second,
    )
