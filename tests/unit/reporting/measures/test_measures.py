"""The section on measures of earlier meetings is generated from data and burdens nobody (2010 outcome ¶37, R19)."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from poaiss.questionnaires import engine
from questionnaires import measures, weave

pytestmark = pytest.mark.rows("R19")

ROOT = Path(__file__).resolve().parents[4]
MEETINGS = [
    {"code": "bms9", "year": "2026", "name_en": "Ninth Biennial Meeting of States"},
    {"code": "bms4", "year": "2010", "name_en": "Fourth Biennial Meeting of States"},
]
ROW = {"theme": "border", "asked": "1", "note": "", "evidence": "seen", "source": "here"}
FIRST = ROW | {"code": "BMS4-01", "meeting": "bms4", "paragraph": "9", "measure": "Enact laws"}
SILENT = ROW | {"code": "BMS4-02", "meeting": "bms4", "paragraph": "", "measure": "Concern", "asked": "0"}
LATER = ROW | {"code": "BMS9-07", "meeting": "bms9", "paragraph": "3", "measure": "Mark arms"}


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "reference-data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def filled() -> Any:
    return lambda answers: engine.Evaluation(engine.compile_form(measures.FORM), answers)


def test_the_measures_of_eight_meetings_with_their_grades() -> None:
    found = rows("adopted_measures")
    assert len({row["code"] for row in found}) == len(found) == 72
    assert Counter(row["meeting"] for row in found) == {
        "bms4": 35,
        "revcon2": 7,
        "bms5": 5,
        "bms6": 8,
        "revcon3": 5,
        "bms7": 6,
        "bms8": 2,
        "revcon4": 4,
    }
    assert {row["meeting"] for row in found} <= {row["code"] for row in rows("meetings")}
    assert {row["theme"] for row in found} <= {row["code"] for row in rows("themes")}
    for row in found:
        assert row["source"], row["code"]
        assert (row["asked"] == "0") <= bool(row["note"]), row["code"]


def test_every_paragraph_of_2010_that_is_named_exists() -> None:
    named = {f"BMS4 outcome {row['paragraph']}" for row in rows("adopted_measures") if row["meeting"] == "bms4"}
    assert named <= {row["code"] for row in rows("paragraphs")}


def test_a_draft_number_is_never_shown_as_a_paragraph() -> None:
    drafts = [row for row in rows("adopted_measures") if "draft" in row["evidence_detail"]]
    assert [(row["code"], row["paragraph"]) for row in drafts] == [("BMS6-07", ""), ("BMS6-08", "")]


def test_the_form_is_in_step_with_the_measures() -> None:
    assert measures.out_of_step() == []


def test_the_generator_takes_rows_from_anywhere() -> None:
    made = measures.section([LATER, FIRST, SILENT], MEETINGS, ["BMS4 outcome 9"])
    asked = [(row["bind::poa:number"], row[measures.LABEL]) for row in made if row.get("bind::poa:number")][2:]
    assert asked == [
        ("P11.bms4.1", "Enact laws"),
        ("P11.bms4.1.done", "What was done, and what is planned"),
        ("P11.bms9.7", "Mark arms"),
        ("P11.bms9.7.done", "What was done, and what is planned"),
    ]
    implements = {row["bind::poa:number"]: row["bind::poa:implements"] for row in made if row.get("bind::poa:number")}
    assert implements["P11.bms4.1"] == "BMS4 outcome 37; BMS4 outcome 9"
    assert implements["P11.bms9.7"] == "BMS4 outcome 37"  # a paragraph nobody has on file is not named


def test_a_measure_of_an_unknown_meeting_is_refused() -> None:
    with pytest.raises(ValueError, match="bms99"):
        measures.section([FIRST | {"meeting": "bms99"}], MEETINGS)


def test_a_measure_added_later_moves_no_other() -> None:
    alone = {row["name"] for row in measures.section([FIRST], MEETINGS) if "name" in row}
    assert alone < {row["name"] for row in measures.section([LATER, FIRST], MEETINGS) if "name" in row}


def test_what_others_wrote_beside_a_generated_row_stays() -> None:
    header = ["type", "name", measures.LABEL, "label::Français (fr)", "bind::poa:carry"]
    before = {"p_11_1": {"label::Français (fr)": "Voulez-vous", "bind::poa:carry": "no", measures.LABEL: "Old"}}
    made = measures.filled({"type": "text", "name": "p_11_1", measures.LABEL: "New"}, header, before)
    assert made == {
        "type": "text",
        "name": "p_11_1",
        measures.LABEL: "New",
        "label::Français (fr)": "Voulez-vous",
        "bind::poa:carry": "no",
    }


def test_a_state_that_does_not_wish_is_asked_one_question(filled: Any) -> None:
    form = filled({"section_11/p_11_1": "no"})
    places = [path for path in form.form.items if path.startswith("section_11/") and "p_11_" in path.split("/")[-1]]
    assert [path for path in places if form.relevant(path)] == ["section_11/p_11_1"]


def test_only_the_meetings_chosen_are_asked_about_and_the_text_only_after_progress(filled: Any) -> None:
    group = "section_11/measures"
    form = filled({"section_11/p_11_1": "yes", f"{group}/p_11_2": "bms8 revcon4"})
    places = [path for path in form.form.items if path.startswith(f"{group}/measures_") and "/p_11_" in path]
    asked = [path.split("/")[-1] for path in places if form.relevant(path)]
    assert asked == ["p_11_bms8_1", "p_11_bms8_2", *(f"p_11_revcon4_{n}" for n in range(1, 5))]
    form.set(f"{group}/measures_bms8/p_11_bms8_1", "under_way")
    assert form.relevant(f"{group}/measures_bms8/p_11_bms8_1_done")
    assert not form.relevant(f"{group}/measures_bms8/p_11_bms8_2_done")


def test_progress_has_the_choices_of_the_form_and_no_judgement() -> None:
    names = [row["name"] for row in weave.read(measures.FORM / "choices.csv")[1] if row["list_name"] == "progress"]
    assert names == ["not_started", "under_way", "completed", "stopped"]
    kinds = {row["type"] for row in measures.section([FIRST], MEETINGS) if row.get("name") == "p_11_bms4_1"}
    assert kinds == {"select_one progress"}


@pytest.mark.rows("R20")
def test_challenges_and_opportunities_are_lists_of_structured_items(filled: Any) -> None:
    sheet = {row["name"]: row for row in weave.read(measures.FORM / "survey.csv")[1] if row["name"]}
    assert [sheet[name]["type"] for name in ("p_10_11", "p_10_12")] == ["begin_repeat", "begin_repeat"]
    fields = {name: row["type"] for name, row in sheet.items() if name.startswith(("p_10_11_", "p_10_12_"))}
    assert fields == {
        "p_10_11_theme": "select_one theme",
        "p_10_11_obstacle": "select_one obstacle",
        "p_10_11_description": "text",
        "p_10_11_help": "text",
        "p_10_12_theme": "select_one theme",
        "p_10_12_description": "text",
        "p_10_12_partner": "text",
    }
    at = "section_10/p_10_11"
    form = filled(
        {
            f"{at}[1]/p_10_11_theme": "marking",
            f"{at}[1]/p_10_11_obstacle": "equipment",
            f"{at}[1]/p_10_11_help": "Two marking machines",
            f"{at}[2]/p_10_11_theme": "tracing",
            f"{at}[2]/p_10_11_obstacle": "staff",
        }
    )
    assert [form.value(f"{each}/p_10_11_obstacle") for each in form.instances(at)] == ["equipment", "staff"]
    assert form.problems() == []
    form.set(f"{at}[2]/p_10_11_obstacle", "weather")
    assert [problem.path for problem in form.problems()] == [f"{at}[2]/p_10_11_obstacle"]
