"""The page of answers that do not seem to agree."""

from typing import Any

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.analysis.own.contradictions.finding import Contradiction, contradictions
from poaiss.analysis.own.forms import ExplainForm
from poaiss.analysis.own.pages.common import frame, question_url
from poaiss.directory.models import State
from poaiss.reporting.pages import entry_of


def found_at(actor: Actor, state: State, key: str) -> Contradiction | None:
    """Return one of the State's contradictions by its key, or None."""
    return next((each for each in contradictions(actor, state) if each.key == key), None)


def page(actor: Actor, state: State, filled: ExplainForm | None = None) -> dict[str, Any]:
    """Return what does not seem to agree, what is explained apart; FILLED is a form that was sent and not taken."""
    found = contradictions(actor, state)
    rows = [row_of(actor, each, filled) for each in found]
    return {
        **frame(state, "own-contradictions"),
        "open": [row for row in rows if not row["found"].is_explained],
        "explained": [row for row in rows if row["found"].is_explained],
        "form": filled,
        "can_explain": can(actor, "analysis.explain", state),
    }


def row_of(actor: Actor, found: Contradiction, filled: ExplainForm | None) -> dict[str, Any]:
    """Return one contradiction with a link to its question and a form to explain it."""
    is_filled = filled is not None and filled.key == found.key
    return {
        "found": found,
        "entry": entry_of(found.path),
        "url": question_url(found.report, found.path, found.number),
        "is_open": found.report.is_open,
        "form": filled if is_filled else ExplainForm(key=found.key),
    }
