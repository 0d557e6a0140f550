"""Placing: an answer fits its question or is kept verbatim with the reason (R4)."""

from typing import Any

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.reporting.fragments.importing import Imported, import_records
from poaiss.reporting.models import Excerpt, ExcerptAnswer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4")]


def imported(answers: dict[str, Any], *, edition: str = "A-2010/14", **fields: Any) -> Imported:
    record = {
        "state": "Kenya",
        "iso3": "KEN",
        "report_year": 2012,
        "edition": edition,
        "source": ["https://example.org"],
    }
    with acting_as(MACHINE):
        return import_records([{**record, "answers": answers, **fields}], by=MACHINE)


def stored(number: str) -> ExcerptAnswer:
    return ExcerptAnswer.objects.get(excerpt__state="KEN", excerpt__report_year=2012, number=number)


PLACED: list[tuple[str, Any, str, str, Any]] = [
    ("8.2", "yes", "8.2", "yes", "yes"),
    ("8.2", " YES ", "8.2", "yes", "yes"),
    ("8.2", "oui", "8.2", "yes", "yes"),
    ("8.2", False, "8.2", "no", "no"),
    ("8", "developing", "8", "developing", "developing"),
    ("8.2", None, "8.2", "no_answer", None),
    ("10.1", ["a", "h"], "10.1", "answered", {"choices": ["a", "h"]}),
    ("10.1", "a", "10.1", "answered", {"choices": ["a"]}),
    ("10.1", [], "10.1", "no_answer", None),
    ("6.14.1", ["d", "d.i"], "6.14.1", "answered", {"choices": ["d", "d_i"]}),
    ("6.14.2", {"c": "Over 1 year"}, "6.14.2", "answered", {"choices": ["c"], "texts": {"c": "Over 1 year"}}),
    ("6.14.2", "Indefinitely", "6.14.2", "answered", {"choices": ["a"]}),
    ("6.14.2", "10 years", "6.14.2", "answered", {"choices": ["c"], "texts": {"c": "10 years"}}),
    ("10.5.b", "no", "10.5", "answered", {"option": "b", "value": "no"}),
    ("10.5.b", "to allies", "10.5", "answered", {"option": "b", "value": "yes", "texts": {"b": "to allies"}}),
    ("22.6", 12, "22.6", "answered", 12),
    ("22.6", "12", "22.6", "answered", 12),
    ("8.1", ["Act 1", "Act 2"], "8.1", "answered", ["Act 1", "Act 2"]),
    ("10.3", "Once per year", "10.3", "answered", "Once per year"),
    ("10.3", 2, "10.3", "answered", "2"),
]


@pytest.mark.parametrize(("number", "value", "question", "kind", "placed"), PLACED)
def test_an_answer_that_fits_is_placed(number: str, value: Any, question: str, kind: str, placed: Any) -> None:
    found = imported({number: value})
    assert (found.placed, found.kept) == (1, 0)
    answer = stored(number)
    assert answer.question is not None
    assert (answer.question.number, answer.kind, answer.placed_value) == (question, kind, placed)
    assert answer.value == value


KEPT: list[tuple[str, Any, str]] = [
    ("8.2", "free text", "text-in-yes-no"),
    ("8.2", 5, "value-of-other-type"),
    ("8.2", "developing", "text-in-yes-no"),
    ("8.2", ["yes"], "value-of-other-type"),
    ("99.9", "yes", "number-unknown"),
    ("13", "yes", "number-unknown"),
    ("9(a)", "yes", "number-unknown"),
    ("10.5.z", "yes", "number-unknown"),
    ("10.1", ["a", "zz"], "value-not-a-choice"),
    ("10.1", {"a": {"deep": 1}}, "value-of-other-type"),
    ("6.14.2", ["a", "b"], "more-than-one-choice"),
    ("6.14.2", "it depends", "value-not-a-choice"),
    ("8.1", "An essay in place of a list.", "list-answered-by-text"),
    ("22.6", "about a dozen", "text-in-number"),
    ("22.6", 1.5, "value-of-other-type"),
    ("22.6", True, "value-of-other-type"),
    ("10.3", ["x"], "value-of-other-type"),
    ("5.2.file", "plan.pdf", "value-of-other-type"),
]


