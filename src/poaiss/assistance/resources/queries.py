"""Reading offers: the register, what is open on a day, what an owner keeps."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES
from poaiss.assistance.enums import Applicant, ResourceStatus
from poaiss.assistance.models import Call, Resource
from poaiss.assistance.permissions import RELEASING
from poaiss.common.clock import today
from poaiss.directory.models import Organisation, State, Theme
from poaiss.directory.queries import name_of


def resources(actor: Actor) -> QuerySet[Resource]:
    """Return the offers that ACTOR sees."""
    return visible_to(actor, Resource).select_related("organisation", "state")


def resource_at(actor: Actor, slug: str) -> Resource | None:
    """Return the offer at an address, or None where ACTOR sees none."""
    return resources(actor).filter(slug=slug).prefetch_related("calls").first()


def admits(column: str, code: str) -> Q:
    """Return that the list in COLUMN holds CODE, or is empty: any."""
    return Q(**{f"{column}__contains": [code]}) | Q(**{column: []})


def open_on(day: dt.date) -> Q:
    """Return that an offer can be asked for on DAY: open, within its time, and within a call where it has calls."""
    calls = Call.objects.filter(resource=OuterRef("pk"))
    within = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_until=None) | Q(valid_until__gte=day))
    called = Exists(calls.filter(opens_on__lte=day, closes_on__gte=day)) | ~Exists(calls)
    return Q(status=ResourceStatus.OPEN) & within & Q(called)


def register(
    actor: Actor,
    *,
    exercise: bool,
    text: str = "",
    theme: str = "",
    region: str = "",
    kind: str = "",
    applicant: str = "",
    open_now: bool = False,
) -> QuerySet[Resource]:
    """Return what was ever published of one world, narrowed; drafts are for their owners' own page."""
    found = resources(actor).filter(exercise=exercise).exclude(status=ResourceStatus.DRAFT)
    if text:
        words = Q(title__icontains=text) | Q(donor_name__icontains=text) | Q(summary__icontains=text)
        found = found.filter(words)
    for column, code in (("themes", theme), ("regions", region), ("applicants", applicant)):
        found = found.filter(admits(column, code)) if code else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(open_on(today())) if open_now else found
    return found.prefetch_related("calls").order_by("title")


def owned(actor: Actor) -> QuerySet[Resource]:
    """Return the offers that ACTOR keeps, drafts as well."""
    states = [code for code in actor.desks if actor.holds(*RELEASING, state=code)]
    own = Q(organisation__in=actor.organisations) | Q(state__in=states)
    return resources(actor).filter(own).prefetch_related("calls").order_by("title")


def owners(actor: Actor) -> list[Organisation | State]:
    """Return for whom ACTOR can offer: organisations first, then States."""
    serves = {c.organisation for c in actor.capacities if c.organisation and c.role in ORGANISATION_ROLES}
    states = [code for code in sorted(actor.desks) if actor.holds(*RELEASING, state=code)]
    return [*Organisation.objects.filter(pk__in=serves), *State.objects.filter(pk__in=states)]


def is_open(resource: Resource, day: dt.date) -> bool:
    """Return whether an offer can be asked for on DAY."""
    begins, ends = resource.valid_from, resource.valid_until
    within = (begins is None or begins <= day) and (ends is None or ends >= day)
    calls = list(resource.calls.all())
    called = not calls or any(call.opens_on <= day <= call.closes_on for call in calls)
    return resource.status == ResourceStatus.OPEN and within and called


def next_call(resource: Resource, day: dt.date) -> Call | None:
    """Return the call that is open on DAY, else the next one that opens, else None."""
    ahead = [call for call in resource.calls.all() if call.closes_on >= day]
    return min(ahead, key=lambda call: call.opens_on, default=None)


def only_through_partners(resource: Resource) -> bool:
    """Return whether governments reach this offer only through others that apply."""
    return bool(resource.applicants) and Applicant.GOVERNMENT not in resource.applicants


def theme_names(codes: list[str] | None = None) -> dict[str, str]:
    """Return the names of themes by code in the reader's language, in their order: all, or those of CODES."""
    from poaiss.directory.queries import language_code

    found = Theme.objects.all() if codes is None else Theme.objects.filter(pk__in=codes)
    return {theme.pk: str(theme.names.get(language_code()) or theme) for theme in found}


def state_names(codes: list[str]) -> list[str]:
    """Return the names of States, in order."""
    return sorted(name_of(code) for code in codes)
