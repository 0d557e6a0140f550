"""The history of answers: one number says how much of it a file left with, and what each answer was then."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Q

from poaiss.reporting.merging import Facts
from poaiss.reporting.models import AnswerRevision, NationalReport


def watermark(report: NationalReport) -> int:
    """Return how far the history of a report goes; a file that leaves now carries this number."""
    return report.history.aggregate(last=Max("id"))["last"] or 0


def bases_at(report: NationalReport, watermark: int, paths: Iterable[str]) -> dict[str, int]:
    """Return the revision at which each of PATHS stood when a file left at WATERMARK; 0: there was no answer."""
    wanted = list(paths)
    rows = report.history.filter(id__lte=watermark, path__in=wanted)
    known = dict(rows.values_list("path").annotate(Max("revision")).order_by("path"))
    return {path: known.get(path, 0) for path in wanted}


def facts_at(report: NationalReport, bases: Mapping[str, int]) -> dict[str, Facts]:
    """Return what the answers said at the revisions of BASES (one query); what is not on record is left out."""
    wanted = [Q(path=path, revision=revision) for path, revision in bases.items() if revision]
    if not wanted:
        return {}
    either = wanted[0]
    for each in wanted[1:]:
        either |= each
    return {row.path: facts_of(row) for row in report.history.filter(either)}


def facts_of(row: AnswerRevision) -> Facts:
    """Return what a revision said."""
    return Facts(str(row.value), str(row.kind), row.unchanged_since, row.remark, str(row.marking))


def of_answer(report: NationalReport, path: str) -> list[AnswerRevision]:
    """Return the history of one answer, the latest first."""
    return list(report.history.filter(path=path).order_by("-revision"))
