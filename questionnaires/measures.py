"""Generate the section "Progress on measures adopted at earlier meetings" of form C (2010 outcome ¶37, R19).

    python questionnaires/measures.py          write the section into poa-iti-c from reference-data/adopted_measures.csv
    python questionnaires/measures.py check    exit 1 if the form and the measures are out of step

``section`` takes rows, wherever they come from. A measure keeps its number when others are added (P11.bms4.1 is measure
BMS4-01), so that answers of two rounds stay comparable. A State is asked whether it wishes to report at all, then on
which meetings; nothing else of the section opens before.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # run as a script

from questionnaires.weave import ENGLISH, Row, read, write  # noqa: E402

FORM = ROOT / "questionnaires" / "poa-iti-c"
DATA = ROOT / "reference-data"
SECTION, NAME, LIST = "11", "section_11", "measures_meeting"
PARAGRAPH = "BMS4 outcome 37"
LABEL, HINT = f"label::{ENGLISH}", f"hint::{ENGLISH}"


def asked(measures: Iterable[Row]) -> list[Row]:
    """Return the measures on which a State can report progress: no statements, nothing addressed to others."""
    return [row for row in measures if row["asked"] == "1"]


def meetings_of(measures: Iterable[Row], meetings: Iterable[Row]) -> list[Row]:
    """Return the meetings that adopted MEASURES, in the order of the calendar."""
    codes = {row["meeting"] for row in measures}
    found = [row for row in meetings if row["code"] in codes]
    unknown = codes - {row["code"] for row in found}
    if unknown:
        raise ValueError(f"adopted_measures.csv names unknown meetings: {', '.join(sorted(unknown))}")
    return sorted(found, key=lambda row: row["year"])


def title(meeting: Row) -> str:
    """Return a meeting as a State reads it: its name and its year."""
    return f"{meeting['name_en']} ({meeting['year']})"


def number_of(measure: Row) -> str:
    """Return the number of the question on a measure: P11.bms4.1 for BMS4-01."""
    meeting, _, place = measure["code"].partition("-")
    return f"P{SECTION}.{meeting.lower()}.{int(place)}"


def name_of(number: str) -> str:
    """Return the name of the field that bears NUMBER."""
    return "p_" + number[1:].replace(".", "_")


def implements(measure: Row, paragraphs: Iterable[str]) -> str:
    """Return what a question on a measure reports on: ¶37, and the paragraph of the measure where it is known."""
    own = f"{measure['code'].partition('-')[0]} outcome {measure['paragraph']}"
    return f"{PARAGRAPH}; {own}" if own in set(paragraphs) else PARAGRAPH


def question(kind: str, number: str, label: str, **more: str) -> Row:
    """Return the row of one question of ours."""
    cells = {"implements": PARAGRAPH, "theme": "information"} | {key: more.pop(key) for key in set(more) & POA}
    row = {"type": kind, "name": name_of(number), LABEL: label, **more}
    row |= {"bind::poa:number": number, "bind::poa:evidence": "ours"}
    return row | {f"bind::poa:{key}": value for key, value in cells.items()}


POA = {"implements", "theme", "source"}


def measure_rows(measure: Row, paragraphs: Iterable[str]) -> Iterator[Row]:
    """Yield the two questions on a measure: how far it is, and what was done."""
    number = number_of(measure)
    shared = {
        "implements": implements(measure, paragraphs),
        "theme": measure["theme"],
        "source": f"{measure['code']}: {measure['source']}",
    }
    yield question("select_one progress", number, measure["measure"], **shared)
    more = {"relevant": f"${{{name_of(number)}}} != ''", "appearance": "multiline"}
    yield question("text", f"{number}.done", "What was done, and what is planned", **shared, **more)


def section(measures: Iterable[Row], meetings: Iterable[Row], paragraphs: Iterable[str] = ()) -> list[Row]:
    """Return the rows of the section for MEASURES, grouped by meeting; PARAGRAPHS are the codes that can be linked."""
    wanted, known = asked(measures), frozenset(paragraphs)
    wish, which = f"P{SECTION}.1", f"P{SECTION}.2"
    rows = [
        {
            "type": "begin_group",
            "name": NAME,
            LABEL: "Progress on measures adopted at earlier meetings",
            "bind::poa:section": SECTION,
            "bind::poa:theme": "information",
        },
        question(
            "select_one yesno",
            wish,
            "Do you wish to report on measures adopted at earlier meetings?",
            **{HINT: "Optional. Only the meetings that you choose are asked about."},
        ),
        {"type": "begin_group", "name": "measures", "relevant": f"${{{name_of(wish)}}} = 'yes'"},
        question(
            f"select_multiple {LIST}",
            which,
            "On the measures of which meetings?",
            **{HINT: "The measures are paraphrased; their words stand in the outcome documents."},
        ),
    ]
    for meeting in meetings_of(wanted, meetings):
        code = meeting["code"]
        condition = f"selected(${{{name_of(which)}}}, '{code}')"
        rows.append({"type": "begin_group", "name": f"measures_{code}", LABEL: title(meeting), "relevant": condition})
        for measure in wanted:
            if measure["meeting"] == code:
                rows += measure_rows(measure, known)
        rows.append({"type": "end_group"})
    return [*rows, {"type": "end_group"}, {"type": "end_group"}]


def choices(measures: Iterable[Row], meetings: Iterable[Row]) -> list[Row]:
    """Return the choices of meetings for MEASURES."""
    found = meetings_of(asked(measures), meetings)
    return [{"list_name": LIST, "name": each["code"], LABEL: title(each), "evidence": "ours"} for each in found]


def bounds(rows: list[Row]) -> tuple[int, int]:
    """Return where the section stands in the sheet, or where it is to stand: at the end."""
    starts = [at for at, row in enumerate(rows) if row["name"] == NAME]
    if not starts:
        return len(rows), len(rows)
    depth = 0
    for at in range(starts[0], len(rows)):
        depth += {"begin_group": 1, "begin_repeat": 1, "end_group": -1, "end_repeat": -1}.get(rows[at]["type"], 0)
        if depth == 0:
            return starts[0], at + 1
    raise ValueError("survey.csv: section 11 has no end")


def filled(row: Row, header: list[str], before: dict[str, Row]) -> Row:
    """Return a generated row with every column; what others wrote beside it (translations, carrying) stays."""
    old = before.get(row.get("name", ""), {})
    english = {column for column in header if column.endswith(f"::{ENGLISH}")}
    ours = {"type", "name", "relevant", "appearance", *english, *(f"bind::poa:{key}" for key in POA)}
    ours |= {"bind::poa:section", "bind::poa:number", "bind::poa:evidence"}
    return {column: row.get(column, "") if column in ours else old.get(column, "") for column in header}


def sources() -> tuple[list[Row], list[Row], list[str]]:
    """Return the measures, the meetings and the codes of paragraphs in the reference data."""
    names = ("adopted_measures", "meetings", "paragraphs")
    measures, meetings, paragraphs = (read(DATA / f"{name}.csv")[1] for name in names)
    return measures, meetings, [row["code"] for row in paragraphs]


def generated() -> dict[Path, tuple[list[str], list[Row]]]:
    """Return the two sheets as they must stand."""
    measures, meetings, paragraphs = sources()
    header, rows = read(FORM / "survey.csv")
    start, end = bounds(rows)
    before = {row["name"]: row for row in rows[start:end] if row["name"]}
    new = [filled(row, header, before) for row in section(measures, meetings, paragraphs)]
    columns, options = read(FORM / "choices.csv")
    old = {row["name"]: row for row in options if row["list_name"] == LIST}
    ours = [old.get(row["name"], dict.fromkeys(columns, "")) | row for row in choices(measures, meetings)]
    kept = [row for row in options if row["list_name"] != LIST]
    return {
        FORM / "survey.csv": (header, [*rows[:start], *new, *rows[end:]]),
        FORM / "choices.csv": (columns, [*kept, *ours]),
    }


def out_of_step() -> list[str]:
    """List each sheet that generating would change."""
    return [f"{path.name}: run measures.py" for path, sheet in generated().items() if read(path) != sheet]


def main(arguments: list[str]) -> int:
    """Generate the section, or check it; return the exit code."""
    if arguments == ["check"]:
        problems = out_of_step()
        sys.stdout.write(("\n".join(problems) or "The section is in step with the measures.") + "\n")
        return 1 if problems else 0
    if arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    for path, sheet in generated().items():
        write(path, *sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
