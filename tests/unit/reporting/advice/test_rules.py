"""Each rule of the adviser speaks where it should and is silent beside (R23, R18)."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import content
from poaiss.reporting.advice import Advice, advise, rules_for
from poaiss.reporting.advice.predicates import SEARCHES, TESTS
from poaiss.reporting.advice.rules import compile_rules, rules
from poaiss.reporting.advice.weaving import TARGET, woven
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import Answer, NationalReport, Round
from tests.unit.reporting.advice.cases import FIRES, LONG

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R23", "R18")]
APART = {"unconfirmed", "long-unchanged"}
"""Rules that look at more than the text of an answer: tested on their own below."""


def report_of(edition: str = "C", year: int = 2026) -> NationalReport:
    version = current_versions()[edition]
    return NationalReport(version=version, round=Round(year=year, version=version), state_id="XAV")


def answers_of(report: NationalReport, given: Mapping[str, str]) -> dict[str, Answer]:
    """Return answers by path for names of questions, entries of lists with their index."""
    form = form_of(report.version)
    paths = {each.name: each.path for each in form.questions}
    found = {}
    for key, value in given.items():
        name, _bracket, index = key.rstrip("]").partition("[")
        path = paths[name]
        if index:
            holder, _slash, leaf = path.rpartition("/")
            path = f"{holder}[{index}]/{leaf}"
        question = form.items[paths[name]]
        found[path] = Answer(path=path, value=value, kind=content.kind_of(question, value))  # type: ignore[arg-type]
    return found


def told(given: Mapping[str, str], edition: str = "C") -> list[Advice]:
    report = report_of(edition)
    with override("en"):
        return advise(report, stored=answers_of(report, given))


@pytest.mark.parametrize("code", sorted(FIRES))
def test_a_rule_speaks_and_a_near_miss_does_not(code: str) -> None:
    fires, near = FIRES[code]
    assert code in {each.code for each in told(fires)}
    assert code not in {each.code for each in told(near)}


def test_every_rule_for_the_edition_in_use_has_a_case() -> None:
    assert {each.code for each in rules_for("C")} == FIRES.keys() | APART
    assert len(rules_for("C")) >= 24


@pytest.mark.parametrize("edition", ["A", "B", "C"])
def test_every_rule_stands_on_questions_that_its_edition_asks(edition: str) -> None:
    version = current_versions()[edition]
    names = {each.name for each in form_of(version).questions}
    wanted = [each for each in rules_for(edition) if each.edition == edition]
    made = compile_rules(form_of(version), wanted)
    compiled = {rule.code for found in made.at.values() for rule, _condition in found}
    assert compiled == {each.code for each in wanted if each.place}
    for rule in wanted:
        assert {each for each in rule.place.split() if "*" not in each} <= names, rule.code


def test_rules_are_well_formed_and_say_what_to_write() -> None:
    found = rules()
    assert len({each.code for each in found}) == len(found)
    for rule in found:
        assert rule.message.endswith(".")
        assert rule.mend.endswith(".")
        assert rule.source
        assert bool(rule.place) or rule.predicate in SEARCHES
        assert not rule.predicate or rule.predicate in TESTS.keys() | SEARCHES.keys()
        assert rule.condition or rule.predicate
        assert not re.search(r"\b(fail|wrong|error|bad|score|must)\b", rule.message, re.IGNORECASE), (
            "advice, no verdict"
        )


def test_the_sentences_for_translation_are_in_step_with_the_rules() -> None:
    assert woven(Path(settings.REFERENCE_DATA) / "report_advice.csv") == TARGET.read_text(encoding="utf-8")


@pytest.mark.parametrize(("edition", "name", "parent"), [("A", "q_4_3_2", "q_4"), ("B", "q_3_3_2", "q_3")])
def test_the_retention_of_an_earlier_edition_is_looked_at_too(edition: str, name: str, parent: str) -> None:
    given = {parent: "yes", f"{parent}_3": "yes", name: "c", f"{name}_c": "Over 1 year"}
    codes = {each.code for each in told(given, edition)}
    assert codes >= {f"retention-30-{edition.lower()}", f"retention-open-{edition.lower()}"}


@pytest.mark.parametrize("edition", ["A", "B"])
def test_the_other_records_of_an_earlier_edition_have_the_lower_floor(edition: str) -> None:
    name = {"A": "q_20_2", "B": "q_19_2"}[edition]
    assert f"retention-20-{edition.lower()}" in {each.code for each in told({name: "five to 19 years"}, edition)}
    assert f"retention-20-{edition.lower()}" not in {each.code for each in told({name: "20 years"}, edition)}


def test_a_remark_and_not_applicable_settle_what_is_said() -> None:
    report = report_of()
    fires, _near = FIRES["body-members"]
    stored = answers_of(report, fires)
    assert "body-members" in {each.code for each in advise(report, stored=stored)}
    place = next(path for path in stored if path.endswith("/p_1_1"))
    stored[place].remark = "Two seats are vacant."
    assert "body-members" not in {each.code for each in advise(report, stored=stored)}
    plan = answers_of(report, {"q_1_3": "yes", "q_1_3_file": ""})
    file = next(path for path in plan if path.endswith("q_1_3_file"))
    plan[file].kind = AnswerKind.NOT_APPLICABLE
    assert "plan-file" not in {each.code for each in advise(report, stored=plan)}


def test_answers_that_wait_to_be_confirmed_are_told_once_a_section() -> None:
    report = report_of()
    stored = answers_of(report, {"p_2_1": "no", "q_2_3": "no", "q_4_1": "no"})
    for path in stored:
        stored[path].provenance = Provenance.CARRIED
    found = [each for each in advise(report, stored=stored) if each.code == "unconfirmed"]
    assert [each.section for each in found] == ["section_2", "section_4"]
    for path in stored:
        stored[path].provenance = Provenance.CONFIRMED
    assert "unconfirmed" not in {each.code for each in advise(report, stored=stored)}


@pytest.mark.parametrize(("since", "speaks"), [(2020, True), (2022, False)])
def test_what_stands_unchanged_for_long_is_worth_a_look(since: int, speaks: bool) -> None:
    report = report_of()
    stored = answers_of(report, {"p_3_4": LONG})
    row = next(iter(stored.values()))
    row.kind, row.unchanged_since = AnswerKind.UNCHANGED, since
    assert ("long-unchanged" in {each.code for each in advise(report, stored=stored)}) is speaks


def test_a_child_under_a_blank_parent_is_told_at_the_parent() -> None:
    """Pakistan's report of 2012 answered 10.3 under a blank 10.2: a real oddity."""
    found = [each for each in told({"p_5_5_1": "every six months"}) if each.code == "answered-under-blank"]
    assert [(each.path, each.number, each.section) for each in found] == [("section_5/p_5_5", "P5.5", "section_5")]
    assert found[0].key == "q-section-5-p-5-5"


def test_nothing_is_said_of_an_empty_report_and_advice_follows_the_form() -> None:
    assert told({}) == []
    found = told({"p_7_90": "yes", "q_1_1": "yes", "p_3_90": "yes"})
    assert [each.section for each in found] == ["section_1", "section_3", "section_3", "section_7", "section_7"]


def test_every_entry_of_a_list_is_looked_at_by_itself() -> None:
    found = told({"p_6_7_count[1]": "1", "p_6_7_year[1]": "2025", "p_6_7_count[2]": "2", "p_6_7_count[3]": "3"})
    assert [each.path for each in found if each.code == "row-year"] == [
        "section_6/p_6_7[2]/p_6_7_year",
        "section_6/p_6_7[3]/p_6_7_year",
    ]


def test_a_text_that_stands_everywhere_is_told_once_where_it_stands_first() -> None:
    found = [each for each in told({"p_5_3": LONG, "p_0_3": LONG, "p_3_4": LONG}) if each.code == "same-text"]
    assert [each.path for each in found] == ["section_0/p_0_3"]
