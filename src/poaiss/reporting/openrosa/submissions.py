"""Taking in what a device sent: kept whole, merged into the draft question by question, never counted as filed (R12).

The same instance with the same content is stored once and merged once, however often it comes; a file that came
late is attached then. The same identifier with other content is kept beside it and told (409): it enters the draft
only when the first was sent back for a file that was refused, because then the person mends and sends it again.
"""

import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.errors import PoaissError
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions, attachments
from poaiss.reporting.errors import ReportClosed
from poaiss.reporting.models import DeviceSubmission, NationalReport
from poaiss.reporting.openrosa import forms, reading
from poaiss.reporting.openrosa.errors import InstanceOtherwise
from poaiss.reporting.openrosa.receiving import Sent
from poaiss.reporting.openrosa.replies import status_of

MERGED, KEPT = "merged", "kept"
ATTACHED, REFUSED, AWAITED = "attached", "refused", "awaited"
SHOWN = 10
"""Questions or places named in a message at most."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a device is told: the status, one message, and the code of what was refused, where something was."""

    status: int
    message: str
    code: str = ""


@dataclass(slots=True)
class Receipt:
    """One submission while it is taken in."""

    report: NationalReport
    sent: Sent
    by: Actor
    found: reading.Read
    version: str
    row: DeviceSubmission | None = None
    outcome: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def receive(*, sent: Sent, by: Actor) -> Received:
    """Take in a submission and return what the device is told; whatever is refused is kept with the reason."""
    check(by, "reporting.devices")
    said = reading.identity(sent.xml)
    report = actions.locked(forms.report_of(said.form_id, by))
    found = reading.read(sent.xml, form_of(report.version))
    receipt = Receipt(report, sent, by, found, said.version)
    earlier, receipt.row = others(receipt), same(receipt)
    receipt.outcome = dict(receipt.row.outcome) if receipt.row else first_outcome(receipt)
    if receipt.outcome["status"] == MERGED:
        return again(receipt)
    try:
        merge(receipt, earlier)
    except PoaissError as error:
        return keep(receipt, error)
    take_files(receipt)
    store(receipt)
    return told(receipt, is_new=True)


def digest(sent: Sent) -> str:
    """Return the digest of the answers as they were sent."""
    return hashlib.sha256(sent.xml).hexdigest()


def first_outcome(receipt: Receipt) -> dict[str, Any]:
    """Return the outcome before anything is decided."""
    return {"status": KEPT, "sha256": digest(receipt.sent), "device": receipt.sent.device, "version": receipt.version}


def rows_of(receipt: Receipt) -> list[DeviceSubmission]:
    """Return what the report received before under the identifier of the instance, the earliest first."""
    base = receipt.found.instance_id
    rows = receipt.report.device_submissions.filter(instance_id__startswith=base).order_by("at")
    return [row for row in rows if row.instance_id == base or row.instance_id.startswith(f"{base}#")]


def same(receipt: Receipt) -> DeviceSubmission | None:
    """Return the row of this very content, if it came before."""
    return next((row for row in rows_of(receipt) if row.outcome.get("sha256") == digest(receipt.sent)), None)


def others(receipt: Receipt) -> list[DeviceSubmission]:
    """Return what came under the same identifier with other content."""
    return [row for row in rows_of(receipt) if row.outcome.get("sha256") != digest(receipt.sent)]


def merge(receipt: Receipt, earlier: list[DeviceSubmission]) -> None:
    """Merge what the person changed into the draft; what others changed since the form left is merged three-way."""
    report, form = receipt.report, form_of(receipt.report.version)
    if not report.is_open:
        raise closed(report)
    standing = reading.standing_at(report, forms.watermark_in(report, receipt.version))
    for row in earlier:
        if row.outcome.get("status") == MERGED:  # what was only kept never entered the draft
            standing |= after(report, mended(row))
    markings = dict(report.answers.values_list("path", "marking"))
    given = reading.changes(receipt.found, form, standing, markings)
    bases = {path: standing[path].revision if path in standing else 0 for path in given}
    saved = actions.answer(report=report, answers=given, by=receipt.by, bases=bases)
    receipt.outcome |= {
        "status": MERGED,
        "merged": list(saved.merged),
        "conflicts": list(saved.conflicts),
        "unchanged": len(receipt.found.texts) - len(set(given) & set(receipt.found.texts)) + len(saved.unchanged),
        "unknown": receipt.found.unknown,
        "revisions": dict(report.answers.filter(path__in=saved.merged).values_list("path", "revision")),
    }
    receipt.outcome.pop("code", None)
    receipt.outcome.pop("reason", None)


def closed(report: NationalReport) -> ReportClosed:
    """Return the refusal of answers to a report that is not open."""
    return ReportClosed(
        _("The report is “%(status)s”; its answers cannot change.") % {"status": report.get_status_display()},
        place=str(report),
        mend=_("What was sent is kept. Open the report again on the site, then send once more."),
    )


def mended(row: DeviceSubmission) -> DeviceSubmission:
    """Return ROW when a file of it was refused, so that the person was asked to send again; else raise."""
    if any(each["status"] == REFUSED for each in row.outcome.get("files", {}).values()):
        return row
    raise InstanceOtherwise(
        _("A form with the same identifier came before, with other answers."),
        mend=_("Both are kept; the draft holds the first. Fill a new form instead of sending a changed one again."),
    )


