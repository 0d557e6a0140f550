"""The page of the answer matrix: one question over rounds, or the questions of a section in one round (A2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.analysis import reading
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds.catalogue import SPECIAL, Catalogue, Question, catalogue_of
from poaiss.analysis.rounds.cells import MARKS, cells_of, kind_words, shown
from poaiss.analysis.rounds.facts import Facts, facts_of
from poaiss.analysis.rounds.pages import world_name
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.queries import language_code

STATES_AT_ONCE = 50
QUESTIONS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked the matrix for: a question over rounds, or a section or theme (``part``) in one round."""

    question: str = ""
    part: str = ""
    round: int | None = None
    group: str = ""

    def query(self) -> str:
        """Return the address's query for what is asked."""
        found = {"question": self.question, "part": self.part, "round": self.round or "", "group": self.group}
        return urlencode({name: value for name, value in found.items() if value})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the matrix shows of what was asked: questions, rounds and States, all known."""

    asked: Asked
    questions: tuple[Question, ...]
    years: tuple[int, ...]
    states: tuple[dict[str, Any], ...]
    left_out: tuple[int, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """Return the keys of the questions."""
        return tuple(each.concept for each in self.questions)


def asked_of(values: Mapping[str, str]) -> Asked:
    """Return what an address asks for; nonsense is no page."""
    year = values.get("round", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404
    return Asked(
        values.get("question", ""), values.get("part", ""), int(year) if year else None, values.get("group", "")
    )


def choose(asked: Asked, facts: Facts, catalogue: Catalogue) -> Chosen:
    """Return what is shown, or answer 404 for a question, part, round or group that there is not."""
    held = tuple(each["year"] for each in facts.rounds if each["held"])
    if asked.group and asked.group not in groups():
        raise Http404
    if asked.round and facts.round(asked.round) is None:
        raise Http404
    if not asked.question and not asked.part:
        asked = replace(asked, question=first_question(catalogue))
    states = tuple(catalogue.of_group(asked.group))
    if asked.question:
        if asked.question not in catalogue.questions:
            raise Http404
        years = (asked.round,) if asked.round else tuple(sorted(held))
        out = tuple(sorted({each["year"] for each in facts.rounds} - set(held)))
        return Chosen(asked, (catalogue.questions[asked.question],), years, states, () if asked.round else out)
    questions = tuple(catalogue.within(asked.part))
    year = asked.round or next(iter(latest(facts)), 0)
    if not questions:
        raise Http404
    return Chosen(replace(asked, round=year), questions, (year,), states, ())


def latest(facts: Facts) -> list[int]:
    """Return the rounds with reports, the latest first; without any, every round."""
    found = [each["year"] for each in facts.rounds if each["reports"]]
    return found or [each["year"] for each in facts.rounds]


def first_question(catalogue: Catalogue) -> str:
    """Return the question that is shown when none is asked for: the first that is answered by yes or no."""
    found = catalogue.questions.values()
    return next((each.concept for each in found if each.is_yes_no), next((each.concept for each in found), ""))


def groups() -> dict[str, str]:
    """Return the groups of States by which the matrix is filtered."""
    special = (
        _("Least developed countries"),
        _("Landlocked developing countries"),
        _("Small island developing States"),
    )
    regional = {each.value: str(each.label) for each in RegionalGroup}
    return {**regional, **dict(zip(SPECIAL, special, strict=True))}


def matrix_page(world: World, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the page of the matrix for what an address asks."""
    folder = reading.data_folder(world)
    facts, catalogue = facts_of(folder), catalogue_of(folder, language_code())
    base = {"world": world, "exercise": not world.is_real, "world_name": world_name(world), "folder": folder.name}
    if not any(each["reports"] for each in facts.rounds):
        return {**base, "nothing": True}
    chosen = choose(asked_of(values), facts, catalogue)
    return {
        **base,
        **heads_of(world, chosen, values),
        **form_of(chosen, facts, catalogue),
        **body_of(world, folder, chosen, catalogue, values),
        "downloads": downloads(world, chosen),
        "left_out": chosen.left_out,
        "answers_editions": reverse("analysis:aligned"),
    }


