"""Effects in later reports: planted ones are found with the coverage said, thin data tell nothing (N19)."""

import random

import pytest

from poaiss.assistance.effects.estimating import (
    Change,
    Estimate,
    Standing,
    Thin,
    changes,
    estimate,
    estimate_one,
    similar,
)
from poaiss.assistance.effects.student import quantile

pytestmark = pytest.mark.rows("N19")

COMMITMENTS = 12
WORLDS = 400


@pytest.mark.parametrize(
    ("share", "degrees", "value"),
    [(0.975, 1, 12.7062), (0.975, 4, 2.7764), (0.975, 10, 2.2281), (0.95, 7, 1.8946), (0.975, 1000, 1.9623)],
)
def test_quantiles_agree_with_printed_tables(share: float, degrees: float, value: float) -> None:
    assert quantile(share, degrees) == pytest.approx(value, abs=5e-5)


def seeded(number: int) -> random.Random:
    """Return random numbers that are the same each time."""
    return random.Random(number)  # noqa: S311


def report(rng: random.Random, state: str, year: int, share: float, silence: float = 0.0) -> Standing:
    """Make a report whose commitments are each done with a probability."""
    silent = sum(rng.random() < silence for _each in range(COMMITMENTS))
    done = sum(rng.random() < share for _each in range(COMMITMENTS - silent))
    return Standing(state, year, done, COMMITMENTS - silent - done, silent)


def world(rng: random.Random, assisted: int, others: int, effect: float) -> tuple[list[Change], list[Change]]:
    """Make a world in which all States improve by 0.1 by themselves, and the assisted by EFFECT more."""
    made: list[list[Change]] = [[], []]
    for group, count, gain in ((0, assisted, 0.1 + effect), (1, others, 0.1)):
        for number in range(count):
            state, base = f"{group}-{number}", rng.uniform(0.3, 0.5)
            made[group].append(
                Change(
                    state, report(rng, state, 2018, base), report(rng, state, 2024, base + gain + rng.gauss(0, 0.05))
                )
            )
    return made[0], made[1]


@pytest.mark.parametrize("effect", [0.0, 0.2, -0.1])
def test_planted_effects_lie_in_the_interval_as_often_as_it_says(effect: float) -> None:
    rng = seeded(20_24)
    found = [estimate(*world(rng, 12, 40, effect)) for _world in range(WORLDS)]
    told = [each for each in found if isinstance(each, Estimate)]
    assert len(told) > 0.95 * WORLDS
    covered = sum(each.low <= effect <= each.high for each in told) / len(told)
    assert 0.92 <= covered <= 0.99
    assert sum(each.effect for each in told) / len(told) == pytest.approx(effect, abs=0.02)


def test_a_single_state_is_told_with_the_coverage_said() -> None:
    rng = seeded(7)
    found = []
    for _world in range(WORLDS):
        own, others = world(rng, 1, 40, 0.3)
        found.append(estimate_one(own[0], others))
    told = [each for each in found if isinstance(each, Estimate)]
    assert sum(each.low <= 0.3 <= each.high for each in told) / len(told) >= 0.92


def test_no_effect_is_told_as_one_no_more_often_than_said() -> None:
    rng = seeded(11)
    told = [each for _world in range(WORLDS) if isinstance(each := estimate(*world(rng, 12, 40, 0.0)), Estimate)]
    assert sum(each.tells for each in told) / len(told) <= 0.08


def test_a_clear_effect_is_told() -> None:
    rng = seeded(3)
    told = [each for _world in range(50) if isinstance(each := estimate(*world(rng, 15, 60, 0.35)), Estimate)]
    assert sum(each.tells and each.effect > 0 for each in told) >= 0.95 * len(told)


@pytest.mark.parametrize(
    ("assisted", "others", "why"), [(4, 40, Thin.FEW_ASSISTED), (12, 7, Thin.FEW_OTHERS), (0, 0, Thin.FEW_ASSISTED)]
)
def test_thin_data_are_met_with_silence(assisted: int, others: int, why: Thin) -> None:
    assert estimate(*world(seeded(1), assisted, others, 0.3)) is why


def test_a_single_state_without_a_later_report_or_peers_is_met_with_silence() -> None:
    own, others = world(seeded(1), 1, 40, 0.3)
    assert estimate_one(None, others) is Thin.NO_REPORT_AFTER
    assert estimate_one(own[0], others[:11]) is Thin.FEW_OTHERS


def test_others_that_all_stand_still_alike_tell_nothing() -> None:
    still = [Change(str(n), Standing(str(n), 2018, 5, 5), Standing(str(n), 2024, 5, 5)) for n in range(20)]
    assert estimate_one(still[0], still[1:]) is Thin.NO_VARIATION
    assert estimate(still[:6], still[6:]) is Thin.NO_VARIATION


def test_only_states_that_answered_in_both_rounds_are_compared() -> None:
    standings = [
        Standing("XAV", 2018, 2, 2),
        Standing("XAV", 2024, 3, 1),
        Standing("XBO", 2018, 1, 1),
        Standing("XCE", 2018, 0, 0, 5),
        Standing("XCE", 2024, 4, 0),
        Standing("XAV", 2022, 4, 0),
    ]
    found = changes(standings, 2018, 2024)
    assert [(each.state, each.value) for each in found] == [("XAV", 0.25)]


def test_a_state_that_has_all_done_is_compared_with_its_like() -> None:
    own = Change("a", Standing("a", 2018, 10, 0), Standing("a", 2024, 10, 0))
    low = Change("b", Standing("b", 2018, 1, 9), Standing("b", 2024, 9, 1))
    high = Change("c", Standing("c", 2018, 8, 2), Standing("c", 2024, 8, 2))
    assert similar(own, [low, high]) == (high,)


def test_silence_widens_the_bounds_and_never_the_estimate() -> None:
    rng = seeded(5)
    own, others = world(rng, 12, 40, 0.2)
    plain = estimate(own, others)
    quiet = [
        Change(each.state, each.before, Standing(each.state, 2024, each.after.done, each.after.not_done, 6))
        for each in own
    ]
    told = estimate(quiet, others)
    assert isinstance(plain, Estimate)
    assert isinstance(told, Estimate)
    assert told.effect == plain.effect
    assert told.least < plain.least
    assert told.least <= told.effect <= told.most
