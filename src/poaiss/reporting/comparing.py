"""What changed since an earlier report (R7), and between two submissions or publications of one report (R29).

The lines of the earlier report are laid on the places of the later one as they are when answers are carried over: by
path in one edition, by number from one edition to another. Only what both may show is compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import carrying, content
from poaiss.reporting.enums import AnswerKind, Provenance
from poaiss.reporting.models import NationalReport, Snapshot, Submission

Content = Mapping[str, Any]
Lines = Mapping[str, Mapping[str, Any]]
SAYS = (*carrying.SAID, AnswerKind.RESTRICTED)
"""Kinds of line by which a State says something."""
CHANGED = ("new", "changed", "dropped")
"""Kinds of change that are one; the others say that nothing changed."""
NOT_ASKED: Mapping[str, Any] = {"kind": AnswerKind.NOT_ASKED}
NO_LINE: Mapping[str, Any] = {"kind": AnswerKind.NO_ANSWER}


@dataclass(frozen=True, slots=True)
class Change:
    """One question in two reports: what stood there before, what stands there now, as given.

    ``kind``: new, changed, dropped; confirmed (said again in the same words), unchanged (the State says that it
    still stands, or nobody has confirmed it yet). A silence stands in ``before`` or ``after`` as its kind.
    """

    path: str
    number: str
    kind: str
    before: str
    after: str
    before_remark: str = ""
    after_remark: str = ""
    before_kind: str = AnswerKind.NOT_ASKED
    after_kind: str = AnswerKind.NO_ANSWER
    before_year: int | None = None


def says(line: Mapping[str, Any]) -> bool:
    """Return whether a line says something, if only that it is restricted."""
    return line["kind"] in SAYS or bool(line.get("remark"))


def text_of(line: Mapping[str, Any]) -> str:
    """Return the value of a line, or the kind of silence where there is none."""
    return str(line.get("value", "")) or str(line["kind"])


def change(path: str, before: Mapping[str, Any], after: Mapping[str, Any], year: int | None) -> Change | None:
    """Return what happened to one question; None when nobody says anything, or both keep it to the State."""
    if not says(before) and not says(after):
        return None
    if before["kind"] == after["kind"] == AnswerKind.RESTRICTED:
        return None
    return Change(
        path=path,
        number=str(after.get("number") or before.get("number", "")),
        kind=kind_of(before, after),
        before=text_of(before),
        after=text_of(after),
        before_remark=str(before.get("remark", "")),
        after_remark=str(after.get("remark", "")),
        before_kind=str(before["kind"]),
        after_kind=str(after["kind"]),
        before_year=year,
    )


def kind_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the kind of a change."""
    if not says(before):
        return "new"
    if not says(after):
        return "dropped"
    if after["kind"] == AnswerKind.UNCHANGED and alike(before, after):
        return "unchanged"
    return "confirmed" if alike(before, after) else "changed"


def alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Return whether two lines say the same; "unchanged" without a text says what stood before."""
    if before.get("remark", "") != after.get("remark", ""):
        return False
    if AnswerKind.UNCHANGED in (before["kind"], after["kind"]) and not (before.get("value") and after.get("value")):
        return True
    return text_of(before) == text_of(after)


def laid(report: NationalReport | Snapshot, said: Content) -> Lines:
    """Return the lines of an earlier content by their place in the form of REPORT; the first one counts."""
    found: dict[str, Mapping[str, Any]] = {}
    for path, _question, line in carrying.placed(report, said):
        found.setdefault(path, line)
    return found


def compared(
    report: NationalReport | Snapshot, said: Content, after: Iterable[Mapping[str, Any]], year: int | None
) -> Iterator[Change]:
    """Yield what happened to each question since SAID, in the order of the form, then what is no longer there.

    AFTER are the lines of the later content. A question whose place is gone stands at the end, as dropped; what the
    later edition no longer asks is no change of the State's, and neither is a figure of a period that is over.
    """
    before, form = dict(laid(report, said)), form_of(report.version)
    silent = NO_LINE if carrying.same_edition(report, said) else NOT_ASKED
    later = {str(line["path"]): line for line in after}
    same_period = said.get("round") == report.round.year
    for path in dict.fromkeys((*later, *before)):
        found = change(path, before.get(path, silent), later.get(path, NO_LINE), year)
        if found is None or (found.kind == "dropped" and not same_period and not carrying.is_carried(form, path)):
            continue
        yield found


def lines_now(report: NationalReport, stored: content.Stored, filled: engine.Evaluation) -> list[dict[str, Any]]:
    """Return the lines of a report as it stands."""
    return [each.as_dict() for each in content.lines(filled, stored, public=False)]


def changes_of(
    report: NationalReport, stored: content.Stored | None = None, filled: engine.Evaluation | None = None
) -> list[Change]:
    """Return what happened to each answer since the State's last report; [] when there is none."""
    source = carrying.source_of(report)
    if source is None:
        return []
    year, said = source
    answers = content.stored_answers(report) if stored is None else stored
    form = content.evaluation(report.version, answers) if filled is None else filled
    found = compared(report, said, lines_now(report, answers, form), year)
    return [waiting(each, answers) for each in found]


def waiting(found: Change, stored: content.Stored) -> Change:
    """Return a change; an answer that was carried over and that nobody has confirmed is not confirmed here either."""
    row = stored.get(found.path)
    if found.kind != "confirmed" or row is None or row.provenance != Provenance.CARRIED:
        return found
    return replace(found, kind="unchanged")


def only_changed(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that are one."""
    return [each for each in changes if each.kind in CHANGED]


def changes_since(report: NationalReport) -> list[Change]:
    """Return what is new, changed or no longer answered since the State's last report, for its documents."""
    return only_changed(changes_of(report))


def between(earlier: Submission | Snapshot, later: Submission | Snapshot) -> list[Change]:
    """Return what changed from one submission or publication to another of the same State (R29)."""
    holder = later if isinstance(later, Snapshot) else later.report
    return list(compared(holder, earlier.content, later.content["answers"], int(earlier.content["round"])))


def submissions_of(report: NationalReport) -> list[Submission]:
    """Return what was submitted of a report, the latest first."""
    return list(report.submissions.order_by("-number"))


def since_submission(report: NationalReport, earlier: Submission) -> list[Change]:
    """Return what changed in a report, as it stands, since it was submitted (R29)."""
    stored = content.stored_answers(report)
    filled = content.evaluation(report.version, stored)
    year = int(earlier.content["round"])
    found = compared(report, earlier.content, lines_now(report, stored, filled), year)
    return [waiting(each, stored) for each in found]


def predecessor(snapshot: Snapshot) -> Snapshot | None:
    """Return the publication before this one: of the same report, else the last of an earlier round (two queries)."""
    same = Snapshot.objects.filter(report=snapshot.report_id, number__lt=snapshot.number).order_by("-number")
    older = Snapshot.objects.filter(state=snapshot.state_id, round__year__lt=snapshot.round.year)
    found = same.select_related("round", "version").first()
    return found or older.select_related("round", "version").order_by("-round__year", "-number").first()
