"""What both sides do with a project, what the database itself refuses, duplicates (N15, N17)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE
from poaiss.assistance.assessments import actions as assessing
from poaiss.assistance.assessments import answers
from poaiss.assistance.assessments.errors import AssessmentEmpty, AssessmentShared, NotPublic, NotShared
from poaiss.assistance.enums import PROJECT_TRANSITIONS, MoneyKind, Part, ProjectStatus, ReleasedTo, Side
from poaiss.assistance.models import (
    Assessment,
    Measurement,
    Milestone,
    Project,
    ProjectDocument,
    ProjectIndicator,
    Transaction,
)
from poaiss.assistance.projects import achieving, actions, duplicates, stating
from poaiss.assistance.projects.errors import MeasurementUnfit, ProjectEnded
from poaiss.assistance.releasing.actions import release
from poaiss.common.errors import InvalidTransition
from tests.unit.assistance.projects.making import STRANGERS, project_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N17")]
PARTS = (Project, Milestone, ProjectIndicator, Measurement, Transaction, ProjectDocument, Assessment)


@pytest.fixture
def project(cast: Any) -> Project:
    """A project with a value, a payment and a draft of an assessment."""
    made, by = project_of(cast), cast.actor("bruno")
    with acting_as(by):
        indicator = made.indicators.get()
        stating.measure(indicator=indicator, on=dt.date(2025, 6, 1), value=Decimal(1), by=by)
        stating.state_money(
            project=made, kind=MoneyKind.COMMITMENT, on=dt.date(2025, 1, 1), amount=Decimal(9), currency="USD", by=by
        )
        path = next(each.path for each in answers.questions(answers.version()) if each.name == "lessons")
        assessing.save(project=made, form=answers.version(), given={path: "Ask first."}, revision=0, by=by)
    return made


def seen(cast: Any, who: str, model: Any) -> int:
    """Return how many rows somebody sees, by raw SQL as by Python."""
    actor = cast.actor(who)
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
        raw = int(cursor.fetchone()[0])
        assert raw == visible_to(actor, model).count(), (who, model)
        return raw


def test_the_database_shows_it_to_its_sides_and_to_nobody_else(cast: Any, project: Project) -> None:
    assert [seen(cast, "ana", model) for model in PARTS] == [1, 1, 1, 1, 1, 0, 1]
    assert [seen(cast, "grace", model) for model in PARTS] == [1, 1, 1, 1, 1, 0, 0]
    for who in STRANGERS:
        assert [seen(cast, who, model) for model in PARTS] == [0] * len(PARTS), who


def test_what_is_released_shows_neither_documents_nor_assessments(cast: Any, project: Project) -> None:
    by = cast.actor("bruno")
    with acting_as(by):
        release(part=Part.PROJECT, obj=project, to=ReleasedTo.STATES, by=by)
    assert [seen(cast, "leila", model) for model in PARTS] == [1, 1, 1, 1, 1, 0, 0]
    assert [seen(cast, "nobody", model) for model in PARTS] == [0] * len(PARTS)


@pytest.mark.parametrize("before", list(ProjectStatus))
def test_it_moves_along_its_table_alone(cast: Any, project: Project, before: ProjectStatus) -> None:
    by = cast.actor("grace")
    with acting_as(by):
        for after in ProjectStatus:
            Project.objects.filter(pk=project.pk).update(status=before)
            if after in PROJECT_TRANSITIONS[before]:
                assert actions.move(project=project, to=after, by=by).status == after
            else:
                with pytest.raises(InvalidTransition):
                    actions.move(project=project, to=after, by=by)


@pytest.mark.parametrize("status", [ProjectStatus.CLOSED, ProjectStatus.CANCELLED])
def test_what_has_ended_is_kept_as_it_is(cast: Any, project: Project, status: ProjectStatus) -> None:
    by = cast.actor("grace")
    with acting_as(by):
        Project.objects.update(status=status)
        with pytest.raises(ProjectEnded):
            actions.add_milestone(project=project, text="More", due_on=dt.date(2027, 1, 1), by=by)
        with pytest.raises(ProjectEnded):
            stating.measure(indicator=project.indicators.get(), on=dt.date(2025, 7, 1), value=Decimal(3), by=by)


def test_a_correction_is_a_further_measurement(cast: Any, project: Project) -> None:
    by, day = cast.actor("grace"), dt.date(2025, 12, 1)
    with acting_as(by):
        indicator = project.indicators.get()
        for value in ("5", "3", "1.5"):
            stating.measure(indicator=indicator, on=day, value=Decimal(value), by=by)
        stating.measure(indicator=indicator, on=dt.date(2025, 3, 1), value=Decimal(9), by=by)
        with pytest.raises(MeasurementUnfit):
            stating.measure(indicator=indicator, on=dt.date(2999, 1, 1), value=Decimal(1), by=by)
        found = achieving.achievement(ProjectIndicator.objects.get())  # the recipient's value is half a year old
        assert (indicator.measurements.count(), found.last and found.last.value) == (5, Decimal("1.5"))
        assert (found.share, found.reached, found.sides_differ) == (Decimal("0.500"), False, False)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share", "reached"),
    [
        ("0", "10", "10", "1.000", True),
        ("10", "0", "2", "0.800", False),
        ("10", "0", "0", "1.000", True),
        ("10", "20", "5", "-0.500", False),
        (None, "10", "12", None, True),
        ("5", None, "12", None, False),
        ("5", "5", "5", None, True),
    ],
)
def test_how_far_an_indicator_has_come(
    baseline: str | None, target: str | None, value: str, share: str | None, reached: bool
) -> None:
    indicator = ProjectIndicator(
        baseline=Decimal(baseline) if baseline else None, target=Decimal(target) if target else None
    )
    found = achieving.share_of(indicator, Decimal(value)), achieving.is_reached(indicator, Decimal(value))
    assert found == (Decimal(share) if share else None, reached)


@pytest.mark.rows("N15")
@pytest.mark.parametrize(
    ("theme", "title", "starts", "ends", "hints"),
    [
        ("stockpiles", "Ammunition stores", dt.date(2026, 1, 1), dt.date(2027, 1, 1), 1),
        ("tracing", "Registers and locks for depots", dt.date(2026, 1, 1), None, 1),
        ("tracing", "Tracing centre", dt.date(2026, 1, 1), None, 0),
        ("stockpiles", "Ammunition stores", dt.date(2027, 1, 1), None, 0),
        ("stockpiles", "Ammunition stores", None, dt.date(2024, 12, 31), 0),
        ("stockpiles", "Ammunition stores", None, None, 1),
    ],
)
def test_others_who_do_the_same_are_a_hint(
    cast: Any,
    project: Project,
    theme: str,
    title: str,
    starts: dt.date | None,
    ends: dt.date | None,
    hints: int,
) -> None:
    work = duplicates.Work("XAV", theme, title, starts, ends)
    found = {}
    for who in ("ana", "grace", "idris", "leila", "nobody"):
        with acting_as(cast.actor(who)):
            found[who] = len(duplicates.duplicates(cast.actor(who), work))
    assert found == {"ana": hints, "grace": hints, "idris": 0, "leila": 0, "nobody": 0}
    with acting_as(cast.actor("ana")):
        assert duplicates.duplicates(cast.actor("ana"), duplicates.Work("XBO", theme, title, starts, ends)) == []


@pytest.mark.rows("N18")
def test_who_sees_an_assessment_at_each_step(cast: Any, project: Project) -> None:
    people = ("ana", "grace", "leila", "dalia", "nobody")
    bruno, grace = cast.actor("bruno"), cast.actor("grace")
    with acting_as(bruno):
        row = Assessment.objects.get()
        with pytest.raises(NotShared):
            assessing.consent(assessment=row, agrees=True, by=bruno)
    matrix = [[seen(cast, who, Assessment) for who in people]]
    with acting_as(bruno):
        assessing.share(assessment=row, by=bruno)
        matrix.append([seen(cast, who, Assessment) for who in people])
        assessing.consent(assessment=row, agrees=True, by=bruno)
        with pytest.raises(NotPublic):
            assessing.offer_lessons(assessment=row, title="Lesson", by=bruno)
    matrix.append([seen(cast, who, Assessment) for who in people])
    with acting_as(grace):
        assessing.consent(assessment=row, agrees=True, by=grace)
    matrix.append([seen(cast, who, Assessment) for who in people])
    with acting_as(grace):
        assessing.consent(assessment=row, agrees=False, by=grace)
    matrix.append([seen(cast, who, Assessment) for who in people])
    assert matrix == [[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 1, 1], [1, 1, 0, 0, 0]]


@pytest.mark.rows("N18")
def test_what_is_shared_does_not_change_and_each_side_has_its_own(cast: Any, project: Project) -> None:
    form = answers.version()
    path = answers.questions(form)[0].path
    with acting_as(cast.actor("bruno")):
        row = assessing.share(assessment=Assessment.objects.get(), by=cast.actor("bruno"))
        with pytest.raises(AssessmentShared):
            assessing.save(
                project=project, form=form, given={path: "not"}, revision=row.revision, by=cast.actor("bruno")
            )
    with acting_as(cast.actor("grace")):
        own = assessing.save(project=project, form=form, given={path: ""}, revision=0, by=cast.actor("grace"))
        with pytest.raises(AssessmentEmpty):
            assessing.share(assessment=own, by=cast.actor("grace"))
        assert sorted(Assessment.objects.values_list("side", flat=True)) == [Side.DONOR, Side.RECIPIENT]


def test_a_strangers_hand_is_refused_by_the_database(cast: Any, project: Project) -> None:
    with acting_as(cast.actor("leila")), connection.cursor() as cursor:
        cursor.execute("UPDATE assistance_project SET title = 'x'")
        assert cursor.rowcount == 0
        cursor.execute(
            "UPDATE assistance_assessment SET status = 'shared', consents_public = true, other_consents = true"
        )
        assert cursor.rowcount == 0
    with acting_as(MACHINE):
        assert Project.objects.get().title == project.title


def test_values_of_both_sides_differ_only_when_measured_within_a_month(cast: Any, project: Project) -> None:
    by = cast.actor("grace")
    with acting_as(by):
        for day, differ in ((dt.date(2025, 6, 30), True), (dt.date(2025, 7, 30), False)):
            stating.measure(indicator=project.indicators.get(), on=day, value=Decimal(2), by=by)
            assert achieving.achievement(ProjectIndicator.objects.get()).sides_differ is differ
