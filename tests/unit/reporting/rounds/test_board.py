"""The board by region: neutral words, and nothing of a draft."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.directory.models import State
from poaiss.reporting import actions as reports
from poaiss.reporting.models import Excerpt, Round
from poaiss.reporting.rounds.board import Board, Standing, board, table
from tests.unit.reporting.people import actor, brought_to, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R22")]


def now(actor: Actor = NOBODY, *, year: int = 2026, exercise: bool = True, group: str = "") -> Board:
    with acting_as(actor):
        return board(actor, Round.objects.get(year=year, exercise=False), exercise=exercise, group=group)


def said(shown: Board) -> dict[str, str]:
    return {line.state.pk: line.standing for group in shown.groups for line in group.lines}


def test_everybody_sees_what_is_published_or_recorded_and_nothing_else() -> None:
    for steps, state in enumerate(("XAV", "XBO", "XCE", "XDR", "XES", "XFE")):
        brought_to(steps, state)
    public = said(now())
    assert {code: public[code] for code in ("XAV", "XBO", "XCE", "XDR")} == dict.fromkeys(
        ("XAV", "XBO", "XCE", "XDR"), Standing.NONE
    )
    assert (public["XES"], public["XFE"]) == (Standing.RECEIVED, Standing.PUBLISHED)
    assert said(now(actor(Role.CONTRIBUTOR))) == public
    office = said(now(actor(Role.SECRETARIAT)))
    assert {code for code in public if office[code] != public[code]} == {"XDR"}
    assert office["XDR"] == Standing.SUBMITTED
    assert said(now(actor(Role.SECRETARIAT, exercise=False))) == public


def test_a_returned_report_is_the_secretariats_to_know() -> None:
    report = brought_to(3)
    step(report, Role.SECRETARIAT, reports.return_with_remarks, remarks="The annex cannot be read.")
    assert said(now())["XAV"] == Standing.NONE
    assert said(now(actor(Role.SECRETARIAT)))["XAV"] == Standing.RETURNED


def test_what_was_published_stays_published_while_it_is_amended() -> None:
    report = brought_to(5)
    step(report, Role.MISSION, reports.amend)
    assert said(now())["XAV"] == Standing.PUBLISHED


def test_each_group_counts_with_its_denominator() -> None:
    brought_to(5, "XAV")
    brought_to(4, "XBO")
    african = next(group for group in now().groups if group.code == "african")
    own = State.objects.filter(kind="exercise", regional_group="african").count()
    assert (african.received, african.total) == (2, own)
    assert now().received == 2


def test_the_real_board_holds_the_members_of_its_year_and_no_exercise() -> None:
    brought_to(5)
    shown = now(exercise=False)
    totals = {group.code: group.total for group in shown.groups}
    assert {code: totals[code] for code in totals if code != "others"} == {
        "african": 54,
        "asia_pacific": 54,
        "eastern_european": 23,
        "grulac": 33,
        "weog": 29,
    }
    assert not {code for code in said(shown) if code.startswith("X")}
    assert shown.received == 0
    assert "SSD" not in said(now(exercise=False, year=2010))


def test_excerpts_are_told_apart_from_reports() -> None:
    year = Excerpt.objects.filter(state__isnull=False).values_list("report_year", flat=True).first()
    held = set(Excerpt.objects.filter(report_year=2016, state__isnull=False).values_list("state", flat=True))
    shown = now(exercise=False, year=2016)
    marked = {line.state.pk for group in shown.groups for line in group.lines if line.has_excerpts}
    assert marked == held
    assert shown.excerpts == len(held)
    assert shown.received == 0
    assert year is None or dt.date(year, 1, 1)


def test_a_filter_shows_one_group() -> None:
    assert [group.code for group in now(group="grulac").groups] == ["grulac"]


def test_a_handful_of_queries_for_all_states() -> None:
    now(exercise=False)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        board(NOBODY, Round.objects.select_related("version").get(year=2026, exercise=False))
    rows = [each["sql"] for each in asked if each["sql"].startswith("SELECT") and "set_config" not in each["sql"]]
    assert len(rows) == 5  # the round itself, and four for its board


def test_the_table_says_the_same() -> None:
    brought_to(5)
    found = Round.objects.get(year=2026, exercise=False)
    rows = list(csv.DictReader(io.StringIO(table(found, now()).removeprefix("\ufeff"))))
    avaria = next(row for row in rows if row["code"] == "XAV")
    assert avaria == {
        "code": "XAV",
        "state": "Avaria",
        "regional_group": "African States",
        "round": "2026",
        "status": "Published",
    }
    assert len(rows) == State.objects.filter(kind="exercise").count()
