"""Amounts and currencies: what is refused, and how amounts are compared in US dollars."""

import datetime as dt
from decimal import Decimal

from babel.core import get_global
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.models import Rate
from poaiss.assistance.resources.errors import RateMissing
from poaiss.common.clock import today
from poaiss.common.errors import Problem

DOLLAR = "USD"
LARGEST = Decimal(10_000_000_000)
"""Ten thousand million: more than any budget for the control of small arms; beyond it somebody mistyped."""
TESTING = "XTS"
"""ISO 4217's code for tests: the exercise's own currency."""


def is_currency(code: str) -> bool:
    """Return whether CODE is a currency of ISO 4217."""
    return code == TESTING or code in get_global("all_currencies")


def rate_on(currency: str, day: dt.date) -> Rate | None:
    """Return the latest rate of CURRENCY that was set up to DAY, or None."""
    return Rate.objects.filter(currency=currency, on__lte=day).order_by("-on").first()


def currencies() -> list[str]:
    """Return the currencies in which amounts can be given: the US dollar, and those with a rate."""
    rated = Rate.objects.filter(on__lte=today()).values_list("currency", flat=True)
    return [DOLLAR, *sorted({*rated} - {DOLLAR})]


def in_dollars(amount: Decimal, currency: str, on: dt.date | None = None) -> Decimal:
    """Return AMOUNT in US dollars at the latest rate; raise RateMissing where there is none."""
    if currency == DOLLAR:
        return amount
    rate = rate_on(currency, on or today())
    if rate is None:
        raise RateMissing(
            _("There is no exchange rate for %(currency)s.") % {"currency": currency},
            place="currency",
            mend=_("Give the amount in US dollars, or ask the administrator to load a rate with its source."),
        )
    return (amount / rate.per_dollar).quantize(Decimal("0.01"))


def amount_problem(amount: Decimal | None, place: str) -> Problem | None:
    """Return what is wrong with an amount, or None."""
    if amount is None or 0 < amount <= LARGEST:
        return None
    if amount <= 0:
        return Problem(
            "amount-unfit", _("An amount is larger than nothing."), _("Correct it or leave it empty."), place
        )
    return Problem("amount-unfit", _("This amount is larger than any such fund."), _("Look at its zeros."), place)


def currency_problem(currency: str, *, has_amounts: bool) -> Problem | None:
    """Return what is wrong with the currency of some amounts, or None."""
    if not currency:
        missing = _("An amount needs its currency.")
        return Problem("currency-unknown", missing, _("Choose one."), "currency") if has_amounts else None
    if not is_currency(currency):
        return Problem("currency-unknown", _("This is no currency of ISO 4217."), _("Choose one."), "currency")
    if currency != DOLLAR and rate_on(currency, today()) is None:
        mend = _("Give the amount in US dollars, or ask the administrator to load a rate with its source.")
        return Problem("rate-missing", _("There is no exchange rate for this currency."), mend, "currency")
    return None
