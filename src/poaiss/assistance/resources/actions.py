"""Offering, changing, confirming and closing resources, and their calls; whoever owns an offer keeps it right."""

import datetime as dt
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import RESOURCE_TRANSITIONS, Applicant, ResourceKind, ResourceStatus
from poaiss.assistance.models import Call, Resource
from poaiss.assistance.resources.errors import CallUnfit, OfferStale, OfferUnfit
from poaiss.assistance.resources.money import amount_problem, currency_problem
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.common.errors import InvalidTransition, Problem
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.models import Organisation, State, Theme


@dataclass(frozen=True, slots=True)
class Offer:
    """What an owner says of a resource."""

    kind: str
    title: str
    summary: str = ""
    themes: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    applicants: list[str] = field(default_factory=list)
    amount: Decimal | None = None
    currency: str = ""
    per_project: Decimal | None = None
    per_state: Decimal | None = None
    conditions: str = ""
    transfer_conditions: str = ""
    precondition_report: bool = False
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CallWords:
    """What an owner says of a call."""

    title: str
    opens_on: dt.date
    closes_on: dt.date
    priorities: str = ""
    amount: Decimal | None = None


def unknown(given: list[str], known: set[str], place: str) -> Problem | None:
    """Return what is wrong with codes that do not exist, or None."""
    if {*given} <= known:
        return None
    return Problem("offer-unfit", _("This is not in the list."), _("Choose from the list."), place)


def code_problems(offer: Offer) -> list[Problem | None]:
    """Return what is wrong with the codes of an offer."""
    return [
        unknown([offer.kind], {*ResourceKind.values}, "kind"),
        unknown(offer.themes, {*Theme.objects.values_list("pk", flat=True)}, "themes"),
        unknown(offer.regions, {*RegionalGroup.values}, "regions"),
        unknown(offer.states, {*State.objects.values_list("pk", flat=True)}, "states"),
        unknown(offer.applicants, {*Applicant.values}, "applicants"),
    ]


def money_problems(offer: Offer) -> list[Problem | None]:
    """Return what is wrong with the amounts of an offer."""
    amounts = {"amount": offer.amount, "per_project": offer.per_project, "per_state": offer.per_state}
    found = [amount_problem(value, place) for place, value in amounts.items()]
    has_amounts = any(value is not None for value in amounts.values())
    found.append(currency_problem(offer.currency, has_amounts=has_amounts))
    for place in ("per_project", "per_state"):
        ceiling = amounts[place]
        if ceiling is not None and offer.amount and ceiling > offer.amount > 0:
            words = _("A ceiling is not larger than the whole amount.")
            found.append(Problem("amount-unfit", words, _("Lower it, or leave it empty."), place))
    return found


def check_offer(offer: Offer) -> None:
    """Raise OfferUnfit with every problem of an offer; nothing of it is stored then."""
    found = [*code_problems(offer), *money_problems(offer)]
    if not offer.title.strip():
        found.append(Problem("offer-unfit", _("An offer has a title."), _("Name it in one line."), "title"))
    if offer.valid_from and offer.valid_until and offer.valid_from > offer.valid_until:
        words = _("The offer would end before it begins.")
        found.append(Problem("offer-unfit", words, _("Exchange or correct the days."), "valid_until"))
    if problems := tuple(each for each in found if each):
        raise OfferUnfit(_("The offer cannot be kept as it stands."), problems=problems)


def address_for(title: str) -> str:
    """Return an address of its own for an offer."""
    words = slugify(title)[:100] or "offer"
    taken = words in {"mine", "offer"} or Resource.objects.filter(slug=words).exists()
    return f"{words}-{uuid4().hex[:6]}" if taken else words


def locked(resource: Resource) -> Resource:
    """Return the resource as it stands now, locked."""
    return Resource.objects.select_for_update(of=("self",)).select_related("organisation", "state").get(pk=resource.pk)


def put(resource: Resource, offer: Offer) -> None:
    """Put the words of an offer into a resource."""
    for name, value in asdict(offer).items():
        setattr(resource, name, value.strip().replace("\r\n", "\n") if isinstance(value, str) else value)


@transaction.atomic
def offer_resource(*, owner: Organisation | State, offer: Offer, by: Actor) -> Resource:
    """Keep an offer as a draft that its owner alone sees (¶19, ¶28j)."""
    made = Resource(donor_name=str(owner), exercise=by.exercise)
    if isinstance(owner, State):
        made.state, made.donor_name = owner, owner_name(owner)
    else:
        made.organisation = owner
    check(by, "assistance.offer", made)
    check_offer(offer)
    put(made, offer)
    made.created_by_id = UUID(by.identifier)
    made.slug = address_for(made.title)
    made.save(force_insert=True)
    record("assistance.offer", by=by, on=made, state=made.state_id or "")
    return made


