"""The analysis of a round, and the assessment of many, composed from figures: no number in the text is typed (A12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.analysis import figuring, reading, results
from poaiss.analysis.chapters import ASSESSMENT, ROUND, Chapter, in_chapter
from poaiss.analysis.documents import narrating
from poaiss.analysis.documents.blocks import Block, Bullets, Column, Document, Figure, Heading, Note, Paragraph, Table
from poaiss.analysis.documents.words import frame
from poaiss.analysis.figuring import Result
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.results import Pictures
from poaiss.analysis.words import Words
from poaiss.common.errors import Problem
from poaiss.reporting.documents.words import speaking

WITHOUT_PICTURE = ("changes",)
"""Figures that a document shows as a table alone: their table says it better."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a document is composed of, computed once."""

    world: World
    year: int
    words: Words
    figures: dict[str, figuring.Figure]
    results: dict[str, Result]
    problems: tuple[Problem, ...]
    pictures: Pictures
    is_drawn: frozenset[str]
    facts: dict[str, Any]

    def finding(self, name: str) -> str:
        """Return the finding of a figure; empty where it has nothing to say."""
        figure, result = self.figures.get(name), self.results.get(name)
        if figure is None or result is None or figure.empty(result, self.words):
            return ""
        return figure.finding(result, self.words)


def gather(world: World, year: int, language: str, chapters: tuple[Chapter, ...], formats: tuple[str, ...]) -> Material:
    """Compute and draw what a document needs, on the data as they are now."""
    folder = writing.refresh(world)
    words = results.words_of(folder, language)
    found = results.every_with_problems(world, year, words)
    known = {figure.name: figure for figure, _result, _problem in found}
    wanted = {
        figure.name for chapter in chapters for _theme, those in in_chapter(chapter, known, words) for figure in those
    }
    drawn = [
        (figure, result)
        for figure, result, _problem in found
        if result is not None and figure.name in wanted and not figure.name.startswith(WITHOUT_PICTURE)
    ]
    return Material(
        world=world,
        year=year,
        words=words,
        figures=known,
        results={figure.name: result for figure, result, _problem in found if result is not None},
        problems=tuple(problem for _figure, _result, problem in found if problem is not None),
        pictures=results.pictures(drawn, words, formats=formats) if formats else {},
        is_drawn=frozenset(figure.name for figure, _result in drawn),
        facts=facts_of(folder, year),
    )


def facts_of(folder: Any, year: int) -> dict[str, Any]:
    """Return what the document says about the data themselves."""
    with reading.opened(folder) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (WHERE round = ?) AS reports, count(DISTINCT round) AS rounds, "
            "count(*) AS all_reports, string_agg(DISTINCT edition, ', ' ORDER BY edition) FILTER (WHERE round = ?) "
            "AS editions, strftime(max(published_at), '%Y-%m-%d') AS date FROM reports",
            [year, year],
        ).fetchone()
        held = connection.execute("SELECT held, edition FROM rounds WHERE year = ?", [year]).fetchone()
        answers = connection.execute("SELECT count(*) FROM answers WHERE round = ?", [year]).fetchone()
    names = ("reports", "rounds", "all_reports", "editions", "date")
    found = dict(zip(names, row or (), strict=True))
    return {**found, "held": bool(held and held[0]), "edition": held[1] if held else "", "answers": (answers or [0])[0]}


def compose_round(world: World, year: int, language: str, formats: tuple[str, ...] = ()) -> Document:
    """Return the analysis of a round in LANGUAGE (a two-letter code); raise NoSuchRound for another year."""
    with speaking(language):
        material = gather(world, year, language, ROUND, formats)
        title = _("Analysis of the national reports of %(year)d") % {"year": year}
        subtitle = _("Programme of Action on small arms and light weapons, and International Tracing Instrument")
        return document(material, title, subtitle, ROUND)


