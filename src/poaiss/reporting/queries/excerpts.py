"""Reading excerpts from secondary sources: never reports, shown with their source and the compiler's notes apart."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.directory.models import State
from poaiss.questionnaires.queries import label_of, version_url
from poaiss.reporting.enums import CorrectionStatus
from poaiss.reporting.fragments.messages import KEPT, NOTES, message
from poaiss.reporting.models import CorrectionRequest, Excerpt, ExcerptAnswer
from poaiss.reporting.queries.aligned import display, place_url


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """The excerpts of a State and year in a list."""

    title: str
    url: str
    note: str
    summary: str


def public() -> QuerySet[Excerpt]:
    """Return the excerpts that stand and name a source."""
    return Excerpt.objects.filter(replaced_by__isnull=True).exclude(sources=[])


def excerpts_of(state: State) -> list[ExcerptLine]:
    """Return the years of which excerpts about STATE are known, the latest first."""
    years: dict[int | None, list[Excerpt]] = defaultdict(list)
    for each in public().filter(state=state).prefetch_related("answers"):
        years[each.report_year].append(each)
    return [line(state, year, years[year]) for year in sorted(years, key=lambda year: -(year or 0))]


def line(state: State, year: int | None, excerpts: list[Excerpt]) -> ExcerptLine:
    """Return the line of one year."""
    count = sum(len(each.answers.all()) for each in excerpts)
    return ExcerptLine(
        title=_("Report of %(year)d") % {"year": year} if year else _("Report of a year that the source does not show"),
        url=place_url(state, year),
        note="; ".join(dict.fromkeys(each.edition_given for each in excerpts)),
        summary=ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count},
    )


def excerpts_at(state: State, year: int | None) -> list[dict[str, Any]]:
    """Return the excerpts about STATE of a year, ready to be shown; None: without a year."""
    found = public().filter(state=state, report_year=year) if year else public().filter(state=state, report_year=None)
    return shown_all(found)


def unattributed() -> list[dict[str, Any]]:
    """Return the excerpts of which the source does not show the State."""
    return shown_all(public().filter(state=None))


def excerpt_shown(pk: UUID) -> Excerpt | None:
    """Return a standing excerpt, or None."""
    return public().filter(pk=pk).select_related("state").first()


def shown_all(found: QuerySet[Excerpt]) -> list[dict[str, Any]]:
    """Return excerpts with their answers, ready to be shown (four queries)."""
    rows = found.select_related("state", "version__questionnaire").prefetch_related("answers__question", "corrections")
    return [shown(each) for each in rows]


def shown(excerpt: Excerpt) -> dict[str, Any]:
    """Return one excerpt: placed answers, kept answers, warnings in the reader's language, accepted corrections."""
    answers = [answer_shown(excerpt, each) for each in excerpt.answers.all()]
    return {
        "excerpt": excerpt,
        "placed": [each for each in answers if each["placed"]],
        "kept": [each for each in answers if not each["placed"]],
        "warnings": [message(each["code"], each["words"]) for each in excerpt.warnings],
        "has_paraphrase": any(each["paraphrase"] for each in answers),
        "version_url": version_url(excerpt.version) if excerpt.version else "",
        "corrections": [each for each in excerpt.corrections.all() if each.status == CorrectionStatus.ACCEPTED],
    }


def answer_shown(excerpt: Excerpt, answer: ExcerptAnswer) -> dict[str, Any]:
    """Return one answer as the public sees it: withheld ones without their words."""
    question = answer.question
    remarks = [each for each in answer.warnings if each["code"] not in KEPT]
    return {
        "number": answer.number,
        "placed": question is not None,
        "kind": answer.kind,
        "label": label_of(question) if question else "",
        "url": version_url(excerpt.version, question.number) if question and excerpt.version else "",
        "value": "" if answer.is_withheld else verbatim(answer, question),
        "withheld": answer.is_withheld,
        "paraphrase": answer.is_paraphrase,
        "why_kept": [message(each["code"], each["words"]) for each in answer.warnings if each["code"] in KEPT],
        "remarks": [message(e["code"], e["words"]) for e in remarks if e["code"] not in NOTES],
        "notes": [message(e["code"], e["words"]) for e in remarks if e["code"] in NOTES],
    }


def verbatim(answer: ExcerptAnswer, question: Any) -> str:
    """Return the words of an answer: in the terms of the form where placed, else as the file has them."""
    if question is not None:
        return display(answer.kind, answer.placed_value, question)
    if isinstance(answer.value, dict):
        return "; ".join(f"{key}: {each}" for key, each in answer.value.items())
    if isinstance(answer.value, list):
        return "; ".join(str(each) for each in answer.value)
    return "" if answer.value is None else str(answer.value)


def open_corrections(actor: Actor) -> list[CorrectionRequest]:
    """Return the requests that ACTOR may read, open ones first."""
    found = visible_to(actor, CorrectionRequest).select_related("excerpt__state", "state")
    return sorted(found, key=lambda each: (each.status != CorrectionStatus.OPEN, -each.requested_at.timestamp()))


def correction_visible(actor: Actor, pk: UUID) -> CorrectionRequest | None:
    """Return a request that ACTOR may read, or None."""
    return visible_to(actor, CorrectionRequest).filter(pk=pk).first()
