"""Terms of office: holders, deputies, and a deputy who takes over (D2)."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actions import invite
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Person
from poaiss.audit.actions import record
from poaiss.common.clock import today
from poaiss.contacts.acting import acted
from poaiss.contacts.actions.locks import locked
from poaiss.contacts.enums import MOST_DEPUTIES, NOTIFIED_KINDS, Capacity, OfficeKind
from poaiss.contacts.errors import NotCurrent, TooManyDeputies
from poaiss.contacts.models import Office, Term
from poaiss.contacts.notices import Words, people_of, tell, terms_of
from poaiss.contacts.permissions import exercise_of


@dataclass(frozen=True, slots=True)
class Incoming:
    """A person who comes into office, as the State names them."""

    name: str
    title: str = ""
    email: str = ""
    language: str = "en"
    audience: Audience = Audience.STATES
    starts_on: dt.date | None = None


def role_for(office: Office) -> tuple[Role, bool] | None:
    """Return the role that a holder is invited to and whether it is held within the agency; None: no account."""
    if office.kind in NOTIFIED_KINDS:
        return Role.POINT_OF_CONTACT, False
    if office.kind == OfficeKind.MISSION:
        return Role.MISSION, False
    if office.kind == OfficeKind.REGIONAL:
        return Role.REGIONAL_CENTRE, False
    return (Role.AGENCY_OFFICER, True) if office.agency_id else None


def account_for(office: Office, email: str) -> Person | None:
    """Return the account with this address if it is of the office's world."""
    found = Person.objects.filter(email=email.strip().lower(), is_active=True).first() if email else None
    return found if found and found.exercise == exercise_of(office) else None


def serves_already(person: Person, office: Office) -> bool:
    """Return whether the account serves the office's owner already, in whatever role: the term gives the rest."""
    held = person.memberships.filter(ended_at__isnull=True)
    return held.filter(state=office.state_id, organisation=office.organisation_id).exists()


def invitation_for(office: Office, who: Incoming, by: Actor) -> Invitation | None:
    """Invite WHO to the role that goes with the office, unless the person serves there already."""
    wanted = role_for(office)
    if not who.email or wanted is None:
        return None
    role, in_agency = wanted
    person = account_for(office, who.email)
    if person and serves_already(person, office):
        return None
    return invite(
        email=who.email,
        name=who.name,
        language=who.language,
        role=role,
        state=office.state,
        agency=office.agency if in_agency else None,
        organisation=office.organisation,
        by=by,
    )


def begin_term(
    office: Office,
    who: Incoming,
    invitation: Invitation | None,
    capacity: Capacity = Capacity.HOLDER,
    position: int = 1,
) -> Term:
    """Begin a term; a new holder ends the term before and any take-over."""
    starts_on = who.starts_on or today()
    if capacity == Capacity.HOLDER:
        for term in terms_of(office):
            finish(term, starts_on) if term.capacity == Capacity.HOLDER else stop_acting(term)
    return Term.objects.create(
        office=office,
        capacity=capacity,
        position=position,
        name=who.name.strip(),
        title=who.title.strip(),
        audience=who.audience,
        person=account_for(office, who.email),
        invitation=invitation,
        starts_on=starts_on,
    )


def finish(term: Term, on: dt.date) -> None:
    """End a term on a day, never before it began."""
    term.ended_on, term.acting_since = max(on, term.starts_on), None
    term.save(update_fields=["ended_on", "acting_since"])


def stop_acting(term: Term) -> None:
    """End a deputy's take-over, if there is one."""
    if term.acting_since:
        term.acting_since = None
        term.save(update_fields=["acting_since"])


@acted
def record_holder(*, office: Office, who: Incoming, by: Actor) -> Term:
    """Record the holder of an office that needs no note verbale (technical contact, mission, hidden office)."""
    office = locked(office)
    check(by, "contacts.record_holder", office)
    term = begin_term(office, who, invitation_for(office, who, by))
    record("contacts.record_holder", by=by, on=term, state=office.chain, details={"office": str(office.pk)})
    return term


@acted
def appoint_deputy(*, office: Office, who: Incoming, by: Actor) -> Term:
    """Name a deputy; the first free position decides who takes over first (D2)."""
    office = locked(office)
    check(by, "contacts.appoint", office)
    taken = {term.position for term in terms_of(office, Capacity.DEPUTY)}
    free = [position for position in range(1, MOST_DEPUTIES + 1) if position not in taken]
    if not free:
        raise TooManyDeputies(
            _("This office has three deputies already."), mend=_("End the term of one of them first."), place="name"
        )
    term = begin_term(office, who, invitation_for(office, who, by), Capacity.DEPUTY, free[0])
    record("contacts.appoint", by=by, on=term, state=office.chain, details={"office": str(office.pk)})
    return term


@acted
def end_term(*, term: Term, by: Actor) -> Term:
    """End a term today; the office stays, and what was written to it."""
    office = locked(term.office)
    check(by, "contacts.appoint", office)
    term = current(term)
    finish(term, today())
    record("contacts.end_term", by=by, on=term, state=office.chain, details={"office": str(office.pk)})
    return term


@acted
def deputy_takes_over(*, term: Term, by: Actor) -> Term:
    """Let a deputy act for the holder until the take-over is ended or a new holder begins (D2)."""
    office = locked(term.office)
    check(by, "contacts.take_over", office)
    term = current(term)
    if term.capacity != Capacity.DEPUTY:
        raise NotCurrent(_("Only a deputy can take over."), mend=_("Name a deputy first."))
    if term.acting_since:
        return term
    for other in terms_of(office, Capacity.DEPUTY):
        stop_acting(other)
    term.acting_since = today()
    term.save(update_fields=["acting_since"])
    record("contacts.take_over", by=by, on=term, state=office.chain, details={"office": str(office.pk)})
    with acting_as(MACHINE):
        tell(people_of(terms_of(office)), "contacts.take-over", lambda: take_over_words(office))
    return term


@acted
def end_take_over(*, term: Term, by: Actor) -> Term:
    """End a deputy's take-over: the holder is back."""
    office = locked(term.office)
    check(by, "contacts.take_over", office)
    term = current(term)
    if not term.acting_since:
        raise NotCurrent(_("This deputy has not taken over."), mend=_("Reload the page to see who acts."))
    stop_acting(term)
    record("contacts.end_take_over", by=by, on=term, state=office.chain, details={"office": str(office.pk)})
    return term


def current(term: Term) -> Term:
    """Return the term as it stands now; refuse one that has ended."""
    found = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if found.ended_on:
        raise NotCurrent(_("This term has ended."), mend=_("Reload the page to see who is in office."))
    return found


def take_over_words(office: Office) -> Words:
    """Say that a deputy acts for an office."""
    return (
        _t("A deputy has taken over your office"),
        _t("Sign in to see who acts, since when, and to end it."),
        reverse("contacts:office", args=[office.pk]),
    )
