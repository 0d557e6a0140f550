"""Rules and visibility of the accounts: who gives and ends which role, and who sees which person (S1, S3).

They stand here because the rooms are built downwards: ``access`` knows ``accounts``, not the other way round.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actions import is_last
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import DELEGATED_ROLES, INSTALLATION_ROLES, ORGANISATION_ROLES, STATE_ROLES, Role
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.audit.models import Entry

GIVES: dict[Role, tuple[Role, ...]] = {
    Role.STATE_ADMINISTRATOR: DELEGATED_ROLES,
    Role.SECRETARIAT: (
        Role.POINT_OF_CONTACT,
        Role.MISSION,
        Role.STATE_ADMINISTRATOR,
        Role.DONOR,
        Role.REGIONAL_CENTRE,
        Role.CHAIR,
    ),
    Role.ADMINISTRATOR: (Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR),
}
"""Who gives and ends which roles: the State's own people by the State, the State's standing by the Secretariat."""
GIVERS = tuple(GIVES)

NOT_ADMINISTRATOR = Denied(
    _("Only the administrator of the State, the Secretariat or the administrator of the installation may do this.")
)
NOT_YOURS_TO_GIVE = Denied(_("This role is not yours to give or to end."))
NOT_ONESELF = Denied(_("Nobody gives rights to oneself."))
NOT_STATE_ADMINISTRATOR = Denied(_("Only the administrator of the officer’s State may do this."))
NOT_OFFICER = Denied(_("Only officers of agencies are vetted."))
NOT_SECRETARIAT = Denied(_("Only the Secretariat may do this, on a letter of the permanent mission."))
OTHER_WORLD = Denied(_("Exercise States and real States are kept apart."))
LAST = Denied(_("You are the last to hold this role: nobody could take your place."))
ENDED = Denied(_("This role has ended before."))
NOT_MEANT = Denied(_("This is somebody else’s."))

Scoped = Invitation | Membership


# -- Doing ------------------------------------------------------------------------------------------------------


def gives(actor: Actor, role: str, state: str | None = None) -> bool:
    """Return whether ACTOR may give ROLE; a State's administrator within the own STATE alone."""
    for giver, roles in GIVES.items():
        if role in roles and actor.holds(giver, state=(state or "-") if giver == Role.STATE_ADMINISTRATOR else ""):
            return True
    return False


def givable_roles(actor: Actor) -> list[Role]:
    """Return the roles that ACTOR may give to somebody, in the order of the feature table."""
    return [role for role in Role if any(actor.holds(giver) and role in GIVES[giver] for giver in GIVERS)]


def is_other_world(actor: Actor, thing: Scoped) -> bool:
    """Return whether the State or organisation of THING is real and ACTOR is not, or the other way round."""
    if thing.state:
        return thing.state.is_exercise != actor.exercise
    return thing.organisation is not None and thing.organisation.exercise != actor.exercise


def is_oneself(actor: Actor, thing: Scoped) -> bool:
    """Return whether THING is about ACTOR's own rights."""
    if isinstance(thing, Membership):
        return str(thing.person_id) == actor.identifier
    return Person.objects.filter(pk=actor.identifier, email=thing.email.strip().lower()).exists()


@rule("accounts.administer", _("see the people that one administers"))
def may_administer(actor: Actor, obj: Any) -> Denied | None:
    """A State administers its own people, the Secretariat the States' standing, the installation its own (S1)."""
    return None if actor.holds(*GIVERS) else NOT_ADMINISTRATOR


@rule("accounts.invite", _("invite somebody to a role, send the invitation again, withdraw it"))
def may_invite(actor: Actor, invitation: Invitation | None) -> Denied | None:
    """Delegated administration (S1)."""
    return may_give(actor, invitation)


@rule("accounts.give_role", _("give a role to somebody who has an account"))
def may_give(actor: Actor, thing: Scoped | None) -> Denied | None:
    """Delegated administration; nobody raises oneself (S1)."""
    if thing is None:
        return may_administer(actor, None)
    if not gives(actor, thing.role, thing.state_id):
        return NOT_YOURS_TO_GIVE
    if is_other_world(actor, thing):
        return OTHER_WORLD
    return NOT_ONESELF if is_oneself(actor, thing) else None


@rule("accounts.end_role", _("end a role"))
def may_end_role(actor: Actor, membership: Membership | None) -> Denied | None:
    """Whoever may give a role may end it; administrators may lay down their own unless they are the last (S1)."""
    if membership is None:
        return may_administer(actor, None)
    if membership.ended_at:
        return ENDED
    if is_oneself(actor, membership):
        return LAST if is_last(membership) else may_administer(actor, None)
    return may_give(actor, membership)


