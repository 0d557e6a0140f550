"""A folder of open data of one's own; in it, where wanted, three reports of two exercise States in two editions.

The pages read files alone, so that the reports are made once for all tests, and their rows are rolled back.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis import reading, results
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE, STATES
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import Publication
from tests.integration.reporting.conftest import signed_in
from tests.unit.reporting.people import LADDER, LAWS, REGISTRATION, actor, answered, started, step

__all__ = ["signed_in"]

BODY = "section_1/q_1_1"
LAWS_OF_EDITION_B = "section_4/q_7"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Let each test write its own open data."""
    settings.DATA = tmp_path


def file(state: str, year: int, answers: dict[str, Given], *, steps: int = 5, restricted: str = "") -> Any:
    """Bring a report of a State through the workflow; five steps publish it."""
    report = answered(started(state, year), answers)
    if restricted:
        drafter = actor(Role.POINT_OF_CONTACT, state)
        with acting_as(drafter):
            actions.choose_section(report=report, section=restricted, publication=Publication.RESTRICTED, by=drafter)
    for role, action in LADDER[:steps]:
        step(report, role, action)
    return report


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Path:
    """Publish Avaria in 2018 and 2024 and Borovia in 2024, write the open data, and take the rows back."""
    folder = tmp_path_factory.mktemp("made")
    with django_db_blocker.unblock(), override_settings(DATA=folder), transaction.atomic():
        file("XAV", 2018, {LAWS_OF_EDITION_B: Given("no")})
        file("XAV", 2024, {BODY: Given("yes"), LAWS: Given("yes"), REGISTRATION: Given("yes")})
        file("XBO", 2024, {BODY: Given("yes"), LAWS: Given("no")}, restricted="section_1")
        refresh()
        words = results.words_of(reading.data_folder(EXERCISE), "en")
        results.every(EXERCISE, 2024, words)  # computed once, and kept beside the data
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def published(db: None, made: Path, tmp_path: Path) -> None:
    """Give the test its own copy of the published data."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def refresh() -> None:
    """Write the open data of both worlds as they are now."""
    writing.refresh(EXERCISE)
    writing.refresh(STATES)