def compose_assessment(world: World, years: tuple[int, int], language: str, formats: tuple[str, ...] = ()) -> Document:
    """Return the comprehensive assessment of the rounds between two YEARS (¶38)."""
    first, last = years
    with speaking(language):
        material = gather(world, last, language, ASSESSMENT, formats)
        title = _("Comprehensive assessment of the national reports, %(first)d to %(last)d") % {
            "first": first,
            "last": last,
        }
        subtitle = _("Programme of Action on small arms and light weapons, and International Tracing Instrument")
        return document(material, title, subtitle, ASSESSMENT)


def document(material: Material, title: str, subtitle: str, chapters: tuple[Chapter, ...]) -> Document:
    """Return the whole document."""
    language, example = material.words.language, next(iter(material.results.values()), None)
    versions = (
        (_("Version of the data"), example.data_version if example else ""),
        (_("Version of the code"), figuring.code_version()),
    )
    blocks = (
        *summary(material),
        *method(material),
        *(block for chapter in chapters if concerns(material, chapter) for block in chapter_of(material, chapter)),
        *missing(material),
        *annex(material),
    )
    return Document(
        title=title,
        subtitle=subtitle,
        language=language,
        date=material.facts["date"] or "",
        operator=str(settings.OPERATOR["name"]),
        exercise=not material.world.is_real,
        blocks=blocks,
        words=frame(language),
        facts=versions,
        data=data_of(material),
    )


def data_of(material: Material) -> dict[str, Any]:
    """Return what the JSON form carries beside the text: every result with its digest, codes and all."""
    return {
        "world": material.world.name,
        "round": material.year,
        "reports": material.facts["reports"],
        "held": material.facts["held"],
        "figures": {
            name: {"sha256": result.sha256, "rows": list(result.rows)} for name, result in material.results.items()
        },
        "problems": [problem.as_dict() for problem in material.problems],
    }


def summary(material: Material) -> Iterator[Block]:
    """Yield the findings first: a list of sentences, each from a figure."""
    yield Heading(1, _("Findings"), "findings")
    if not material.facts["reports"]:
        yield Note(narrating.no_reports(material.year, material.facts["held"]), _("No report"))
    names = [
        *("participation", "participation-over-rounds", "assistance-requested", "challenges", "quantities"),
        *("sdg-16-4-2", "measures-progress", "silence"),
    ]
    found = [sentence for name in names if (sentence := material.finding(name))]
    found[2:2] = list(narrating.across_themes(material.results, material.words))
    if found:
        yield Bullets(tuple(found))


def method(material: Material) -> Iterator[Block]:
    """Yield how the analysis was made, in words that follow from the data."""
    facts, number = material.facts, material.words.number
    yield Heading(1, _("How this analysis was made"), "method")
    yield Paragraph(
        ngettext(
            "The analysis reads the published open data alone: %(reports)s report of the round, with %(answers)s "
            "answers and silences.",
            "The analysis reads the published open data alone: %(reports)s reports of the round, with %(answers)s "
            "answers and silences.",
            facts["reports"],
        )
        % {"reports": number(facts["reports"]), "answers": number(facts["answers"])}
    )
    if facts["editions"]:
        yield Paragraph(
            _(
                "Editions of the template in these reports: %(editions)s. A question is followed over editions only "
                "where it is the same question; where what is asked has changed, figures say so and draw no trend."
            )
            % {"editions": facts["editions"]}
        )
    yield Bullets(narrating.rules())
    if not material.world.is_real:
        yield Note(_("The States and everything that is said of them are invented, for training and testing."))


def concerns(material: Material, chapter: Chapter) -> bool:
    """Return whether a chapter is about the world of the document: nobody publishes figures on exercise States."""
    return material.world.is_real or chapter.key != "published"


