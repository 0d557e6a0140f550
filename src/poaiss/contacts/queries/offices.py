"""Offices as somebody sees them: the directory, one office with its people, its peers (D1-D3, D8)."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from poaiss.accounts.actor import Capacity as ActingAs
from poaiss.accounts.enums import Role
from poaiss.common.clock import today
from poaiss.contacts.enums import NOTIFIED_KINDS, Capacity, DetailKind, OfficeKind
from poaiss.contacts.links import broken_link, read_token, refuse_used
from poaiss.contacts.models import Detail, Office, Term
from poaiss.contacts.visibility import owns, same_world
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of, organisation_name

EVERY_KIND = tuple(StateKind)
"""States of every kind, those of the exercise too."""

NOT_A_STATE = "-"
"""Code of no State: the official of 'another State' of a preview."""


def official_elsewhere(actor: Actor, *, vetted: bool) -> Actor:
    """Return an official of another State in the same world as ACTOR, for previews."""
    capacity = ActingAs(role=Role.AGENCY_OFFICER, state=NOT_A_STATE, vetted=vetted)
    return Actor(
        capacities=frozenset({capacity}),
        exercise=actor.exercise,
        has_second_factor=vetted,
    )


AS_SEEN_BY: dict[str, tuple[str | Promise, Any]] = {
    "public": (_("everybody"), lambda actor: NOBODY),
    "states": (_("an official of another State"), lambda actor: official_elsewhere(actor, vetted=False)),
    "vetted": (_("a vetted officer of another State"), lambda actor: official_elsewhere(actor, vetted=True)),
    "own": (_("your own State"), lambda actor: actor),
}
"""Readers as whom a State can look at its own office before others do (D3)."""


def sort_key(text: str) -> str:
    """Return TEXT without accents and in lower case: names are sorted here, not by the database."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def offices(actor: Actor) -> QuerySet[Office]:
    """Return the offices that the actor sees and that are not closed."""
    found = visible_to(actor, Office).filter(closed_on__isnull=True)
    return found.select_related("state", "organisation", "agency")


def terms(actor: Actor) -> QuerySet[Term]:
    """Return the terms that the actor sees, those of offices that are not closed."""
    found = visible_to(actor, Term).filter(office__closed_on__isnull=True)
    return found.select_related("office__state", "office__organisation", "office__agency", "person", "invitation")


def listed(actor: Actor) -> QuerySet[Office]:
    """Return the offices of lists: a notified office appears once a designation has been in force, or to its own."""
    return offices(actor).filter(~Q(kind__in=NOTIFIED_KINDS) | Q(confirmed_on__isnull=False) | owns(actor))


def owner_name(office: Office) -> str:
    """Return the name of the State or organisation in the reader's language."""
    if office.state_id:
        return name_of(office.state_id)
    return organisation_name(office.organisation) if office.organisation else ""


def in_order(found: Iterable[Office]) -> list[Office]:
    """Return offices by State in the reader's language, then by kind, then by name."""
    kinds = list(OfficeKind.values)
    return sorted(found, key=lambda o: (sort_key(owner_name(o)), kinds.index(o.kind), sort_key(o.name)))


def offices_of(actor: Actor, state: State) -> list[Office]:
    """Return the offices of STATE that the actor sees, in the order of their kinds (one query)."""
    return in_order(listed(actor).filter(state=state))


def matches(office: Office, text: str) -> bool:
    """Return whether TEXT occurs in the State's name, the office's or the agency's."""
    words = (owner_name(office), office.name, office.agency.name if office.agency else "", office.state_id or "")
    return any(sort_key(text) in sort_key(word) for word in words)


