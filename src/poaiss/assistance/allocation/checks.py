"""Checks of single values of an instance: each returns the value, or raises what is wrong with it."""

import math
import re
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

MOST_MONEY = 100_000_000_000  # more than the world gives in a year to any one cause
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Wrong(Exception):
    """One value is wrong: a code, the reason and how to mend it."""

    def __init__(self, code: str, reason: str, mend: str) -> None:
        """Take the code and the two sentences."""
        super().__init__(reason)
        self.code, self.reason, self.mend = code, reason, mend


def wrong_type(value: Any, wanted: str) -> Wrong:
    """Return the error of a value that is of another kind than WANTED."""
    if isinstance(value, float) and not math.isfinite(value):
        return Wrong("not-a-number", _("This is not a finite number."), _("Write a number in digits."))
    shown = {"dict": "object", "list": "array", "str": "text", "bool": "true/false", "NoneType": "null"}
    kind = shown.get(type(value).__name__, "number")
    return Wrong("wrong-type", _("This is of the wrong kind (%(kind)s).") % {"kind": kind}, wanted)


def word(value: Any) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str):
        raise wrong_type(value, _("Write it as text."))
    if not value.strip():
        raise Wrong("empty-text", _("This is empty."), _("Write what it is called."))
    return value


def words(value: Any) -> tuple[str, ...]:
    """Return a list of texts, each once, in the order given."""
    if not isinstance(value, list):
        raise wrong_type(value, _("Write a list of texts."))
    return tuple(dict.fromkeys(word(each) for each in value))


def words_or_any(value: Any) -> frozenset[str] | None:
    """Return a set of texts, or None for any."""
    return None if value is None else frozenset(words(value))


def whole(value: Any) -> int:
    """Return a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(value, _("Write a whole number, without decimals."))
    return value


def money(value: Any) -> int:
    """Return an amount of money that is neither negative nor absurd."""
    amount = whole(value)
    if amount < 0:
        raise Wrong("negative-money", _("An amount of money is negative."), _("Write an amount of zero or more."))
    if amount > MOST_MONEY:
        raise Wrong(
            "absurd-money",
            _("An amount of money is larger than %(most)s.") % {"most": f"{MOST_MONEY:,}"},
            _("Write the amount in whole units of the currency."),
        )
    return amount


def cost(value: Any) -> int:
    """Return what a project costs: more than nothing."""
    amount = money(value)
    if amount == 0:
        raise Wrong("no-cost", _("A project that costs nothing needs no money."), _("Write what it costs."))
    return amount


def ceiling(value: Any) -> int | None:
    """Return a ceiling, or None for none."""
    return None if value is None else money(value)


def truth(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise wrong_type(value, _("Write true or false."))
    return value


def number(value: Any) -> int | float:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise wrong_type(value, _("Write a number."))
    return value


def priority(value: Any) -> int | float:
    """Return a priority from 1 to 5."""
    if not 1 <= number(value) <= 5:
        raise Wrong("priority-out-of-range", _("A priority lies between 1 and 5."), _("Write a number from 1 to 5."))
    return int(value) if value == int(value) else float(value)


def share(value: Any) -> Fraction:
    """Return a share from 0 to 1, exactly as it was written."""
    if not 0 <= number(value) <= 1:
        raise Wrong("share-out-of-range", _("A share lies between 0 and 1."), _("Write a share such as 0.25."))
    return Fraction(str(value))


def shares(value: Any) -> dict[str, Fraction]:
    """Return the least share of each region."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise wrong_type(value, _("Write an object of regions and shares."))
    return {region: share(each) for region, each in value.items()}


def funders(value: Any) -> int | None:
    """Return how many resources may fund one project, or None for any number."""
    if value is None:
        return None
    if whole(value) < 0:
        raise Wrong(
            "negative-number", _("A number of funders is negative."), _("Write a whole number, or null for no limit.")
        )
    return whole(value)


def month(value: Any) -> int:
    """Return a month (``YYYY-MM``) as a counted month."""
    if not isinstance(value, str):
        raise wrong_type(value, _("Write a month as YYYY-MM."))
    found = MONTH.fullmatch(value)
    if not found:
        raise Wrong("not-a-month", _("“%(text)s” is not a month.") % {"text": value}, _("Write a month as YYYY-MM."))
    return int(found[1]) * 12 + int(found[2])
