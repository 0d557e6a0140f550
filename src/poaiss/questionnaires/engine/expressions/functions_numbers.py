"""Functions on numbers and truth (XPath 1.0 sections 4.3 and 4.4, ODK XForms: number and boolean functions)."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from .context import Context
from .registry import MANY, Compiled, function
from .values import NAN, Value, texts, to_boolean, to_nodes, to_number, to_string

_MOST_PLACES = 30


def _one(name: str, operate: Callable[[float], float]) -> None:
    """Register a function of one number; outside its domain the answer is NaN, as in IEEE 754."""

    def implementation(context: Context, value: Value) -> float:
        try:
            return operate(to_number(value))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    function(name, 1)(implementation)


def _logarithm(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else base(number)


_one("abs", abs)
_one("sqrt", math.sqrt)
_one("exp", math.exp)
_one("exp10", lambda number: math.pow(10.0, number))
_one("log", _logarithm(math.log))
_one("log10", _logarithm(math.log10))
_one("sin", math.sin)
_one("cos", math.cos)
_one("tan", math.tan)
_one("asin", math.asin)
_one("acos", math.acos)
_one("atan", math.atan)
_one("floor", lambda number: float(math.floor(number)) if math.isfinite(number) else number)
_one("ceiling", lambda number: float(math.ceil(number)) if math.isfinite(number) else number)
_one("int", lambda number: float(math.trunc(number)) if math.isfinite(number) else number)


@function("number", 0, 1)
def number(context: Context, value: Value | None = None) -> float:
    """Return the number of a value, of the context node when none is given."""
    return to_number(context.node.value if value is None else value)


@function("pow", 2)
def power(context: Context, base: Value, exponent: Value) -> float:
    """Return a power."""
    try:
        return math.pow(to_number(base), to_number(exponent))
    except ValueError:
        return math.inf if to_number(base) == 0 else NAN
    except OverflowError:
        return math.inf


@function("atan2", 2)
def atan2(context: Context, y: Value, x: Value) -> float:
    """Return the angle of a point."""
    return math.atan2(to_number(y), to_number(x))


@function("pi", 0)
def pi(context: Context) -> float:
    """Return the number pi."""
    return math.pi


@function("random", 0)
def random(context: Context) -> float:
    """Return a random number from 0 up to 1."""
    return context.environment.random.random()


@function("round", 1, 2)
def round_number(context: Context, value: Value, places: Value = 0.0) -> float:
    """Round half up (towards positive infinity) to so many decimal places; negative places round the tens."""
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number):
        return number
    if not math.isfinite(digits) or abs(int(digits)) > _MOST_PLACES:
        return NAN
    exact = Decimal(repr(number)).scaleb(int(digits))
    if exact.adjusted() > _MOST_PLACES:
        return number  # so large that every place of the number stands before the point
    whole = exact.quantize(Decimal(1), ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP)
    return float(whole.scaleb(-int(digits)))


@function("sum", 1)
def total(context: Context, values: Value) -> float:
    """Add up the nodes that are numbers (JavaRosa: the empty ones do not spoil the sum)."""
    return math.fsum(_numbers([values])) + 0.0


def _numbers(values: list[Value] | tuple[Value, ...]) -> list[float]:
    """Return the numbers among values and nodes; what is none is left out (JavaRosa)."""
    found = [to_number(text) for value in values for text in (texts(value) if type(value) is list else [value])]
    return [number for number in found if not math.isnan(number)]


@function("min", 1, MANY)
def least(context: Context, *values: Value) -> float:
    """Return the smallest number; NaN when there is none."""
    return min(_numbers(values), default=NAN)


@function("max", 1, MANY)
def most(context: Context, *values: Value) -> float:
    """Return the largest number; NaN when there is none."""
    return max(_numbers(values), default=NAN)


@function("boolean", 1)
def boolean(context: Context, value: Value) -> bool:
    """Tell whether a value counts as true."""
    return to_boolean(value)


@function("not", 1)
def negation(context: Context, value: Value) -> bool:
    """Tell whether a value counts as false."""
    return not to_boolean(value)


@function("true", 0)
def true(context: Context) -> bool:
    """Return true."""
    return True


@function("false", 0)
def false(context: Context) -> bool:
    """Return false."""
    return False


@function("boolean-from-string", 1)
def boolean_from_string(context: Context, value: Value) -> bool:
    """Tell whether a text says true: ``true`` in any case, or ``1``."""
    return to_string(value).lower() in ("true", "1")


@function("if", 3, lazy=True)
def choose(context: Context, condition: Compiled, then: Compiled, otherwise: Compiled) -> Value:
    """Return one of two values; the other is not evaluated."""
    return then(context) if to_boolean(condition(context)) else otherwise(context)


@function("coalesce", 2, MANY, lazy=True)
def coalesce(context: Context, *values: Compiled) -> Value:
    """Return the first value that is neither empty nor NaN, else the last."""
    found: Value = ""
    for value in values:
        found = value(context)
        if to_string(found) not in ("", "NaN"):
            break
    return found


@function("once", 1, lazy=True)
def once(context: Context, value: Compiled) -> Value:
    """Return what the node already holds; only when it is empty, the value."""
    return context.current.value or value(context)


@function("depend", 1, MANY)
def depend(context: Context, value: Value, *others: Value) -> Value:
    """Return the first value; the others only say what it depends on (JavaRosa)."""
    return value


@function("checklist", 2, MANY)
def checklist(context: Context, low: Value, high: Value, *factors: Value) -> bool:
    """Tell whether the count of true factors lies between two bounds; a negative bound is none."""
    count = sum(to_boolean(factor) for factor in _flat(factors))
    return _within(float(count), to_number(low), to_number(high))


@function("weighted-checklist", 2, MANY, even=True)
def weighted_checklist(context: Context, low: Value, high: Value, *pairs: Value) -> bool:
    """Tell whether the weights of the true factors add up to between two bounds; a negative bound is none."""
    flags = _flat(pairs[::2])
    weights = [to_number(weight) for weight in _flat(pairs[1::2])]
    heavy = math.fsum(weight for flag, weight in zip(flags, weights, strict=False) if to_boolean(flag))
    return _within(heavy, to_number(low), to_number(high))


def _flat(values: tuple[Value, ...]) -> list[Value]:
    """Return the values, each node of a node-set by itself."""
    found: list[Value] = []
    for value in values:
        found.extend([node] for node in to_nodes(value)) if type(value) is list else found.append(value)
    return found


def _within(number: float, low: float, high: float) -> bool:
    return (low < 0 or number >= low) and (high < 0 or number <= high)
