"""Round numbers for a quiet grid."""

from math import ceil, log10

STEPS = (1, 2, 2.5, 5, 10)


def step_for(top: float, most: int = 4, *, whole: bool = True) -> float:
    """Return a round step that divides 0 to TOP into at most MOST parts; a whole number where the values are."""
    if top <= 0:
        return 1.0
    power = 10.0 ** int(log10(top / most) // 1)
    step = next(power * each for each in STEPS if top / (power * each) <= most + 1e-9)
    return max(float(ceil(step)) if whole and step < 1 else step, 1.0 if whole else 0.0)


def ticks(top: float, most: int = 4) -> list[float]:
    """Return the round numbers from zero to at most TOP."""
    step = step_for(top, most)
    return [step * number for number in range(int(top / step + 1e-9) + 1)]


def rounded_up(value: float, most: int = 4) -> float:
    """Return the round number at or above VALUE at which a scale may end."""
    step = step_for(value, most)
    return max(ceil(value / step - 1e-9) * step, step)


def stride(count: int, room: float, needed: float) -> int:
    """Return how many labels to step over so that COUNT of NEEDED width fit in ROOM."""
    for every in (1, 2, 3, 4, 5, 10, 20, 50):
        if count / every * needed <= room:
            return every
    return max(count, 1)
