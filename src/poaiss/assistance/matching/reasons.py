"""Reasons for and against a match: plain facts, each with its words; what blocks is stated, and nothing is scored."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from poaiss.assistance.enums import Applicant, ResourceKind, ResourceStatus
from poaiss.assistance.matching.facts import Done
from poaiss.assistance.models import Resource
from poaiss.assistance.resources.errors import RateMissing
from poaiss.assistance.resources.money import DOLLAR, in_dollars, rate_on
from poaiss.assistance.resources.queries import is_open, next_call, only_through_partners
from poaiss.directory.enums import Evidence

RECENT = 4
"""Years in which a national report counts as recent: two rounds."""
STALE = 365
BLOCKING = frozenset(
    {"theme-other", "region-other", "state-other", "state-own", "over-ceiling", "outside-period", "not-open"}
)
"""Rules of the offer itself that rule the need out; everything else is for people to weigh."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code, and the values that its words name (codes and numbers, put into words when read)."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the offer's own rules rule it out."""
        return self.code in BLOCKING


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted: a need with its proposal, as far as there is one."""

    state: str
    region: str
    theme: str
    cost: Decimal | None = None
    currency: str = "USD"
    starts: dt.date | None = None
    ends: dt.date | None = None
    divisible: bool = False
    min_share: Decimal = Decimal(1)
    implementer: str = ""
    last_report: int | None = None
    """The latest round of which a report is published."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The reasons for and against."""

    for_it: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether the offer's own rules rule it out."""
        return any(reason.blocks for reason in self.against)

    def order(self) -> tuple[bool, int, int]:
        """Return the order in which candidates stand: nothing that blocks, few reasons against, many for."""
        return self.is_blocked, len(self.against), -len(self.for_it)

    def as_kept(self) -> dict[str, Any]:
        """Return the reasons as a match keeps them."""
        sides = {"for": self.for_it, "against": self.against}
        return {key: [{"code": r.code, "values": r.values} for r in found] for key, found in sides.items()}


Pros = list[Reason]
Cons = list[Reason]


def weigh(wanted: Wanted, resource: Resource, day: dt.date, done: Done | None = None) -> Weighing:
    """Weigh what is wanted against the rules of an offer, on DAY; DONE: what its State reports on the theme."""
    pros: Pros = []
    cons: Cons = []
    for rule in (by_theme, by_place, by_applicant, by_money, by_time, by_report, by_sureness):
        rule(wanted, resource, day, pros, cons)
    by_experience(wanted, resource, done, pros)
    return Weighing(tuple(pros), tuple(cons))


