"""Dialogue about a need with one partner, and a facilitator's place for it in a regional roadmap (¶28g, h, j, k)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import can, check
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.models import DialogueMessage, Need, Release, Roadmap
from poaiss.assistance.needs import telling
from poaiss.assistance.needs.errors import PartnerUnfit, RoadmapUnfit, WordsMissing
from poaiss.assistance.releasing.readers import in_force
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import Organisation, State

Partner = Organisation | State


def scope_of(partner: Partner) -> dict[str, Partner | None]:
    """Return the columns that name a partner."""
    if isinstance(partner, State):
        return {"organisation": None, "donor_state": partner}
    return {"organisation": partner, "donor_state": None}


@transaction.atomic
def say(*, need: Need, partner: Partner, text: str, by: Actor) -> DialogueMessage:
    """Write to the other side of a dialogue: the State to a partner that sees the need, or the partner to the State."""
    words = text.strip().replace("\r\n", "\n")
    if not words:
        raise WordsMissing(_("Write a message."), place="text", mend=_("A sentence is enough."))
    if need.state_id in by.desks:
        check(by, "assistance.release" if can(by, "assistance.release", need) else "assistance.state_need", need)
        check_partner(need, partner)
    else:
        check(by, "assistance.offer")
        own = partner.pk in (by.desks if isinstance(partner, State) else by.organisations)
        if not own or not visible_to(by, Need).filter(pk=need.pk).exists():
            raise PartnerUnfit(_("You write for your own organization or State."), place="partner")
    made = DialogueMessage.objects.create(
        need=need,
        state_id=need.state_id,
        text=words,
        person_id=UUID(by.identifier),
        name=by.name,
        capacity=by.capacity_text,
        **scope_of(partner),
    )
    record("assistance.dialogue", by=by, on=made, state=need.state_id, details={"need": str(need.pk)})
    telling.said(made)
    return made


def check_partner(need: Need, partner: Partner) -> None:
    """Raise PartnerUnfit unless the partner is named as a reader, or has written about the need already."""
    wanted = scope_of(partner)
    named = any(
        each.organisation_id == getattr(wanted["organisation"], "pk", None)
        and each.donor_state_id == getattr(wanted["donor_state"], "pk", None)
        for each in in_force(need)
        if each.to in (ReleasedTo.FACILITATOR, ReleasedTo.DONOR)
    )
    if not named and not DialogueMessage.objects.filter(need=need, **wanted).exists():
        raise PartnerUnfit(
            _("A dialogue is led with somebody who sees the need."),
            place="partner",
            mend=_("Let the partner see the need first."),
        )


def facilitates(by: Actor, need: Need) -> Organisation | None:
    """Return the organisation of BY that the State made facilitator of the need, or None."""
    rows = Release.objects.filter(part=Part.NEED, object_id=need.pk, to=ReleasedTo.FACILITATOR, ended_at__isnull=True)
    found = rows.filter(organisation__in=by.organisations).select_related("organisation").first()
    return found.organisation if found else None


@transaction.atomic
def propose_roadmap(*, need: Need, roadmap: str, goal: str, by: Actor) -> Roadmap:
    """Propose a place for a need in a regional roadmap, as its facilitator; the State decides (¶28j)."""
    check(by, "assistance.facilitate", need)
    organisation = facilitates(by, need)
    if organisation is None:
        raise RoadmapUnfit(_("Only the facilitator of this need proposes a place in a roadmap."), place="roadmap")
    if not roadmap.strip():
        raise WordsMissing(_("Name the roadmap."), place="roadmap", mend=_("Its usual name is enough."))
    made = Roadmap.objects.create(
        need=need,
        state_id=need.state_id,
        organisation=organisation,
        roadmap=roadmap.strip(),
        goal=goal.strip(),
        proposed_by_id=UUID(by.identifier),
    )
    record("assistance.propose_roadmap", by=by, on=made, state=need.state_id, details={"need": str(need.pk)})
    telling.proposed(made)
    return made


def locked(row: Roadmap) -> Roadmap:
    """Return a place in a roadmap as it stands, locked."""
    rows = Roadmap.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=row.pk)


@transaction.atomic
def agree_roadmap(*, place: Roadmap, by: Actor) -> Roadmap:
    """Agree, as the State, that a need has its place in a regional roadmap. Agreeing twice agrees once."""
    check(by, "assistance.release", place)
    row = locked(place)
    if row.ended_at is not None:
        raise RoadmapUnfit(_("This proposal has ended."), mend=_("Ask the facilitator to propose it anew."))
    if row.agreed_at is None:
        row.agreed_at, row.agreed_by_id = now(), UUID(by.identifier)
        row.save(update_fields=["agreed_at", "agreed_by"])
        record("assistance.agree_roadmap", by=by, on=row, state=row.state_id, details={"need": str(row.need_id)})
        telling.agreed(row)
    return row


@transaction.atomic
def end_roadmap(*, place: Roadmap, by: Actor) -> Roadmap:
    """End a place in a roadmap, or decline the proposal; either side does it, the row is kept."""
    if place.organisation_id not in by.organisations:
        check(by, "assistance.release", place)
    row = locked(place)
    if row.ended_at is None:
        row.ended_at = now()
        row.save(update_fields=["ended_at"])
        record("assistance.end_roadmap", by=by, on=row, state=row.state_id, details={"need": str(row.need_id)})
        telling.ended(row, by.identifier)
    return row
