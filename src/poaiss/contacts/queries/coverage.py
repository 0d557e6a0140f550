"""Which States have notified a point of contact, with denominators and without ranking (D7)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from poaiss.contacts.enums import OfficeKind
from poaiss.contacts.models import Office
from poaiss.contacts.queries.offices import sort_key
from poaiss.directory.enums import RegionalGroup, StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """A regional group: its States with a recorded point of contact, and those without one here."""

    label: str
    recorded: list[State] = field(default_factory=list)
    not_recorded: list[State] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The denominator: every State of the group."""
        return len(self.recorded) + len(self.not_recorded)


def coverage(kind: OfficeKind = OfficeKind.POA, *, exercise: bool = False) -> list[GroupCoverage]:
    """Return each regional group with its States, real ones or those of the exercise (two queries).

    A State counts once a designation for the office has been in force. Observer States stand apart.
    """
    found = Office.objects.filter(kind=kind, closed_on__isnull=True, confirmed_on__isnull=False)
    recorded = set(found.values_list("state_id", flat=True))
    kinds = [StateKind.EXERCISE] if exercise else [StateKind.MEMBER, StateKind.OBSERVER]
    states = sorted(State.objects.filter(kind__in=kinds), key=lambda state: sort_key(name_of(state.code)))
    labels = {group.value: str(group.label) for group in RegionalGroup}
    groups: dict[str, GroupCoverage] = {value: GroupCoverage(label) for value, label in labels.items()}
    for state in states:
        apart = state.kind == StateKind.OBSERVER or not state.regional_group
        key = "apart" if apart else state.regional_group
        group = groups.setdefault(key, GroupCoverage(_("in no regional group, or observer")))
        (group.recorded if state.code in recorded else group.not_recorded).append(state)
    return [group for group in groups.values() if group.total]
