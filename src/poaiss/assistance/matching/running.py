"""The project that comes of an agreed match."""

from poaiss.accounts.actor import Actor
from poaiss.assistance.models import Match, Project


def begin_project(match: Match, *, by: Actor) -> Project:
    """Start the project of a match; the part of projects says what it begins with."""
    from poaiss.assistance.projects.actions import start_project  # it reads matches, and matches start it

    return start_project(match=match, by=by)