@pytest.mark.parametrize(("number", "value", "code"), KEPT)
def test_an_answer_that_does_not_fit_is_kept_verbatim_and_warned_about(number: str, value: Any, code: str) -> None:
    found = imported({number: value})
    assert (found.placed, found.kept) == (0, 1)
    answer = stored(number)
    assert (answer.question, answer.kind, answer.value) == (None, "", value)
    assert [(each["code"], each["state"], each["year"], each["question"]) for each in found.warnings] == [
        (code, "KEN", 2012, number)
    ]


def test_a_group_takes_an_object() -> None:
    found = imported({"1.1.d": {"men": 3, "women": 0}}, edition="C-2020+")
    assert found.placed == 1
    assert stored("1.1.d").placed_value == {"men": 3, "women": 0}
    assert imported({"1.1.d": {"men": 3, "robots": 1}}, edition="C-2020+").kept == 1


def test_edition_and_year_need_not_agree() -> None:
    assert imported({"8.2": "yes"}, edition="A-2010/14", report_year=2020).warnings == ()


def test_a_sum_that_disagrees_and_an_outlier_are_told_and_not_repaired() -> None:
    answers = {
        "destroyed_2001": 10,
        "destroyed_2002": 20,
        "destroyed_total": 31,
        "found": {"2001": 1, "2002": 900, "2003": 2, "2004": 1},
    }
    found = imported(answers, edition="pre-template narrative")
    codes = [(each["code"], each["question"]) for each in found.warnings if each["code"] != "narrative-kept"]
    assert codes == [("sum-disagrees", "destroyed_total"), ("outlier", "found")]
    assert stored("destroyed_total").value == 31
    assert stored("found").value["2002"] == 900


PERSONAL = ["desk@mfa.example.org", "+254 20 123 4567", "Tel. 020 123456", "Mr. Wanjala Otieno"]


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_is_not_brought_in_by_default(text: str) -> None:
    found = imported({"10.3": f"Ask {text} for details"}, note=f"see {text}")
    assert "personal-data-withheld" in [each["code"] for each in found.warnings]
    answer = stored("10.3")
    assert answer.is_withheld
    excerpt = Excerpt.objects.get(pk=answer.excerpt_id)
    everything = f"{answer.value} {answer.placed_value} {excerpt.record} {excerpt.note}"
    assert text not in everything
    assert "for details" in str(answer.value)


def test_a_name_in_the_field_of_a_person_is_withheld_and_an_office_is_not() -> None:
    found = imported({"2.1.a": "Wanjala Otieno", "2.1.b": "Ministry of Interior"})
    assert [each["code"] for each in found.warnings] == ["personal-data-withheld"]
    assert (stored("2.1.a").value, stored("2.1.b").value) == ("[withheld]", "Ministry of Interior")


def test_two_addresses_in_one_field_are_told() -> None:
    found = imported({"2.1.f": "a@example.org cc. b@example.org"})
    assert sorted(each["code"] for each in found.warnings) == ["personal-data-withheld", "two-addresses"]


def test_a_changed_record_of_the_same_page_replaces_the_earlier_one_which_is_kept() -> None:
    imported({"8.2": "yes"})
    imported({"8.2": "no"})
    first, second = Excerpt.objects.filter(state="KEN", report_year=2012).order_by("imported_at")
    assert second.replaces_id == first.pk
    assert imported({"8.2": "yes"}).stored == 0


def test_a_record_without_a_source_is_kept_and_told() -> None:
    found = imported({"8.2": "yes"}, source=[])
    assert [each["code"] for each in found.warnings] == ["source-missing"]


def test_a_former_name_is_the_state() -> None:
    found = imported({"2": "marked"}, edition="pre-template narrative", state="Turkey", iso3="TUR")
    assert found.warnings[0]["state"] == "TUR"
