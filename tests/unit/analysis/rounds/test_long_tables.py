"""A page shows a part of a very long table and says so; the files hold all rows."""

import pytest

from poaiss.analysis.figuring import Column, Figure, Result
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.rounds.showing import MOST, shown
from poaiss.analysis.words import Words

pytestmark = pytest.mark.rows("A1")


@pytest.mark.parametrize(("count", "beyond"), [(3, 0), (MOST, 0), (MOST + 7, 7)])
def test_what_is_beyond_the_page_is_counted(count: int, beyond: int) -> None:
    figure = Figure(
        name="long",
        shows="Many rows",
        unit="",
        columns=(Column("n", "Number"),),
        finding=lambda result, words: "There are many",
        denominator=lambda result, words: "",
        chart=lambda result, words: None,
    )
    result = Result("long", "exercise", 2024, tuple({"n": number} for number in range(count)), "data", "code")
    found = shown(EXERCISE, figure, result, Words("en", {}, {}))
    assert (len(found.rows), found.beyond) == (count - beyond, beyond)
    assert found.rows[-1] == (str(count - beyond - 1),)
