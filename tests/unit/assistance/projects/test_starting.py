"""A project from an agreed match: what is taken over, by whom, once (N17)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.models import Notification
from poaiss.assistance.enums import MatchStatus, ProjectStatus
from poaiss.assistance.models import Match, Project
from poaiss.assistance.projects.actions import start_project
from poaiss.assistance.projects.errors import MatchNotAgreed
from poaiss.audit.models import Entry
from tests.unit.assistance.projects.making import STRANGERS, TITLE, match_of, project_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N14", "N17")]


@pytest.mark.parametrize("who", ["bruno", "grace"])
def test_either_side_starts_it_and_the_plan_is_copied(cast: Any, who: str) -> None:
    made = project_of(cast, who)
    assert (made.title, made.theme, made.state_id, made.organisation_id) == (
        TITLE,
        "stockpiles",
        "XAV",
        "fenmora-development",
    )
    assert (made.budget, made.currency, made.status, made.exercise) == (
        Decimal(90_000),
        "USD",
        ProjectStatus.RUNNING,
        True,
    )
    assert (made.starts, made.ends) == (dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    with acting_as(cast.actor("grace")):
        assert [(each.text, each.due_on) for each in made.milestones.all()] == [("Fit the locks", dt.date(2025, 9, 30))]
        copied = made.indicators.get()
        assert (copied.text, copied.unit, copied.baseline, copied.target, copied.target_on, copied.verification) == (
            "Depots with two locks",
            "depots",
            Decimal(0),
            Decimal(3),
            dt.date(2026, 6, 30),
            "Visit",
        )


def test_starting_twice_starts_once(cast: Any) -> None:
    match = match_of(cast)
    for who in ("bruno", "grace"):
        with acting_as(cast.actor(who)):
            start_project(match=match, by=cast.actor(who))
    with acting_as(MACHINE):
        assert Project.objects.count() == 1
    assert Entry.objects.filter(action="assistance.start_project").count() == 1


@pytest.mark.parametrize("status", [each for each in MatchStatus if each not in ("agreed", "running")])
def test_what_is_not_agreed_starts_nothing(cast: Any, status: MatchStatus) -> None:
    match = match_of(cast)
    with acting_as(MACHINE):
        Match.objects.update(status=status)
    with acting_as(cast.actor("bruno")), pytest.raises(MatchNotAgreed):
        start_project(match=match, by=cast.actor("bruno"))


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_starts_it(cast: Any, who: str) -> None:
    match = match_of(cast)
    with acting_as(cast.actor(who)), pytest.raises(Refused):
        start_project(match=match, by=cast.actor(who))


def test_the_other_side_is_told_without_a_title(cast: Any) -> None:
    project_of(cast, "bruno")
    found = Notification.objects.get(person=cast.grace, event="assistance.project-started")
    assert found.subject == "A project with Avaria has started"
    assert TITLE not in f"{found.subject} {found.body}"
    assert not Notification.objects.filter(person=cast.bruno, event="assistance.project-started").exists()
