"""Who may see what of the contacts (D3); the policies of migration 0002 say the same in SQL."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce

from poaiss.access.enums import Audience
from poaiss.access.models import Grant
from poaiss.access.visibility import audiences, visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership
from poaiss.common.clock import now
from poaiss.contacts.models import (
    Confirmation,
    Designation,
    Detail,
    HandoverNote,
    Message,
    Office,
    OnboardingMark,
    Reading,
    Reminder,
    Term,
    Thread,
)
from poaiss.directory.enums import StateKind

NOTHING = Q(pk__in=[])


def owns(actor: Actor, path: str = "") -> Q:
    """Return the condition that the office at PATH is the actor's own: of its State or its organisation."""
    return Q(**{f"{path}state__in": actor.states}) | Q(**{f"{path}organisation__in": actor.organisations})


def same_world(actor: Actor, path: str = "") -> Q:
    """Return the condition that the office at PATH is of the actor's world, real or of the exercise."""
    exercise = Q(**{f"{path}state__kind": StateKind.EXERCISE}) | Q(**{f"{path}organisation__exercise": True})
    return exercise if actor.exercise else ~exercise


def granted(actor: Actor, kind: str) -> Q:
    """Return the condition that a grant in force shows the row of KIND to the actor."""
    if not actor.is_signed_in:
        return NOTHING
    grantee = (
        Q(person=actor.identifier)
        | Q(state__in=actor.states)
        | Q(organisation__in=actor.organisations)
        | Q(agency__in=actor.agencies)
    )
    in_force = Q(revoked_at__isnull=True) & (Q(expires_at__isnull=True) | Q(expires_at__gt=now()))
    found = Grant.objects.filter(in_force & grantee, object_type=kind, object_id=Cast(OuterRef("pk"), TextField()))
    return Q(Exists(found))


@visibility(Office)
def offices_seen(actor: Actor) -> Q:
    """Everybody sees an office unless it is hidden; a hidden one only its own State and whom it was shown to."""
    if actor.is_machine:
        return Q()
    shown = Q(hidden=False) & (Q(agency__isnull=True) | Q(agency__hidden=False))
    return shown | owns(actor) | (same_world(actor) & granted(actor, "contacts.office"))


def by_audience(actor: Actor, kind: str) -> Q:
    """Return the condition that the actor belongs to the row's audience; what has ended only its own State sees."""
    mine = audiences(actor) & {Audience.STATES.value, Audience.VETTED.value}
    restricted = Q(audience__in=mine) | (Q(audience=Audience.NAMED) & granted(actor, kind))
    open_to = Q(audience=Audience.PUBLIC) | (same_world(actor, "office__") & restricted)
    own = owns(actor, "office__")
    return Q(office__in=Office.objects.filter(offices_seen(actor))) & (own | (Q(ended_on__isnull=True) & open_to))


@visibility(Detail)
def details_seen(actor: Actor) -> Q:
    """A particular is seen by its audience and by its own State."""
    return Q() if actor.is_machine else by_audience(actor, "contacts.detail")


@visibility(Term)
def terms_seen(actor: Actor) -> Q:
    """A term, and with it the name of a person, is seen by its audience and by its own State."""
    return Q() if actor.is_machine else by_audience(actor, "contacts.term")


def own_or_secretariat(actor: Actor) -> Q:
    """Return the condition that the row's office is the actor's own, or that the Secretariat of its world asks."""
    if actor.is_machine:
        return Q()
    secretariat = same_world(actor, "office__") if Role.SECRETARIAT in actor.roles else NOTHING
    return Q(office__in=Office.objects.filter(offices_seen(actor))) & (owns(actor, "office__") | secretariat)


@visibility(Designation)
def designations_seen(actor: Actor) -> Q:
    """A designation with its note verbale is seen by its State and by the Secretariat (D5)."""
    if actor.is_machine:
        return Q()
    world = Q(state__kind=StateKind.EXERCISE) if actor.exercise else ~Q(state__kind=StateKind.EXERCISE)
    return Q(state__in=actor.states) | (world if Role.SECRETARIAT in actor.roles else NOTHING)


@visibility(Confirmation)
def confirmations_seen(actor: Actor) -> Q:
    """The history of confirmations is seen by its State and by the Secretariat; others see the last date alone (D4)."""
    return own_or_secretariat(actor)


@visibility(Reminder)
def reminders_seen(actor: Actor) -> Q:
    """Reminders are seen by their State and by the Secretariat (D4)."""
    return own_or_secretariat(actor)


def answered_offices(actor: Actor) -> Q:
    """Return the condition on an office that the actor answers for it.

    That is a holder or deputy in office; while nobody who can sign in holds it, the permanent mission (or the
    officers of the organisation) answers (D10).
    """
    if not actor.is_signed_in:
        return NOTHING
    account = Coalesce(F("person"), F("invitation__accepted_by"))
    holders = Term.objects.filter(office=OuterRef("pk"), ended_on__isnull=True).annotate(account=account)
    members = Membership.objects.filter(person_id=UUID(actor.identifier), ended_at__isnull=True)
    standing_in = Exists(members.filter(role=Role.MISSION, state=OuterRef("state"))) | Exists(
        members.filter(role=Role.REGIONAL_CENTRE, organisation=OuterRef("organisation"))
    )
    vacant = ~Exists(holders.filter(account__isnull=False))
    return Q(Exists(holders.filter(account=actor.identifier))) | (Q(vacant) & Q(standing_in))


def answered(actor: Actor) -> Q:
    """Return the condition that the actor answers for the row's office."""
    return Q(office__in=Office.objects.filter(answered_offices(actor)))


@visibility(Thread)
def threads_seen(actor: Actor) -> Q:
    """A message to a role is seen by its writer and by whoever answers for the office (D10)."""
    if not actor.is_signed_in:
        return NOTHING
    return Q(started_by=actor.identifier) | answered(actor)


@visibility(Message)
def messages_seen(actor: Actor) -> Q:
    """A text is seen with its thread."""
    return Q(thread__in=Thread.objects.filter(threads_seen(actor)))


@visibility(Reading)
def readings_seen(actor: Actor) -> Q:
    """Whether a thread was read is seen with the thread."""
    return Q(thread__in=Thread.objects.filter(threads_seen(actor)))


@visibility(HandoverNote)
def handover_notes_seen(actor: Actor) -> Q:
    """A handover note is seen by its writer and by whoever answers for the office now (D11)."""
    if not actor.is_signed_in:
        return NOTHING
    return Q(written_by=actor.identifier) | answered(actor)


@visibility(OnboardingMark)
def onboarding_seen(actor: Actor) -> Q:
    """First steps are seen by their own State (D8)."""
    return Q() if actor.is_machine else owns(actor, "term__office__")
