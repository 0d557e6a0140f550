"""Statements of both sides beside each other: a table of cases, in neutral words (N16)."""

import datetime as dt
from decimal import Decimal

import pytest

from poaiss.assistance.enums import MoneyKind, Side
from poaiss.assistance.projects.reconciling import Statement, Sum, Verdict, pairs, sums

pytestmark = pytest.mark.rows("N16")
RATES = {"USD": Decimal(1), "EUR": Decimal("0.8")}
PAID, PROMISED = MoneyKind.DISBURSEMENT, MoneyKind.COMMITMENT


def dollars(each: Statement) -> Decimal | None:
    """Return an amount in dollars at rates of ours."""
    rate = RATES.get(each.currency)
    return each.amount / rate if rate else None


def line(side: str, day: str, amount: str, currency: str = "USD", kind: MoneyKind = PAID) -> Statement:
    """Return a statement; ``r`` is the recipient, ``d`` the donor."""
    whose = Side.RECIPIENT if side == "r" else Side.DONOR
    return Statement(kind, whose, dt.date.fromisoformat(day), Decimal(amount), currency)


@pytest.mark.parametrize(
    ("given", "verdicts"),
    [
        ([], []),
        ([line("d", "2025-03-01", "100")], [Verdict.ONLY_DONOR]),
        ([line("r", "2025-03-01", "100")], [Verdict.ONLY_RECIPIENT]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-31", "100")], [Verdict.SAME]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-04-01", "100")], [Verdict.DAYS_DIFFER]),
        (
            [line("d", "2025-03-01", "100"), line("r", "2025-12-01", "100")],
            [Verdict.ONLY_DONOR, Verdict.ONLY_RECIPIENT],
        ),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-05", "90")], [Verdict.AMOUNTS_DIFFER]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-06-05", "90")], [Verdict.ONLY_DONOR, Verdict.ONLY_RECIPIENT]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-01", "80", "EUR")], [Verdict.SAME]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-01", "79", "EUR")], [Verdict.SAME]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-01", "70", "EUR")], [Verdict.AMOUNTS_DIFFER]),
        ([line("d", "2025-03-01", "100"), line("r", "2025-03-01", "80", "XOF")], [Verdict.AMOUNTS_DIFFER]),
        (
            [line("d", "2025-03-01", "100", kind=PROMISED), line("r", "2025-03-01", "100")],
            [Verdict.ONLY_DONOR, Verdict.ONLY_RECIPIENT],
        ),
        (
            [line("d", "2025-03-01", "100"), line("d", "2025-03-20", "100"), line("r", "2025-03-19", "100")],
            [Verdict.ONLY_DONOR, Verdict.SAME],
        ),
    ],
)
def test_each_case_has_its_words(given: list[Statement], verdicts: list[Verdict]) -> None:
    assert [each.verdict for each in pairs(given, dollars)] == verdicts


def test_two_payments_alike_are_paired_once_each() -> None:
    given = [line(side, "2025-03-01", "100") for side in "ddrr"]
    assert [each.verdict for each in pairs(given, dollars)] == [Verdict.SAME, Verdict.SAME]


def test_sums_are_by_kind_and_year_and_nothing_stated_is_not_nothing_paid() -> None:
    given = [line("d", "2024-12-31", "40"), line("d", "2025-01-01", "60"), line("r", "2025-02-01", "50")]
    assert sums(given, dollars) == [
        Sum(PAID, 2024, "USD", None, Decimal(40)),
        Sum(PAID, 2025, "USD", Decimal(50), Decimal(60)),
    ]
    assert [each.difference for each in sums(given, dollars)] == [None, Decimal(10)]


def test_currencies_are_compared_in_dollars_or_not_at_all() -> None:
    euro = [line("d", "2025-01-01", "100"), line("r", "2025-01-01", "80", "EUR")]
    assert sums(euro, dollars) == [Sum(PAID, 2025, "USD", Decimal(100), Decimal(100))]
    franc = [line("d", "2025-01-01", "100"), line("r", "2025-01-01", "80", "XOF")]
    assert sums(franc, dollars) == [Sum(PAID, 2025, "USD", None, None, ("XOF",))]
    same = [line("d", "2025-01-01", "100", "XOF"), line("r", "2025-01-01", "80", "XOF")]
    assert sums(same, dollars) == [Sum(PAID, 2025, "XOF", Decimal(80), Decimal(100))]
