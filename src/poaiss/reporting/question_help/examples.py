"""How other States answered the same question: published reports first, then excerpts from secondary sources.

Examples for a real State come from real published reports alone; the exercise shows the exercise, flagged. What a
State restricts is in no publication, so it can be no example; what asks for a person is left out altogether.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import same_question
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import Snapshot
from poaiss.reporting.queries.aligned import aligned_answers, display, place_url

MOST, LONGEST, AT_A_TIME = 3, 600, 8
SAID = (AnswerKind.YES, AnswerKind.NO, AnswerKind.DEVELOPING, AnswerKind.ANSWERED)
"""Kinds that show how one answers; a silence teaches nothing."""


@dataclass(frozen=True, slots=True)
class Example:
    """An answer of another State: its words, where it stands, and what it is."""

    state: str
    year: int | None
    number: str
    text: str
    remark: str
    language: str
    url: str
    is_excerpt: bool = False
    is_exercise: bool = False
    is_paraphrase: bool = False


def examples(question: Question, state: State) -> list[Example]:
    """Return up to three answers of other States than STATE to a question or its counterparts, the newest first."""
    if question.marking:
        return []
    keys = same_question(question.key) or (question.key,)
    found = list(islice(from_publications(keys, state), MOST))
    if len(found) < MOST:
        found += from_excerpts(question.key, state, {each.state for each in found})
    return found[:MOST]


def from_publications(keys: tuple[str, ...], state: State) -> Iterator[Example]:
    """Yield the newest answer of each other State of the same world, as its last publication has it.

    Publications are read a few at a time: whoever takes three of them seldom needs more than the newest.
    """
    seen: set[str] = set()
    for snapshot in published(keys, state).iterator(chunk_size=AT_A_TIME):
        if snapshot.state_id in seen:
            continue
        if example := example_of(snapshot, own_numbers(keys, snapshot.version.edition)):
            seen.add(snapshot.state_id)
            yield example


def published(keys: tuple[str, ...], state: State) -> QuerySet[Snapshot]:
    """Return the last publications of other States' reports in the editions of KEYS, the newest first."""
    last = Snapshot.objects.order_by("report_id", "-number").distinct("report_id").values("pk")
    world = Q(state__kind=StateKind.EXERCISE)
    rows = Snapshot.objects.filter(world if state.is_exercise else ~world, pk__in=last).exclude(state=state)
    rows = rows.filter(version__edition__in=list(by_edition(keys))).select_related("state", "round", "version")
    return rows.defer("version__sheets", "version__xform").order_by("-round__year", "-published_at")


def by_edition(keys: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the numbers of KEYS by edition."""
    found: dict[str, list[str]] = {}
    for key in keys:
        edition, colon, number = key.partition(":")
        found.setdefault(edition if colon else "", []).append(number if colon else key)
    return found


def own_numbers(keys: tuple[str, ...], edition: str) -> list[str]:
    """Return the numbers of KEYS in an edition."""
    return by_edition(keys).get(edition, [])


def example_of(snapshot: Snapshot, numbers: list[str]) -> Example | None:
    """Return the first answer of a publication to one of NUMBERS, or None."""
    line: dict[str, Any] | None = next(
        (each for each in snapshot.content["answers"] if each["number"] in numbers and each["kind"] in SAID), None
    )
    if line is None:
        return None
    question = snapshot.version.questions.filter(number=line["number"]).first()
    return Example(
        state=snapshot.state_id,
        year=snapshot.round.year,
        number=line["number"],
        text=shortened(display(line["kind"], line.get("value", ""), question)),
        remark=shortened(line.get("remark", "")),
        language=snapshot.language,
        url=place_url(snapshot.state, snapshot.round.year),
        is_exercise=snapshot.state.is_exercise,
    )


def from_excerpts(key: str, state: State, seen: set[str]) -> Iterator[Example]:
    """Yield what secondary sources quote of other States, the newest first, one a State."""
    rows = [each for each in aligned_answers(number=key, source="excerpts") if each.kind in SAID]
    for each in sorted(rows, key=lambda row: -(row.year or 0)):
        if each.state in seen or each.state == state.pk:
            continue
        seen.add(each.state)
        yield Example(
            state=each.state,
            year=each.year,
            number=each.number,
            text=shortened(each.display),
            remark="",
            language="",
            url=each.url,
            is_excerpt=True,
            is_paraphrase=each.is_paraphrase,
        )


def shortened(text: str) -> str:
    """Return a text that does not fill the page; the whole stands at its address."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
