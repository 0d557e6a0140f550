"""What the pages of offers show, in the reader's language."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.analysis.charts.writing import locale
from poaiss.assistance.enums import Applicant, ResourceKind, ResourceStatus
from poaiss.assistance.models import Call, Resource
from poaiss.assistance.resources import queries
from poaiss.common.clock import now, today
from poaiss.directory.enums import RegionalGroup

OLD = 365
"""Days after which an offer that nobody confirmed is shown as such."""


def money(amount: Decimal | None, currency: str) -> str:
    """Return an amount in words, cents only where there are any; '' for none."""
    if amount is None:
        return ""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return f"{format_decimal(amount, format=pattern, locale=locale(get_language() or 'en'))} {currency}".strip()


def labels(choices: Any, codes: list[str]) -> list[str]:
    """Return the words of codes, in the order of the choices; an unknown code stays as it is."""
    known = [str(each.label) for each in choices if each.value in codes]
    return known + [code for code in codes if code not in choices.values]


def is_sure(resource: Resource) -> bool:
    """Return whether “now” can be said of an open offer: by a call with days, by its owner, or by an end to come."""
    return bool(resource.confirmed_at or resource.valid_until or resource.exercise or list(resource.calls.all()))


def line(resource: Resource, themes: dict[str, str]) -> dict[str, Any]:
    """Return an offer for a list."""
    day = today()
    is_open = queries.is_open(resource, day)
    return {
        "resource": resource,
        "url": reverse("assistance:resource", args=[resource.slug]),
        "kind": ResourceKind(resource.kind).label,
        "themes": [themes.get(code, code) for code in resource.themes],
        "regions": labels(RegionalGroup, resource.regions),
        "applicants": labels(Applicant, resource.applicants),
        "through_partners": queries.only_through_partners(resource),
        "ceiling": money(resource.per_project, resource.currency),
        "is_open": is_open,
        "is_open_now": is_open and is_sure(resource),
        "call": queries.next_call(resource, day),
        "status_label": ResourceStatus(resource.status).label,
    }


def register(actor: Actor, asked: dict[str, Any], *, exercise: bool) -> list[dict[str, Any]]:
    """Return the offers that fit, for the register."""
    themes = queries.theme_names()
    return [line(each, themes) for each in queries.register(actor, exercise=exercise, **asked)]


def days_since_confirmed(resource: Resource) -> int | None:
    """Return for how many days nobody has said that the offer is right; None where nobody ever did."""
    return (now() - resource.confirmed_at).days if resource.confirmed_at else None


def sources(resource: Resource) -> list[dict[str, Any]]:
    """Return where the offer was seen, as words and links."""
    return [{"text": part, "is_link": part.startswith("http")} for part in split_sources(resource.source)]


def split_sources(text: str) -> list[str]:
    """Return the parts of a source: addresses one by one, else the words as they stand."""
    parts = text.split()
    return parts if parts and all(part.startswith("http") for part in parts) else [text] if text else []


def candidates_url(actor: Actor, resource: Resource, *, is_owner: bool) -> str:
    """Return the page of needs that may fit, for the owner and for States of the same world; else ''."""
    is_useful = is_owner or (actor.exercise == resource.exercise and bool(actor.desks))
    if resource.status != ResourceStatus.OPEN or not is_useful:
        return ""
    return reverse("assistance:candidate-needs", args=[resource.slug])


def committee_url(actor: Actor, call: Call) -> str:
    """Return where the committee of a call is, for those who sit on it; else ''."""
    chosen = call.resource.organisation_id or ""
    if not chosen or not actor.holds(Role.DONOR, organisation=chosen):
        return ""
    return reverse("assistance:selection-open", args=[call.pk])


def detail(actor: Actor, resource: Resource) -> dict[str, Any]:
    """Return one offer with its rules and what ACTOR can do with it."""
    is_owner = can(actor, "assistance.offer", resource)
    days = days_since_confirmed(resource)
    return {
        **line(resource, queries.theme_names()),
        "exercise": resource.exercise,
        "states": queries.state_names(resource.states),
        "amount": money(resource.amount, resource.currency),
        "per_state": money(resource.per_state, resource.currency),
        "calls": [
            {
                "call": call,
                "amount": money(call.amount, resource.currency),
                "is_open": call.opens_on <= today() <= call.closes_on,
                "committee_url": committee_url(actor, call),
            }
            for call in resource.calls.all()
        ],
        "sources": sources(resource),
        "is_owner": is_owner,
        "days": days,
        "is_old": days is not None and days > OLD,
        "can_open": is_owner and resource.status != ResourceStatus.OPEN,
        "can_close": is_owner and resource.status != ResourceStatus.CLOSED,
        "can_confirm": is_owner and resource.status == ResourceStatus.OPEN,
        "candidates_url": candidates_url(actor, resource, is_owner=is_owner),
        "is_unmanned": not resource.organisation_id and not resource.state_id,
    }


def mine(actor: Actor) -> dict[str, Any]:
    """Return the offers that ACTOR keeps, those that ask for something first."""
    themes = queries.theme_names()
    lines = [line(each, themes) | {"days": days_since_confirmed(each)} for each in queries.owned(actor)]
    order = [ResourceStatus.EXPIRED, ResourceStatus.DRAFT, ResourceStatus.OPEN, ResourceStatus.CLOSED]
    lines.sort(key=lambda each: (order.index(each["resource"].status), each["resource"].title))
    return {"lines": lines, "exercise": actor.exercise}


def world_words(*, exercise: bool) -> str:
    """Return which world is shown."""
    return _("Offers of the exercise, invented for training") if exercise else _("Offers for real States")
