"""Reading rounds: the list, one round by its key, in which rounds a State may begin a report."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.common.clock import today
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.questionnaires.models import Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.models import NationalReport, Round
from poaiss.reporting.waiting import Task

KEY = re.compile(r"([0-9]{4})(-exercise)?")


def key_of(found: Round) -> str:
    """Return what a round is called in addresses: its year, and whether it is the exercise's."""
    return f"{found.year}-exercise" if found.exercise else str(found.year)


def title_of(found: Round) -> str:
    """Return what a round is called in the reader's language."""
    words = {"year": found.year}
    return _("Exercise round of %(year)d") % words if found.exercise else _("Reporting round of %(year)d") % words


def without_sheets(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Return rounds with their template's name, without the template's large columns."""
    found = rounds.select_related("version__questionnaire")
    return found.defer("version__sheets", "version__xform")


def rounds(actor: Actor) -> list[Round]:
    """Return the rounds that ACTOR sees, the latest first (one query)."""
    return list(without_sheets(visible_to(actor, Round)).order_by("-year", "-exercise"))


def round_at(actor: Actor, key: str) -> Round | None:
    """Return the round at an address, such as 2026 or 2026-exercise, or None: a stranger is told that there is none."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    found = visible_to(actor, Round).filter(year=int(match[1]), exercise=bool(match[2]))
    return without_sheets(found).first()


def templates() -> list[Version]:
    """Return the templates that a round can ask for: the latest version of each edition, the latest edition first."""
    return [version for edition, version in sorted(current_versions().items(), reverse=True)]


def templates_for(found: Round) -> list[Version]:
    """Return the templates that can be chosen for a round: the current ones, and the one that it has."""
    current = templates()
    known = {version.pk for version in current}
    return current if found.version is None or found.version.pk in known else [*current, found.version]


def open_to(state: State) -> QuerySet[Round]:
    """Return the rounds in which STATE can still begin a report, the latest first (one query).

    Rounds of the exercise are for exercise States alone; in a year that has one, it takes the place of the real
    round, and no State reports twice for one year.
    """
    reported = NationalReport.objects.filter(state=state, round__year=OuterRef("year"))
    found = Round.objects.filter(~Exists(reported), version__isnull=False)
    if state.is_exercise:
        own = Round.objects.filter(exercise=True, year=OuterRef("year"), instrument=OuterRef("instrument"))
        found = found.filter(Q(exercise=True) | ~Exists(own))
    else:
        found = found.filter(exercise=False)
    return without_sheets(found).order_by("-year")


def is_round_for(state: State, year: int) -> bool:
    """Return whether STATE was asked for a report in a year; an exercise round asks exercise States alone."""
    found = Round.objects.filter(year=year)
    return (found if state.is_exercise else found.filter(exercise=False)).exists()


def begin_tasks(actor: Actor) -> list[Task]:
    """Return the report of the latest round, for each State of ACTOR's desk that has not begun it."""
    if not actor.desks:
        return []
    found = []
    for state in State.objects.filter(pk__in=actor.desks).order_by("pk"):
        latest = latest_for(state)
        if latest is not None and not NationalReport.objects.filter(state=state, round__year=latest.year).exists():
            found.append(begin_task(state, latest))
    return found


def latest_for(state: State) -> Round | None:
    """Return the latest round with a template that STATE is asked for, its exercise first."""
    found = Round.objects.filter(version__isnull=False)
    found = found if state.is_exercise else found.filter(exercise=False)
    return found.order_by("-year", "-exercise").first()


def begin_task(state: State, latest: Round) -> Task:
    """Return the words that lead to the beginning of a report."""
    label = _("Begin the report of the round of %(year)d") % {"year": latest.year}
    hint = name_of(state.pk)
    if latest.deadline and latest.deadline >= today():
        words = {"state": hint, "date": formatted(latest.deadline, "DATE_FORMAT")}
        hint = _("%(state)s. Date due: %(date)s") % words
    return Task(label, reverse("reporting:mine") + "#rounds-heading", hint)


def due(actor: Actor) -> list[Round]:
    """Return the rounds with a known date due, the latest first, for the calendar."""
    return [each for each in rounds(actor) if each.deadline]
