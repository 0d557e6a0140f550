"""Offices and their particulars: add, edit, choose the audience of each, close (D1, D3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience
from poaiss.access.models import Grant
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.accounts.models import Person
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.common.errors import Problem
from poaiss.contacts.acting import acted
from poaiss.contacts.actions.locks import locked
from poaiss.contacts.enums import DUTY_LINE_AUDIENCES, NOTIFIED_KINDS, DetailKind, OfficeKind, Speciality
from poaiss.contacts.errors import AudienceTooWide, OfficeExists, OfficeKindUnfit
from poaiss.contacts.models import Detail, Office, Term
from poaiss.directory.models import Agency, Organisation, State


@dataclass(frozen=True, slots=True)
class Particular:
    """A particular as a person gives it: an existing one by its identifier, or a new one; or one to end."""

    kind: DetailKind
    value: str
    audience: Audience
    id: UUID | None = None
    ended: bool = False


def refuse_unfit(owner: State | Organisation, kind: OfficeKind, agency: Agency | None) -> None:
    """Refuse a kind of office that does not fit its owner, and a second office of a kind that is one a State."""
    fits = (kind == OfficeKind.REGIONAL) == isinstance(owner, Organisation)
    if not fits or (agency and not (isinstance(owner, State) and agency.state_id == owner.code)):
        raise OfficeKindUnfit(
            _("This kind of office does not fit its owner."), mend=_("Choose another kind."), place="kind"
        )
    if kind in NOTIFIED_KINDS and Office.objects.filter(state=owner.pk, kind=kind, closed_on__isnull=True).exists():
        raise OfficeExists(
            _("The State has this office already."), mend=_("Edit it, or notify a new holder."), place="kind"
        )


@acted
def create_office(
    *,
    owner: State | Organisation,
    kind: OfficeKind,
    name: str,
    by: Actor,
    agency: Agency | None = None,
    speciality: Speciality | str = "",
    languages: Sequence[str] = (),
    time_zone: str = "UTC",
    hidden: bool = False,
) -> Office:
    """Add an office of a State or of a regional body (D1); one of an intelligence agency is hidden."""
    check(by, "contacts.create_office", owner)
    refuse_unfit(owner, kind, agency)
    office = Office.objects.create(
        state=owner if isinstance(owner, State) else None,
        organisation=owner if isinstance(owner, Organisation) else None,
        kind=kind,
        name=name.strip(),
        agency=agency,
        speciality=speciality,
        languages=list(languages),
        time_zone=time_zone,
        hidden=hidden or bool(agency and agency.hidden),
    )
    record("contacts.create_office", by=by, on=office, state=office.chain, details={"kind": kind.value})
    return office


@acted
def edit_office(
    *,
    office: Office,
    name: str,
    by: Actor,
    speciality: Speciality | str = "",
    languages: Sequence[str] = (),
    time_zone: str = "UTC",
    hidden: bool = False,
) -> Office:
    """Change what describes an office; an office of a hidden agency stays hidden."""
    office = locked(office)
    check(by, "contacts.edit", office)
    new = {
        "name": name.strip(),
        "speciality": str(speciality),
        "languages": list(languages),
        "time_zone": time_zone,
        "hidden": hidden or bool(office.agency and office.agency.hidden),
    }
    changed = [field for field, value in new.items() if getattr(office, field) != value]
    if changed:
        for field in changed:
            setattr(office, field, new[field])
        office.save(update_fields=changed)
        record("contacts.edit", by=by, on=office, state=office.chain, details={"changed": changed})
    return office


@acted
def close_office(*, office: Office, by: Actor) -> Office:
    """Close an office; it is kept, and no longer listed."""
    check(by, "contacts.appoint", office)
    office.closed_on = today()
    office.save(update_fields=["closed_on"])
    record("contacts.close_office", by=by, on=office, state=office.chain)
    return office


def refuse_wide(particulars: Sequence[Particular]) -> None:
    """Refuse a duty line that would be shown to everybody or to every official (D3)."""
    problems = tuple(
        Problem(
            AudienceTooWide.code,
            _("A duty line is shown to vetted officers, to those named, or to the State alone."),
            _("Choose one of these audiences."),
            place=f"details-{number}-audience",
        )
        for number, each in enumerate(particulars)
        if each.kind == DetailKind.DUTY_LINE and each.audience not in DUTY_LINE_AUDIENCES and not each.ended
    )
    if problems:
        raise AudienceTooWide(problems[0].reason, problems=problems)


@acted
def keep_particulars(*, office: Office, particulars: Sequence[Particular], by: Actor) -> list[Detail]:
    """Add, change and end particulars of an office, each with its audience; return those that hold now (D3)."""
    office = locked(office)
    check(by, "contacts.edit", office)
    refuse_wide(particulars)
    existing = {detail.pk: detail for detail in office.details.filter(ended_on__isnull=True)}
    counts = {"added": 0, "changed": 0, "ended": 0}
    for position, each in enumerate(particulars):
        done = keep(office, existing.get(each.id) if each.id else None, each, position)
        if done:
            counts[done] += 1
    if any(counts.values()):
        record("contacts.keep_particulars", by=by, on=office, state=office.chain, details=counts)
    return list(office.details.filter(ended_on__isnull=True))


def keep(office: Office, detail: Detail | None, given: Particular, position: int) -> str:
    """Bring one particular to what was given; return 'added', 'changed', 'ended' or nothing."""
    if detail is None:
        if given.id or given.ended or not given.value.strip():
            return ""
        Detail.objects.create(
            office=office, kind=given.kind, value=given.value.strip(), audience=given.audience, position=position
        )
        return "added"
    if given.ended:
        detail.ended_on = today()
        detail.save(update_fields=["ended_on"])
        return "ended"
    new = {"kind": given.kind, "value": given.value.strip(), "audience": given.audience}
    if all(getattr(detail, field) == value for field, value in new.items()):
        return ""
    for field, value in new.items():
        setattr(detail, field, value)
    detail.save(update_fields=list(new))
    return "changed"


def office_of(thing: Office | Detail | Term) -> Office:
    """Return the office that a particular, a term or an office itself belongs to."""
    return thing if isinstance(thing, Office) else thing.office


@acted
def show_to(
    *,
    thing: Office | Detail | Term,
    by: Actor,
    state: State | None = None,
    organisation: Organisation | None = None,
    agency: Agency | None = None,
    person: Person | None = None,
    purpose: str = "",
) -> Grant:
    """Show a hidden office, or a particular or name with the audience 'those named', to one grantee (D3)."""
    office = office_of(thing)
    check(by, "contacts.share", office)
    if office.state is None:
        raise OfficeKindUnfit(_("Only a State shows its particulars to those named."))
    grant = Grant.objects.create(
        object_type=thing._meta.label_lower,
        object_id=str(thing.pk),
        owner=office.state,
        state=state,
        organisation=organisation,
        agency=agency,
        person=person,
        purpose=purpose,
        given_by_id=by.identifier,
    )
    details = {"grant": str(grant.pk), "to": grant.state_id or grant.organisation_id or "person or agency"}
    record("contacts.share", by=by, on=thing, state=office.chain, details=details)
    return grant


@acted
def stop_showing(*, grant: Grant, thing: Office | Detail | Term, by: Actor) -> Grant:
    """Revoke what ``show_to`` gave; the grant is kept with who revoked it and when."""
    office = office_of(thing)
    check(by, "contacts.share", office)
    grant.revoked_at, grant.revoked_by_id = now(), UUID(by.identifier)
    grant.save(update_fields=["revoked_at", "revoked_by"])
    record("contacts.stop_showing", by=by, on=thing, state=office.chain, details={"grant": str(grant.pk)})
    return grant
