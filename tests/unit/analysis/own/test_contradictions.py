"""Answers of one State that do not seem to agree: what is found, what is not, who sees it (A9)."""

from pathlib import Path

import pytest
from django.conf import settings

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.own.contradictions import messages, weaving
from poaiss.analysis.own.contradictions.comparing import TESTS, leaps, same_title
from poaiss.analysis.own.contradictions.finding import Contradiction, contradictions
from poaiss.analysis.own.contradictions.rules import FILE, Within, rules
from poaiss.reporting.actions import Given
from poaiss.reporting.advice.rules import rules as advice_rules
from poaiss.reporting.enums import AnswerKind
from tests.unit.analysis.own.reports import (
    BROKERING_LAWS,
    MANUFACTURE,
    MANUFACTURE_LAWS,
    REGISTRATION,
    TRANSFER_LAWS,
    report,
    state,
)
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A9")]
DRAWN = "section_8/p_8_9"
LICENCES = "section_4/p_4_10"
TITLE = "section_3/p_3_1_1[{at}]/p_3_1_1_title"
YEAR = "section_3/p_3_1_1[{at}]/p_3_1_1_year"
SEIZED = "section_6/p_6_3[{at}]/p_6_3_count"


def found(code: str = "XAV", role: Role = Role.CONTRIBUTOR) -> list[Contradiction]:
    who = actor(role, code)
    with acting_as(who):
        return contradictions(who, state(code))


def told() -> list[tuple[str, int, str]]:
    return sorted((each.rule.code, each.year, each.number) for each in found())


def unchanged(since: int, value: str = "") -> Given:
    return Given(value, silence=AnswerKind.UNCHANGED, unchanged_since=since)


