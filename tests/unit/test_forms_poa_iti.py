"""The three editions of the PoA and ITI report template in questionnaires/ (R1, R2, R4, R17, R18, A8)."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pyxform.xls2xform import convert

from questionnaires import weave

FORMS = Path(__file__).resolve().parents[2] / "questionnaires"
LETTERS = ("A", "B", "C")
SHEETS = ("survey", "choices", "settings")
BIND = "bind::poa:"
NUMBER, EVIDENCE, SAME_AS = f"{BIND}number", f"{BIND}evidence", f"{BIND}same-as"
STRUCTURE = ("begin_group", "end_group", "begin_repeat", "end_repeat", "note")

# The numbers that occur in the filed answers at hand, by edition.
FILED = {
    "A": "2.1.b 4 4.1 4.1.1 4.1.2 4.2 4.2.1 4.2.1.c 4.2.1.g 4.2.2 4.2.3 6 6.1 6.2 6.3 6.5.a 6.5.a.i 6.5.b 6.6 6.9 6.14 "
    "6.14.1 6.14.2 6.14.2.c 8 8.1 8.1.1 8.2 8.3 8.3.1 8.3.2 8.4 8.5 8.6 10 10.1 10.2 10.3 10.4 10.5 10.5.b 10.5.1 17 "
    "18 18.2 19 20 20.1 20.2 20.3 22 22.1 22.2 22.3 22.4 22.5",
    "B": "1 1.a 1.b 1.c 2 2.1.a 2.1.b 2.2 3 3.1 3.1.1 3.1.2 3.3 3.3.1 3.3.2 4 4.1 4.2 5 5.1 5.2 5.4.a 5.4.a.i 5.10 "
    "5.10.1 5.10.2 5.10.2.c 5.10.3 5.10.4 5.10.4.1 5.11 5.12 5.12.1 7 7.1 7.2 7.3",
    "C": "1.1 1.1.d 1.1.d.men 1.1.d.women 1.2 1.2.2 1.2.3 2.3 2.3.1 2.3.2 4.1 4.1.1 4.1.2 4.1.3 4.2 4.2.1",
}
# What the same question is called in the earlier editions: the crosswalk that the analysis rests on.
ALIGNED = {
    ("B", "1"): "A:1",
    ("B", "3.3"): "A:4.3",
    ("B", "4"): "A:5",
    ("B", "5.4.a.i"): "A:6.5.a.i",
    ("B", "5.10"): "A:6.13",
    ("B", "5.11"): "A:6.14",
    ("B", "5.12"): "A:6.15",
    ("B", "7.2"): "A:8.2",
    ("B", "9.5.1"): "A:10.5.1",
    ("B", "21.4"): "A:22.4",
    ("B", "23.1"): "A:24.1",
    ("C", "1.1"): "B:1 A:1",
    ("C", "1.2.3"): "B:2.3 A:2.3",
    ("C", "2.3"): "B:3.3 A:4.3",
    ("C", "2.3.1"): "B:3.3.1 A:4.3.1",
    ("C", "2.3.2"): "B:3.3.2 A:4.3.2",
    ("C", "4.1"): "B:7 A:8",
    ("C", "4.1.1"): "B:7.1 A:8.1",
    ("C", "4.1.2"): "B:7.2 A:8.2",
    ("C", "4.1.3"): "B:7.3 A:8.3",
    ("C", "4.2"): "B:7.7 A:8.7",
    ("C", "P2.90"): "B:4 A:5",
    ("C", "P3.10.4.1"): "B:5.10.4.1 A:6.13.4.1",
    ("C", "P5.1"): "B:9 A:10",
    ("C", "P8.90.2"): "B:23.1 A:24.1",
}
RELEVANCE = {
    ("A", "1.a"): ["${q_1} = 'yes'"],
    ("A", "2.3"): ["${q_2_2} = 'no' or ${q_2} = 'no'"],
    ("A", "4.2.1"): ["${q_4} = 'yes'", "${q_4_2} = 'yes'"],
    ("A", "5"): [],
    ("A", "6.5.a.i"): ["selected(${q_6_5}, 'a')"],
    ("A", "8.3.2.1"): ["${q_8} = 'yes'", "${q_8_3_2} = 'yes'"],
    ("A", "10.5.1"): ["selected(${q_10_5}, 'a')"],
    ("A", "6.14.2.c"): ["${q_6_14_2} = 'c'"],
    ("B", "2.3"): ["${q_2_2} = 'no'"],
    ("B", "4"): [],
    ("B", "4.1"): ["${q_4} = 'yes'"],
    ("B", "9.5.1"): ["selected(${q_9_5}, 'a')"],
    ("B", "21.3.f"): ["${q_21} = 'yes'", "selected(${q_21_3}, 'f')"],
    ("C", "1.1.d.women"): ["${q_1_1} = 'yes'"],
    ("C", "1.2.3"): ["${q_1_2_2} = 'no' or ${q_1_2} = 'no'"],
    ("C", "1.3.file"): ["${q_1_3} = 'yes'"],
    ("C", "2.3"): [],
    ("C", "2.3.1.e"): ["selected(${q_2_3_1}, 'e')"],
    ("C", "4.2.1.k"): ["selected(${q_4_2_1}, 'k')"],
    ("C", "P2.90.4"): ["${p_2_90_3} = 'yes'"],
}


def sheet(letter: str, name: str) -> list[dict[str, str]]:
    return weave.read(FORMS / f"poa-iti-{letter.lower()}" / f"{name}.csv")[1]


def definition(letter: str) -> dict[str, list[dict[str, Any]]]:
    """The form as pyxform takes it: no empty cells, the headers apart, no translated titles."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in SHEETS:
        header, rows = weave.read(FORMS / f"poa-iti-{letter.lower()}" / f"{name}.csv")
        header = [column for column in header if not column.startswith("form_title::")]
        found[name] = [{column: row[column] for column in header if row[column]} for row in rows]
        found[f"{name}_header"] = [dict.fromkeys(header)]
    return found


