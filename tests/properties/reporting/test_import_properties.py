"""Whatever a file holds: placed and kept are the answers, twice changes nothing, every error is a coded one."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.common.errors import PoaissError, Problem
from poaiss.reporting.fragments.importing import import_records
from poaiss.reporting.fragments.reading import parse
from poaiss.reporting.models import ExcerptAnswer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.sampled_from(
    [
        "8.2",
        "10.1",
        "10.5.b",
        "6.14.2",
        "8.1",
        "22.6",
        "4.1.2",
        "1.1.d",
        "7.2",
        "99",
        "9(a)",
        "destroyed_2001",
        "x_total",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.sampled_from(["yes", "no", "developing", "a", "Over 1 year"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT | st.sampled_from(["a", "c", "men"]), inner, max_size=4)
    ),
    max_leaves=6,
)
EDITIONS = st.sampled_from(["A-2010/14", "B-2016/18", "C-2020+", "pre-template narrative"])
RECORDS = st.fixed_dictionaries(
    {
        "state": st.just("Kenya"),
        "iso3": st.just("KEN"),
        "report_year": st.none() | st.integers(2001, 2026),
        "edition": EDITIONS,
        "source": st.just(["https://example.org"]),
        "note": TEXT,
        "answers": st.dictionaries(NUMBERS | TEXT.filter(lambda text: bool(text.strip())), VALUES, max_size=8),
    }
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(st.lists(RECORDS, max_size=4, unique_by=lambda record: json.dumps(record, sort_keys=True)))
def test_placed_and_kept_are_together_the_answers_and_twice_is_once(records: list[dict[str, Any]]) -> None:
    raw = parse(json.dumps(records).encode())
    with acting_as(MACHINE):
        first = import_records(raw, by=MACHINE)
        rows = ExcerptAnswer.objects.count()
        second = import_records(raw, by=MACHINE)
        assert ExcerptAnswer.objects.count() == rows
    assert first.placed + first.kept == first.answers == sum(len(record["answers"]) for record in records)
    assert first.as_dict() == second.as_dict()
    assert second.stored == 0
    assert all(set(each) == {"code", "state", "year", "question", "message"} for each in first.warnings)


@QUICK
@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps([value]).encode()) | TEXT.map(str.encode))
def test_whatever_the_bytes_are_the_only_error_is_a_coded_one(data: bytes) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        with acting_as(MACHINE):
            import_records(parse(data), by=MACHINE)
    except PoaissError as error:
        problems = error.problems
    assert all(problem.code and problem.reason for problem in problems)
