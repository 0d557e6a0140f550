"""What the page of suggestions shows, in the reader's language."""

from typing import Any

from django.urls import reverse

from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import SuggestionAnswer
from poaiss.assistance.needs.queries import theme_names
from poaiss.assistance.needs.suggesting.finding import Suggestion, latest, suggestions
from poaiss.directory.models import State
from poaiss.directory.queries import name_of


def listing(actor: Actor, state: State) -> dict[str, Any]:
    """Return the suggestions that wait, and those that were answered, with the report that they come from."""
    themes, report = theme_names(), latest(actor, state)
    found = [shown(each, themes) for each in suggestions(actor, state)]
    return {
        "state": state,
        "state_name": name_of(state.pk),
        "waiting": [each for each in found if not each["answer"]],
        "answered": [each for each in found if each["answer"]],
        "report": report,
        "report_url": reverse("reporting:detail", args=[report.pk]) if report else "",
        "exercise": state.is_exercise,
    }


def shown(each: Suggestion, themes: dict[str, str]) -> dict[str, Any]:
    """Return a suggestion for the page."""
    decision = each.decision if each.answer else None
    return {
        "suggestion": each,
        "theme": themes.get(each.theme, each.theme),
        "answer": each.answer,
        "answer_label": str(SuggestionAnswer(each.answer).label) if each.answer else "",
        "mark": {"taken": "done", "dismissed": "closed", "later": "pending"}.get(each.answer, "open"),
        "need_url": reverse("assistance:need", args=[decision.need_id]) if decision and decision.need_id else "",
        "by": decision.by.name if decision else "",
        "at": decision.at if decision else None,
    }