def by_theme(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """Themes: one of the offer's, or any."""
    if not resource.themes:
        pros.append(Reason("theme-any"))
    elif wanted.theme in resource.themes:
        pros.append(Reason("theme", {"theme": wanted.theme}))
    else:
        cons.append(Reason("theme-other", {"themes": list(resource.themes)}))


def by_place(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """Region and State."""
    if resource.state_id == wanted.state:
        cons.append(Reason("state-own"))
    if resource.regions and wanted.region not in resource.regions:
        cons.append(Reason("region-other", {"regions": list(resource.regions)}))
    elif resource.regions:
        pros.append(Reason("region", {"region": wanted.region}))
    if resource.states and wanted.state not in resource.states:
        cons.append(Reason("state-other"))
    elif resource.states:
        pros.append(Reason("state", {"state": wanted.state}))


def by_applicant(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """Who may apply: some offers reach governments only through partners."""
    if only_through_partners(resource):
        values = {"applicants": list(resource.applicants)}
        named = wanted.implementer.strip()
        if named:
            pros.append(Reason("partner-named", {"implementer": named[:120]}))
        cons.append(Reason("through-partners", values))
    elif Applicant.GOVERNMENT in resource.applicants:
        pros.append(Reason("governments"))


def by_money(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """Cost against the ceiling for one project, and against the whole."""
    if resource.kind != ResourceKind.MONEY:
        return
    if wanted.cost is None or wanted.cost <= 0:
        cons.append(Reason("cost-unknown"))
        return
    ceilings = [each for each in (resource.per_project, resource.per_state, resource.amount) if each is not None]
    if not ceilings:
        cons.append(Reason("ceiling-unknown"))
        return
    most = min(ceilings)
    try:
        cost, ceiling = in_dollars(wanted.cost, wanted.currency, day), in_dollars(most, resource.currency, day)
    except RateMissing:
        cons.append(Reason("rate-missing", {"currencies": sorted({wanted.currency, resource.currency} - {DOLLAR})}))
        return
    for currency in sorted({wanted.currency, resource.currency} - {DOLLAR}):
        rate = rate_on(currency, day)
        if rate is not None and (day - rate.on).days > STALE:
            cons.append(Reason("rate-old", {"currencies": [currency], "from": rate.on.isoformat()}))
    values = {
        "cost": [str(wanted.cost), wanted.currency],
        "ceiling": [str(most), resource.currency],
        "percent": int(min(ceiling / cost, Decimal(1)) * 100),
    }
    if cost <= ceiling:
        pros.append(Reason("within-ceiling", values))
    elif wanted.divisible and ceiling / cost >= wanted.min_share:
        pros.append(Reason("covers-part", values))
    else:
        cons.append(Reason("over-ceiling", values))


def by_time(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """The offer is open, a call is open, and the project lies within the offer's time."""
    ended = resource.valid_until is not None and resource.valid_until < day
    if resource.status != ResourceStatus.OPEN or ended:
        cons.append(Reason("not-open"))
        return
    call = next_call(resource, day)
    if call and is_open(resource, day):
        pros.append(Reason("call-open", {"until": call.closes_on.isoformat()}))
    elif call:
        cons.append(Reason("call-later", {"from": call.opens_on.isoformat()}))
    elif not is_open(resource, day):
        cons.append(Reason("no-call"))
    begins, ends = resource.valid_from, resource.valid_until
    if wanted.starts is None or wanted.ends is None:
        if ends is not None:
            cons.append(Reason("period-unknown"))
    elif (begins and wanted.ends < begins) or (ends and wanted.ends > ends) or (begins and wanted.starts < begins):
        cons.append(Reason("outside-period"))
    elif begins or ends:
        pros.append(Reason("within-period"))


def by_report(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """The precondition of a recent national report, where the offer has one."""
    if not resource.precondition_report:
        return
    if wanted.last_report is not None and wanted.last_report >= day.year - RECENT:
        pros.append(Reason("report", {"year": wanted.last_report}))
    else:
        cons.append(Reason("report-missing", {"last": wanted.last_report}))


def by_sureness(wanted: Wanted, resource: Resource, day: dt.date, pros: Pros, cons: Cons) -> None:
    """How sure the offer's rules are, and when its owner last said so."""
    if resource.evidence in (Evidence.RECOLLECTED, Evidence.INFERRED):
        cons.append(Reason("not-sure"))
    if resource.confirmed_at and (day - resource.confirmed_at.date()).days > STALE:
        cons.append(Reason("not-confirmed", {"days": (day - resource.confirmed_at.date()).days}))


def by_experience(wanted: Wanted, resource: Resource, done: Done | None, pros: Pros) -> None:
    """Expertise from the region, and of a State that reports the commitments of the theme as met (N13)."""
    if resource.kind == ResourceKind.MONEY or resource.state is None or resource.state_id == wanted.state:
        return
    if wanted.region and resource.state.regional_group == wanted.region:
        pros.append(Reason("same-region", {"state": resource.state_id}))
    if done is not None and done.is_done:
        values = {"state": resource.state_id, "met": done.met, "asked": done.asked, "year": done.year}
        pros.append(Reason("reports-done", values))