def heads_of(world: World, chosen: Chosen, values: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page is called: the question, or the part and its round."""
    single = chosen.questions[0] if chosen.asked.question else None
    return {
        "question": single,
        "year": None if single else chosen.years[0],
        "asked": chosen.asked,
        "is_whole": values.get("all") == "1",
        "whole_url": f"?{chosen.asked.query()}&all=1",
        "url": reverse("analysis:matrix", args=[world.name]),
    }


def form_of(chosen: Chosen, facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    """Return what can be chosen."""
    by_section = [
        (title, [each for each in catalogue.questions.values() if each.section == code])
        for code, title in catalogue.sections()
    ]
    part = chosen.asked.part or f"s:{chosen.questions[0].section}"
    titles = {**{f"s:{code}": title for code, title in catalogue.sections()}}
    titles |= {f"t:{code}": title for code, title in catalogue.themes()}
    return {
        "sections": catalogue.sections(),
        "themes": catalogue.themes(),
        "questions_by_section": by_section,
        "rounds": facts.rounds,
        "groups": groups(),
        "part": part,
        "part_title": titles.get(part, part),
        "group_title": groups().get(chosen.asked.group, ""),
    }


def body_of(
    world: World, folder: Path, chosen: Chosen, catalogue: Catalogue, values: Mapping[str, str]
) -> dict[str, Any]:
    """Return heads and rows, a page of States and of questions at once."""
    columns = Paginator(chosen.questions, QUESTIONS_AT_ONCE).get_page(values.get("columns"))
    count = len(chosen.states) or 1 if values.get("all") == "1" else STATES_AT_ONCE
    states = Paginator(chosen.states, count).get_page(values.get("page"))
    concepts = tuple(each.concept for each in columns)
    cells = cells_of(folder, concepts, chosen.years)
    places = [(year, concept) for year in chosen.years for concept in concepts]
    rows = [
        {
            "state": state,
            "cells": [shown(world, cells.get((state["code"], *place)), catalogue) for place in places],
        }
        for state in states
    ]
    used = {each.kind for each in cells.values()}
    return {
        "columns": columns,
        "column_links": [
            {"number": each, "url": f"?{chosen.asked.query()}&columns={each}", "current": each == columns.number}
            for each in columns.paginator.page_range
        ],
        "states": states,
        "heads": [head(chosen, year, catalogue.questions[concept]) for year, concept in places],
        "rows": rows,
        "counts": counts(chosen, cells, catalogue) if chosen.asked.question else [],
        "legend": [
            {"mark": MARKS[kind], "style": f"k-{kind.replace('_', '-')}", "words": kind_words(kind, catalogue)}
            for kind in MARKS
            if kind in used
        ],
    }


def counts(chosen: Chosen, cells: Mapping[Any, Any], catalogue: Catalogue) -> list[str]:
    """Return, for each round, how many of the States shown say yes, out of those that reported; in words."""
    codes = {state["code"] for state in chosen.states}
    answer = []
    for year in chosen.years:
        own = [each for (state, when, _concept), each in cells.items() if when == year and state in codes]
        reports = [each for each in own if each.number is not None or each.kind == "not_asked"]
        said = [each for each in own if each.said == "yes"]
        words = {"yes": len(said), "reports": len(reports)}
        yes_no = chosen.questions[0].is_yes_no
        answer.append(_("%(yes)d yes of %(reports)d reports") % words if yes_no else str(len(reports)))
    return answer


def head(chosen: Chosen, year: int, question: Question) -> dict[str, Any]:
    """Return the head of a column: a round, or a question; each leads to the other way of looking."""
    if chosen.asked.question:
        asked = Asked(part=f"s:{question.section}", round=year, group=chosen.asked.group)
        return {"label": str(year), "title": "", "url": f"?{asked.query()}"}
    asked = Asked(question=question.concept, group=chosen.asked.group)
    return {"label": question.concept.replace(":", " "), "title": question.label, "url": f"?{asked.query()}"}


def downloads(world: World, chosen: Chosen) -> list[dict[str, str]]:
    """Return the files of what is filtered."""
    query = chosen.asked.query()
    forms = ("csv", "xlsx", "json", "sql")
    return [
        {"label": each.upper(), "url": f"{reverse('analysis:matrix-file', args=[world.name, each])}?{query}"}
        for each in forms
    ]