def questions(letter: str) -> list[dict[str, str]]:
    return [row for row in sheet(letter, "survey") if row["type"] not in STRUCTURE]


def by_number(letter: str) -> dict[str, dict[str, str]]:
    return {row[NUMBER]: row for row in sheet(letter, "survey") if row[NUMBER]}


def options(letter: str) -> set[str]:
    """The choices written as their print numbers them: 6.5.a, 10.5.b, 6.14.1.d.i."""
    lists: dict[str, list[str]] = {}
    for row in sheet(letter, "choices"):
        lists.setdefault(row["list_name"], []).append(row["name"].replace("_", "."))
    return {
        f"{row[NUMBER]}.{name}"
        for row in questions(letter)
        if row["type"].startswith("select_")
        for name in lists[row["type"].split()[1]]
    }


def relevance(letter: str, number: str) -> list[str]:
    """The conditions on a question and on the groups around it, outermost first."""
    around: list[str] = []
    for row in sheet(letter, "survey"):
        if row["type"].startswith("end_"):
            around.pop()
        elif row["type"].startswith("begin_"):
            around.append(row["relevant"])
        elif row[NUMBER] == number:
            return [condition for condition in [*around, row["relevant"]] if condition]
    raise AssertionError(number)


def name_of(number: str) -> str:
    kind, rest = ("p", number[1:]) if number.startswith("P") else ("q", number)
    return f"{kind}_" + re.sub(r"[.-]", "_", rest.replace("+", "_plus"))


@pytest.mark.parametrize("letter", LETTERS)
def test_pyxform_compiles_the_form_without_a_warning(letter: str) -> None:
    warnings: list[str] = []
    result = convert(definition(letter), warnings=warnings, form_name="data")
    assert warnings == []
    for row in questions(letter):
        assert f'poa:number="{row[NUMBER]}"' in result.xform


@pytest.mark.parametrize("letter", LETTERS)
def test_each_number_and_each_name_stands_once(letter: str) -> None:
    rows = [row for row in sheet(letter, "survey") if row["name"]]
    numbers = [row[NUMBER] for row in rows if row[NUMBER]]
    names = [row["name"] for row in rows]
    assert sorted(set(numbers)) == sorted(numbers)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("letter", LETTERS)
def test_names_follow_from_the_numbers(letter: str) -> None:
    assert {row["name"]: name_of(row[NUMBER]) for row in questions(letter)} == {
        row["name"]: row["name"] for row in questions(letter)
    }


