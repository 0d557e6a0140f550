"""Markings and audiences."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Marking(TextChoices):
    """Traffic Light Protocol 2.0 (FIRST, 2022)."""

    CLEAR = "clear", _("TLP:CLEAR")
    GREEN = "green", _("TLP:GREEN")
    AMBER = "amber", _("TLP:AMBER")
    AMBER_STRICT = "amber+strict", _("TLP:AMBER+STRICT")
    RED = "red", _("TLP:RED")

    @property
    def meaning(self) -> Promise:
        """What the marking allows, in one sentence after the standard."""
        return MEANINGS[self]

    def at_least(self, other: "Marking") -> bool:
        """Return whether this marking restricts as much as OTHER or more."""
        order = list(Marking)
        return order.index(self) >= order.index(other)


MEANINGS: dict[Marking, Promise] = {
    Marking.CLEAR: _("May be shared with everybody."),
    Marking.GREEN: _("May be shared within the community, not in public."),
    Marking.AMBER: _("May be shared within the own organisation and with its clients on a need-to-know basis."),
    Marking.AMBER_STRICT: _("May be shared within the own organisation alone, on a need-to-know basis."),
    Marking.RED: _("For the eyes and ears of the named recipients alone."),
}


def strictest(markings: Iterable[Marking]) -> Marking:
    """Return the marking of a whole from those of its parts: the strictest; TLP:CLEAR for nothing."""
    order = list(Marking)
    return max(markings, key=order.index, default=Marking.CLEAR)


class Audience(TextChoices):
    """Who may see a field or a record; each State chooses for its own (D3)."""

    PUBLIC = "public", _("everybody")
    STATES = "states", _("officials of States and the Secretariat")
    VETTED = "vetted", _("vetted officers of agencies")
    NAMED = "named", _("those named")
    OWN = "own", _("the State itself")
