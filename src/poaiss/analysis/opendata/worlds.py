"""The two worlds that are never joined: the States, and the exercise States."""

from dataclasses import dataclass

from django.db.models import Q

from poaiss.common.errors import PoaissError
from poaiss.directory.enums import StateKind


class NoSuchWorld(PoaissError):
    """Only real States and exercise States can be analysed."""

    code = "no-such-world"


@dataclass(frozen=True, slots=True)
class World:
    """A world of States, with what belongs to it; ``name`` stands in addresses and names of folders."""

    name: str
    is_real: bool

    @property
    def states(self) -> Q:
        """The States of the world."""
        return ~Q(kind=StateKind.EXERCISE) if self.is_real else Q(kind=StateKind.EXERCISE)

    @property
    def reports(self) -> Q:
        """The publications of the world."""
        own = Q(state__kind=StateKind.EXERCISE)
        return ~own if self.is_real else own

    @property
    def rounds(self) -> Q:
        """The rounds in which the States of the world report; exercise States report in all."""
        return Q(exercise=False) if self.is_real else Q()


STATES = World("states", True)
EXERCISE = World("exercise", False)
WORLDS = {world.name: world for world in (STATES, EXERCISE)}


def world_called(name: str) -> World:
    """Return the world called NAME, or raise NoSuchWorld."""
    if name not in WORLDS:
        raise NoSuchWorld("There is no such world.", place=name[:40], mend="Choose states or exercise.")
    return WORLDS[name]
