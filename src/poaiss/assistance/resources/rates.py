"""Exchange rates from a file, such as the United Nations operational rates: each with its day and its source."""

import csv
import datetime as dt
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import Actor
from poaiss.assistance.models import Rate
from poaiss.assistance.resources.errors import RatesUnfit
from poaiss.assistance.resources.money import is_currency
from poaiss.audit.actions import record
from poaiss.common.errors import Problem

LARGEST = Decimal(10_000_000)


def reading(row: dict[str, str], line: int) -> Rate | Problem:
    """Return a rate from a row, or what is wrong with it."""
    place = f"line {line}"
    try:
        day, per_dollar = dt.date.fromisoformat(row["on"]), Decimal(row["per_dollar"])
    except (KeyError, TypeError, ValueError, InvalidOperation):
        mend = "Give the columns currency, on (YYYY-MM-DD), per_dollar and source."
        return Problem("rates-unfit", "A day or a number cannot be read.", mend, place)
    source, currency = (row.get("source") or "").strip(), row.get("currency") or ""
    if not is_currency(currency) or not per_dollar.is_finite() or not 0 < per_dollar < LARGEST or not source:
        mend = "Use a code of ISO 4217, a positive number, and say where the rate was seen."
        return Problem("rates-unfit", "The currency, the rate or the source is not fit.", mend, place)
    return Rate(currency=currency, on=day, per_dollar=per_dollar, source=source)


@transaction.atomic
def import_rates(*, path: str, by: Actor) -> int:
    """Load every rate of a file and return how many; where one is wrong, none is kept."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            found = [reading(row, line) for line, row in enumerate(csv.DictReader(file), start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RatesUnfit("The file cannot be read.", place=path, mend="Give a CSV file in UTF-8.") from error
    if problems := tuple(each for each in found if isinstance(each, Problem)):
        raise RatesUnfit("The rates cannot be loaded.", problems=problems)
    rates = [each for each in found if isinstance(each, Rate)]
    with acting_as(by):
        for each in rates:
            values = {"per_dollar": each.per_dollar, "source": each.source}
            Rate.objects.update_or_create(currency=each.currency, on=each.on, defaults=values)
        record("assistance.rates", by=by, details={"rates": len(rates)})
    return len(rates)