def directory(actor: Actor, *, text: str = "", group: str = "", kind: str = "", language: str = "") -> list[Office]:
    """Return the offices of the directory that fit, by State in the reader's language (one query)."""
    found = listed(actor)
    if group:
        found = found.filter(state__regional_group=group)
    if kind:
        found = found.filter(kind=kind)
    chosen = [office for office in found if not language or language in office.languages]
    text = " ".join(text.replace("\0", " ").split())
    return in_order(office for office in chosen if not text or matches(office, text))


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office as one reader sees it: particulars, needs, holder, deputies, terms that ended."""

    office: Office
    details: list[Detail] = field(default_factory=list)
    needs: list[Detail] = field(default_factory=list)
    holder: Term | None = None
    deputies: list[Term] = field(default_factory=list)
    past: list[Term] = field(default_factory=list)

    @property
    def acting(self) -> Term | None:
        """The deputy who has taken over."""
        return next((term for term in self.deputies if term.acting_since), None)


def office_views(actor: Actor, found: Sequence[Office]) -> list[OfficeView]:
    """Return each office with what the actor sees of its particulars and terms (two queries for all)."""
    details: dict[UUID, list[Detail]] = {office.pk: [] for office in found}
    terms: dict[UUID, list[Term]] = {office.pk: [] for office in found}
    for detail in visible_to(actor, Detail).filter(office__in=details, ended_on__isnull=True):
        details[detail.office_id].append(detail)
    seen = visible_to(actor, Term).filter(office__in=terms).select_related("invitation")
    for term in seen.order_by("position", "-starts_on"):
        terms[term.office_id].append(term)
    return [assembled(office, details[office.pk], terms[office.pk]) for office in found]


def office_view(actor: Actor, office: Office) -> OfficeView:
    """Return OFFICE with what the actor sees of its particulars and terms (two queries)."""
    return office_views(actor, [office])[0]


def assembled(office: Office, found: list[Detail], terms: list[Term]) -> OfficeView:
    """Put an office together with its particulars in order and its people by capacity."""
    kinds = list(DetailKind.values)
    details = sorted(found, key=lambda d: (kinds.index(d.kind), d.position))
    current = [term for term in terms if term.ended_on is None]
    return OfficeView(
        office=office,
        details=[d for d in details if d.kind != DetailKind.NEEDS],
        needs=[d for d in details if d.kind == DetailKind.NEEDS],
        holder=next((term for term in current if term.capacity == Capacity.HOLDER), None),
        deputies=[term for term in current if term.capacity == Capacity.DEPUTY],
        past=sorted((term for term in terms if term.ended_on), key=lambda t: t.starts_on, reverse=True),
    )


def is_lapsed(office: Office) -> bool:
    """Return whether the confirmation is due or overdue; shown to the State and the Secretariat alone (D4)."""
    return office.due_on <= today()


def peers_of(actor: Actor, office: Office) -> list[Office]:
    """Return offices of the same kind in the same world that share a language or the subregion (D8; one query)."""
    found = listed(actor).filter(same_world(actor), kind=office.kind).exclude(pk=office.pk)
    region = office.state.m49_subregion if office.state else ""
    return in_order(
        peer
        for peer in found
        if set(peer.languages) & set(office.languages) or (region and peer.state and peer.state.m49_subregion == region)
    )


def doors_of(actor: Actor, office: Office) -> dict[str, bool]:
    """Return what the rules let the actor do with the office, by the verb (one query, for the terms)."""
    prefetch_related_objects([office], Prefetch("terms", Term.objects.select_related("invitation")))
    verbs = ("edit", "confirm", "appoint", "record_holder", "take_over", "write", "handover", "onboard", "share")
    return {verb: can(actor, f"contacts.{verb}", office) for verb in verbs}


def preview_tabs(office: Office, current: str) -> list[dict[str, Any]]:
    """Return a tab for each reader as whom the office can be looked at."""
    page = reverse("contacts:preview", args=[office.pk])
    return [
        {"label": label, "url": f"{page}?as={key}", "current": key == current}
        for key, (label, _actor) in AS_SEEN_BY.items()
    ]


def office_of_link(token: str) -> Office | None:
    """Return the office that a link from an e-mail confirms, unless it is hidden; refuse a link that is used."""
    pk, due = read_token(token)
    with acting_as(MACHINE):
        office = offices(MACHINE).filter(pk=pk).first()
    if office is None:
        raise broken_link()
    refuse_used(office, due)
    return None if office.is_hidden else office
