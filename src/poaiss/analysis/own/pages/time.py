"""The page of a State's answers over rounds."""

from collections.abc import Mapping
from typing import Any

from poaiss.accounts.actor import Actor
from poaiss.analysis.own import time
from poaiss.analysis.own.data import not_published, own_tables, rounds_of
from poaiss.analysis.own.pages.common import MARKS, frame, words_for
from poaiss.directory.models import State


def page(actor: Actor, state: State, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the commitments and questions of the theme ASKED for over rounds; None: there is no such theme."""
    words = words_for(state)
    themes = time.themes(words)
    chosen = asked.get("theme") or (themes[0][0] if themes else "")
    if themes and chosen not in dict(themes):
        return None
    rounds = rounds_of(actor, state)
    drafts = not_published(rounds)
    with own_tables(state, drafts) as connection:
        commitments = time.commitments(connection, state.pk, chosen, words)
        questions = time.questions(connection, state.pk, chosen, words)
        years = time.years_of(connection)
    return {
        **frame(state, "own-time"),
        "themes": themes,
        "chosen": chosen,
        "years": [(str(each.year), each.edition) for each in reversed(rounds) if each.year in years],
        "drafts": [str(each.year) for each in drafts],
        "not_held": [str(each.year) for each in reversed(rounds) if each.year not in years],
        "blocks": [("commitments", shown(commitments)), ("questions", shown(questions))],
        "has_something": any(each.has_something for each in rounds),
    }


def shown(rows: list[time.Row]) -> list[dict[str, Any]]:
    """Return rows with the mark and look of each cell."""
    return [
        {
            "key": row.key,
            "label": row.label,
            "cells": [
                {"cell": each, "mark": MARKS.get(each.kind, ""), "style": f"k-{each.kind.replace('_', '-')}"}
                for each in row.cells
            ],
        }
        for row in rows
    ]
