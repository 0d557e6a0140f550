"""Reading what several people write together; the rows that come back are those that the actor may see."""

from collections import Counter, defaultdict
from uuid import UUID

from django.db.models import QuerySet

from poaiss.accounts.actor import Actor
from poaiss.directory.models import Agency
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import Answer, Assignment, Attachment, Comment, Conflict, NationalReport
from poaiss.reporting.permissions import sections_for


def open_conflicts(report: NationalReport) -> list[Conflict]:
    """Return the conflicts that wait for somebody to choose, in the order of the form's numbers."""
    return list(report.conflicts.filter(resolution="").order_by("path", "at"))


def conflict_at(report: NationalReport, pk: UUID) -> Conflict | None:
    """Return an open or settled conflict of a report, or None."""
    return report.conflicts.select_related("report__state", "report__round", "report__version").filter(pk=pk).first()


def conflicts_by_path(report: NationalReport, section: str) -> dict[str, list[Conflict]]:
    """Return the open conflicts of a section by path (one query)."""
    found: dict[str, list[Conflict]] = defaultdict(list)
    for each in report.conflicts.filter(resolution="", path__startswith=f"{section}/").order_by("path", "at"):
        found[each.path].append(each)
    return dict(found)


def comments_by_path(report: NationalReport, section: str) -> Counter[str]:
    """Return how many comments wait at each question of a section; '' counts those on the section (one query)."""
    waiting = report.comments.filter(section=section, settled_at=None)
    return Counter(waiting.values_list("path", flat=True))


def comments_at(report: NationalReport, section: str, path: str) -> QuerySet[Comment]:
    """Return the talk about a question, or about the section as a whole, the earliest first."""
    found = report.comments.filter(section=section, path=path).select_related("by", "settled_by")
    return found.prefetch_related("mentions")


def comment_at(report: NationalReport, pk: UUID) -> Comment | None:
    """Return a comment of a report, or None."""
    return report.comments.select_related("report__state", "report__round", "report__version").filter(pk=pk).first()


def files_by_path(report: NationalReport, section: str) -> dict[str, Attachment]:
    """Return the files attached to the questions of a section (one query)."""
    current = report.attachments.filter(ended_at=None, path__startswith=f"{section}/").order_by("path")
    return {each.path: each for each in current}


def assignments_of(report: NationalReport) -> list[Assignment]:
    """Return the sections entrusted to agencies that the actor may see, in force (one query)."""
    found = report.assignments.filter(ended_at=None).select_related("agency", "asked_by", "done_by")
    return list(found.order_by("section", "asked_at"))


def assignment_at(report: NationalReport, pk: UUID) -> Assignment | None:
    """Return an assignment of a report in force, or None."""
    related = ("report__state", "report__round", "report__version", "agency")
    return report.assignments.select_related(*related).filter(pk=pk, ended_at=None).first()


def agencies_of(report: NationalReport) -> list[Agency]:
    """Return the agencies of the report's State that a section can be entrusted to."""
    return list(Agency.objects.filter(state=report.state_id).order_by("key"))


def may_open(actor: Actor, report: NationalReport, section: str) -> bool:
    """Return whether an actor may open a section: an officer of an agency opens the assigned ones alone."""
    own = sections_for(actor, report)
    return own is None or section in own


def answer_at(report: NationalReport, path: str) -> Answer | None:
    """Return the stored answer at a path, or None."""
    return report.answers.filter(path=path).order_by("id").first()


def entry_stands(report: NationalReport, path: str) -> bool:
    """Return whether the entry of a list that PATH lies in has another answer, so that it was there before."""
    entry = path[: path.rindex("]") + 2]
    others = report.answers.filter(path__startswith=entry).exclude(path=path)
    return bool(others.exclude(value="").exclude(kind=AnswerKind.NOT_APPLICABLE).exists())


def answers_beside(report: NationalReport, path: str) -> dict[str, Answer]:
    """Return the answers of the section that a path is in, by path (one query)."""
    section = path.split("/")[0]
    return {each.path: each for each in report.answers.filter(path__startswith=f"{section}/")}