def owner_name(state: State) -> str:
    """Return a State's English name, kept as the public name of who gives."""
    from poaiss.directory.queries import name_of

    return name_of(state.pk, "en")


@transaction.atomic
def change_resource(*, resource: Resource, offer: Offer, by: Actor) -> Resource:
    """Change an offer; whoever changes it says at the same time that it is right."""
    found = locked(resource)
    check(by, "assistance.offer", found)
    check_offer(offer)
    put(found, offer)
    found.confirmed_at, found.nudged_on = now(), None
    found.save()
    record("assistance.offer", by=by, on=found, state=found.state_id or "", details={"step": "changed"})
    return found


def move(found: Resource, status: ResourceStatus, by: Actor) -> None:
    """Move an offer along its table of transitions."""
    if status not in RESOURCE_TRANSITIONS[ResourceStatus(found.status)]:
        raise InvalidTransition(
            _("This offer cannot become “%(after)s” while it is “%(before)s”.")
            % {"after": status.label, "before": ResourceStatus(found.status).label},
            place="status",
            mend=_("Look at it again: somebody may have changed it."),
        )
    before = str(found.status)
    found.status = status
    found.save()
    details = {"before": before, "after": status}
    record("assistance.offer", by=by, on=found, state=found.state_id or "", details=details)


@transaction.atomic
def open_resource(*, resource: Resource, by: Actor) -> Resource:
    """Publish an offer, or open it again; its end lies ahead."""
    found = locked(resource)
    check(by, "assistance.offer", found)
    if found.valid_until and found.valid_until < today():
        raise OfferStale(
            _("The last day of this offer has passed."), place="valid_until", mend=_("Give it a new last day first.")
        )
    found.confirmed_at, found.nudged_on = now(), None
    move(found, ResourceStatus.OPEN, by)
    return found


@transaction.atomic
def confirm_resource(*, resource: Resource, by: Actor) -> Resource:
    """Say that an offer is still right as it stands."""
    found = locked(resource)
    check(by, "assistance.offer", found)
    if found.status != ResourceStatus.OPEN:
        raise OfferStale(_("Only an open offer is confirmed."), place="status", mend=_("Open it again first."))
    found.confirmed_at, found.nudged_on = now(), None
    found.save(update_fields=["confirmed_at", "nudged_on"])
    record("assistance.offer", by=by, on=found, state=found.state_id or "", details={"step": "confirmed"})
    return found


@transaction.atomic
def close_resource(*, resource: Resource, by: Actor) -> Resource:
    """Close an offer; it stays readable, and what was agreed goes on."""
    found = locked(resource)
    check(by, "assistance.offer", found)
    move(found, ResourceStatus.CLOSED, by)
    return found


def call_problems(resource: Resource, words: CallWords) -> list[Problem]:
    """Return what is wrong with a call."""
    found = []
    if words.opens_on > words.closes_on:
        text = _("The call would close before it opens.")
        found.append(Problem("call-unfit", text, _("Exchange or correct the days."), "closes_on"))
    begins, ends = resource.valid_from, resource.valid_until
    if (begins and words.opens_on < begins) or (ends and words.closes_on > ends):
        text = _("The call lies outside the time of the offer.")
        found.append(Problem("call-unfit", text, _("Change the days of the call or of the offer."), "opens_on"))
    others = resource.calls.filter(opens_on__lte=words.closes_on, closes_on__gte=words.opens_on)
    if other := others.first():
        overlap = _("It overlaps with the call “%(title)s”.") % {"title": other.title}
        found.append(Problem("call-unfit", overlap, _("Choose days before or after it."), "opens_on"))
    if problem := amount_problem(words.amount, "amount"):
        found.append(problem)
    elif words.amount and resource.amount and words.amount > resource.amount:
        text = _("A call does not give more than the whole offer.")
        found.append(Problem("amount-unfit", text, _("Lower it, or leave it empty."), "amount"))
    return found


@transaction.atomic
def add_call(*, resource: Resource, words: CallWords, by: Actor) -> Call:
    """Announce a call of an offer."""
    found = locked(resource)
    check(by, "assistance.offer", found)
    if found.status in (ResourceStatus.EXPIRED, ResourceStatus.CLOSED):
        raise OfferStale(_("This offer has ended."), place="title", mend=_("Open it again first."))
    if problems := tuple(call_problems(found, words)):
        raise CallUnfit(_("The call cannot be kept as it stands."), problems=problems)
    made = Call.objects.create(resource=found, **asdict(words))
    record("assistance.offer", by=by, on=made, state=found.state_id or "", details={"step": "call"})
    return made