@pytest.mark.parametrize("letter", LETTERS)
def test_each_question_says_what_it_implements_and_how_it_is_known(letter: str) -> None:
    paragraph = r"(PoA|ITI|BMS\d outcome|RevCon\d outcome|GGE (brokering )?report)( [\w.()+-]+)*"
    for row in questions(letter):
        assert re.fullmatch(rf"{paragraph}(; {paragraph})*", row[f"{BIND}implements"]), row[NUMBER]
        assert (row[EVIDENCE] == "ours") == row[NUMBER].startswith("P"), row[NUMBER]
        assert row[EVIDENCE] in {"seen", "inferred", "ours"}, row[NUMBER]
        assert row[f"{BIND}theme"], row[NUMBER]


@pytest.mark.parametrize("letter", ["A", "B"])
def test_the_editions_already_filed_hold_no_question_of_ours(letter: str) -> None:
    assert [row[NUMBER] for row in questions(letter) if row[NUMBER].startswith("P")] == []


@pytest.mark.parametrize("letter", LETTERS)
def test_no_question_is_required(letter: str) -> None:
    """Blank is not no: a State leaves blank what it does not wish to say."""
    assert "required" not in weave.read(FORMS / f"poa-iti-{letter.lower()}" / "survey.csv")[0]


def test_edition_c_has_ten_sections_with_assistance_that_nothing_hides_and_one_on_measures() -> None:
    sections = [row[f"{BIND}section"] for row in sheet("C", "survey") if row[f"{BIND}section"]]
    assert sections == [str(number) for number in range(12)]
    numbers = by_number("C")
    for section in range(1, 11):
        wish, kinds, kind, proposal, file = (f"P{section}.90{tail}" for tail in ("", ".1", ".2", ".3", ".4"))
        assert numbers[wish][f"{BIND}indicator"] == "assistance-requested"
        assert numbers[kinds]["type"] == "select_multiple help_kind"
        assert [numbers[number]["type"] for number in (kind, proposal, file)] == ["text", "select_one yesno", "file"]
        assert relevance("C", wish) == []


@pytest.mark.parametrize("letter", ["B", "C"])
def test_every_same_as_names_a_question_of_an_earlier_edition(letter: str) -> None:
    known = {f"{earlier}:{number}" for earlier in LETTERS if earlier < letter for number in by_number(earlier)}
    named = {target for row in sheet(letter, "survey") for target in row[SAME_AS].split()}
    assert named - known == set()
    assert len(named) > 100


def test_edition_a_is_the_same_as_nothing_earlier() -> None:
    assert SAME_AS not in weave.read(FORMS / "poa-iti-a" / "survey.csv")[0]


@pytest.mark.parametrize(("letter", "number"), ALIGNED)
def test_the_crosswalk(letter: str, number: str) -> None:
    assert by_number(letter)[number][SAME_AS] == ALIGNED[letter, number]


def test_aligned_questions_of_c_agree_with_the_crosswalk_from_b_to_a() -> None:
    b_to_a = {f"B:{number}": row[SAME_AS] for number, row in by_number("B").items()}
    for number, row in by_number("C").items():
        targets = dict(target.split(":") for target in row[SAME_AS].split())
        if set(targets) == {"A", "B"}:
            assert b_to_a[f"B:{targets['B']}"] == f"A:{targets['A']}", number


@pytest.mark.parametrize("letter", LETTERS)
def test_every_number_filed_has_its_place(letter: str) -> None:
    places = set(by_number(letter)) | options(letter)
    assert [number for number in FILED[letter].split() if number not in places] == []


@pytest.mark.parametrize(("letter", "number"), RELEVANCE)
def test_relevance_follows_the_routing_of_the_print(letter: str, number: str) -> None:
    assert relevance(letter, number) == RELEVANCE[letter, number]


def test_no_official_question_hangs_on_one_of_ours() -> None:
    """Else an answer filed under an official number would be hidden by a question that the State was never asked."""
    for row in questions("C"):
        if not row[NUMBER].startswith("P"):
            assert "${p_" not in " ".join(relevance("C", row[NUMBER])), row[NUMBER]


