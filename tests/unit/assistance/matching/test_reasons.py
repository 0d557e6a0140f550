"""The rules of the real funds against cases: what fits, what does not, and why (N10)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from poaiss.assistance.matching.facts import Done
from poaiss.assistance.matching.reasons import BLOCKING, Reason, Wanted, Weighing, weigh
from poaiss.assistance.matching.words import WORDS, said, say
from poaiss.assistance.models import Resource

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N10")]
DAY = dt.date(2026, 11, 24)
MALI = Wanted("MLI", "african", "stockpiles", cost=Decimal(150_000), last_report=2024)
PERIOD = {"starts": dt.date(2027, 1, 1), "ends": dt.date(2027, 12, 31)}


def weighed(slug: str, wanted: Wanted, day: dt.date = DAY, done: Done | None = None) -> Weighing:
    resource = Resource.objects.select_related("state").prefetch_related("calls").get(slug=slug)
    return weigh(wanted, resource, day, done)


def codes(found: Weighing) -> tuple[set[str], set[str]]:
    return {each.code for each in found.for_it}, {each.code for each in found.against}


CASES = [
    (
        "unscar",
        MALI,
        {"theme-any", "within-ceiling", "report"},
        {"through-partners", "period-unknown"} - {"period-unknown"},
    ),
    ("unscar", replace(MALI, cost=Decimal(200_000)), {"theme-any", "within-ceiling", "report"}, {"through-partners"}),
    ("unscar", replace(MALI, cost=Decimal("200000.01")), {"theme-any", "report"}, {"through-partners", "over-ceiling"}),
    (
        "unscar",
        replace(MALI, cost=Decimal(400_000), divisible=True, min_share=Decimal("0.5")),
        {"theme-any", "covers-part", "report"},
        {"through-partners"},
    ),
    (
        "unscar",
        replace(MALI, last_report=None),
        {"theme-any", "within-ceiling"},
        {"through-partners", "report-missing"},
    ),
    (
        "unscar",
        replace(MALI, last_report=2020),
        {"theme-any", "within-ceiling"},
        {"through-partners", "report-missing"},
    ),
    ("unscar", replace(MALI, cost=None), {"theme-any", "report"}, {"through-partners", "cost-unknown"}),
    (
        "unscar",
        replace(MALI, implementer="Small Arms Survey"),
        {"theme-any", "within-ceiling", "report", "partner-named"},
        {"through-partners"},
    ),
    (
        "unscar",
        replace(MALI, currency="JPY"),
        {"theme-any", "report"},
        {"through-partners", "rate-missing"},
    ),
    ("unrec", MALI, {"theme", "region", "governments"}, set()),
    ("unrec", replace(MALI, theme="brokering"), {"region", "governments"}, {"theme-other"}),
    ("unrec", replace(MALI, state="PER", region="grulac"), {"theme", "governments"}, {"region-other"}),
    ("unlirec", replace(MALI, state="PER", region="grulac"), {"theme", "region", "governments"}, set()),
    (
        "unrcpd",
        replace(MALI, state="NPL", region="asia_pacific", theme="gender"),
        {"theme", "region", "governments"},
        set(),
    ),
    ("salient", replace(MALI, theme="gender"), {"theme"}, {"through-partners", "ceiling-unknown"}),
    ("salient", MALI, set(), {"theme-other", "through-partners", "ceiling-unknown"}),
    ("eu-cfsp-decisions", MALI, {"theme-any"}, {"through-partners", "ceiling-unknown"}),
    (
        "att-voluntary-trust-fund",
        replace(MALI, theme="transfers"),
        {"theme", "governments"},
        {"ceiling-unknown", "not-sure"},
    ),
    ("recsa", replace(MALI, theme="marking"), {"theme", "governments"}, {"state-other", "not-sure"}),
    ("recsa", replace(MALI, state="KEN", theme="marking"), {"theme", "state", "governments"}, {"not-sure"}),
    (
        "oas-marking",
        replace(MALI, state="PER", region="grulac", theme="marking"),
        {"theme", "state", "governments"},
        {"not-open"},
    ),
    ("pssm-priorities-matrix", MALI, {"theme", "state"}, set()),
    ("pssm-priorities-matrix", replace(MALI, state="KEN"), {"theme"}, {"state-other"}),
    ("us-etrace", replace(MALI, theme="tracing"), {"theme", "governments"}, {"not-sure"}),
    (
        "us-etrace",
        replace(MALI, state="USA", region="weog", theme="tracing"),
        {"theme", "governments"},
        {"state-own", "not-sure"},
    ),
    (
        "unoda-sponsorship-revcon4",
        replace(MALI, theme="follow-up"),
        {"theme", "governments"},
        {"ceiling-unknown", "not-open"},
    ),
]


@pytest.mark.parametrize(("slug", "wanted", "pros", "cons"), CASES)
def test_the_rules_of_the_real_funds(slug: str, wanted: Wanted, pros: set[str], cons: set[str]) -> None:
    found = weighed(slug, replace(wanted, **PERIOD))
    in_period = {"within-period"} if Resource.objects.get(slug=slug).valid_from and "not-open" not in cons else set()
    assert codes(found) == (pros | in_period, cons)
    assert found.is_blocked == bool(cons & BLOCKING)


@pytest.mark.parametrize(
    ("day", "period", "pro", "con"),
    [
        (DAY, (2027, 2027), {"call-open", "within-period"}, set()),
        (dt.date(2026, 6, 1), (2027, 2027), {"within-period"}, {"call-later"}),
        (dt.date(2027, 5, 1), (2027, 2027), {"within-period"}, {"no-call"}),
        (DAY, (2028, 2030), {"call-open"}, {"outside-period"}),
        (dt.date(2029, 1, 1), (2027, 2027), set(), {"not-open"}),
    ],
)
def test_calls_and_periods(day: dt.date, period: tuple[int, int], pro: set[str], con: set[str]) -> None:
    avaria = Wanted("XAV", "african", "stockpiles", Decimal(100_000), "USD", last_report=2026)
    dated = replace(avaria, starts=dt.date(period[0], 1, 1), ends=dt.date(period[1], 12, 1))
    pros, cons = codes(weighed("fenmora-stockpiles", dated, day))
    assert pros - {"theme", "region", "governments", "within-ceiling", "report"} == pro
    assert cons == con


def test_amounts_in_two_currencies_are_compared_at_the_rate() -> None:
    wanted = Wanted("XAV", "african", "tracing", Decimal(150_000), "USD")  # the ceiling: 300,000 XTS at 2 for a dollar
    assert "within-ceiling" in codes(weighed("fenmora-tracing", wanted))[0]
    assert "over-ceiling" in codes(weighed("fenmora-tracing", replace(wanted, cost=Decimal(150_001))))[1]


def test_an_old_rate_is_said() -> None:
    wanted = replace(MALI, currency="EUR", cost=Decimal(160_000), **PERIOD)  # at 0.8 for a dollar of 2014: 200,000
    pros, cons = codes(weighed("unscar", wanted))
    assert "within-ceiling" in pros
    assert "rate-old" in cons
    assert "over-ceiling" in codes(weighed("unscar", replace(wanted, cost=Decimal(160_001))))[1]


@pytest.mark.rows("N13")
def test_experience_of_the_region_and_of_a_state_that_reports_it_as_done() -> None:
    wanted = Wanted("XAV", "african", "marking")
    done = Done("XBO", "marking", 2026, met=9, asked=10)
    pros, _cons = codes(weighed("borovia-marking-experience", wanted, done=done))
    assert {"same-region", "reports-done"} <= pros
    short = Done("XBO", "marking", 2026, met=7, asked=10)
    assert "reports-done" not in codes(weighed("borovia-marking-experience", wanted, done=short))[0]
    assert "state-own" in codes(weighed("borovia-marking-experience", replace(wanted, state="XBO")))[1]


def test_every_reason_can_be_said_and_a_kept_one_is_read_again() -> None:
    seen = set()
    for slug, wanted, _pros, _cons in CASES:
        found = weighed(slug, wanted)
        kept = found.as_kept()
        assert said(kept)["for"] == [say(each) for each in found.for_it]
        seen |= {each.code for each in (*found.for_it, *found.against)}
    assert seen <= set(WORDS)
    assert all("%(" not in words for words in said(weighed("unscar", MALI).as_kept())["for"])
    assert "200,000 USD" in " ".join(said(weighed("unscar", MALI).as_kept())["for"])


def test_the_order_puts_what_blocks_last_and_counts_reasons() -> None:
    fine = Weighing((Reason("theme"),), ())
    better = Weighing((Reason("theme"), Reason("region")), ())
    doubtful = Weighing((Reason("theme"), Reason("region"), Reason("state")), (Reason("cost-unknown"),))
    blocked = Weighing((Reason("theme"),), (Reason("state-other"),))
    assert sorted([blocked, doubtful, fine, better], key=Weighing.order) == [better, fine, doubtful, blocked]
