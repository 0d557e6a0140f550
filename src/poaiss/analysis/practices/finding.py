"""Candidates for good practices, from the open data: what everybody can read already."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from poaiss.accounts.actor import Actor
from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.directory.models import State

QUERY = Path(__file__).resolve().parent / "candidates.sql"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published text that may hold a good practice."""

    state: str
    year: int
    edition: str
    number: str
    path: str
    concept: str
    entry: int
    language: str
    text: str
    theme: str
    is_asked: bool

    @property
    def key(self) -> str:
        """The name of the candidate in addresses: it follows from the State and the text, whatever the round."""
        return key_of(self.state, self.text)


def key_of(state: str, text: str) -> str:
    """Return the name of a text of a State in addresses."""
    return hashlib.sha256(f"{state}|{text}".encode()).hexdigest()[:16]


def world_of(actor: Actor) -> World:
    """Return the world whose practices ACTOR sees."""
    return EXERCISE if actor.exercise else STATES


@lru_cache(maxsize=1)
def query() -> str:
    """Return the query from its file."""
    return QUERY.read_text(encoding="utf-8")


def candidates(world: World, state: str = "") -> list[Candidate]:
    """Return the candidates of a world, or of one State, those of the latest round first."""
    with reading.tables(world) as connection:
        connection.execute(f"SET VARIABLE state = '{state if state.isalnum() else ''}'")
        rows = reading.rows(connection, query())
    return [Candidate(**row) for row in rows]


def candidate_of(state: State, key: str) -> Candidate | None:
    """Return the candidate of a State at an address, or None."""
    world = EXERCISE if state.is_exercise else STATES
    return next((each for each in candidates(world, state.pk) if each.key == key), None)
