"""The page of States like one's own."""

from collections.abc import Mapping, Sequence
from typing import Any

from poaiss.accounts.actor import Actor
from poaiss.analysis import reading
from poaiss.analysis.own import company
from poaiss.analysis.own.data import not_published, own_tables, rounds_of, world_of
from poaiss.analysis.own.pages.common import MARKS, frame, interval, round_chosen, words_for
from poaiss.analysis.own.time import TONES
from poaiss.analysis.scoring import SMALLEST_GROUP
from poaiss.analysis.words import Words
from poaiss.directory.models import State


def page(actor: Actor, state: State, round: str, chosen: Sequence[str]) -> dict[str, Any] | None:
    """Return what the States that meet the criteria CHOSEN report in a ROUND; None: there is no such round."""
    rounds = rounds_of(actor, state)
    found = round_chosen(rounds, round, with_something=False)
    if found is None:
        return None if round else {**frame(state, "own-company"), "rounds": []}
    words = words_for(state)
    with own_tables(state, not_published([found])) as connection:
        own = own_outcomes(connection, state.pk, found.year, words)
        makes = company.own_manufacture(connection, state.pk, found.year)
    offered = company.criteria(state, makes, found.year)
    used = [each for each in offered if each.code in chosen] or offered[-1:]
    with reading.tables(world_of(state)) as connection:
        group = company.gather(connection, state.pk, found.year, used)
        shares = [] if group.is_too_small else list(company.shares(connection, found.year, own, words))
    return {
        **frame(state, "own-company"),
        "rounds": rounds,
        "round": found,
        "criteria": [{"criterion": each, "is_chosen": each in used} for each in offered],
        "used": [each.label for each in used],
        "group": group,
        "smallest": SMALLEST_GROUP,
        "themes": by_theme(shares, words),
    }


def own_outcomes(connection: Any, state: str, year: int, words: Words) -> dict[str, tuple[str, str]]:
    """Return kind and words of the State's own answer on each commitment."""
    rows = reading.rows(
        connection, "SELECT indicator, outcome, silence FROM outcomes WHERE state = ? AND round = ?", [state, year]
    )
    return {row["indicator"]: answer(row, words) for row in rows}


def answer(row: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """Return kind and words of one outcome; a silence by its kind."""
    if row["outcome"] == "unknown":
        return row["silence"], words.of("kind", row["silence"])
    return TONES.get(row["outcome"], row["outcome"]), words.of("outcome", row["outcome"])


def by_theme(shares: Sequence[company.Share], words: Words) -> list[dict[str, Any]]:
    """Return the commitments by theme, in the reader's numbers."""
    ordered = {each.theme: None for each in shares}
    grouped = {theme: [each for each in shares if each.theme == theme] for theme in ordered}
    return [{"name": theme, "rows": [shown(each, words) for each in rows]} for theme, rows in grouped.items()]


def shown(share: company.Share, words: Words) -> dict[str, Any]:
    """Return one commitment."""
    return {
        "share": share,
        "mark": MARKS.get(share.own_kind, ""),
        "style": f"k-{share.own_kind.replace('_', '-')}",
        "worst": words.share(share.worst),
        "reported": words.share(share.reported) if share.is_told else "",
        "best": words.share(share.best),
        "interval": interval(share.worst or 0, share.best or 0, 1, share.reported if share.is_told else None),
    }
