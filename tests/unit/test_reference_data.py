"""The reference data hold together: counts, codes, dates, languages and the figures of the sources."""

import csv
import datetime as dt
import itertools
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "reference-data"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
GRADES = {"seen", "inferred", "recollected", "ours"}
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv"))
NAMED = ("themes", "m49_regions", "regional_groups", "languages", "meetings", "instruments")
NAMED_EXERCISE = ("agencies", "organisations")

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    """Return the rows of the reference file NAME."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_code(name: str, key: str = "code") -> dict[str, dict[str, str]]:
    """Return the rows of NAME by their KEY, which must be unique."""
    found = rows(name)
    assert len({row[key] for row in found}) == len(found)
    return {row[key]: row for row in found}


def members_on(day: str) -> int:
    """Return how many Members the United Nations had on DAY, former States included."""
    return sum(
        row["kind"] in {"member", "former"}
        and row["un_member_since"] <= day <= (row["un_member_until"] or "9999-12-31")
        for row in rows("states")
    )


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_clean_text_with_graded_rows(name: str) -> None:
    text = (FOLDER / name).read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\ufeff" not in text
    assert "\ufffd" not in text
    found = list(csv.DictReader(text.splitlines()))
    assert found
    assert all(None not in row and None not in row.values() for row in found)
    if name not in {"unroca_report_years.csv", "tiles.csv"}:
        assert {row["evidence"] for row in found} <= GRADES
    assert all(value == value.strip() for row in found for value in row.values())


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_its_source_and_licence(name: str) -> None:
    assert f"`{name}`" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert f"`{name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_states_by_kind_and_group() -> None:
    states = rows("states")
    assert Counter(row["kind"] for row in states) == {"member": 193, "observer": 2, "non_member": 2, "former": 1}
    groups = Counter(row["regional_group"] for row in states if row["kind"] == "member")
    assert groups == {"african": 54, "asia_pacific": 54, "grulac": 33, "weog": 29, "eastern_european": 23}
    assert {row["code"]: int(row["members"]) for row in rows("regional_groups")} == dict(groups)


def test_codes_and_addresses_of_states_are_unique() -> None:
    states = by_code("states") | by_code("exercise/states")
    assert len(states) == 198 + 8
    assert len({row["slug"] for row in states.values()}) == len(states)
    for row in by_code("states").values():
        assert re.fullmatch(r"[A-Z]{3}", row["code"])
        assert re.fullmatch(r"[A-Z]{2}", row["iso2"])
        assert re.fullmatch(r"\d{3}", row["m49"])
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["slug"])
        assert {row["ldc"], row["lldc"], row["sids"]} <= {"0", "1"}


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2001-07-09", 189),
        ("2002-09-09", 189),
        ("2003-07-07", 191),
        ("2006-06-02", 191),
        ("2006-06-27", 191),
        ("2006-06-28", 192),
        ("2010-06-14", 192),
        ("2011-07-13", 192),
        ("2011-07-14", 193),
        ("2026-06-01", 193),
    ],
)
def test_members_of_the_day_are_the_denominator(day: str, members: int) -> None:
    assert members_on(day) == members


def test_regions_of_states_exist_and_nest() -> None:
    regions = by_code("m49_regions")
    for row in rows("states") + rows("exercise/states"):
        assert regions[row["m49_subregion"]]["parent"] == row["m49_region"]
        assert regions[row["m49_region"]]["kind"] == "region"


def test_every_state_has_a_current_name_in_six_languages() -> None:
    current = Counter(
        (row["code"], row["language"]) for row in rows("state_names") + rows("exercise/names") if not row["valid_until"]
    )
    states = [row for row in rows("states") + rows("exercise/states") if row["kind"] != "former"]
    assert current == {(row["code"], language): 1 for row in states for language in LANGUAGES}


def test_names_are_for_display_and_never_overlap() -> None:
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows("state_names"):
        assert row["short"]
        assert row["with_article"]
        assert not re.search(r"\((the|la|le|les|l'|l’|el|los|las)\)|\*", row["short"] + row["formal"])
        spans.setdefault((row["code"], row["language"]), []).append(
            (row["valid_from"] or "0001-01-01", row["valid_until"] or "9999-12-31")
        )
    for span in spans.values():
        ordered = sorted(span)
        assert all(start <= end for start, end in ordered)
        for (_, end), (start, _) in itertools.pairwise(ordered):
            assert dt.date.fromisoformat(end) + dt.timedelta(1) == dt.date.fromisoformat(start)


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("SWZ", "2012-01-01", "Swaziland"),
        ("SWZ", "2020-01-01", "Eswatini"),
        ("MKD", "2010-01-01", "The former Yugoslav Republic of Macedonia"),
        ("TUR", "2022-05-31", "Turkey"),
        ("TUR", "2022-06-01", "Türkiye"),
        ("CZE", "2010-01-01", "Czech Republic"),
        ("CPV", "2010-01-01", "Cape Verde"),
        ("LBY", "2010-01-01", "Libyan Arab Jamahiriya"),
        ("SCG", "2005-01-01", "Serbia and Montenegro"),
        ("SCG", "2001-07-01", "Yugoslavia"),
    ],
)
def test_an_old_report_shows_the_name_of_its_time(code: str, day: str, name: str) -> None:
    found = [
        row["short"]
        for row in rows("state_names")
        if row["code"] == code
        and row["language"] == "en"
        and (row["valid_from"] or "0001") <= day <= (row["valid_until"] or "9999")
    ]
    assert found == [name]


@pytest.mark.parametrize("name", [*NAMED, *(f"exercise/{name}" for name in NAMED_EXERCISE)])
def test_names_stand_in_six_languages(name: str) -> None:
    assert [row for row in rows(name) if not all(row[f"name_{code}"] for code in LANGUAGES)] == []


def test_organisations_have_an_english_name_and_known_members() -> None:
    organisations = by_code("regional_organisations")
    assert all(row["name_en"] for row in organisations.values())
    assert {"unrec", "unlirec", "unrcpd"} <= set(organisations)
    real, members = by_code("states"), rows("organisation_members")
    assert {row["code"] for row in members} <= set(organisations)
    assert {row["state"] for row in members} <= set(real)
    assert len({(row["code"], row["state"]) for row in members}) == len(members)
    assert Counter(row["kind"] for row in members if row["code"] == "kinshasa-convention") == {
        "party": 8,
        "signatory": 3,
    }


def test_tiles_place_every_state_on_a_cell_of_its_own() -> None:
    tiles = by_code("tiles")
    assert set(tiles) == {row["code"] for row in rows("states") if row["kind"] != "former"}
    cells = {(int(row["column"]), int(row["row"])) for row in tiles.values()}
    assert len(cells) == 197
    assert max(column for column, _ in cells) < 30
    assert max(row for _, row in cells) < 24


def test_figures_of_the_register() -> None:
    slugs = {row["slug"]: row["code"] for row in rows("unroca_slugs")}
    assert sorted(slugs.values()) == sorted(row["code"] for row in rows("states") if row["kind"] == "member")
    pairs = [(slugs[row["country_slug"]], int(row["year"])) for row in rows("unroca_report_years")]
    assert len(pairs) == len(set(pairs)) == 2489
    years = Counter(year for _, year in pairs)
    assert sorted(years) == list(range(1992, 2023))
    assert (years[2001], years[2022]) == (124, 35)
    assert len(set(slugs.values()) - {code for code, _ in pairs}) == 24
    counts = Counter(code for code, _ in pairs)
    assert all(int(row["years_reported"]) == counts[row["code"]] for row in rows("unroca_slugs"))


def test_both_releases_of_the_indicator_stand_side_by_side() -> None:
    found = rows("sdg_16_4_2")
    assert Counter(row["release"] for row in found) == {"2026Q3": 104, "global-undated": 28}
    assert len({row["code"] for row in found if row["release"] == "2026Q3"}) == 43
    values = {(row["release"], row["code"], row["year"]): Decimal(row["value"]) for row in found}
    assert values["global-undated", "GRC", "2017"] == Decimal("18.2")
    assert values["2026Q3", "GRC", "2017"] == Decimal("3.77")
    assert [(row["code"], row["year"]) for row in found if row["duplicate"] == "1"] == [("GBR", "2021")]
    assert {row["code"] for row in found} <= set(by_code("states"))


def test_published_totals() -> None:
    totals = by_code("published_totals", "key")
    assert (totals["bms1-reports"]["value"], totals["bms1-reports"]["denominator"]) == ("103", "191")
    assert (totals["reported-2009-2010"]["value"], totals["reported-2009-2010"]["denominator"]) == ("107", "192")
    never, once = totals["never-by-2010"], totals["at-least-once-by-2010"]
    assert int(never["denominator"]) - int(never["value"]) == int(once["value"]) == 158
    assert all(row["unit"] and row["counts"] and row["source"] and row["why"] for row in totals.values())
    assert {row["recomputable"] for row in totals.values()} == {"yes", "no"}


def test_calendar_and_rounds_are_separate_facts() -> None:
    meetings = by_code("meetings")
    assert [meetings[f"bms{n}"]["year"] for n in range(1, 11)] == (
        ["2003", "2005", "2008", "2010", "2014", "2016", "2021", "2022", "2026", "2028"]
    )
    assert (meetings["revcon5"]["year"], meetings["revcon5"]["start"]) == ("2030", "")
    assert all(row["start"] <= row["end"] and row["start"][:4] in {"", row["year"]} for row in meetings.values())
    rounds = {row["year"]: row for row in rows("reporting_rounds")}
    assert list(map(int, rounds)) == [2003, 2005, 2006, *range(2008, 2027, 2)]
    assert (rounds["2016"]["deadline"], rounds["2026"]["deadline"]) == ("2016-03-31", "2026-05-15")
    assert [row["edition"] for row in rounds.values()] == [*[""] * 4, *"AAABBCCCC"]


def test_paragraphs_are_complete() -> None:
    codes = by_code("paragraphs")
    outcome = [f"BMS4 outcome {n}" for n in range(1, 51)]
    outcome += [f"BMS4 outcome 28({letter})" for letter in "abcdefghijkl"]
    outcome += [f"BMS4 outcome 49({letter})" for letter in "abcdefghijklmnopqrstuvwx"]
    assert set(outcome) == {code for code, row in codes.items() if row["instrument"] == "outcome-2010"}
    assert {f"PoA II.{n}" for n in range(1, 42)} | {f"ITI {n}" for n in range(1, 39)} <= set(codes)
    assert {row["theme"] for row in codes.values()} - {""} <= set(by_code("themes"))
    assert all(row["title"] and row["chapter"] for row in codes.values())


def test_every_paragraph_that_a_question_names_exists() -> None:
    codes, named = set(by_code("paragraphs")), set()
    for path in (ROOT / "questionnaires").glob("*/survey.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                named |= set(re.split(r";\s*", row.get("bind::poa:implements") or ""))
    ranges = {code for code in named if re.search(r"\d-\d", code)}
    assert named - ranges - {""}
    assert named - ranges - codes - {""} == set()


def test_the_glossary_is_in_six_languages_and_names_real_paragraphs() -> None:
    terms = by_code("glossary", "key")
    assert len(terms) >= 60
    for row in terms.values():
        assert all(row[f"term_{code}"] for code in LANGUAGES)
        assert all(row[f"definition_{code}"] for code in LANGUAGES)
    assert {row["paragraph"] for row in terms.values()} - {""} <= set(by_code("paragraphs"))


def test_exercise_states_cannot_be_mistaken() -> None:
    states, real = by_code("exercise/states"), by_code("states")
    assert {"XAV", "XBO"} <= set(states)
    assert len(states) == 8
    assert all(re.fullmatch(r"X[A-Z]{2}", code) for code in states)
    assert not set(states) & set(real)
    assert {row["regional_group"] for row in states.values()} == {row["code"] for row in rows("regional_groups")}
    assert sum(row["ldc"] == row["lldc"] == "1" for row in states.values()) == 1
    assert sum(row["sids"] == "1" for row in states.values()) == 1
    assert {row["language"] for row in states.values()} == set(LANGUAGES)
    real_names = {row["short"] for row in rows("state_names")}
    assert not real_names & {row["short"] for row in rows("exercise/names")}


def test_agencies_form_a_tree_in_each_exercise_state() -> None:
    agencies = by_code("exercise/agencies", "key")
    seen: set[str] = set()
    for key, row in agencies.items():
        if row["parent"]:
            assert row["parent"] in seen
            assert agencies[row["parent"]]["state"] == row["state"]
        seen.add(key)
    needed = {"coordination", "police", "customs", "border", "judiciary", "intelligence", "licensing", "armed_forces"}
    for state in by_code("exercise/states"):
        assert needed <= {row["kind"] for row in agencies.values() if row["state"] == state}
    assert {row["kind"] for row in agencies.values() if row["hidden"] == "1"} == {"intelligence"}
    assert all(row["hidden"] == "1" for row in agencies.values() if row["kind"] == "intelligence")


def test_the_cast_refers_to_states_agencies_and_organisations() -> None:
    people = by_code("exercise/people", "key")
    agencies, organisations = by_code("exercise/agencies", "key"), by_code("exercise/organisations")
    assert {"ana", "bruno", "chidi", "dalia", "emeka", "farid", "grace", "hana", "idris"} <= set(people)
    assert len({row["email"] for row in people.values()}) == len(people)
    for row in people.values():
        assert row["email"].endswith(".exercise.example")
        assert row["language"] in LANGUAGES
        assert bool(row["state"]) != bool(row["organisation"])
        if row["state"]:
            assert agencies[row["agency"]]["state"] == row["state"]
        else:
            assert row["organisation"] in organisations
    for office in rows("exercise/offices"):
        for holder in filter(None, (office["holder"], office["deputy"])):
            assert people[holder]["state"] == office["state"] == agencies[office["agency"]]["state"]


def test_filed_fragments_are_kept_whole() -> None:
    found = json.loads((FOLDER / "filed_answers.json").read_text(encoding="utf-8"))
    assert len(found) == 58
    assert "`filed_answers.json`" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
