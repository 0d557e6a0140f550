"""What the pages of rounds show, in the reader's language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.mail import site_language
from poaiss.common.clock import today
from poaiss.questionnaires.queries import version_url
from poaiss.reporting.models import Reminder, Round
from poaiss.reporting.rounds import queries, reminders
from poaiss.reporting.rounds.board import OTHERS, Standing, board, group_labels, sees_all


def line(found: Round) -> dict[str, Any]:
    """Return a round for the list."""
    return {
        "round": found,
        "title": queries.title_of(found),
        "url": reverse("reporting:round", args=[queries.key_of(found)]),
        "template_url": version_url(found.version) if found.version else "",
    }


def due(actor: Actor) -> list[dict[str, Any]]:
    """Return the rounds with a known date due, the latest first, for the calendar (one query)."""
    return [
        {**line(each), "calendar_url": reverse("reporting:round-deadline", args=[queries.key_of(each)])}
        for each in queries.due(actor)
    ]


def rounds(actor: Actor) -> dict[str, Any]:
    """Return the list of rounds, those of the exercise apart."""
    found = queries.rounds(actor)
    return {
        "rounds": [line(each) for each in found if not each.exercise],
        "exercise_rounds": [line(each) for each in found if each.exercise],
        "can_open": can(actor, "reporting.open_round"),
    }


def round_page(actor: Actor, found: Round, *, group: str, exercise: bool) -> dict[str, Any]:
    """Return a round with its board; GROUP limits the board, EXERCISE shows the exercise's own."""
    exercise = exercise or found.exercise
    group = group if group in group_labels() else ""
    key = queries.key_of(found)
    return {
        **line(found),
        "key": key,
        "exercise": exercise,
        "board": board(actor, found, exercise=exercise, group=group),
        "group": group,
        "groups": list(group_labels().items()),
        "others": OTHERS,
        "boards": boards(found, exercise=exercise),
        "standings": [each for each in Standing if sees_all(actor, exercise=exercise) or each in PUBLIC],
        "can_edit": can(actor, "reporting.open_round", found),
        "can_remind": can(actor, "reporting.remind", found),
        "can_begin": can(actor, "reporting.draft"),
        "reminders": list(visible_to(actor, Reminder).filter(round=found).select_related("sent_by")[:10]),
    }


PUBLIC = (Standing.PUBLISHED, Standing.RECEIVED, Standing.NONE)


def boards(found: Round, *, exercise: bool) -> list[dict[str, Any]]:
    """Return the tabs between States and exercise States; an exercise round has the one alone."""
    if found.exercise:
        return []
    here = reverse("reporting:round", args=[queries.key_of(found)])
    return [
        {"label": _("States"), "url": here, "current": not exercise},
        {"label": _("Exercise States"), "url": f"{here}?board=exercise", "current": exercise},
    ]


def warning_of(found: Round) -> str:
    """Return what to look at again in a round that was opened or changed, else nothing."""
    if found.deadline and found.deadline < today():
        return _("The date due lies in the past. It has been stored as you wrote it.")
    return ""


def reminder_page(actor: Actor, found: Round, form: Any, plan: reminders.Plan | None) -> dict[str, Any]:
    """Return the page of a reminder: the form, whom it would reach, and its words in each language needed."""
    return {
        **line(found),
        "key": queries.key_of(found),
        "exercise": actor.exercise,
        "form": form,
        "plan": plan,
        "lately": sorted(plan.lately.items()) if plan else [],
        "letters": letters(found, form.cleaned_data["text"], plan) if plan else [],
        "sent": list(visible_to(actor, Reminder).filter(round=found).select_related("sent_by")[:10]),
    }


def letters(found: Round, text: str, plan: reminders.Plan) -> list[dict[str, str]]:
    """Return the words of a reminder in each language in which somebody will get it."""
    shown = []
    for language in dict.fromkeys(site_language(each.person.language) for each in plan.receivers):
        with translation.override(language):
            subject, body, _path = reminders.words(found, text)
        endonym = dict(settings.LANGUAGES)[language]
        shown.append({"language": language, "endonym": endonym, "subject": subject, "body": body})
    return shown
