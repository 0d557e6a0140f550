"""The rows of the open data, read from what is published and from reference data; nothing else is read."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from poaiss.analysis.models import Instrument, ReportYear, SdgObservation
from poaiss.analysis.opendata.worlds import World
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import rows as reference
from poaiss.directory.models import State, Theme
from poaiss.directory.queries import name_of
from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.models import Question, Version
from poaiss.questionnaires.queries import REPORT, alignment, current_versions
from poaiss.reporting.models import ExcerptAnswer, Round, Snapshot

Row = dict[str, Any]
ENTRY = re.compile(r"\[(\d+)\]")
AMOUNTS = {QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL}


def labels(texts: Mapping[str, str], prefix: str = "label_") -> Row:
    """Return texts by language as columns."""
    return {f"{prefix}{language}": texts.get(language, "") for language in LANGUAGES}


def states(world: World) -> Iterator[Row]:
    """Yield the States of a world, real or of the exercise, in the order of their codes."""
    for each in State.objects.filter(world.states).order_by("code"):
        yield {
            "code": each.code,
            "slug": each.slug,
            **{f"name_{language}": name_of(each.code, language) for language in LANGUAGES},
            "kind": each.kind,
            "regional_group": each.regional_group,
            "ldc": each.ldc,
            "lldc": each.lldc,
            "sids": each.sids,
            "member_since": each.member_since,
            "member_until": each.member_until,
            "tile_column": each.tile_column,
            "tile_row": each.tile_row,
        }


def rounds(world: World, filed: frozenset[int] = frozenset()) -> list[Row]:
    """Return the rounds of a world, a year once; ``held`` says that the reports of the round are kept here.

    A round before this system is a fact of the reference data: who reported then is not known here, and no State
    may be said not to have reported in it. FILED: years of which reports are held that are not published.
    """
    used = set(Snapshot.objects.filter(world.reports).values_list("round__year", flat=True)) | filed
    found: dict[int, Row] = {}
    for each in Round.objects.filter(world.rounds, instrument=REPORT).order_by("year", "exercise"):
        if each.exercise and each.year in found and each.year not in used:
            continue
        found[each.year] = {
            "year": each.year,
            "edition": each.edition,
            "form": form_name(each.edition),
            "held": each.year in used or each.opened_at is not None,
            "covers_from": each.covers_from,
            "covers_until": each.covers_until,
            "deadline": each.deadline,
        }
    return [found[year] for year in sorted(found)]


def form_name(edition: str) -> str:
    """Return the name of a form in the names of files: poa-iti-c."""
    return f"{REPORT}-{edition.lower()}" if edition else ""


def latest(world: World) -> list[Snapshot]:
    """Return the last publication of each report, without its content, in a stable order (one query)."""
    rows = Snapshot.objects.filter(world.reports).order_by("report_id", "-number").distinct("report_id")
    rows = rows.select_related("round", "version").defer("content", "version__sheets", "version__xform")
    return sorted(rows, key=lambda each: (each.round.year, each.state_id))


def reports(snapshots: list[Snapshot]) -> Iterator[Row]:
    """Yield a row for each report that is published."""
    for each in snapshots:
        yield {
            "state": each.state_id,
            "round": each.round.year,
            "edition": each.version.edition,
            "form": form_name(each.version.edition),
            "language": each.language,
            "number": each.number,
            "sha256": each.sha256,
            "published_at": each.published_at.strftime("%Y-%m-%d %H:%M:%S"),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an edition, with the key of the newest edition in which the same question stands."""

    question: Question
    concept: str


Known = Mapping[str, Asked]
"""Every question that was asked, by key such as C:4.1.2."""


def versions(snapshots: list[Snapshot]) -> list[Version]:
    """Return the current version of each edition, then every other version in which somebody reported."""
    current = [each for _edition, each in sorted(current_versions().items())]
    known = {each.pk for each in current}
    older = {each.version_id: each.version for each in snapshots if each.version_id not in known}
    return [*current, *(older[pk] for pk in sorted(older, key=str))]


def all_questions(snapshots: list[Snapshot]) -> dict[str, Asked]:
    """Return every question that was asked, by key, in the order of edition and form."""
    found: dict[str, Asked] = {}
    same = alignment()
    for version in versions(snapshots):
        for each in Question.objects.filter(version=version.pk).order_by("position"):
            key = f"{version.edition}:{each.number}"
            found.setdefault(key, Asked(each, (same.get(key) or (key,))[-1]))
    return found


