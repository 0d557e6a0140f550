"""What the pages of devices show: one's devices, and the forms that came from devices with what became of each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting.models import DeviceSubmission, DeviceToken, NationalReport
from poaiss.reporting.openrosa.devices import devices_of
from poaiss.reporting.openrosa.reading import numbers_of
from poaiss.reporting.openrosa.submissions import ATTACHED, AWAITED, MERGED
from poaiss.reporting.queries import title_of

SHOWN = 200
"""Forms listed on a page at most, the latest."""


class DeviceForm(django_forms.Form):
    """What a person calls a device."""

    name = django_forms.CharField(
        label=gettext_lazy("Name of the device"),
        max_length=80,
        help_text=gettext_lazy("Such as “Tablet of the registry”, so that you know which one to take back."),
        widget=django_forms.TextInput(attrs={"dir": "auto"}),
    )


@dataclass(frozen=True, slots=True)
class File:
    """A file that an answer named, and what became of it."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """A form that came from a device."""

    id: UUID
    report: str
    report_url: str
    at: dt.datetime
    who: str
    in_draft: bool
    outcome: str
    reason: str
    conflicts: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    files: tuple[File, ...]


def own_devices(actor: Actor, form: DeviceForm) -> dict[str, Any]:
    """Return the page of one's devices: how to set one up, those in force, those taken back."""
    rows = list(devices_of(actor))
    return {
        "form": form,
        "devices": [each for each in rows if each.revoked_at is None],
        "revoked": [each for each in rows if each.revoked_at is not None],
        "server": server_address(),
        "received": list(lines(actor, by=True)),
    }


def server_address() -> str:
    """Return what a person types into a client as the address of the server."""
    return f"{settings.BASE_URL}/openrosa"


def device_at(actor: Actor, pk: UUID) -> DeviceToken | None:
    """Return one of the actor's own devices, or None."""
    return visible_to(actor, DeviceToken).filter(pk=pk).first()


def submission_at(actor: Actor, pk: UUID) -> DeviceSubmission | None:
    """Return a form that the actor may see, or None."""
    return visible_to(actor, DeviceSubmission).filter(pk=pk).select_related("report").first()


def lines(actor: Actor, *, report: NationalReport | None = None, by: bool = False) -> list[Line]:
    """Return the forms that came from devices, the latest first: of one report, or from one's own devices (BY)."""
    found = visible_to(actor, DeviceSubmission).select_related(
        "report__state", "report__round", "report__version", "by"
    )
    if report is not None:
        found = found.filter(report=report)
    if by:
        found = found.filter(by_id=UUID(actor.identifier))
    return [line(each) for each in found.order_by("-at")[:SHOWN]]


def line(row: DeviceSubmission) -> Line:
    """Return what a page says of one form."""
    outcome = row.outcome
    form, files = form_of(row.report.version), outcome.get("files", {})
    return Line(
        id=row.pk,
        report=title_of(row.report.state_id, row.report.round.year),
        report_url=reverse("reporting:detail", args=[row.report_id]),
        at=row.at,
        who=row.by.name,
        in_draft=outcome.get("status") == MERGED,
        outcome=summary(outcome),
        reason=str(outcome.get("reason", "")),
        conflicts=tuple(numbers_of(form, outcome.get("conflicts", ()))),
        unknown=tuple(sorted(outcome.get("unknown", {}).items())),
        files=tuple(File(str(each["name"]), status_of(each)) for each in files.values()),
    )


def summary(outcome: Mapping[str, Any]) -> str:
    """Return in a few words what became of a form."""
    if outcome.get("status") != MERGED:
        return _("Kept, not in the draft")
    count = len(outcome.get("merged", ()))
    if not count:
        return _("No answer changed")
    return ngettext("%(count)d answer changed", "%(count)d answers changed", count) % {"count": count}


def status_of(file: Mapping[str, Any]) -> str:
    """Return in words what became of a file."""
    if file["status"] == ATTACHED:
        return _("attached")
    if file["status"] == AWAITED:
        return _("still to come")
    return _("refused: %(reason)s") % {"reason": file.get("reason", "")}


def of_report(actor: Actor, report: NationalReport) -> dict[str, Any]:
    """Return the page of what devices sent to a report."""
    title = title_of(report.state_id, report.round.year)
    return {"report": report, "lines": lines(actor, report=report), "title": title}


def link(report: NationalReport) -> dict[str, str]:
    """Return the link for the page of a report."""
    return {"url": reverse("reporting:device-forms", args=[report.pk]), "label": _("Fill it offline on a device")}