def test_yes_and_then_no_without_a_word() -> None:
    report(2022, {BROKERING_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    assert told() == [("turned-to-no", 2024, "4.1")]
    only = found()[0]
    assert (only.before_year, only.before, only.after) == (2022, "Yes", "No")
    assert only.message == "The report of 2022 says yes, the report of 2024 says no, and no remark says why."
    assert "repealed" in only.why
    assert "remark" in only.mend


def test_a_remark_settles_it_and_an_event_of_a_period_comes_and_goes() -> None:
    report(2022, {BROKERING_LAWS: "yes", "section_3/p_3_12": "yes", "section_3/p_3_17": "yes"}, steps=5)
    report(
        2024,
        {
            BROKERING_LAWS: Given("no", remark="The act was repealed in 2023."),
            "section_3/p_3_12": "no",
            "section_3/p_3_17": "no",
        },
    )
    assert told() == []


def test_a_wish_for_assistance_may_end() -> None:
    report(2022, {"section_8/assistance_8/p_8_90": "yes"}, steps=5)
    report(2024, {"section_8/assistance_8/p_8_90": "no"})
    assert told() == []


def test_silence_is_not_a_no() -> None:
    report(2022, {BROKERING_LAWS: "yes", TRANSFER_LAWS: "yes"}, steps=5)
    report(2024, {TRANSFER_LAWS: Given("", silence=AnswerKind.NOT_APPLICABLE)})
    assert told() == []


def test_yes_and_then_in_development() -> None:
    report(2022, {BROKERING_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "developing"})
    assert told() == [("back-in-development", 2024, "4.1")]


def test_an_edition_changes_the_number_not_the_question() -> None:
    report(2014, {"section_4/q_8": "yes", "section_4/brokering_details/q_8_2": "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "yes", REGISTRATION: "no"})
    assert told() == [("turned-to-no", 2024, "4.1.2")]


def test_a_number_that_jumps_tenfold() -> None:
    report(2022, {DRAWN: "12", LICENCES: "3"}, steps=5)
    report(2024, {DRAWN: "120", LICENCES: "40"})
    assert told() == [("number-jump", 2024, "P8.9")]


def test_the_total_of_a_table_that_jumps_tenfold() -> None:
    report(2022, {SEIZED.format(at=1): "20", SEIZED.format(at=2): "10"}, steps=5)
    report(2024, {SEIZED.format(at=1): "299", SEIZED.format(at=2): "1"})
    assert told() == [("total-jump", 2024, "P6.3.count")]
    assert (found()[0].before, found()[0].after) == ("30", "300")


def test_unchanged_although_a_report_in_between_says_otherwise() -> None:
    report(2020, {BROKERING_LAWS: "yes"}, steps=5)
    report(2022, {BROKERING_LAWS: Given("no", remark="Under review.")}, steps=5)
    report(2024, {BROKERING_LAWS: unchanged(2020, "yes")})
    assert told() == [("unchanged-differs", 2024, "4.1")]
    assert found()[0].before_year == 2022


def test_unchanged_since_a_report_that_says_nothing_there() -> None:
    report(2022, {TRANSFER_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: unchanged(2022), TRANSFER_LAWS: unchanged(2022)})
    assert told() == [("unchanged-nowhere", 2024, "4.1")]


def test_unchanged_since_a_report_that_is_not_here_says_nothing() -> None:
    report(2022, {TRANSFER_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: unchanged(2010)})
    assert told() == []


def test_a_law_that_was_listed_is_gone() -> None:
    report(
        2022, {TRANSFER_LAWS: "yes", TITLE.format(at=1): "Arms Act", TITLE.format(at=2): "Customs Act of 2001"}, steps=5
    )
    report(2024, {TRANSFER_LAWS: "yes", TITLE.format(at=1): "The arms act"})
    assert told() == [("law-gone", 2024, "P3.1.1.title")]
    assert "“Customs Act of 2001”" in found()[0].message
    assert "%(" not in found()[0].message


def test_two_laws_that_are_gone_are_told_apart() -> None:
    report(2022, {TITLE.format(at=at): title for at, title in enumerate(("Port Decree", "Customs Act"), 1)}, steps=5)
    report(2024, {TITLE.format(at=1): "Weapons Law"})
    assert len({each.key for each in found()}) == 2


def test_a_list_that_is_left_out_altogether_is_silence() -> None:
    report(2022, {TRANSFER_LAWS: "yes", TITLE.format(at=1): "Arms Act"}, steps=5)
    report(2024, {TRANSFER_LAWS: "yes"})
    assert told() == []


def test_a_law_older_than_the_report_that_said_there_was_none() -> None:
    report(2022, {TRANSFER_LAWS: "no"}, steps=5)
    report(2024, {TRANSFER_LAWS: "yes", TITLE.format(at=1): "Arms Act", YEAR.format(at=1): "2015"})
    assert told() == [("law-older-transfers", 2024, "P3.1.1.year")]


def test_a_law_of_the_year_of_the_report_is_new() -> None:
    report(2022, {TRANSFER_LAWS: "no"}, steps=5)
    report(2024, {TRANSFER_LAWS: "yes", TITLE.format(at=1): "Arms Act", YEAR.format(at=1): "2022"})
    assert told() == []


def test_periods_that_overlap() -> None:
    report(2022, {"section_0/p_0_1": "2020", "section_0/p_0_2": "2022"}, steps=5)
    report(2024, {"section_0/p_0_1": "2022", "section_0/p_0_2": "2023"})
    assert told() == [("periods-overlap", 2024, "P0.1")]


def test_within_a_report() -> None:
    body = "section_1/body"
    report(
        2024,
        {
            "section_1/q_1_1": "yes",
            f"{body}/p_1_1": "9",
            f"{body}/q_1_1_d/q_1_1_d_men": "3",
            f"{body}/q_1_1_d/q_1_1_d_women": "4",
            REGISTRATION: "yes",
            MANUFACTURE: "no",
            MANUFACTURE_LAWS: "yes",
        },
    )
    assert told() == [
        ("answered-below", 2024, "4.1"),
        ("answered-below", 2024, "P2.1"),
        ("members", 2024, "P1.1"),
    ]


def test_only_the_report_before_counts_and_reports_of_other_states_never() -> None:
    report(2022, {BROKERING_LAWS: "yes"}, code="XBO", steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    assert told() == []
    assert found("XBO") == []


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR, Role.AGENCY_OFFICER])
def test_nobody_else_is_told(role: Role) -> None:
    report(2022, {BROKERING_LAWS: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    for who in (actor(role), actor(Role.APPROVER, "XBO")):
        with acting_as(who):
            assert contradictions(who, state()) == []
    assert len(found(role=Role.MISSION)) == 1


@pytest.mark.parametrize(
    ("before", "after", "is_leap"),
    [(5, 50, True), (5, 49, False), (4, 40, False), (500, 50, True), (0, 5000, False), (60, 599, False)],
)
def test_a_leap_is_tenfold_and_not_small(before: float, after: float, is_leap: bool) -> None:
    rule = next(each for each in rules() if each.code == "number-jump")
    assert leaps(rule, before, after) is is_leap


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("arms act", "the arms act", True),
        ("law on weapons", "law on weapon", True),
        ("arms act of 2001", "arms act of 2019", False),
        ("customs act", "penal code", False),
    ],
)
def test_titles_of_one_law(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same


def test_every_rule_can_be_applied_and_is_translated() -> None:
    known = {each.code for each in advice_rules()}
    for rule in rules():
        assert all((rule.why, rule.source))
        if rule.within == Within.REPORT:
            assert set(rule.argument.split()) <= known
        else:
            assert rule.test in TESTS
            assert all((rule.message, rule.mend))
    codes = [each.code for each in rules()]
    assert len(codes) == len(set(codes))
    woven = weaving.woven(Path(settings.REFERENCE_DATA) / FILE)
    assert woven == Path(str(messages.__file__)).read_text(encoding="utf-8")
