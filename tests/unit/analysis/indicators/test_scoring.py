"""Scores are intervals where something is silent, never a rank, and no small group is averaged (A5, A11)."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poaiss.analysis.indicators.schemes import Scheme, UnknownScheme, UnknownWeight, scheme_named
from poaiss.analysis.scoring import GroupTooSmall, Outcome, Points, Score, average_of, points, score
from tests.unit.analysis.indicators.ground import indicator

pytestmark = pytest.mark.rows("A5", "A11")

MET, NOT_MET = Outcome(2, 2, "met"), Outcome(0, 0, "not_met")
DEVELOPING, UNKNOWN = Outcome(1, 1, "developing"), Outcome(0, 2, "unknown")
AT_LEAST_DEVELOPING = Outcome(1, 2, "unknown")
NOT_APPLICABLE, NOT_ASKED = Outcome(None, None, "not_applicable"), Outcome(None, None, "not_asked")
SILENT_STATE, NO_STATE = Outcome(0, 2, "did_not_report"), Outcome(0, 2, "not_yet_a_state")
WITHOUT_BOUNDS, DISSOLVED = Outcome(None, None, "did_not_report"), Outcome(0, 2, "no_longer_a_state")

BROKERING = (
    indicator("laws", "brokering", "primary", "firm"),  # 1
    indicator("registered", "brokering", "subsidiary", "firm"),  # 1/2
    indicator("licensed", "brokering", "subsidiary", "firm"),  # 1/2
    indicator("offence", "brokering", "subsidiary", "firm"),  # 1/2
    indicator("abroad", "brokering", "subsidiary", "encouraged"),  # 1/4
)
TRACING = (
    indicator("procedures", "tracing", "primary", "firm"),  # 1
    indicator("confidential", "tracing", "subsidiary", "firm"),  # 1/2
)
OUTSIDE = (indicator("gender", "", "primary", "encouraged"),)
ALL = BROKERING + TRACING + OUTSIDE


@pytest.fixture
def scheme() -> Scheme:
    """The published method."""
    return scheme_named()


def test_a_score_computed_by_hand(scheme: Scheme) -> None:
    """By hand, brokering: laws 1 of 1; registered half of 1/2 = 0.25; licensed 0 to 1/2; offence 0; abroad is off.

    So 1 + 0.25 + 0 + 0 = 1.25 at least, 1.25 + 0.5 = 1.75 at most, of 1 + 1/2 + 1/2 + 1/2 = 2.5.
    Tracing: procedures 1 of 1; confidential was not asked: 1 of 1. Together 2.25 to 2.75 of 3.5.
    """
    outcomes = {
        "laws": MET,
        "registered": DEVELOPING,
        "licensed": UNKNOWN,
        "offence": NOT_MET,
        "abroad": NOT_APPLICABLE,
        "procedures": MET,
        "confidential": NOT_ASKED,
        "gender": MET,
    }
    found = score(outcomes, ALL, scheme)
    assert told(found.themes["brokering"]) == ("1.25", "1.75", "2.5", "3.5")
    assert told(found.themes["tracing"]) == ("1", "1", "1", "1.5")
    assert told(found.total) == ("2.25", "2.75", "3.5", "56.75")
    assert (found.total.counted, found.total.silent, found.total.left_out) == (
        5,
        ("licensed",),
        ("confidential", "abroad"),
    )
    assert found.total.exact is None
    assert found.themes["tracing"].exact == 1
    assert found.total.share == (Decimal("2.25") / Decimal("3.5"), Decimal("2.75") / Decimal("3.5"))


def told(found: Points) -> tuple[str, str, str, str]:
    """Return low, high, maximum and published maximum as plain numbers."""
    return (plain(found.low), plain(found.high), plain(found.maximum), plain(found.published))


def plain(number: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    return format(number.normalize(), "f")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (MET, ("1", "1", "1")),
        (NOT_MET, ("0", "0", "1")),
        (DEVELOPING, ("0.5", "0.5", "1")),
        (UNKNOWN, ("0", "1", "1")),
        (AT_LEAST_DEVELOPING, ("0.5", "1", "1")),
        (SILENT_STATE, ("0", "1", "1")),
        (NOT_APPLICABLE, ("0", "0", "0")),
        (NOT_ASKED, ("0", "0", "0")),
        (NO_STATE, ("0", "0", "0")),
        (DISSOLVED, ("0", "0", "0")),
        (WITHOUT_BOUNDS, ("0", "1", "1")),
        (None, ("0", "1", "1")),
    ],
)
def test_each_kind_of_silence(scheme: Scheme, outcome: Outcome | None, expected: tuple[str, ...]) -> None:
    found = points({"laws": outcome} if outcome else {}, BROKERING[:1], scheme)
    assert told(found)[:3] == expected
    assert found.is_certain is (expected[0] == expected[1])
    assert (found.exact is None) is not found.is_certain
    assert (found.share is None) is (expected[2] == "0")


def test_weights_can_be_adjusted(scheme: Scheme) -> None:
    outcomes = {"laws": MET, "registered": DEVELOPING, "licensed": NOT_MET, "offence": NOT_MET, "abroad": NOT_MET}
    before = points(outcomes, BROKERING, scheme)
    halves = scheme.adjusted(points={("primary", "firm"): Decimal(2)}, developing=Decimal("0.25"))
    own = halves.adjusted(weights={"abroad": Decimal(0)})
    assert told(before)[:3] == ("1.25", "1.25", "2.75")
    assert told(points(outcomes, BROKERING, halves))[:3] == ("2.125", "2.125", "3.75")
    assert told(points(outcomes, BROKERING, own))[:3] == ("2.125", "2.125", "3.5")
    assert told(points(outcomes, BROKERING, scheme)) == told(before), "the published method itself stays as it is"


def test_a_weight_in_the_row_of_an_indicator_stands_for_that_of_the_method(scheme: Scheme) -> None:
    weighed = (dataclasses.replace(BROKERING[0], weight=Decimal("0.75")),)
    assert told(points({"laws": MET}, weighed, scheme))[:3] == ("0.75", "0.75", "0.75")


@pytest.mark.parametrize(
    "change",
    [
        {"points": {("primary", "firm"): Decimal(-1)}},
        {"points": {("primary", "strict"): Decimal(1)}},
        {"weights": {"laws": Decimal(-1)}},
        {"developing": Decimal("1.5")},
        {"developing": Decimal("NaN")},
        {"weights": {"laws": Decimal("NaN")}},
    ],
)
def test_a_weight_without_meaning_is_refused(scheme: Scheme, change: dict[str, object]) -> None:
    with pytest.raises(UnknownWeight) as refused:
        scheme.adjusted(**change)  # type: ignore[arg-type]
    assert refused.value.problem.code == "scheme-weight"


def test_an_unknown_method_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownScheme) as refused:
        scheme_named("gini")
    assert (refused.value.problem.code, refused.value.problem.mend) == ("scheme-unknown", "Write one of: poaim.")


TRUTHS = st.lists(st.sampled_from([MET, NOT_MET, DEVELOPING, NOT_APPLICABLE]), min_size=8, max_size=8)


@given(TRUTHS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_interval_covers_what_silence_hides(truths: list[Outcome], hidden: list[bool]) -> None:
    scheme = scheme_named()
    truth = {each.name: outcome for each, outcome in zip(ALL, truths, strict=True)}
    said = {
        name: UNKNOWN if hide and outcome is not NOT_APPLICABLE else outcome
        for (name, outcome), hide in zip(truth.items(), hidden, strict=True)
    }
    real, found = score(truth, ALL, scheme).total, score(said, ALL, scheme).total
    assert found.low <= real.low == real.high <= found.high <= found.maximum == real.maximum


def state(outcome: Outcome, scheme: Scheme) -> Score:
    """Return the score of a State that says one thing on tracing and nothing is due else."""
    nothing = {each.name: NOT_APPLICABLE for each in BROKERING}
    return score({**nothing, "procedures": outcome, "confidential": NOT_ASKED}, ALL, scheme)


def test_a_group_of_five_has_an_average_with_its_interval(scheme: Scheme) -> None:
    said = (MET, MET, DEVELOPING, NOT_MET, UNKNOWN)
    found = average_of([state(outcome, scheme) for outcome in said])
    assert (found.low, found.high, found.states, found.without_maximum) == (
        Decimal("0.5"),
        Decimal("0.7"),
        5,
        0,
    )


def test_the_average_of_four_is_refused_even_among_six(scheme: Scheme) -> None:
    four = [state(MET, scheme)] * 4
    for group in ([], four, [*four, state(NOT_ASKED, scheme), state(NO_STATE, scheme)]):
        with pytest.raises(GroupTooSmall) as refused:
            average_of(group)
        assert refused.value.problem.code == "group-too-small"
