"""What every page of a State's own analysis needs: whose it is, the tabs, links to questions, marks."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.analysis import reading, results
from poaiss.analysis.own.data import RoundOfOwn, rounds_of, world_of
from poaiss.analysis.words import Words
from poaiss.directory.models import State
from poaiss.directory.queries import language_code, name_of
from poaiss.reporting.drafting import key_of
from poaiss.reporting.models import NationalReport

WIDE = 64
"""Width of a small interval, in units of its drawing."""
MARKS = {
    "yes": "✓",
    "developing": "◐",
    "no": "✕",
    "answered": "≡",
    "unchanged": "=",
    "restricted": "▪",
    "no_answer": "?",
    "not_applicable": "–",
    "not_asked": "∅",
    "did_not_report": "○",
    "not_yet_a_state": "·",
}
"""The marks of kinds of answer and silence, as they stand everywhere; a mark says what its colour says."""


def words_for(state: State) -> Words:
    """Return the words of the open data in the reader's language."""
    return results.words_of(reading.data_folder(world_of(state)), language_code())


def states_of(actor: Actor) -> list[State]:
    """Return the States whose own analysis ACTOR sees, by name."""
    found = State.objects.filter(pk__in=actor.desks)
    return sorted(found, key=lambda state: name_of(state.pk))


def state_at(actor: Actor, slug: str) -> State | None:
    """Return the State at an address if it is one of ACTOR's, else None: a stranger is told that there is none."""
    return State.objects.filter(pk__in=actor.desks, slug=slug).first()


def frame(state: State, current: str) -> dict[str, Any]:
    """Return what stands on every page of a State."""
    tabs = (
        ("own-profile", _("Profile")),
        ("own-time", _("Over time")),
        ("own-company", _("States like mine")),
        ("own-contradictions", _("Answers that do not agree")),
        ("own-mirror", _("Transfers")),
        ("own-score", _("Score")),
    )
    return {
        "state": state,
        "state_name": name_of(state.pk),
        "exercise": state.is_exercise,
        "tabs": [
            {"label": label, "url": reverse(f"analysis:{name}", args=[state.slug]), "current": name == current}
            for name, label in tabs
        ],
    }


def round_chosen(rounds: list[RoundOfOwn], asked: str, *, with_something: bool = True) -> RoundOfOwn | None:
    """Return the round ASKED for, else the latest in which the State said something; None where there is no such."""
    usable = [each for each in rounds if each.has_something or not with_something]
    if asked:
        return next((each for each in usable if str(each.year) == asked), None)
    return next((each for each in usable if each.has_something), usable[0] if usable else None)


def has_rounds(actor: Actor, state: State) -> list[RoundOfOwn]:
    """Return the rounds in which the State said something, the latest first."""
    return [each for each in rounds_of(actor, state) if each.has_something]


def question_url(report: NationalReport | None, path: str, number: str) -> str:
    """Return where a question stands in the State's report: where it can be answered, else where it is read."""
    if report is None:
        return ""
    if report.is_open:
        return f"{reverse('reporting:section', args=[report.pk, path.split('/')[0]])}#{key_of(path)}"
    return f"{reverse('reporting:review', args=[report.pk])}#a-{number}"


def interval(low: float, high: float, most: float, middle: float | None = None) -> Mapping[str, Any]:
    """Return a small drawing of an interval on a line from 0 to MOST; it begins where the reader begins to read."""
    scale = WIDE / most if most else 0
    start, wide = low * scale, max((high - low) * scale, 3)
    start = min(start, WIDE - wide)
    dot = None if middle is None else middle * scale
    if get_language_bidi():
        start, dot = WIDE - start - wide, None if dot is None else WIDE - dot
    return {"x": round(start, 1), "wide": round(wide, 1), "dot": None if dot is None else round(dot, 1), "all": WIDE}
