"""Contacts to take away, as the asking person sees them: vCards and a table."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import vobject
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.contacts.enums import DetailKind
from poaiss.contacts.models import Office
from poaiss.contacts.queries.offices import OfficeView, office_view, owner_name

TYPES = {DetailKind.TELEPHONE: "WORK", DetailKind.DUTY_LINE: "PREF", DetailKind.FAX: "FAX"}
FIELDS = ("state", "code", "kind", "office", "agency", "languages", "time_zone", "last_confirmed")


def vcard_of(view: OfficeView) -> str:
    """Return the vCard 3.0 (RFC 2426) of an office: the office first, its holder as a note's contact."""
    office = view.office
    card: Any = vobject.vCard()  # type: ignore[no-untyped-call]
    title = f"{office.get_kind_display()}, {owner_name(office)}"
    card.add("fn").value = title
    card.add("n").value = vobject.vcard.Name(family=title)  # type: ignore[no-untyped-call]
    card.add("org").value = [owner_name(office), *([office.agency.name] if office.agency else []), office.name]
    card.add("uid").value = f"urn:uuid:{office.pk}"
    if view.holder:
        card.add("note").value = _("Holder: %(name)s") % {"name": view.holder.name}
    if office.confirmed_on:
        card.add("rev").value = office.confirmed_on.isoformat()
    for detail in view.details:
        add_detail(card, DetailKind(detail.kind), detail.value)
    return str(card.serialize())


def add_detail(card: Any, kind: DetailKind, value: str) -> None:
    """Add one particular to a vCard."""
    if kind in TYPES:
        line = card.add("tel")
        line.type_param = TYPES[kind]
        line.value = value
    elif kind == DetailKind.EMAIL:
        card.add("email").value = value
    elif kind == DetailKind.WEBSITE:
        card.add("url").value = value
    elif kind == DetailKind.POST:
        card.add("label").value = value
    elif kind == DetailKind.KEY:
        card.add("key").value = value


def vcards(actor: Actor, offices: Iterable[Office]) -> str:
    """Return the vCards of OFFICES as ACTOR sees them, one after the other."""
    return "".join(vcard_of(office_view(actor, office)) for office in offices)


def safe(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" and value else value


def row_of(office: Office) -> list[str]:
    """Return an office as a row of the table."""
    confirmed = office.confirmed_on.isoformat() if office.confirmed_on else ""
    cells = (
        owner_name(office),
        office.state_id or office.organisation_id or "",
        office.get_kind_display(),
        office.name,
        office.agency.name if office.agency else "",
        " ".join(office.languages),
        office.time_zone,
        confirmed,
    )
    return [safe(cell) for cell in cells]


def table(offices: Iterable[Office]) -> str:
    """Return OFFICES as CSV with a header, in UTF-8 with a mark so that spreadsheets read it as such."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    writer.writerows(row_of(office) for office in offices)
    return "\ufeff" + out.getvalue()
