"""Reading requests for help: one's own State's, those that wait for the Secretariat, those that one helps with."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.models import Grant
from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership
from poaiss.common.clock import now
from poaiss.contacts.queries.offices import sort_key
from poaiss.directory.enums import OrganisationKind, StateKind
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.models import HelpRequest, Round
from poaiss.reporting.rounds.queries import rounds
from poaiss.reporting.waiting import Task


def requests(actor: Actor) -> QuerySet[HelpRequest]:
    """Return the requests that ACTOR sees, the latest first, with all that a page shows."""
    related = ("state", "round", "report", "helper_organisation", "helper_state", "grant", "asked_by", "ended_by")
    return visible_to(actor, HelpRequest).select_related(*related)


def request_at(actor: Actor, pk: UUID) -> HelpRequest | None:
    """Return a request if ACTOR may see it, else None."""
    return requests(actor).filter(pk=pk).first()


def open_grants(asked: Iterable[HelpRequest]) -> dict[UUID, Grant]:
    """Return the grants in force by request (one query).

    A grant is seen by owner and grantee alone; that there is one, and until when, is also the Secretariat's to know.
    """
    keys = [each.grant_id for each in asked if each.grant_id]
    if not keys:
        return {}
    in_force = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now()))
    with acting_as(MACHINE):
        found = {each.pk: each for each in Grant.objects.filter(in_force, pk__in=keys)}
    return {each.pk: found[each.grant_id] for each in asked if each.grant_id in found}


def helps_in(actor: Actor, asked: HelpRequest) -> bool:
    """Return whether ACTOR serves the helper of a request."""
    return asked.helper_organisation_id in actor.organisations or asked.helper_state_id in actor.desks


def age(asked: HelpRequest) -> int:
    """Return for how many days a request has been, or was, open."""
    return ((asked.ended_at or now()) - asked.asked_at).days


def states_to_ask_for(actor: Actor) -> list[State]:
    """Return the States that ACTOR can ask help for, by name."""
    return sorted(State.objects.filter(pk__in=actor.desks), key=lambda state: sort_key(name_of(state.pk)))


def rounds_to_ask_for(actor: Actor) -> list[Round]:
    """Return the rounds with a template, the latest first; the exercise's own to its people."""
    return [each for each in rounds(actor) if each.version_id]


def helpers(asked: HelpRequest) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who could help, as choices in two groups: regional bodies with officers here first, and other States."""
    exercise = asked.state.is_exercise
    kinds = [OrganisationKind.REGIONAL, OrganisationKind.REGIONAL_CENTRE]
    bodies = Organisation.objects.filter(exercise=exercise, kind__in=kinds)
    world = State.objects.filter(kind=StateKind.EXERCISE) if exercise else State.objects.filter(kind=StateKind.MEMBER)
    states = [(f"state:{each.pk}", name_of(each.pk)) for each in world.exclude(pk=asked.state_id)]
    reached = set(Membership.objects.filter(role=Role.REGIONAL_CENTRE, ended_at=None).values_list("organisation"))
    named = [(0 if (each.pk,) in reached else 1, f"organisation:{each.pk}", organisation_name(each)) for each in bodies]
    organisations = [(key, name) for _rank, key, name in sorted(named, key=lambda row: (row[0], sort_key(row[2])))]
    return [
        (_("Regional bodies"), organisations),
        (_("Other States"), sorted(states, key=lambda pair: sort_key(pair[1]))),
    ]


def helper_at(key: str) -> Organisation | State | None:
    """Return the helper behind a choice, or None."""
    kind, _sep, code = key.partition(":")
    if kind == "organisation":
        return Organisation.objects.filter(pk=code).first()
    return State.objects.filter(pk=code).first() if kind == "state" else None


def tasks_for(actor: Actor) -> list[Task]:
    """Return the requests that wait for the Secretariat, and the reports that ACTOR helps with."""
    found: list[Task] = []
    if not (actor.organisations or actor.desks or Role.SECRETARIAT in actor.roles):
        return found
    rows = list(requests(actor).exclude(status=HelpStatus.ENDED))
    waiting = [each for each in rows if each.status == HelpStatus.ASKED]
    if Role.SECRETARIAT in actor.roles and waiting:
        hint = _("States wait to be paired with a helper.")
        found.append(Task(_("Requests for help with a report"), reverse("reporting:help-list"), hint, len(waiting)))
    given = open_grants(rows)
    for each in rows:
        if helps_in(actor, each) and each.pk in given:
            words = {"state": name_of(each.state_id), "year": each.round.year}
            label = _("Help %(state)s with its report of %(year)d") % words
            found.append(Task(label, reverse("reporting:help", args=[each.pk])))
    return found
