"""Quantiles of Student's t distribution, for intervals over few States."""

from math import exp, lgamma, log, log1p

STEPS = 200
TINY = 1e-300


def quantile(share: float, degrees: float) -> float:
    """Return the value below which SHARE (0.5 to 1) of a t distribution with DEGREES of freedom lies."""
    low, high = 0.0, 1.0
    while distribution(high, degrees) < share:
        high *= 2
    for _step in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if distribution(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def distribution(value: float, degrees: float) -> float:
    """Return the share of a t distribution with DEGREES of freedom that lies below VALUE (not negative)."""
    rest = degrees / (degrees + value * value)
    return 1 - incomplete_beta(rest, degrees / 2, 0.5) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function, by its continued fraction (NIST DLMF 8.17)."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * fraction(x, a, b)


def fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, evaluated by Lentz's method."""
    c, d = 1.0, 1 / max(abs(1 - (a + b) * x / (a + 1)), TINY)
    found = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d or TINY)
            c = 1 + term / c or TINY
            found *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return found
