"""The generated world as rows of a throw-away database: reports that are published, and one that is to be.

The one module of this package that knows the product: what it writes, the product reads. Never run it on a site.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.world.making import World
from bench.world.writing import Line, Report

UNDER = Path(tempfile.gettempdir()).resolve()


class NotThrowAway(Exception):
    """Generated reports bear the names of real States; they go into a folder that is thrown away, or nowhere."""


def only_throw_away() -> None:
    """Refuse to write into any database but one that lives in a temporary folder."""
    folder = Path(os.environ.get("POAISS_DATA", "/")).resolve()
    if UNDER not in folder.parents or not folder.name.startswith("poaiss-bench-"):
        raise NotThrowAway(str(folder))


def content(report: Report, sha256: str) -> dict[str, Any]:
    """Return a report as the product publishes it."""
    return {
        "format": "poaiss.national-report/1",
        "state": report.state,
        "exercise": False,
        "instrument": "poa-iti",
        "round": report.year,
        "number": 1,
        "language": report.language,
        "template": {"form": f"poa-iti-{report.edition.lower()}", "edition": report.edition, "sha256": sha256},
        "answers": list(map(line_of, report.lines)),
    }


def line_of(line: Line) -> dict[str, Any]:
    """Return a line as it stands in the content; what is empty is left out."""
    found = {
        "path": line.path,
        "number": line.item.number,
        "kind": line.kind,
        "value": line.value,
        "unchanged_since": line.unchanged_since,
        "remark": line.remark,
    }
    return {key: value for key, value in found.items() if value not in ("", None)}


def desks(world: World) -> Any:
    """Return somebody who drafts for every State of the world."""
    from poaiss.accounts.actor import Actor, Capacity
    from poaiss.accounts.enums import Role

    held = frozenset(Capacity(Role.CONTRIBUTOR, state=state.code) for state in world.states)
    return Actor(identifier="bench", name="Bench", capacities=held)


def secretariat() -> Any:
    """Return somebody of the Secretariat, made up for the run."""
    only_throw_away()
    from poaiss.accounts.actor import actor_of
    from poaiss.accounts.enums import Role
    from poaiss.accounts.models import Membership, Person

    person = Person.objects.create_user("bench.secretariat@bench.example", name="Bench of the Secretariat")
    Membership.objects.create(person=person, role=Role.SECRETARIAT)
    return actor_of(person)


def publish(world: World, waiting: tuple[str, int]) -> Any:
    """Store every report of the world as published, but for the one of WAITING, which is returned as received."""
    only_throw_away()
    from poaiss.access.rls import acting_as
    from poaiss.questionnaires.queries import current_versions
    from poaiss.reporting.models import NationalReport, Round, Snapshot

    versions = current_versions()
    rounds = {round.year: round for round in Round.objects.filter(exercise=False)}
    with acting_as(desks(world)):
        for year in (round.year for round in world.rounds):
            those = [each for each in world.of_round(year) if (each.state, year) != waiting]
            rows = list(published(those, rounds[year], versions)) if those else []
            NationalReport.objects.bulk_create([report for report, _ in rows])
            Snapshot.objects.bulk_create([snapshot for _, snapshot in rows], batch_size=50)
    return received(world, world.reports[waiting], rounds[waiting[1]], versions)


def published(reports: list[Report], round: Any, versions: Any) -> Iterator[tuple[Any, Any]]:
    """Yield a report and its publication."""
    from poaiss.reporting import content as product
    from poaiss.reporting.models import NationalReport, Snapshot

    at = dt.datetime(round.year, 6, 30, 12, tzinfo=dt.UTC)
    for each in reports:
        version = versions[each.edition]
        base = {"state_id": each.state, "round": round, "version": version, "language": each.language}
        report = NationalReport(**base, status="published", revision=1)
        said = content(each, version.sha256)
        yield (
            report,
            Snapshot(report=report, **base, number=1, content=said, sha256=product.sha256(said), published_at=at),
        )


def received(world: World, told: Report, round: Any, versions: Any) -> Any:
    """Store a report as its State handed it in, for the product to publish."""
    from poaiss.access.rls import acting_as
    from poaiss.reporting.models import Answer, NationalReport

    with acting_as(desks(world)):
        report = NationalReport.objects.create(
            state_id=told.state, round=round, version=versions[told.edition], language=told.language
        )
        Answer.objects.bulk_create(
            Answer(
                report=report,
                path=line.path,
                number=line.item.number,
                value=line.value,
                kind=line.kind,
                unchanged_since=line.unchanged_since,
                remark=line.remark,
            )
            for line in told.lines
            if line.kind not in ("not_applicable", "restricted", "no_answer") and not line.item.calculated
        )
        NationalReport.objects.filter(pk=report.pk).update(status="received")
    return report