def questions(known: Known) -> Iterator[Row]:
    """Yield the codebook: a row for each question, list and group of each edition."""
    for key, asked in known.items():
        edition, each = key.partition(":")[0], asked.question
        yield {
            "key": key,
            "concept": asked.concept,
            "edition": edition,
            "form": form_name(edition),
            "number": each.number,
            "path": each.path,
            "section": each.section,
            "position": each.position,
            "type": each.type,
            "kind": each.kind,
            "is_yes_no": each.kind == QuestionKind.YES_NO,
            "depends_on": openers(edition, each, known),
            "theme": each.theme,
            "paragraphs": "; ".join(each.implements),
            "indicator": each.indicator,
            **labels(each.labels),
        }


def openers(edition: str, question: Question, known: Known) -> str:
    """Return the concepts of the questions that open a question: who is asked changes where they change."""
    keys = (f"{edition}:{number}" for number in question.depends_on)
    return " ".join(sorted({known[key].concept for key in keys if key in known}))


def choices(known: Known) -> Iterator[Row]:
    """Yield the choices of each question."""
    for key, asked in known.items():
        for position, choice in enumerate(asked.question.choices, start=1):
            base = {"key": key, "concept": asked.concept, "name": choice["name"], "position": position}
            yield {**base, **labels(choice["labels"])}


def sections(snapshots: list[Snapshot]) -> Iterator[Row]:
    """Yield the sections of each edition with their titles."""
    from poaiss.questionnaires.compiled import form_of

    seen: set[tuple[str, str]] = set()
    for version in versions(snapshots):
        for position, section in enumerate(form_of(version).root.children, start=1):
            number = str(getattr(section, "number", "") or section.name.rpartition("_")[2])
            if (version.edition, number) not in seen and section.labels:
                seen.add((version.edition, number))
                base = {"edition": version.edition, "section": number, "position": position}
                yield {**base, **labels(section.labels)}


def by_round(snapshots: list[Snapshot], known_rounds: list[Row]) -> dict[tuple[str, int], list[Snapshot]]:
    """Return the publications by form and round; a round with a form and no report stands with an empty list."""
    found: dict[tuple[str, int], list[Snapshot]] = defaultdict(list)
    for row in known_rounds:
        if row["edition"]:
            found[row["form"], row["year"]] = []
    for each in snapshots:
        found[form_name(each.version.edition), each.round.year].append(each)
    return dict(found)


def themes() -> Iterator[Row]:
    """Yield the themes of the Programme of Action."""
    for each in Theme.objects.order_by("position"):
        yield {"code": each.code, "position": each.position, **labels(each.names, "name_")}


def published_totals(world: World) -> Iterator[Row]:
    """Yield the totals that others published; they are of real States alone.

    ``reason`` is a code: what a recomputation rests on, or what is missing for one.
    """
    for position, row in enumerate(reference("published_totals.csv") if world.is_real else (), start=1):
        yield {
            **{name: row[name] for name in ("key", "period", "unit", "counts", "reason", "source", "evidence")},
            "position": position,
            "value": float(row["value"]),
            "denominator": float(row["denominator"]) if row["denominator"] else None,
            **labels({language: row.get(f"counts_{language}", "") for language in LANGUAGES}),
            "label_en": row["counts"],
        }


def excerpts(world: World, known: Known) -> Iterator[Row]:
    """Yield what secondary sources quote of filed reports: not filings, never counted as reports.

    Withheld answers, and excerpts without a State or a source, are left out.
    """
    found = ExcerptAnswer.objects.filter(
        excerpt__state__isnull=False, excerpt__replaced_by__isnull=True, is_withheld=False
    ).exclude(excerpt__sources=[])
    found = found.select_related("excerpt", "question").order_by(
        "excerpt__state_id", "excerpt__report_year", "excerpt__edition_given", "excerpt__digest", "position"
    )
    for each in found if world.is_real else ():
        key = f"{each.excerpt.edition}:{each.question.number}" if each.question else ""
        yield {
            "state": each.excerpt.state_id,
            "year": each.excerpt.report_year,
            "edition": each.excerpt.edition or each.excerpt.edition_given,
            "number": each.number,
            "concept": known[key].concept if key in known else "",
            "kind": each.kind,
            "value": each.value if isinstance(each.value, str) else json.dumps(each.value, ensure_ascii=False),
            "is_paraphrase": each.is_paraphrase,
            "sources": " ".join(each.excerpt.sources),
        }


def unroca_years(world: World) -> Iterator[Row]:
    """Yield the years reported to the UN Register of Conventional Arms."""
    rows = ReportYear.objects.filter(instrument=Instrument.UNROCA).order_by("state_id", "year")
    for state, year in rows.values_list("state_id", "year") if world.is_real else ():
        yield {"state": state, "year": year}


def sdg(world: World) -> Iterator[Row]:
    """Yield SDG 16.4.2 as its custodians published it, each release apart."""
    for each in SdgObservation.objects.order_by("release", "state_id", "year") if world.is_real else ():
        yield {
            "release": each.release,
            "state": each.state_id,
            "year": each.year,
            "value": each.value,
            "two_year_average": each.two_year_average,
        }
