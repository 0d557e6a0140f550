"""The exercise's attachments: generated, flagged as invented, readable, in the library once published."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.common import files
from poaiss.library.models import Entry
from poaiss.reporting import attachments_demo
from poaiss.reporting.actions import Given
from tests.unit.reporting.attachments.test_attachments import HAS_PLAN, TITLE, published
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R16")]


def test_a_report_of_the_exercise_gets_a_law_and_a_plan_that_say_that_they_are_invented(store: Path) -> None:
    given = {LAWS: Given("yes"), TITLE: Given("Exercise Arms Act of 2019"), HAS_PLAN: Given("yes")}
    report = answered(started(), given)
    assert attachments_demo.load(report, actor(Role.CONTRIBUTOR)) == 2
    published(report)
    with acting_as(NOBODY):
        rows = {each.title: each for each in visible_to(NOBODY, Entry)}
    assert set(rows) == {"Exercise Arms Act of 2019", "National action plan (XAV).pdf"}
    for each in rows.values():
        with files.open_kept(each.sha256) as stream:
            data = stream.read()
        text = PdfReader(io.BytesIO(data)).pages[0].extract_text() if each.name.endswith(".pdf") else data.decode()
        assert text.startswith(attachments_demo.NOTICE)


def test_other_reports_get_nothing(store: Path) -> None:
    report = answered(started("XBO"))
    assert attachments_demo.load(report, actor(Role.CONTRIBUTOR, "XBO")) == 0
