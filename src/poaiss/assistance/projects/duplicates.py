"""Who else works on the same in the same State: a hint to talk to each other, never a refusal (N15).

Compared are only projects that the reader sees anyway; a project that is not released gives no hint.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import ProjectStatus
from poaiss.assistance.models import Match, Need, Project, Proposal
from poaiss.assistance.projects import queries

OVER = (ProjectStatus.CANCELLED, ProjectStatus.CLOSED)
ALIKE = 0.5
"""Share of words in common from which two titles are called alike."""
FEWEST_LETTERS = 4
"""Shorter words (of, and, the) say nothing of what a project does."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done: where, on what, when, under which title."""

    state: str
    theme: str
    title: str
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A project that may do the same, and what it has in common."""

    project: Project
    same_theme: bool
    similar_title: bool
    overlap: tuple[dt.date | None, dt.date | None]


def words(title: str) -> frozenset[str]:
    """Return the words of a title that tell what it is about."""
    return frozenset(each for each in re.findall(r"\w+", title.casefold()) if len(each) >= FEWEST_LETTERS)


def alike(one: str, other: str) -> bool:
    """Return whether two titles share most of their words."""
    first, second = words(one), words(other)
    return bool(first and second) and len(first & second) / len(first | second) >= ALIKE


def overlapping(work: Work, project: Project) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the time in common; an open end is open, and None means that there is none."""
    starts = [each for each in (work.starts, project.starts) if each]
    ends = [each for each in (work.ends, project.ends) if each]
    first, last = max(starts, default=None), min(ends, default=None)
    return None if first and last and first > last else (first, last)


def duplicates(actor: Actor, work: Work, *, without: Sequence[object] = ()) -> list[Duplicate]:
    """Return the projects in the same State that overlap in time, on the same theme or under a similar title."""
    rows = queries.projects(actor).filter(state=work.state).exclude(Q(status__in=OVER) | Q(pk__in=without))
    found = []
    for each in rows.order_by("starts", "title"):
        same, similar, time = each.theme == work.theme, alike(each.title, work.title), overlapping(work, each)
        if time is not None and (same or similar):
            found.append(Duplicate(each, same, similar, time))
    return sorted(found, key=lambda each: (not each.similar_title, not each.same_theme))


def of_project(actor: Actor, project: Project) -> list[Duplicate]:
    """Return the projects that may do the same as a project."""
    work = Work(project.state_id, project.theme, project.title, project.starts, project.ends)
    return duplicates(actor, work, without=[project.pk])


def of_match(actor: Actor, match: Match) -> list[Duplicate]:
    """Return the projects that may do the same as what a match is about, as far as ACTOR sees its need."""
    need = visible_to(actor, Need).filter(pk=match.need_id).first()
    if need is None:
        return []
    proposal = visible_to(actor, Proposal).filter(pk=match.proposal_id).first() if match.proposal_id else None
    starts, ends = (proposal.starts, proposal.ends) if proposal else (None, None)
    work = Work(need.state_id, need.theme, proposal.title if proposal else need.title, starts, ends)
    own = list(queries.projects(actor).filter(match=match).values_list("pk", flat=True))
    return duplicates(actor, work, without=own)
