"""Reasons in words, in the reader's language; a match keeps codes and values, and is read in any language later."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.template.defaultfilters import date as formatted
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.assistance.enums import Applicant
from poaiss.assistance.matching.reasons import Reason
from poaiss.assistance.resources.pages import labels, money
from poaiss.assistance.resources.queries import theme_names
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.queries import name_of

WORDS = {
    "theme": gettext_lazy("The offer is meant for this theme: %(theme)s."),
    "theme-any": gettext_lazy("The offer is open to any theme."),
    "region": gettext_lazy("The offer is meant for this region: %(region)s."),
    "state": gettext_lazy("The offer names %(state)s."),
    "governments": gettext_lazy("Governments may apply."),
    "partner-named": gettext_lazy("The proposal names who carries it out: %(implementer)s."),
    "within-ceiling": gettext_lazy("The cost of %(cost)s is within the ceiling of %(ceiling)s."),
    "covers-part": gettext_lazy(
        "The ceiling of %(ceiling)s covers %(percent)s %% of the cost of %(cost)s; the project can be funded in part."
    ),
    "call-open": gettext_lazy("A call is open until %(until)s."),
    "within-period": gettext_lazy("The project lies within the time of the offer."),
    "report": gettext_lazy("The national report of %(year)s is published, as the offer expects."),
    "same-region": gettext_lazy("The offer comes from the same region: %(state)s."),
    "reports-done": gettext_lazy(
        "%(state)s reports %(met)s of %(asked)s commitments on this theme as met (report of %(year)s)."
    ),
    "theme-other": gettext_lazy("The offer is for other themes: %(themes)s."),
    "region-other": gettext_lazy("The offer is for other regions: %(regions)s."),
    "state-other": gettext_lazy("The offer names other States."),
    "state-own": gettext_lazy("The State itself makes this offer."),
    "through-partners": gettext_lazy("Governments benefit only through a partner that applies: %(applicants)s."),
    "cost-unknown": gettext_lazy("There is no proposal with a cost yet."),
    "ceiling-unknown": gettext_lazy("The offer states no ceiling."),
    "rate-missing": gettext_lazy("Amounts cannot be compared: there is no exchange rate for %(currencies)s."),
    "rate-old": gettext_lazy("Amounts are compared at an old exchange rate for %(currencies)s, of %(from)s."),
    "over-ceiling": gettext_lazy(
        "The cost of %(cost)s is above the ceiling of %(ceiling)s, which covers %(percent)s %% of it."
    ),
    "not-open": gettext_lazy("The offer is not open any more."),
    "call-later": gettext_lazy("No call is open; the next one opens on %(from)s."),
    "no-call": gettext_lazy("No call is open now."),
    "period-unknown": gettext_lazy("The proposal does not say when the project begins and ends."),
    "outside-period": gettext_lazy("The project lies outside the time of the offer."),
    "report-missing": gettext_lazy(
        "The offer expects a recent national report; none of the last four years is published here."
    ),
    "not-sure": gettext_lazy("The rules of this offer were seen in part only: ask before you rely on them."),
    "not-confirmed": gettext_lazy("Its owner has not confirmed the offer for %(days)s days."),
}


def amount(pair: list[str]) -> str:
    """Return an amount that was kept as text, in the reader's way of writing numbers."""
    try:
        return money(Decimal(pair[0]), pair[1])
    except (InvalidOperation, IndexError):
        return " ".join(pair)


def day(text: str) -> str:
    """Return a day that was kept as text, in the reader's way of writing days."""
    return str(formatted(dt.date.fromisoformat(text), "DATE_FORMAT"))


def value(key: str, given: Any) -> Any:
    """Return a kept value as a person reads it."""
    readers: dict[str, Callable[[Any], str]] = {
        "theme": lambda v: theme_names([v]).get(v, v),
        "themes": lambda v: ", ".join(theme_names(v).values()),
        "region": lambda v: labels(RegionalGroup, [v])[0],
        "regions": lambda v: ", ".join(labels(RegionalGroup, v)),
        "state": lambda v: name_of(v),
        "applicants": lambda v: ", ".join(labels(Applicant, v)),
        "cost": amount,
        "ceiling": amount,
        "until": day,
        "from": day,
        "currencies": ", ".join,
    }
    return readers[key](given) if key in readers else given


def say(reason: Reason) -> str:
    """Return a reason in words."""
    words = str(WORDS.get(reason.code) or _("A reason that this version does not know."))
    return words % {key: value(key, given) for key, given in reason.values.items()}


def said(kept: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the reasons that a match keeps, in words."""
    return {
        side: [say(Reason(each["code"], each.get("values", {}))) for each in kept.get(side, [])]
        for side in ("for", "against")
    }
