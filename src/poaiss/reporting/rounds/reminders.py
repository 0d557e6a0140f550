"""Reminders of a round: who would get one, in which language, and sending it; in neutral words (R22)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.contacts.notices import Words, tell
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.reporting.models import Reminder, Round
from poaiss.reporting.rounds.board import Standing, board, group_labels
from poaiss.reporting.rounds.errors import NobodyToRemind, ScopeUnknown
from poaiss.reporting.rounds.queries import title_of

ALL = "all"
WRITTEN_TO = (Role.POINT_OF_CONTACT, Role.MISSION)
"""Who is written to on behalf of a State."""
ONCE_IN = dt.timedelta(days=7)
"""A State is not reminded twice within this time unless the sender says so."""
WAITING = (Standing.NONE, Standing.RETURNED)
"""Where a report is not with the Secretariat."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person who would get a reminder: for which State, in which role and language."""

    state: str
    person: Person
    roles: tuple[Role, ...]

    @property
    def name_of_state(self) -> str:
        """Return the State's name in the reader's language."""
        return name_of(self.state)

    @property
    def role_words(self) -> str:
        """Return the roles in words."""
        return ", ".join(str(role.label) for role in self.roles)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a reminder would do: whom it reaches, who was reminded lately, where there is nobody to write to."""

    receivers: list[Receiver] = field(default_factory=list)
    lately: dict[str, dt.datetime] = field(default_factory=dict)
    without_people: list[State] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        """Return the codes of the States that it goes to."""
        return sorted({each.state for each in self.receivers})

    @property
    def people(self) -> int:
        """Return how many people it reaches; one who serves two States is written to once."""
        return len({each.person.pk for each in self.receivers})


def scopes(by: Actor, found: Round) -> dict[str, str]:
    """Return what a reminder can be sent to, by code: all, a regional group, one State that has not reported yet."""
    shown = board(by, found, exercise=by.exercise)
    groups = {group.code: group.label for group in shown.groups}
    states = {line.state.pk: line.name for group in shown.groups for line in group.lines if line.standing in WAITING}
    return {ALL: _("All States from which no report was received"), **groups, **states}


def states_in(by: Actor, found: Round, scope: str) -> list[State]:
    """Return the States of a scope whose report is not with the Secretariat, in the sender's world alone."""
    shown = board(by, found, exercise=by.exercise)
    lines = {line.state.pk: line for group in shown.groups for line in group.lines}
    if scope == ALL:
        chosen = list(lines.values())
    elif scope in group_labels():
        chosen = [line for group in shown.groups if group.code == scope for line in group.lines]
    elif scope in lines:
        chosen = [lines[scope]]
    else:
        raise ScopeUnknown(
            _("“%(scope)s” is neither all, nor a regional group, nor a State of this round.") % {"scope": scope[:60]},
            place="scope",
            mend=_("Choose one of the list."),
        )
    return [line.state for line in chosen if line.standing in WAITING]


def reminded_lately(found: Round, *, exercise: bool) -> dict[str, dt.datetime]:
    """Return the States that were reminded of a round within the last days, and when (one query)."""
    rows = Reminder.objects.filter(round=found, exercise=exercise, sent_at__gt=now() - ONCE_IN).order_by("sent_at")
    return {code: sent_at for states, sent_at in rows.values_list("states", "sent_at") for code in states}


def people_of(states: Iterable[State], *, exercise: bool) -> dict[str, list[Receiver]]:
    """Return points of contact and missions in force, by State (one query)."""
    rows = Membership.objects.filter(
        state__in=list(states),
        role__in=WRITTEN_TO,
        ended_at__isnull=True,
        person__is_active=True,
        person__exercise=exercise,
    )
    roles: dict[tuple[str, UUID], tuple[Person, list[Role]]] = {}
    for row in rows.select_related("person").order_by("state", "since"):
        roles.setdefault((str(row.state_id), row.person_id), (row.person, []))[1].append(Role(row.role))
    found: dict[str, list[Receiver]] = {}
    for (state, _key), (person, held) in roles.items():
        found.setdefault(state, []).append(Receiver(state, person, tuple(dict.fromkeys(held))))
    return found


def plan(*, found: Round, scope: str, by: Actor, again: bool = False) -> Plan:
    """Return what a reminder would do; nothing is sent. AGAIN: to States that were reminded lately as well."""
    check(by, "reporting.remind", found)
    waiting = states_in(by, found, scope)
    lately = reminded_lately(found, exercise=by.exercise)
    left_out = {} if again else {state.pk: lately[state.pk] for state in waiting if state.pk in lately}
    people = people_of(waiting, exercise=by.exercise)
    receivers = [each for state in waiting if state.pk not in left_out for each in people.get(state.pk, [])]
    return Plan(receivers, left_out, [state for state in waiting if state.pk not in people])


@transaction.atomic
def remind(*, found: Round, scope: str, by: Actor, text: str = "", again: bool = False) -> Reminder:
    """Send the reminder to each person of the plan, in the language of each, and keep that it was sent."""
    found = Round.objects.select_for_update(of=("self",)).get(pk=found.pk)  # two senders at once: one after the other
    chosen = plan(found=found, scope=scope, by=by, again=again)
    if not chosen.receivers:
        raise NobodyToRemind(
            _("The reminder would reach nobody."),
            place="scope",
            mend=_("Look at the preview: the States have reported, were reminded lately, or nobody can be written to."),
        )
    text = text.strip().replace("\r\n", "\n")
    states = chosen.states
    people = tell([each.person for each in chosen.receivers], "reporting.reminder", lambda: words(found, text))
    made = Reminder.objects.create(
        round=found,
        scope=scope,
        exercise=by.exercise,
        text=text,
        states=states,
        people=people,
        sent_by_id=UUID(by.identifier),
    )
    details = {"scope": scope, "states": states, "people": people, "again": again}
    record("reporting.remind", by=by, on=found, details=details)
    return made


def words(found: Round, text: str) -> Words:
    """Return the reminder in the language that is active; the Secretariat's own words stand as it wrote them."""
    day = formatted(found.deadline, "DATE_FORMAT") if found.deadline else ""
    parts = [
        _("The Secretariat kindly recalls the round of national reports of %(year)d.") % {"year": found.year},
        _("Date due: %(date)s") % {"date": day} if day else "",
        _("Reporting is voluntary. If your State wishes to report, its draft can be begun or continued here."),
        _("If help with the report would be useful, you can ask for it here as well."),
        text,
    ]
    return title_of(found), "\n\n".join(part for part in parts if part), reverse("reporting:mine")