def test_a_part_is_never_more_than_the_whole() -> None:
    numbers = by_number("C")
    part = ". >= 0 and (${p_6_5_seized} = '' or . <= ${p_6_5_seized})"
    assert numbers["P6.5.seized_traced"]["constraint"] == part
    assert numbers["P6.5.numerator"]["constraint"].endswith(". <= ${p_6_5_denominator}")
    assert numbers["P1.1"]["constraint"] == ". >= coalesce(${q_1_1_d_men}, 0) + coalesce(${q_1_1_d_women}, 0)"


def test_every_number_and_year_is_bounded() -> None:
    for letter in LETTERS:
        for row in questions(letter):
            if row["type"] in {"integer", "decimal"} and not row.get("calculation"):
                assert row["constraint"].startswith(". >= "), row[NUMBER]
                assert row["constraint_message::English (en)"], row[NUMBER]


@pytest.mark.parametrize("letter", LETTERS)
def test_persons_and_depots_are_restricted_by_default(letter: str) -> None:
    marked = {row[NUMBER]: row[f"{BIND}marking"] for row in questions(letter)}
    persons = {"A": "1.c.i 2.1.f 2.3.name", "B": "1.c 2.1.e", "C": "1.1.c.person 1.2.1.telephone P5.3"}
    assert {marked[number] for number in persons[letter].split()} == {"TLP:AMBER"}
    assert marked["1.1.a" if letter == "C" else "1.a"] == ""


def test_the_end_user_certificate_has_its_ten_official_elements() -> None:
    names = [row["name"] for row in sheet("A", "choices") if row["list_name"] == "euc_elements"]
    assert names == [str(number) for number in range(1, 11)]


def test_the_strings_are_collected_and_few() -> None:
    rows = weave.read(weave.STRINGS / "en.csv")[1]
    assert rows == weave.collected()
    assert len({row["key"] for row in rows}) == len(rows) < 600


def test_the_sheets_are_in_step_with_the_translations() -> None:
    assert weave.out_of_step() == []


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the forms in English alone, with one French string."""
    shutil.copytree(FORMS, tmp_path / "forms")
    monkeypatch.setattr(weave, "HERE", tmp_path / "forms")
    monkeypatch.setattr(weave, "STRINGS", tmp_path / "forms" / "strings")
    for code in weave.OTHERS:
        (weave.STRINGS / f"{code}.csv").unlink(missing_ok=True)
    french = [{"key": weave.key_of("Yes"), "text": "Oui"}, {"key": "no-such-key", "text": "Rien"}]
    weave.write(weave.STRINGS / "fr.csv", ["key", "text"], french)
    return tmp_path / "forms"


def test_weaving_fills_the_column_of_the_language_and_reports_the_rest(copy: Path) -> None:
    assert weave.main(["weave"]) == 0
    header, rows = weave.read(copy / "poa-iti-c" / "choices.csv")
    assert header == ["list_name", "name", "label::English (en)", "label::Français (fr)", "evidence"]
    assert {row["label::Français (fr)"] for row in rows if row["label::English (en)"] == "Yes"} == {"Oui"}
    assert weave.main(["check"]) == 1
    problems = weave.missing()
    assert "fr: not used by any form: no-such-key" in problems
    assert f"fr: missing {weave.key_of('No')}: No" in problems
    assert f"fr: missing {weave.key_of('Yes')}: Yes" not in problems


def test_weaving_twice_changes_nothing(copy: Path) -> None:
    weave.main(["weave"])
    once = {path: path.read_bytes() for path in copy.rglob("*.csv")}
    weave.main(["weave"])
    assert {path: path.read_bytes() for path in copy.rglob("*.csv")} == once
    header = ["form_title", "form_title::Français (fr)", "form_id", "version", "default_language", "namespaces"]
    assert weave.read(copy / "poa-iti-a" / "settings.csv")[0] == header


def test_the_explanation_counts_the_evidence_as_the_forms_do() -> None:
    text = (FORMS.parent / "docs" / "explanation" / "reconstruction.md").read_text(encoding="utf-8")
    for letter in LETTERS:
        found = [row[EVIDENCE] for row in questions(letter)]
        counts = " | ".join(str(found.count(kind)) for kind in ("seen", "inferred", "ours"))
        assert f"| {letter} | {counts} |" in text
