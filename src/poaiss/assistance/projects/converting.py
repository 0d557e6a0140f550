"""Amounts of statements in US dollars at the rate of their day."""

from collections.abc import Iterable
from decimal import Decimal

from poaiss.assistance.enums import MoneyKind, Side
from poaiss.assistance.models import Transaction
from poaiss.assistance.projects.reconciling import Statement
from poaiss.assistance.resources.errors import RateMissing
from poaiss.assistance.resources.money import in_dollars


def statement(row: Transaction) -> Statement:
    """Return what one side states, for comparing."""
    return Statement(MoneyKind(row.kind), Side(row.side), row.on, row.amount, row.currency, row.pk)


def statements(rows: Iterable[Transaction]) -> list[Statement]:
    """Return what stands; what was struck out does not."""
    return [statement(each) for each in rows if each.ended_at is None]


def dollars(each: Statement) -> Decimal | None:
    """Return an amount in US dollars, None without a rate."""
    try:
        return in_dollars(each.amount, each.currency, each.on)
    except RateMissing:
        return None
