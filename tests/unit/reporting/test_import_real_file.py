"""The real fragments: 58 records, every oddity told, nothing lost, importing twice changes nothing (R4)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.reporting.fragments.importing import Imported, import_file
from poaiss.reporting.models import Excerpt, ExcerptAnswer, NationalReport, Snapshot

FILE = Path(settings.REFERENCE_DATA) / "filed_answers.json"
pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]


def run(path: Path = FILE) -> Imported:
    with acting_as(MACHINE):
        return import_file(path, by=MACHINE)


def told(found: Imported, code: str) -> list[tuple[Any, Any, Any]]:
    return [(each["state"], each["year"], each["question"]) for each in found.warnings if each["code"] == code]


def test_the_numbers_of_the_file_add_up() -> None:
    found = run()
    assert (found.reports, found.answers, found.placed, found.kept) == (58, 214, 121, 93)
    assert Excerpt.objects.count() == 58
    assert ExcerptAnswer.objects.count() == 214
    assert ExcerptAnswer.objects.filter(question__isnull=False).count() == 121


def test_importing_twice_prints_the_same_and_changes_nothing() -> None:
    first, before = run(), list(Excerpt.objects.order_by("pk").values())
    second = run()
    assert first.as_dict() == second.as_dict()
    assert second.stored == 0
    assert list(Excerpt.objects.order_by("pk").values()) == before


def test_each_oddity_is_told() -> None:
    found = run()
    assert told(found, "text-in-yes-no") == [("ATG", 2010, "6.6"), ("ATG", 2010, "18.2")]
    assert told(found, "list-answered-by-text") == [("NZL", 2012, "4.1.1")]
    assert told(found, "yes-in-text-field") == [("USA", None, "1.a")]
    assert told(found, "state-not-shown") == [("(not shown)", 2010, "")]
    assert told(found, "outlier") == [("JAM", 2005, "homicides_with_SALW")]
    assert told(found, "child-answered-under-blank-parent") == [("PAK", 2012, "10.3"), ("PAK", 2012, "10.4")]
    assert told(found, "retention-below-floor") == [
        ("ATG", 2010, "6.14.2"),
        ("ATG", 2010, "20.2"),
        ("CAN", 2008, "records_licence"),
    ]
    assert [state for state, _year, _question in told(found, "year-missing")] == ["BLZ", "JAM", "COL", "USA", "ARG"]
    assert Counter(each["code"] for each in found.warnings)["narrative-kept"] == 90


def test_a_sum_that_agrees_is_noted_and_is_no_warning() -> None:
    found = run()
    answer = ExcerptAnswer.objects.get(excerpt__state="MDA", number="destroyed_total_2000_2009")
    assert answer.warnings[-1] == {"code": "sum-agrees", "words": {"parts": "4", "sum": "9,678", "total": "9,678"}}
    assert told(found, "sum-agrees") == told(found, "sum-disagrees") == []


def test_blank_is_no_answer_and_never_no() -> None:
    run()
    blank = ExcerptAnswer.objects.get(excerpt__state="PAK", number="10.2")
    assert (blank.kind, blank.placed_value, blank.value) == ("no_answer", None, None)


def test_what_fits_no_question_is_kept_verbatim() -> None:
    run()
    kept = ExcerptAnswer.objects.get(excerpt__state="ATG", excerpt__report_year=2010, number="6.6")
    assert (kept.question, kept.value) == (None, "free text saying the State does not export SALW")


def test_paraphrases_are_marked_and_ticks_are_not() -> None:
    run()
    marked = dict(
        ExcerptAnswer.objects.filter(excerpt__state="ATG", excerpt__report_year=2010).values_list(
            "number", "is_paraphrase"
        )
    )
    assert marked["20.1"] is True
    assert marked["6.6"] is True
    assert marked["8.2"] is False
    assert marked["6.14.2"] is False  # a span of time, nothing to paraphrase


def test_excerpts_are_no_reports() -> None:
    run()
    assert NationalReport.objects.count() == 0
    assert Snapshot.objects.count() == 0
