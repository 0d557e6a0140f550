"""What the pages of help show, in the reader's language."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.models import Grant
from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.directory.queries import name_of
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.helping import queries
from poaiss.reporting.helping.telling import helper_name
from poaiss.reporting.models import HelpRequest
from poaiss.reporting.rounds.queries import title_of


def line(actor: Actor, asked: HelpRequest, given: Grant | None) -> dict[str, Any]:
    """Return a request for a list: State, round, status, age, helper, whether the report is open to it."""
    days = queries.age(asked)
    is_open = given is not None
    return {
        "asked": asked,
        "state": name_of(asked.state_id),
        "round": title_of(asked.round),
        "url": reverse("reporting:help", args=[asked.pk]),
        "status": MARKS[HelpStatus(asked.status)],
        "status_label": status_words(HelpStatus(asked.status)),
        "age": ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
        "helper": helper_name(asked),
        "is_open": is_open,
        "given": given,
        "access": access_words(asked, is_open=is_open),
        "report_url": report_url(actor, asked, is_open=is_open),
    }


MARKS = {HelpStatus.ASKED: "new", HelpStatus.PAIRED: "in_progress", HelpStatus.ENDED: "ended"}


def status_words(status: HelpStatus) -> str:
    """Return where a request stands, as a person would say it."""
    return {
        HelpStatus.ASKED: _("waits for a helper"),
        HelpStatus.PAIRED: _("has a helper"),
        HelpStatus.ENDED: _("has ended"),
    }[status]


def access_words(asked: HelpRequest, *, is_open: bool) -> str:
    """Return what the helper may do at present, in words."""
    if not is_open:
        return _("The report is not open to a helper.")
    if asked.may_draft:
        return _("The helper may read, comment and write answers.")
    return _("The helper may read and comment.")


def report_url(actor: Actor, asked: HelpRequest, *, is_open: bool) -> str:
    """Return the report's address for its own desk and for a helper that was let in, else ''."""
    own = asked.state_id in actor.desks
    if asked.report_id and (own or (queries.helps_in(actor, asked) and is_open)):
        return reverse("reporting:detail", args=[asked.report_id])
    return ""


def requests(actor: Actor) -> dict[str, Any]:
    """Return the requests that ACTOR sees: open ones first, the oldest on top; those that one helps with apart."""
    found = list(queries.requests(actor))
    given = queries.open_grants(found)
    helping = [each for each in found if queries.helps_in(actor, each)]
    others = [each for each in found if each not in helping]
    waiting = sorted((each for each in others if each.status != HelpStatus.ENDED), key=lambda each: each.asked_at)
    return {
        "helping": [line(actor, each, given.get(each.pk)) for each in helping if each.status != HelpStatus.ENDED],
        "open": [line(actor, each, given.get(each.pk)) for each in waiting],
        "ended": [line(actor, each, given.get(each.pk)) for each in found if each.status == HelpStatus.ENDED],
        "can_ask": can(actor, "reporting.ask_help"),
        "exercise": actor.exercise,
    }


def request(actor: Actor, asked: HelpRequest, **forms: Any) -> dict[str, Any]:
    """Return one request with what ACTOR can do next; FORMS as they were filled in, where they were."""
    is_ended = asked.status == HelpStatus.ENDED
    may_let_in = can(actor, "reporting.let_in", asked) and asked.status == HelpStatus.PAIRED
    shown = line(actor, asked, queries.open_grants([asked]).get(asked.pk))
    return {
        **shown,
        "exercise": asked.state.is_exercise,
        "pairing": forms["pairing"] if not is_ended and can(actor, "reporting.pair_help", asked) else None,
        "letting": forms["letting"] if may_let_in else None,
        "ending": forms["ending"] if not is_ended and can(actor, "reporting.ask_help", asked) else None,
        "can_take_back": shown["is_open"] and can(actor, "reporting.let_in", asked),
        "not_begun": may_let_in and asked.report_id is None,
    }
