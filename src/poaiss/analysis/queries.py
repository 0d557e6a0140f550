"""Figures from real data: participation, published totals, SDG 16.4.2 in two releases."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from poaiss.analysis.bars import bars
from poaiss.analysis.models import CoveredState, PublishedTotal, ReportYear, SdgObservation
from poaiss.directory.enums import RegionalGroup, StateKind
from poaiss.directory.models import State

NO_GROUP = "none"


@dataclass(frozen=True, slots=True)
class Participation:
    """Who reported under one instrument: counts by year, by group, and who never did; with denominators."""

    instrument: str
    years: tuple[int, ...]
    by_year: dict[int, int]
    members: dict[int, int]
    never: tuple[str, ...]
    listed: int
    by_group: dict[str, "GroupParticipation"]


@dataclass(frozen=True, slots=True)
class GroupParticipation:
    """The same within one regional group."""

    states: int
    by_year: dict[int, int]
    never: int


def membership(years: Iterable[int]) -> dict[int, int]:
    """Return the number of UN Members at the end of each year: the denominator."""
    kinds = [StateKind.MEMBER, StateKind.FORMER]
    spans = list(State.objects.filter(kind__in=kinds).values_list("member_since", "member_until"))
    return {
        year: sum(
            1
            for since, until in spans
            if since and since <= dt.date(year, 12, 31) and (until is None or until >= dt.date(year, 12, 31))
        )
        for year in years
    }


def participation(instrument: str) -> Participation:
    """Return participation by year and regional group under INSTRUMENT, from the source's own list of States."""
    groups = dict(CoveredState.objects.filter(instrument=instrument).values_list("state_id", "state__regional_group"))
    reported: dict[str, set[int]] = defaultdict(set)
    for code, year in ReportYear.objects.filter(instrument=instrument).values_list("state_id", "year"):
        reported[code].add(year)
    found = sorted({year for years in reported.values() for year in years})
    years = tuple(range(found[0], found[-1] + 1)) if found else ()
    never = tuple(sorted(code for code in groups if not reported.get(code)))
    return Participation(
        instrument=instrument,
        years=years,
        by_year=count_years(reported.values(), years),
        members=membership(years),
        never=never,
        listed=len(groups),
        by_group=by_group(groups, reported, years),
    )


def count_years(reported: Iterable[set[int]], years: tuple[int, ...]) -> dict[int, int]:
    """Return how many sets hold each of YEARS, zero included."""
    counts = Counter(year for each in reported for year in each)
    return {year: counts[year] for year in years}


def by_group(
    groups: dict[str, str], reported: dict[str, set[int]], years: tuple[int, ...]
) -> dict[str, GroupParticipation]:
    """Return participation within each regional group, in the order of the groups."""
    found = {}
    for group in [*RegionalGroup.values, ""]:
        codes = [code for code, own in groups.items() if own == group]
        if codes:
            sets = [reported.get(code, set()) for code in codes]
            found[group or NO_GROUP] = GroupParticipation(
                states=len(codes), by_year=count_years(sets, years), never=sum(not each for each in sets)
            )
    return found


def published_totals() -> list[PublishedTotal]:
    """Return the published totals of the Programme of Action in their order."""
    return list(PublishedTotal.objects.all())


@dataclass(frozen=True, slots=True)
class Difference:
    """One State and year that two releases give differently."""

    state: str
    year: int
    values: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Sdg:
    """SDG 16.4.2: each release apart, and where two of them differ."""

    releases: tuple[str, ...]
    observations: tuple[SdgObservation, ...]
    differences: tuple[Difference, ...]

    @property
    def labels(self) -> list[str]:
        """The names of the releases in words, in their order."""
        words = {each.release: each.release_label or each.release for each in self.observations}
        return [words[release] for release in self.releases]


def sdg_16_4_2() -> Sdg:
    """Return both releases of SDG 16.4.2 side by side, never merged, with their differences."""
    observations = tuple(SdgObservation.objects.order_by("state_id", "year", "release"))
    values: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(dict)
    for each in observations:
        values[each.state_id, each.year][each.release] = each.value
    differences = tuple(
        Difference(state, year, found) for (state, year), found in values.items() if len(set(found.values())) > 1
    )
    return Sdg(tuple(sorted({each.release for each in observations})), observations, differences)


def side_by_side(sdg: Sdg) -> list[tuple[str, int, dict[str, SdgObservation]]]:
    """Return a row for each State and year with the observation of each release that has one."""
    found: dict[tuple[str, int], dict[str, SdgObservation]] = defaultdict(dict)
    for each in sdg.observations:
        found[each.state_id, each.year][each.release] = each
    return [(state, year, by_release) for (state, year), by_release in found.items()]


FIRST_ALIGNED = "C:4.1.2"
"""Registration of brokers: the crosswalk that sources show for all three editions."""


def group_charts(found: Participation) -> list[dict[str, object]]:
    """Return one small chart a regional group, all on the same years, the group's size as outline."""
    return [
        {
            "name": RegionalGroup(name).label if name in RegionalGroup.values else name,
            "group": group,
            "chart": bars(group.by_year, dict.fromkeys(found.years, group.states), height=110, width=340, every=10),
        }
        for name, group in found.by_group.items()
    ]
