"""Each published figure: recomputed from rows, quoted, or not computable with what is missing."""

from pathlib import Path
from typing import Any

import pytest

from poaiss.analysis import figuring, results
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE, STATES
from poaiss.directory.loading import rows

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A1")]


@pytest.fixture
def figure(settings: Any, tmp_path: Path) -> figuring.Result:
    settings.DATA = tmp_path
    words = results.words_of(writing.refresh(STATES), "en")
    return results.result(STATES, figuring.figure_called("published-figures", words), 2024)


def test_what_the_rows_allow_is_recomputed_and_agrees(figure: figuring.Result) -> None:
    found = {row["key"]: (row["published"], row["recomputed"]) for row in figure.rows if row["status"] == "recomputed"}
    assert found == {
        "members-2003": (191, 191),
        "members-2010": (192, 192),
        "destroyed-moldova-2000-2009": (9678, 1610 + 3497 + 2197 + 2374),
        "unroca-2001": (124, 124),
        "unroca-2022": (35, 35),
        "unroca-never": (24, 24),
    }


def test_a_figure_that_follows_from_quoted_ones_reproduces_nothing(figure: figuring.Result) -> None:
    quoted = [row for row in figure.rows if row["status"] == "quoted"]
    assert [row["key"] for row in quoted] == ["at-least-once-by-2010", "poaim-maximum"]
    assert all(row["recomputed"] is None and row["agrees"] is None for row in quoted)


def test_every_other_published_figure_says_what_is_missing(figure: figuring.Result) -> None:
    missing = {row["key"]: row["reason"] for row in figure.rows if row["status"] == "not_computable"}
    assert missing["round-2018"] == missing["reports-to-2010"] == "reports-not-held"
    assert missing["asked-assistance-2012-2017"] == "excerpt-ends"
    assert len(missing) + 8 == len(figure.rows) == len(rows("published_totals.csv"))
    assert not {"", "rows-held", None} & set(missing.values())


def test_nothing_is_published_on_exercise_states(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    words = results.words_of(writing.refresh(EXERCISE), "en")
    figure = figuring.figure_called("published-figures", words)
    found = results.result(EXERCISE, figure, 2024)
    assert found.rows == ()
    assert figure.empty(found, words) == "No figures were published on these States."
