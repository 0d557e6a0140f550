"""The Secretariat's preview of a round: the same queries over what was submitted, in files that vanish afterwards.

The files lie in a folder that only this process can open, never in the one of the open data, and hold what the
Secretariat may read: what States restricted from the public as well.
"""

import tempfile
from base64 import b64encode
from pathlib import Path
from typing import Any

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.analysis import figuring, reading, results
from poaiss.analysis.figuring import Figure, Result
from poaiss.analysis.opendata import rows, writing
from poaiss.analysis.opendata.worlds import EXERCISE, STATES, World
from poaiss.analysis.rounds.facts import read as read_facts
from poaiss.analysis.rounds.pages import composed, known_round
from poaiss.analysis.words import Words, words_in
from poaiss.common.errors import Problem
from poaiss.directory.queries import language_code
from poaiss.reporting.enums import ReportStatus
from poaiss.reporting.models import NationalReport, Snapshot, Submission

IN_HAND = (ReportStatus.SUBMITTED, ReportStatus.RECEIVED, ReportStatus.PUBLISHED)
"""What was returned is with its State again and is left out."""

Found = list[tuple[Figure, Result | None, Problem | None]]


def world_of(actor: Actor) -> World:
    """Return the world of the Secretariat: it never sees the other one."""
    return EXERCISE if actor.exercise else STATES


def source(actor: Actor, world: World, year: int) -> list[Snapshot]:
    """Return what is published, with what was submitted in the round of YEAR in its place."""
    found = {each.report_id: each for each in rows.latest(world)}
    reports = visible_to(actor, NationalReport).filter(world.reports, round__year=year, status__in=IN_HAND)
    for report in reports.select_related("round", "version", "state").defer("version__sheets", "version__xform"):
        submission = Submission.objects.filter(report=report).order_by("-number").first()
        if submission is not None:
            found[report.pk] = as_published(report, submission)
    return sorted(found.values(), key=lambda each: (each.round.year, each.state_id))


def as_published(report: NationalReport, submission: Submission) -> Snapshot:
    """Return a submission in the shape of a publication; it is never saved."""
    return Snapshot(
        report=report,
        state=report.state,
        round=report.round,
        version=report.version,
        number=submission.number,
        language=report.language,
        content=submission.content,
        sha256=submission.sha256,
        published_at=submission.at,
    )


def preview_page(actor: Actor, year: int, *, drawn: bool = False) -> dict[str, Any]:
    """Return the page of a round over what the Secretariat may read; the files are gone when it is shown.

    DRAWN: with pictures, which takes a while because none is kept.
    """
    world = world_of(actor)
    with tempfile.TemporaryDirectory(prefix="poaiss-preview-") as name:
        folder = Path(name)
        version = writing.write(world, folder, {}, None, source(actor, world, year))
        with reading.opened(folder, kept=True) as connection:
            facts = read_facts(connection)
            found_round = known_round(world, facts, year)
            words = words_in(connection, language_code())
            found: Found = list(figuring.every(connection, world, year, version, words))
    return {
        "world": world,
        "exercise": not world.is_real,
        "round": found_round,
        "body": composed(world, found, words, pictures(found, words) if drawn else {}),
        "drawn": drawn,
    }


def pictures(found: Found, words: Words) -> dict[str, str]:
    """Return the pictures of figures as addresses that hold the picture itself; none is kept anywhere."""
    from poaiss.analysis.charts.drawing import draw

    drawings = [results.drawing_of(figure, result, words, 680) for figure, result, _problem in found if result]
    drawn = draw([each for each in drawings if each is not None], ("svg",))
    return {each.name: f"data:image/svg+xml;base64,{b64encode(each.svg).decode()}" for each in drawn if each.svg}
