"""Taking a workbook in (R12, R4): merged question by question with what was written meanwhile; never filed by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.access.rules import can, check
from poaiss.accounts.actor import MACHINE, Actor, actor_of
from poaiss.accounts.enums import REPORTING_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.common.errors import PoaissError, Problem
from poaiss.reporting import actions, content, history, queries
from poaiss.reporting.actions import Given, Saved
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.errors import ReportClosed
from poaiss.reporting.models import Answer, NationalReport
from poaiss.reporting.permissions import sections_for
from poaiss.reporting.workbooks.errors import REFUSED, UnknownDrafter, WorkbookRefused
from poaiss.reporting.workbooks.gathering import Gathering
from poaiss.reporting.workbooks.reading import Meta, read


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook, or would become of it."""

    report: NationalReport
    saved: Saved
    given: Mapping[str, Given]
    before: Mapping[str, Given]
    problems: Sequence[Problem] = ()
    dry_run: bool = False

    @property
    def refused(self) -> int:
        """How many cells, rows or sheets were not taken."""
        return sum(each.code in REFUSED for each in self.problems)

    @property
    def warnings(self) -> int:
        """How many places should be looked at again."""
        return len(self.problems) - self.refused

    def counts(self) -> dict[str, int]:
        """Return what the command line prints."""
        return {
            "merged": len(self.saved.merged),
            "unchanged": len(self.saved.unchanged),
            "conflicts": len(self.saved.conflicts),
            "refused": self.refused,
            "warnings": self.warnings,
        }


def import_workbook(data: bytes, *, by: Actor, dry_run: bool = False, report: NationalReport | None = None) -> Imported:
    """Merge a workbook into the draft of its report, or say what would happen; run inside ``acting_as(by)``.

    Raise WorkbookRefused when nothing of the file can be taken, ReportClosed when the report does not take answers.
    """
    reading = read(data)
    report = belonging(reading.meta, report, by)
    check(by, "reporting.answer", report)
    check_open(report)
    stored = content.stored_answers(report)
    bases = history.bases_at(report, reading.meta.watermark, {*stored, *reading.answers})
    gathering = Gathering(report, reading, stored, bases, sections_for(by, report))
    answers = gathering.gathered()
    bases = {path: bases.get(path, 0) for path in answers}
    if dry_run:
        saved = actions.preview(report=report, answers=answers, bases=bases, by=by)
    else:
        saved = actions.answer(report=report, answers=answers, bases=bases, by=by)
    before = {path: given_of(stored[path]) for path in answers if path in stored}
    return Imported(report, saved, answers, before, tuple(reading.problems), dry_run)


def given_of(answer: Answer) -> Given:
    """Return a stored answer as it would be given."""
    silence = AnswerKind(answer.kind) if answer.kind in content.SILENT else None
    return Given(str(answer.value), silence, answer.unchanged_since, answer.remark, Marking(answer.marking))


def belonging(meta: Meta, report: NationalReport | None, by: Actor) -> NationalReport:
    """Return the report that a workbook belongs to; refuse that of another State, round or edition."""
    if report is None:
        report = queries.report_visible(by, UUID(meta.report))
    if report is None:
        raise WorkbookRefused(
            "workbook-report-unknown",
            _("The report of %(state)s for %(year)d that this workbook left from is not here.")
            % {"state": meta.state, "year": meta.round},
            mend=_("Download the workbook from this installation, and copy your answers into it."),
        )
    if meta.state != report.state_id:
        raise other("workbook-other-state", _("This is the workbook of another State: %(it)s.") % {"it": meta.state})
    if meta.round != report.round.year:
        raise other("workbook-other-round", _("This is the workbook of another round: %(it)d.") % {"it": meta.round})
    if meta.report != str(report.pk):
        raise other("workbook-other-report", _("This workbook left from another report of the State."))
    if meta.template != report.version.sha256:
        raise other("workbook-other-edition", _("This workbook left with another edition of the form."))
    return report


def other(code: str, reason: str) -> WorkbookRefused:
    """Return the refusal of a workbook that is not this report's."""
    mend = _("Choose the workbook that was downloaded from this report, or download it anew.")
    return WorkbookRefused(code, reason, mend=mend)


def check_open(report: NationalReport) -> None:
    """Raise ReportClosed unless answers can change."""
    if not report.is_open:
        raise ReportClosed(
            _("The report is “%(status)s”; its answers cannot change.") % {"status": report.get_status_display()},
            place=str(report),
            mend=_("Open it again first."),
        )


def run(data: bytes, dry_run: bool = False, email: str = "") -> dict[str, object]:
    """Take a workbook in on the command line, in the name of a person who drafts for the State.

    A file that is refused as a whole is an answer too: nothing merged, one refused, and ``error`` with the code.
    """
    try:
        with acting_as(MACHINE):
            meta = read(data).meta
            report = belonging(meta, None, MACHINE)
            person = drafter(report, email)
            by = actor_of(person)
        with acting_as(by):
            found = import_workbook(data, by=by, dry_run=dry_run, report=queries.report_visible(by, report.pk))
    except PoaissError as error:
        problems = [each.as_dict() for each in error.problems]
        return {"merged": 0, "unchanged": 0, "conflicts": 0, "refused": 1, "warnings": 0} | {
            "error": error.problem.code,
            "problems": problems,
        }
    return {
        **found.counts(),
        "error": "",
        "dry_run": dry_run,
        "state": found.report.state_id,
        "round": found.report.round.year,
        "by": person.email,
        "problems": [each.as_dict() for each in found.problems],
    }


def drafter(report: NationalReport, email: str) -> Person:
    """Return who acts: the person with an address, or the first who drafts for the State and may answer now."""
    found = Membership.objects.filter(
        state=report.state_id, ended_at=None, person__is_active=True, person__exercise=report.state.is_exercise
    )
    found = found.filter(person__email__iexact=email) if email else found.filter(role__in=REPORTING_ROLES)
    for each in sorted(found.select_related("person"), key=lambda one: (order(one.role), one.since)):
        actor = actor_of(each.person)
        with acting_as(actor):
            if can(actor, "reporting.answer", report):
                return each.person
    raise UnknownDrafter(
        _("Nobody who may answer this report was found."),
        place=email[:100] or report.state_id,
        mend=_("Name with --as the address of a person who works on the report of this State."),
    )


def order(role: str) -> int:
    """Return the place of a role among those who may bring a workbook in: contributors first."""
    wanted = (Role.CONTRIBUTOR, Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION)
    return wanted.index(Role(role)) if role in wanted else len(wanted)