def chapter_of(material: Material, chapter: Chapter) -> Iterator[Block]:
    """Yield a chapter with its figures; a chapter of which nothing can be said says so."""
    yield Heading(1, str(chapter.title), chapter.key)
    spoken = False
    for theme, figures in in_chapter(chapter, material.figures, material.words):
        blocks = [block for figure in figures for block in figure_blocks(material, figure)]
        if not blocks:
            continue
        spoken = True
        if theme:
            yield Heading(2, material.words.of("theme", theme), f"{chapter.key}-{theme}")
            if result := material.results.get(f"commitments-{theme}"):
                yield from (Paragraph(text) for text in narrating.theme(result, material.words))
        yield from blocks
    if not spoken:
        facts = material.facts
        missing = narrating.nothing_to_show if facts["reports"] or facts["held"] else narrating.not_held
        yield Note(missing(material.year), _("Nothing to show"))


def figure_blocks(material: Material, figure: figuring.Figure) -> list[Block]:
    """Return a figure as blocks: picture and table, the table alone, or what is missing."""
    result = material.results.get(figure.name)
    if result is None:
        return []
    words = material.words
    if missing_words := figure.empty(result, words):
        return [] if "-" in figure.name and figure.sql else [Note(missing_words, str(figure.shows))]
    made = table_of(figure, result, words)
    picture = material.pictures.get(figure.name, {})
    if figure.name not in material.is_drawn or figure.chart(result, words) is None:
        return [Paragraph(figure.finding(result, words) + "."), made]
    return [
        Figure(
            name=figure.name,
            title=figure.finding(result, words),
            shows=str(figure.shows),
            alt=figure.finding(result, words),
            svg=picture.get("svg") or picture.get("print", b""),
            png=picture.get("png", b""),
            facts=facts_about(figure, result, words),
            table=made,
        )
    ]


def facts_about(figure: figuring.Figure, result: Result, words: Words) -> tuple[tuple[str, str], ...]:
    """Return unit, denominator, remark and how the figure was computed."""
    found = [
        (_("Unit"), str(figure.unit)),
        (_("Out of"), figure.denominator(result, words)),
        (_("Remark"), str(figure.note)),
        (_("Source"), _("national reports as published; open data %(version)s") % {"version": result.data_version}),
        (
            _("Query and result"),
            _("%(query)s, result %(digest)s")
            % {"query": f"{figure.sql or figure.name}.sql", "digest": result.sha256[:16]},
        ),
    ]
    return tuple((label, text) for label, text in found if text)


def table_of(figure: figuring.Figure, result: Result, words: Words) -> Table:
    """Return the table of a figure as it is read."""
    columns = tuple(
        Column(str(each.label), numeric=each.kind in ("count", "share", "number", "year")) for each in figure.columns
    )
    rows = tuple(
        tuple(words.cell(column.kind, row.get(column.name)) for column in figure.columns) for row in result.rows
    )
    return Table(str(figure.shows), columns, rows, str(figure.note))


def missing(material: Material) -> Iterator[Block]:
    """Yield the figures that could not be computed; the rest of the analysis stands."""
    if material.problems:
        yield Heading(2, _("Figures that could not be computed"), "not-computed")
        yield Bullets(tuple(f"{each.place}: {each.reason}" for each in material.problems))


def annex(material: Material) -> Iterator[Block]:
    """Yield what each commitment is read from, and the digest of each figure."""
    yield Heading(1, _("Annex: how each figure was computed"), "annex")
    yield Paragraph(
        _(
            "Each figure is one query on the open data. Anyone can run it again: “poaiss export open-data” writes the "
            "files, “poaiss analyse figure” writes the query, and DuckDB runs it. The same data give the same digest."
        )
    )
    head = (Column(_("Figure")), Column(_("Rows"), numeric=True), Column(_("Digest of the result")))
    rows = tuple((name, str(len(result.rows)), result.sha256[:16]) for name, result in sorted(material.results.items()))
    yield Table(_("Figures of this analysis"), head, rows)
