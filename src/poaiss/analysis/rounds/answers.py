"""The page of one answer: what the State wrote, in the wording of its edition, beside its other rounds."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404
from django.urls import reverse

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds.catalogue import Catalogue, catalogue_of
from poaiss.analysis.rounds.cells import Cell, cells_of, chosen, kind_words, shown
from poaiss.analysis.rounds.facts import Facts, facts_of
from poaiss.analysis.rounds.matrix import Asked
from poaiss.directory.queries import language_code

Record = dict[str, Any]

LINES = """
SELECT path, entry, number, edition, kind, said, value, amount, unchanged_since, remark, language FROM given
WHERE state = $state AND round = $round AND concept = $concept ORDER BY path
"""
WORDINGS = """
SELECT key, edition, number, paragraphs, coalesce(nullif(label_{0}, ''), label_en) AS label FROM questions
WHERE concept = $concept ORDER BY edition
"""
REPORT = "SELECT * FROM reports WHERE state = $state AND round = $round"


@lru_cache(maxsize=128)
def read(folder: Path, language: str, state: str, year: int, concept: str) -> dict[str, list[Record]]:
    """Return the lines of an answer, the wordings of its question and the report it stands in."""
    place = {"state": state, "round": year}
    with reading.opened(folder) as connection:

        def rows(sql: str, values: Record) -> list[Record]:
            found = connection.execute(sql, values)
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        return {
            "lines": rows(LINES, {**place, "concept": concept}),
            "wordings": rows(WORDINGS.format(language), {"concept": concept}),
            "report": rows(REPORT, place),
        }


def answer_page(world: World, year: int, state: str, concept: str) -> dict[str, Any]:
    """Return the page of an answer, or answer 404 where no report holds the question's State and round."""
    folder = reading.data_folder(world)
    facts, catalogue = facts_of(folder), catalogue_of(folder, language_code())
    question, own = catalogue.questions.get(concept), catalogue.states.get(state)
    if question is None or own is None or facts.round(year) is None:
        raise Http404
    found = read(folder, language_code(), state, year, concept)
    report = next(iter(found["report"]), None)
    if report is None:
        raise Http404
    wording = next((each for each in found["wordings"] if each["edition"] == report["edition"]), None)
    return {
        "world": world,
        "exercise": not world.is_real,
        "question": question,
        "state": own,
        "year": year,
        "report": report,
        "wording": wording,
        "others": [each for each in found["wordings"] if each is not wording],
        "lines": [line_shown(each, concept, catalogue) for each in found["lines"]],
        "cell": shown(world, cells_of(folder, (concept,), (year,)).get((state, year, concept)), catalogue),
        "over_time": over_time(world, folder, facts, catalogue, state, concept),
        "report_url": report_url(own["slug"], year, wording),
        "matrix_url": f"{reverse('analysis:matrix', args=[world.name])}?{Asked(question=concept).query()}",
        "data_version": folder.name,
    }


def line_shown(line: Record, concept: str, catalogue: Catalogue) -> Record:
    """Return one line of an answer in words; what the State wrote stays as it is."""
    value, kind = line["value"] or "", catalogue.questions[concept].kind
    cell = Cell("", 0, concept, None, None, line["kind"], line["said"], value, line["amount"], 0, None, None)
    if kind in ("choose_one", "choose_many") and line["said"] == "answered":
        value = chosen(cell, catalogue)
    elif line["said"] != "answered":
        value = kind_words(line["said"], catalogue)
    return {**line, "display": value, "kind_label": kind_words(line["kind"], catalogue), "is_text": kind == "text"}


def over_time(world: World, folder: Path, facts: Facts, catalogue: Catalogue, state: str, concept: str) -> list[Record]:
    """Return the same State's answers to the same question in each round that is held."""
    years = tuple(sorted(each["year"] for each in facts.rounds if each["held"]))
    cells = cells_of(folder, (concept,), years)
    return [{"year": year, **shown(world, cells.get((state, year, concept)), catalogue)} for year in years]


def report_url(slug: str, year: int, wording: Record | None) -> str:
    """Return the address of the published report, at the answer."""
    anchor = f"#a-{wording['number']}" if wording else ""
    return reverse("reporting:place", args=[slug, year]) + anchor