@rule("accounts.vet", _("vouch for an officer who may receive operational details, or take it back"))
def may_vet(actor: Actor, membership: Membership | None) -> Denied | None:
    """The State vouches for its own officers, nobody for oneself (S1)."""
    if membership is None:
        return None if actor.holds(Role.STATE_ADMINISTRATOR) else NOT_STATE_ADMINISTRATOR
    if not actor.holds(Role.STATE_ADMINISTRATOR, state=membership.state_id or "-"):
        return NOT_STATE_ADMINISTRATOR
    if membership.ended_at:
        return ENDED
    if membership.role != Role.AGENCY_OFFICER:
        return NOT_OFFICER
    return NOT_ONESELF if is_oneself(actor, membership) else None


@rule("accounts.recover", _("let a person in again on a letter of the permanent mission"))
def may_recover(actor: Actor, person: Person | None) -> Denied | None:
    """The Secretariat, on a mission's letter, for people of States and organisations alone (S3)."""
    if not actor.holds(Role.SECRETARIAT):
        return NOT_SECRETARIAT
    if person is None:
        return None
    if person.exercise != actor.exercise:
        return OTHER_WORLD
    if str(person.pk) == actor.identifier:
        return NOT_ONESELF
    held = person.memberships.filter(ended_at=None)
    keeps_the_house = held.filter(role__in=[Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR]).exists()
    return NOT_YOURS_TO_GIVE if keeps_the_house or not held.exists() else None


@rule("accounts.profile", _("change one’s own name, language and time zone"))
def may_change_profile(actor: Actor, person: Person | None) -> Denied | None:
    """Everybody the own profile, nobody another's."""
    return None if person is None or str(person.pk) == actor.identifier else NOT_MEANT


@rule("accounts.notifications", _("read one’s own notifications"))
def may_read_notifications(actor: Actor, notification: Notification | None) -> Denied | None:
    """Everybody the own ones."""
    return None if notification is None or str(notification.person_id) == actor.identifier else NOT_MEANT


@rule("accounts.activity", _("read what the audit log holds of one’s own doing"))
def may_read_own_activity(actor: Actor, entry: Entry | None) -> Denied | None:
    """Everybody the own doing (S4)."""
    return None if entry is None or entry.actor_id == actor.identifier else NOT_MEANT


# -- Seeing -----------------------------------------------------------------------------------------------------

NOTHING = Q(pk__in=[])
STANDING = (*STATE_ROLES, *ORGANISATION_ROLES, Role.CHAIR)
"""Roles of States and organisations, and of those who lead a meeting: what the Secretariat looks after."""


def administered_states(actor: Actor) -> list[str]:
    """Return the codes of the States whose people ACTOR administers."""
    return sorted(c.state for c in actor.capacities if c.role == Role.STATE_ADMINISTRATOR)


def scope_seen(actor: Actor, prefix: str = "") -> Q:
    """Return which roles ACTOR administers as a condition: of the own State, of States, of the installation."""
    found = Q(**{f"{prefix}state__in": administered_states(actor)})
    if actor.holds(Role.SECRETARIAT):
        found |= Q(**{f"{prefix}role__in": STANDING})
    if actor.holds(Role.ADMINISTRATOR):
        found |= Q(**{f"{prefix}role__in": INSTALLATION_ROLES})
    return found


@visibility(Person)
def people_seen(actor: Actor) -> Q:
    """Oneself, and the holders of roles that one administers, of the same world."""
    if actor.is_machine:
        return Q()
    if not actor.is_signed_in:
        return NOTHING
    held = Membership.objects.filter(scope_seen(actor), ended_at=None, person__exercise=actor.exercise)
    return Q(pk=actor.identifier) | Q(pk__in=held.values("person"))


@visibility(Membership)
def memberships_seen(actor: Actor) -> Q:
    """The own roles, and those that one administers, of the same world."""
    if actor.is_machine:
        return Q()
    if not actor.is_signed_in:
        return NOTHING
    return Q(person=actor.identifier) | (scope_seen(actor) & Q(person__exercise=actor.exercise))


@visibility(Invitation)
def invitations_seen(actor: Actor) -> Q:
    """Invitations to roles that one administers, of the same world; the link is in the e-mail alone."""
    if actor.is_machine:
        return Q()
    if not actor.is_signed_in:
        return NOTHING
    return scope_seen(actor) & Q(invited_by__exercise=actor.exercise)


@visibility(Notification)
def notifications_seen(actor: Actor) -> Q:
    """The own ones."""
    if actor.is_machine:
        return Q()
    return Q(person=actor.identifier) if actor.is_signed_in else NOTHING