def after(report: NationalReport, row: DeviceSubmission) -> dict[str, Any]:
    """Return the answers as ROW left them in the draft: what a mended instance starts from."""
    revisions = row.outcome.get("revisions", {})
    rows = report.history.filter(path__in=list(revisions))
    return {each.path: each for each in rows if each.revision == revisions[each.path]}


def take_files(receipt: Receipt) -> None:
    """Attach the files that the answers name and that came along; a refused file takes nothing else with it."""
    files = dict(receipt.outcome.get("files", {}))
    for path, name in receipt.found.files.items():
        if files.get(path, {}).get("status") != ATTACHED:
            files[path] = {"name": name, **taken(receipt, path, name)}
    receipt.outcome["files"] = files


def taken(receipt: Receipt, path: str, name: str) -> dict[str, Any]:
    """Return what became of one file."""
    part = receipt.sent.files.get(name)
    if part is None:
        return {"status": AWAITED}
    part.seek(0)
    try:
        attachments.attach(report=receipt.report, path=path, name=name, stream=part, by=receipt.by)
    except PoaissError as error:
        first = error.problems[0]
        reason = f"{first.reason} {first.mend}".strip()
        return {"status": REFUSED, "code": first.code, "reason": reason, "http": int(status_of(error))}
    return {"status": ATTACHED}


def again(receipt: Receipt) -> Received:
    """Answer what came before: the draft is left alone, files that were still missing are taken."""
    before = dict(receipt.outcome.get("files", {}))
    if receipt.report.is_open:
        take_files(receipt)
    is_new = before != receipt.outcome.get("files", {})
    if is_new:
        store(receipt)
    return told(receipt, is_new=is_new)


def keep(receipt: Receipt, error: PoaissError) -> Received:
    """Keep what cannot enter the draft, with the reason, and tell the device."""
    first = error.problems[0]
    receipt.outcome |= {"status": KEPT, "code": first.code, "reason": str(first.reason)}
    store(receipt)
    return Received(int(status_of(error)), f"{first.reason} {first.mend}".strip(), first.code)


def store(receipt: Receipt) -> None:
    """Write down what came and what became of it."""
    if receipt.row is not None:
        DeviceSubmission.objects.filter(pk=receipt.row.pk).update(outcome=receipt.outcome)
    else:
        base, free = receipt.found.instance_id, not others(receipt)
        receipt.row = DeviceSubmission.objects.create(
            report=receipt.report,
            instance_id=base if free else f"{base}#{digest(receipt.sent)[:16]}",
            xml=reading.as_text(receipt.sent.xml),
            outcome=receipt.outcome,
            by_id=UUID(receipt.by.identifier),
        )
    counts = {name: len(receipt.outcome.get(name, ())) for name in ("merged", "conflicts", "unknown", "files")}
    details = {"status": receipt.outcome["status"], "code": receipt.outcome.get("code", ""), **counts}
    state = receipt.report.state_id
    record("reporting.receive_device", by=receipt.by, on=receipt.row, state=state, details=details)


# -- What the device is told ---------------------------------------------------------------------------------------


def told(receipt: Receipt, *, is_new: bool) -> Received:
    """Return the status and the message for what was taken in."""
    outcome, files = receipt.outcome, receipt.outcome.get("files", {}).values()
    refused = [each for each in files if each["status"] == REFUSED]
    before = [] if is_new else [_("This form has been received before.")]
    lines = [*before, summary(outcome), *warnings(receipt)]
    if refused:
        lines += [f"{each['name']}: {each['reason']} ({each['code']})" for each in refused]
        return Received(refused[0]["http"], " ".join(lines), refused[0]["code"])
    awaited = [each["name"] for each in files if each["status"] == AWAITED]
    if awaited:
        lines.append(_("Still to come: %(files)s.") % {"files": ", ".join(awaited[:SHOWN])})
    is_partial = bool(awaited) or receipt.sent.is_incomplete
    return Received(HTTPStatus.ACCEPTED if is_partial or not is_new else HTTPStatus.CREATED, " ".join(lines))


def summary(outcome: dict[str, Any]) -> str:
    """Return in one sentence what became of the answers; they are in the draft, and nothing was filed."""
    merged, conflicts = len(outcome["merged"]), len(outcome["conflicts"])
    text = ngettext(
        "%(count)d answer is in the draft; nothing has been submitted.",
        "%(count)d answers are in the draft; nothing has been submitted.",
        merged,
    ) % {"count": merged}
    if not conflicts:
        return text
    apart = ngettext(
        "%(count)d answer was changed by somebody else meanwhile: both texts are kept, choose on the site.",
        "%(count)d answers were changed by somebody else meanwhile: both texts are kept, choose on the site.",
        conflicts,
    ) % {"count": conflicts}
    return f"{text} {apart}"


def warnings(receipt: Receipt) -> list[str]:
    """Return what found no place in the form: kept, and told."""
    unknown = sorted(receipt.outcome.get("unknown", {}))
    if not unknown:
        return []
    words = {"places": ", ".join(unknown[:SHOWN])}
    return [_("Kept aside, because the form has no such place: %(places)s. (instance-unknown)") % words]
