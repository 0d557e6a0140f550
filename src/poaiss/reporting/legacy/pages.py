"""What the pages of earlier reports show, and the files that an upload holds."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.common.errors import PoaissError
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import label_of
from poaiss.reporting.enums import LegacyStatus
from poaiss.reporting.legacy.bringing import bring_in, has_text
from poaiss.reporting.legacy.recognising import recognise
from poaiss.reporting.legacy.reviewing import EDITIONS, index_of, unfinished
from poaiss.reporting.models import LegacyCandidate, LegacyDocument
from poaiss.reporting.queries import place_url

MOST_FILES = 50


def document_visible(actor: Actor, pk: UUID) -> LegacyDocument | None:
    """Return a document of the actor's world, or None."""
    return (
        LegacyDocument.objects.filter(pk=pk, exercise=actor.exercise).select_related("state", "excerpt__state").first()
    )


def documents(actor: Actor) -> list[LegacyDocument]:
    """Return the documents of the actor's world with how many passages are decided, waiting ones first."""
    counted = LegacyDocument.objects.filter(exercise=actor.exercise).defer("text")
    counted = counted.annotate(total=Count("candidates"), done=Count("candidates", filter=~Q(candidates__decision="")))
    return sorted(counted, key=lambda each: (each.status != LegacyStatus.WAITING, -each.at.timestamp()))


def taken(files: "Sequence[UploadedFile[Any]]", by: Actor) -> tuple[list[LegacyDocument], list[dict[str, str]]]:
    """Bring in several files; one that is refused keeps none of the others out. Return documents and problems."""
    found, problems = [], []
    for each in files[:MOST_FILES]:
        try:
            found.append(bring_in(each, each.name or "", by))
        except PoaissError as error:
            said = f"{each.name}: {error.problem.reason} {error.problem.mend} ({error.problem.code})"
            problems.append({"message": said, "target": "files"})
    if len(files) > MOST_FILES:
        words = _("%(count)d files at a time; send the others afterwards.") % {"count": MOST_FILES}
        problems.append({"message": words, "target": "files"})
    return found, problems


def archive(actor: Actor, problems: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """Return the list of earlier reports."""
    return {"documents": documents(actor), "problems": problems, "exercise": actor.exercise}


def review(document: LegacyDocument, at: str = "", problems: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """Return a document with the passage to decide next, or the one at a position, and how far the work is."""
    rows = list(document.candidates.select_related("decided_by"))
    index = index_of(document.edition)
    waiting = document.status == LegacyStatus.WAITING
    current = chosen(rows, at) if waiting else None
    return {
        "document": document,
        "exercise": document.exercise,
        "is_waiting": waiting,
        "no_text": not has_text(document),
        "proposals": recognise(document) if waiting else None,
        "states": states(document),
        "editions": editions(),
        "rows": [row_shown(each, index) for each in rows],
        "current": row_shown(current, index) if current else None,
        "done": sum(bool(each.decision) for each in rows),
        "total": len(rows),
        "unfinished": unfinished(document, rows) if waiting else [],
        "problems": problems,
        "excerpt_url": place_url(document.excerpt.state, document.excerpt.report_year) if document.excerpt else "",
    }


def candidate_at(document: LegacyDocument, position: int) -> LegacyCandidate | None:
    """Return the candidate at a position of a document, or None."""
    return document.candidates.filter(position=position).first()


def chosen(rows: Sequence[LegacyCandidate], at: str) -> LegacyCandidate | None:
    """Return the candidate at a position, else the first that waits: the work goes on where it was left."""
    asked = next((each for each in rows if str(each.position) == at), None)
    return asked or next((each for each in rows if not each.decision), None)


def row_shown(row: LegacyCandidate, index: dict[str, Question]) -> dict[str, Any]:
    """Return a candidate with the question that its number means."""
    question = index.get(row.number)
    choices = [choice["name"] for choice in question.choices] if question else []
    return {"row": row, "label": label_of(question) if question else "", "choices": choices}


def states(document: LegacyDocument) -> list[tuple[str, str]]:
    """Return the States of a document's world by name."""
    found = State.objects.filter(kind="exercise") if document.exercise else State.objects.exclude(kind="exercise")
    return sorted(((each, name_of(each)) for each in found.values_list("pk", flat=True)), key=lambda pair: pair[1])


def editions() -> list[tuple[str, str]]:
    """Return the editions that can be chosen."""
    return [(code, name if code != "none" else _("a format without a form")) for code, name in EDITIONS.items()]


def problems_of(error: PoaissError) -> list[dict[str, str]]:
    """Return what an error says, for the summary on top."""
    return [{"message": f"{each.reason} {each.mend}".strip(), "target": each.place} for each in error.problems]


def number_in(text: str) -> int | None:
    """Return the whole number that a person typed, None when it is none."""
    return int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 9 else None
