"""The shapes in which figures leave: JSON for machines, text for a terminal."""

from collections.abc import Iterator
from typing import Any

from poaiss.analysis.models import PublishedTotal
from poaiss.analysis.queries import Participation, Sdg
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.queries import name_of


def participation_json(found: Participation) -> dict[str, Any]:
    """Return participation as JSON: ``by_year``, ``never``, ``by_group`` with denominators."""
    return {
        "instrument": found.instrument,
        "states": found.listed,
        "by_year": {str(year): count for year, count in found.by_year.items()},
        "members": {str(year): count for year, count in found.members.items()},
        "never": len(found.never),
        "never_states": list(found.never),
        "by_group": {
            name: {
                "states": group.states,
                "by_year": {str(year): count for year, count in group.by_year.items()},
                "never": group.never,
            }
            for name, group in found.by_group.items()
        },
    }


def sdg_json(found: Sdg) -> dict[str, Any]:
    """Return SDG 16.4.2 as JSON: every observation under its release, and the differences."""
    return {
        "indicator": "16.4.2",
        "series": "VC_ARM_SZTRACE",
        "unit": "per cent",
        "releases": {
            release: [
                {
                    "iso3": each.state_id,
                    "state": name_of(each.state_id, "en"),
                    "year": each.year,
                    "value": float(each.value),
                    "two_year_average": each.two_year_average,
                    "source_code": each.source_code,
                    "times_listed": each.times,
                    "note": each.note,
                }
                for each in found.observations
                if each.release == release
            ]
            for release in found.releases
        },
        "differences": [
            {
                "iso3": each.state,
                "state": name_of(each.state, "en"),
                "year": each.year,
                "values": {release: float(value) for release, value in each.values.items()},
            }
            for each in found.differences
        ],
    }


def table(head: list[str], lines: list[list[Any]]) -> str:
    """Return a plain table for a terminal: numbers to the right, words to the left."""
    cells = [head, *[[str(cell) for cell in line] for line in lines]]
    widths = [max(len(line[i]) for line in cells) for i in range(len(head))]
    numeric = [all(isinstance(line[i], int | float) for line in lines) for i in range(len(head))]

    def row(line: list[str]) -> str:
        parts = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True))
        return "  ".join(parts).rstrip()

    return "\n".join([row(cells[0]), "  ".join("-" * width for width in widths), *map(row, cells[1:])])


def participation_text(found: Participation) -> str:
    """Return participation as a table: a line a year, a column a regional group."""
    short = {
        "african": "Africa",
        "asia_pacific": "Asia-Pac",
        "eastern_european": "E Europe",
        "grulac": "GRULAC",
        "weog": "WEOG",
    }
    groups = list(found.by_group)
    head = ["year", "reported", "Members", "share %", *[short.get(group, group) for group in groups]]
    lines: list[list[Any]] = []
    for year in found.years:
        members = found.members[year]
        share = round(100 * found.by_year[year] / members) if members else 0
        own = [found.by_group[group].by_year[year] for group in groups]
        lines.append([year, found.by_year[year], members, share, *own])
    sizes = ", ".join(
        f"{RegionalGroup(g).label}: {found.by_group[g].states}" for g in groups if g in RegionalGroup.values
    )
    notes = f"States that the source lists: {found.listed}; never reported: {len(found.never)}. {sizes}."
    return f"{table(head, lines)}\n\n{notes}"


def sdg_text(found: Sdg) -> str:
    """Return the differences between the releases as a table."""
    head = ["State", "year", *found.releases]
    lines = [
        [name_of(each.state, "en"), each.year, *[each.values.get(release, "") for release in found.releases]]
        for each in found.differences
    ]
    counts = ", ".join(
        f"{release}: {sum(each.release == release for each in found.observations)} observations"
        for release in found.releases
    )
    return f"{table(head, lines)}\n\n{counts}; they differ in {len(found.differences)} places and are never merged."


def totals_json(totals: list[PublishedTotal]) -> dict[str, Any]:
    """Return the published totals of the Programme of Action: quoted figures, none of them recomputed."""
    return {
        "instrument": "poa",
        "note": "Published totals, quoted with their sources; State-by-State years are not public.",
        "published": [
            {
                "key": each.key,
                "period": each.period,
                "value": float(each.value),
                "denominator": float(each.denominator) if each.denominator is not None else None,
                "unit": each.unit,
                "counts": each.counts,
                "source": each.source,
                "evidence": each.evidence,
                "recomputable": each.recomputable,
            }
            for each in totals
        ],
    }


def totals_text(totals: list[PublishedTotal]) -> str:
    """Return the published totals as a table."""
    lines = [
        [each.period, f"{each.value:g}", f"{each.denominator:g}" if each.denominator else "", each.unit, each.counts]
        for each in totals
    ]
    return table(["period", "value", "of", "unit", "what it counts"], lines)


def participation_rows(found: Participation) -> Iterator[list[object]]:
    """Yield participation as lines of a spreadsheet, the head first."""
    groups = list(found.by_group)
    sizes = [f"{group} ({found.by_group[group].states} States)" for group in groups]
    yield ["year", "reported", "members", *sizes]
    for year in found.years:
        own = [found.by_group[group].by_year[year] for group in groups]
        yield [year, found.by_year[year], found.members[year], *own]


def sdg_rows(found: Sdg) -> Iterator[list[object]]:
    """Yield every observation as a line of a spreadsheet, the head first."""
    yield [
        "release",
        "iso3",
        "state",
        "year",
        "value_percent",
        "two_year_average",
        "source_code",
        "times_listed",
        "note",
    ]
    for each in found.observations:
        name = name_of(each.state_id, "en")
        average = "" if each.two_year_average is None else int(each.two_year_average)
        yield [
            each.release,
            each.state_id,
            name,
            each.year,
            each.value,
            average,
            each.source_code,
            each.times,
            each.note,
        ]
