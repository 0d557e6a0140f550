"""Lists cost the same with one row and with three; contradictions cost a few queries a report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.own import actions, mirror
from poaiss.analysis.own.contradictions.finding import contradictions
from poaiss.analysis.own.demo import load_demo
from tests.unit.analysis.own.reports import BROKERING_LAWS, TRANSFER_LAWS, report, state
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A9")]


def agree(*partners: str) -> None:
    for code in partners:
        for one, other in (("XAV", code), (code, "XAV")):
            who = actor(Role.APPROVER, one)
            with acting_as(who):
                actions.consent(state=state(one), partner=state(other), by=who)


def mirror_queries() -> int:
    who, own = actor(Role.APPROVER), state()
    with (
        acting_as(who),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        pairs = mirror.consents(who, own)
        mirror.mirrored(who, own, pairs)
    return len(queries)


def test_three_partners_cost_what_one_does() -> None:
    load_demo()
    agree("XBO")
    mirror_queries()
    one = mirror_queries()
    agree("XCE", "XDR")
    assert (one, mirror_queries()) == (2, 2)


def contradiction_queries() -> tuple[int, int]:
    who, own = actor(Role.CONTRIBUTOR), state()
    with acting_as(who), CaptureQueriesContext(connection) as queries:
        found = contradictions(who, own)
    return len(found), len(queries)


def test_more_contradictions_in_the_same_reports_cost_the_same() -> None:
    report(2022, {BROKERING_LAWS: "yes", TRANSFER_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    contradiction_queries()
    first, cost = contradiction_queries()
    report(2026, {BROKERING_LAWS: "yes", TRANSFER_LAWS: "no"}, steps=5)
    report(2020, {"section_8/p_8_9": "900"}, steps=5)
    second, more = contradiction_queries()
    assert (first, second) == (1, 1)
    assert more - cost == 2 * 2
