"""The page of the score, for the State that asked for it."""

from decimal import Decimal
from typing import Any

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.analysis.own import scores
from poaiss.analysis.own.data import not_published, own_tables, rounds_of
from poaiss.analysis.own.forms import WeightsForm
from poaiss.analysis.own.pages.common import frame, interval, words_for
from poaiss.analysis.scoring import Points, Score
from poaiss.analysis.words import Words
from poaiss.directory.models import State
from poaiss.directory.queries import language_code


def page(actor: Actor, state: State, round: str, form: WeightsForm | None = None) -> dict[str, Any] | None:
    """Return the score of a ROUND with those of all rounds, or how to switch it on; None: there is no such round."""
    choice = scores.choice_of(actor, state)
    base = {
        **frame(state, "own-score"),
        "is_on": choice is not None and choice.is_on,
        "choice": choice,
        "can_switch": can(actor, "analysis.score", state),
    }
    if choice is None or not choice.is_on:
        return base
    scheme, words = scores.scheme_of(choice), words_for(state)
    with own_tables(state, not_published(rounds_of(actor, state))) as connection:
        found = scores.scores(connection, state.pk, scheme)
    chosen = next((each for each in found if not round or str(each.year) == round), None)
    if chosen is None and round:
        return None
    language = language_code()
    return {
        **base,
        "scheme": scheme.labels[language],
        "caution": scheme.cautions[language],
        "has_own_weights": bool(choice.weights),
        "form": form or WeightsForm(own=choice.weights),
        "rounds": [{"year": str(each.year), "points": points(each.score.total, words)} for each in found],
        "year": str(chosen.year) if chosen else "",
        "total": points(chosen.score.total, words) if chosen else None,
        "themes": themes(chosen.score, words) if chosen else [],
    }


def themes(found: Score, words: Words) -> list[dict[str, Any]]:
    """Return the points of each theme of the method."""
    language = words.language
    return [
        {"label": theme.labels[language], **points(found.themes[theme.name], words)} for theme in found.scheme.themes
    ]


def points(found: Points, words: Words) -> dict[str, Any]:
    """Return points in the reader's numbers, with a small drawing of the interval."""
    return {
        "low": number(found.low, words),
        "high": number(found.high, words),
        "is_certain": found.is_certain,
        "maximum": number(found.maximum, words),
        "published": number(found.published, words),
        "counted": found.counted,
        "silent": len(found.silent),
        "silent_labels": [words.of("indicator", name) for name in found.silent],
        "interval": interval(float(found.low), float(found.high), float(found.maximum)) if found.maximum else None,
    }


def number(value: Decimal, words: Words) -> str:
    """Return points as they are read; whole ones without digits."""
    return words.number(float(value), 0 if value == value.to_integral_value() else 2)
