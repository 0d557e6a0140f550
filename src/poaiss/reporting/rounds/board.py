"""The status board of a round by regional group, in neutral words: reporting is voluntary (R22).

Drafts are nobody's business but the State's. Everybody sees what is published and what the Secretariat has recorded
as received; the Secretariat of the same world also sees what was submitted to it and what it returned.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.accounts.enums import Role
from poaiss.contacts.exports import safe
from poaiss.contacts.queries.offices import sort_key
from poaiss.directory.enums import RegionalGroup, StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.reporting.enums import ReportStatus
from poaiss.reporting.models import Excerpt, NationalReport, Round, Snapshot

OTHERS = "others"
"""Stands in addresses for States in no regional group: observers, and those invited to meetings of all States."""
FIELDS = ("code", "state", "regional_group", "round", "status")


class Standing(TextChoices):
    """What the board says of a State; no word of it judges."""

    PUBLISHED = "published", _("Published")
    RECEIVED = "received", _("Received")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    NONE = "none", _("No report received")


HERE = (Standing.PUBLISHED, Standing.RECEIVED)
"""What counts as received; a report that was submitted counts once the Secretariat has recorded it."""
MARKS = {
    Standing.PUBLISHED: "published",
    Standing.RECEIVED: "received",
    Standing.SUBMITTED: "sent",
    Standing.RETURNED: "new",
    Standing.NONE: "open",
}
"""Which mark stands before the words; none of them warns."""


@dataclass(frozen=True, slots=True)
class Line:
    """A State on the board."""

    state: State
    name: str
    standing: Standing
    has_excerpts: bool = False

    @property
    def label(self) -> str:
        """What the board says, in words."""
        return str(self.standing.label)

    @property
    def mark(self) -> str:
        """Which mark stands before the words."""
        return MARKS[self.standing]


@dataclass(frozen=True, slots=True)
class Group:
    """A regional group with its States and how many reports of how many States were received."""

    code: str
    label: str
    lines: list[Line] = field(default_factory=list)

    @property
    def received(self) -> int:
        """How many reports are here."""
        return sum(line.standing in HERE for line in self.lines)

    @property
    def total(self) -> int:
        """The denominator: every State of the group."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Board:
    """The groups with the numbers of all of them."""

    groups: list[Group]

    @property
    def received(self) -> int:
        """How many reports are here."""
        return sum(group.received for group in self.groups)

    @property
    def total(self) -> int:
        """How many States the board speaks of."""
        return sum(group.total for group in self.groups)

    @property
    def excerpts(self) -> int:
        """Of how many States excerpts of an earlier filing are held instead of a report."""
        return sum(line.has_excerpts for group in self.groups for line in group.lines)


def sees_all(actor: Actor, *, exercise: bool) -> bool:
    """Return whether ACTOR is the Secretariat of the world that a board is about."""
    return actor.is_machine or (Role.SECRETARIAT in actor.roles and actor.exercise == exercise)


def states_of(found: Round, *, exercise: bool) -> list[State]:
    """Return the States that a round asks: those of its year, former Members included (one query)."""
    if exercise:
        return list(State.objects.filter(kind=StateKind.EXERCISE))
    last = dt.date(found.year, 12, 31)
    member = Q(kind__in=[StateKind.MEMBER, StateKind.FORMER], member_since__lte=last)
    still = Q(member_until__isnull=True) | Q(member_until__gte=dt.date(found.year, 1, 1))
    return list(State.objects.filter((member & still) | Q(kind__in=[StateKind.OBSERVER, StateKind.NON_MEMBER])))


def standings(found: Round, *, exercise: bool, everything: bool) -> dict[str, Standing]:
    """Return what the board says of each State of which it says anything (two queries).

    The machine reads the statuses of reports; what nobody may see is left out before anything leaves this function.
    """
    snapshots = Snapshot.objects.filter(round=found, state__kind=StateKind.EXERCISE)
    if not exercise:
        snapshots = Snapshot.objects.filter(round=found).exclude(state__kind=StateKind.EXERCISE)
    said = dict.fromkeys(snapshots.values_list("state_id", flat=True).distinct(), Standing.PUBLISHED)
    with acting_as(MACHINE):
        statuses = dict(NationalReport.objects.filter(round=found).values_list("state_id", "status"))
    for state, status in statuses.items():
        if status == ReportStatus.RECEIVED:
            said.setdefault(state, Standing.RECEIVED)
        elif everything and status in (ReportStatus.SUBMITTED, ReportStatus.RETURNED):
            said[state] = Standing(status)
    return said


def board(actor: Actor, found: Round, *, exercise: bool = False, group: str = "") -> Board:
    """Return the board of a round as ACTOR sees it, of all regional groups or of one (four queries)."""
    exercise = exercise or found.exercise
    said = standings(found, exercise=exercise, everything=sees_all(actor, exercise=exercise))
    excerpts = set() if exercise else set(excerpted(found))
    grouped: dict[str, list[Line]] = {}
    for state in states_of(found, exercise=exercise):
        standing = said.get(state.pk, Standing.NONE)
        held = standing == Standing.NONE and state.pk in excerpts
        grouped.setdefault(group_of(state), []).append(Line(state, name_of(state.pk), standing, held))
    made = [
        Group(code, label, sorted(grouped[code], key=lambda line: sort_key(line.name)))
        for code, label in group_labels().items()
        if code in grouped and group in ("", code)
    ]
    return Board(made)


def excerpted(found: Round) -> list[str]:
    """Return the codes of the States of which excerpts of a report of the round's year are held (one query)."""
    rows = Excerpt.objects.filter(report_year=found.year, state__isnull=False)
    return [code for code in rows.values_list("state_id", flat=True).distinct() if code]


def group_of(state: State) -> str:
    """Return the regional group of a State on the board; observers stand apart."""
    apart = state.kind in (StateKind.OBSERVER, StateKind.NON_MEMBER)
    return OTHERS if apart or not state.regional_group else state.regional_group


def group_labels() -> Mapping[str, str]:
    """Return the regional groups by code, in the reader's language."""
    labels = {group.value: str(group.label) for group in RegionalGroup}
    return {**labels, OTHERS: _t("Other States, in no regional group or observer")}


def table(found: Round, shown: Board) -> str:
    """Return a board as CSV, in UTF-8 with a mark so that spreadsheets read it as such."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for group in shown.groups:
        for line in group.lines:
            cells = (line.state.pk, line.name, group.label, str(found.year), line.label)
            writer.writerow([safe(cell) for cell in cells])
    return "\ufeff" + out.getvalue()
