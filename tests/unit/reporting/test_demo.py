"""The demonstration: reports in every state of the workflow, made through the actions, the same every time."""

import time

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts import demo as accounts_demo
from poaiss.accounts.actor import MACHINE
from poaiss.reporting import demo
from poaiss.reporting.enums import ReportStatus
from poaiss.reporting.models import NationalReport, Snapshot
from poaiss.reporting.queries import aligned_answers, listed

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_every_state_of_the_workflow_and_every_silence() -> None:
    accounts_demo.load_demo()
    began = time.perf_counter()
    made = demo.load_demo()
    took = time.perf_counter() - began
    assert made == sum(len(plan) for plan in demo.PLAN.values())
    assert took < 30  # 15 s are meant; the machine of the tests is shared
    with acting_as(MACHINE):
        statuses = set(NationalReport.objects.values_list("status", flat=True))
        rows = listed(MACHINE)
    assert statuses == {status.value for status in ReportStatus}
    assert all(row["exercise"] for row in rows)
    assert {row["round"] for row in rows} == set(demo.PLAN)
    kinds = {each.kind for each in aligned_answers(number="C:4.1.2", source="exercise")}
    assert kinds >= {"yes", "no", "restricted", "unchanged", "not_applicable", "no_answer", "did_not_report"}
    assert demo.load_demo() == 0


def test_an_amended_report_has_two_publications_and_the_first_one_stays() -> None:
    accounts_demo.load_demo()
    demo.load_demo()
    first, second = Snapshot.objects.filter(state="XAV", round__year=2024).order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256
    assert "Corrected after publication" in str(second.content)
    assert "Corrected after publication" not in str(first.content)
