"""The language of indicators: what it reads, how it is written again, and where it stops (A5)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poaiss.analysis.indicators.expressions import Malformed, Term, Test, parse, render

pytestmark = pytest.mark.rows("A5")

CONCEPTS = st.from_regex(r"[A-Z]:[A-Za-z0-9_]{1,6}(\.[A-Za-z0-9_]{1,5}){0,3}", fullmatch=True)
ARGUMENTS = {
    Test.HAS: st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,8}", fullmatch=True),
    Test.AT_LEAST: st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?", fullmatch=True),
}


@st.composite
def expressions(draw: st.DrawFn) -> tuple[Term, ...]:
    """Draw the terms of an expression, numbered as they are read."""
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    terms = []
    for clause, size in enumerate(shape, start=1):
        for number in range(1, size + 1):
            test = draw(st.sampled_from(Test))
            argument = draw(ARGUMENTS.get(test, st.just("")))
            terms.append(Term(clause, number, draw(CONCEPTS), test, argument))
    return tuple(terms)


@given(expressions())
@example((Term(1, 1, "C:answered", Test.YES), Term(2, 1, "C:at", Test.HAS, "least"), Term(2, 2, "C:has", Test.NO)))
def test_what_is_written_is_read_again_the_same(terms: tuple[Term, ...]) -> None:
    assert parse(render(terms)) == terms


@given(st.text(max_size=60) | st.text("C:1.P_ &|()!hasatleastanswered20", max_size=60))
def test_any_text_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    place, rest = refusal(text)
    if place:
        assert text[place - 1 :].startswith(rest)
        assert place <= len(text) + 1
    else:
        assert parse(render(parse(text))) == parse(text)


def refusal(text: str) -> tuple[int, str]:
    """Return where a text stops being an expression, 0 when it is one."""
    try:
        parse(text)
    except Malformed as found:
        return found.position, found.rest
    return 0, ""


def test_each_kind_of_term_with_its_clause_and_number() -> None:
    found = parse("C:4.1.2&!C:2.4.3 & ( C:2.3.2 has d_ii |C:P5.20 at least 20.5 ) & answered C:P3.1.1.title_en")
    assert found == (
        Term(1, 1, "C:4.1.2", Test.YES),
        Term(2, 1, "C:2.4.3", Test.NO),
        Term(3, 1, "C:2.3.2", Test.HAS, "d_ii"),
        Term(3, 2, "C:P5.20", Test.AT_LEAST, "20.5"),
        Term(4, 1, "C:P3.1.1.title_en", Test.ANSWERED),
    )
    assert render(found) == (
        "C:4.1.2 & !C:2.4.3 & ( C:2.3.2 has d_ii | C:P5.20 at least 20.5 ) & answered C:P3.1.1.title_en"
    )


@pytest.mark.parametrize(
    ("text", "position", "rest"),
    [
        ("", 1, ""),
        ("C:1.1 &", 8, ""),
        ("C:1.1 | C:1.2", 7, "| C:1.2"),
        ("( C:1.1 | C:1.2", 16, ""),
        ("( C:1.1 & C:1.2 )", 9, "& C:1.2 )"),
        ("C:1.1 at least many", 7, "at least many"),
        ("C:1.1 at least 20x", 7, "at least 20x"),
        ("C:1.1 has", 7, "has"),
        ("4.1.2", 1, "4.1.2"),
        ("C:1.1 C:1.2", 7, "C:1.2"),
        ("!answered C:1.1", 1, "!answered C:1.1"),
        ("C:1.1; drop table answers", 6, "; drop table answers"),
    ],
)
def test_where_reading_stops(text: str, position: int, rest: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(text)
    assert (refused.value.position, refused.value.rest) == (position, rest)
