"""Pages of rounds: the list and each round are public; the Secretariat opens, changes and reminds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from poaiss.access.rules import check
from poaiss.access.web import Request, public, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.directory import attachment
from poaiss.contacts.views.helpers import add_problems
from poaiss.reporting.models import Reminder, Round
from poaiss.reporting.rounds import actions, pages, queries, reminders
from poaiss.reporting.rounds.board import board, table
from poaiss.reporting.rounds.calendars import calendar_of
from poaiss.reporting.rounds.forms import OpenForm, RemindForm, TermsForm

BOTH = ["GET", "POST"]


def fetch(request: Request, key: str) -> Round:
    """Return a round that the actor sees, or answer 404."""
    found = queries.round_at(request.actor, key)
    if found is None:
        raise Http404
    return found


@public
@require_GET
def rounds(request: Request) -> HttpResponse:
    """The rounds: year, period covered, date due, template."""
    return page(request, "reporting/rounds/rounds.html", pages.rounds(request.actor))


@public
@require_GET
def round(request: Request, key: str) -> HttpResponse:
    """A round with its status board by region."""
    found, exercise = fetch(request, key), request.GET.get("board") == "exercise"
    context = pages.round_page(request.actor, found, group=request.GET.get("group", ""), exercise=exercise)
    return page(request, "reporting/rounds/round.html", context)


@public
@require_GET
def board_table(request: Request, key: str) -> HttpResponse:
    """The status board as a table (CSV)."""
    found, exercise = fetch(request, key), request.GET.get("board") == "exercise"
    shown = board(request.actor, found, exercise=exercise, group=request.GET.get("group", ""))
    return attachment(table(found, shown), "text/csv; charset=utf-8", f"reporting-round-{queries.key_of(found)}.csv")


@public
@require_GET
def deadline(request: Request, key: str) -> HttpResponse:
    """The date due for one's own calendar."""
    found = fetch(request, key)
    if found.deadline is None:
        raise Http404
    name = f"reporting-round-{queries.key_of(found)}.ics"
    return attachment(calendar_of(found), "text/calendar; charset=utf-8", name)


def opened(request: Request, found: Round, said: str) -> HttpResponse:
    """Say what was done, warn of what to look at again, and go to the round."""
    messages.success(request, said)
    if warning := pages.warning_of(found):
        messages.warning(request, warning)
    return go(request, "reporting:round", queries.key_of(found))


@requires("reporting.open_round")
@require_http_methods(BOTH)
def open_round(request: Request) -> HttpResponse:
    """Open a round."""
    form = OpenForm(request.POST or None, templates=queries.templates())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(year=form.cleaned_data["year"], terms=form.terms(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            return opened(request, made, _("The round is open."))
    context = {"form": form, "exercise": request.actor.exercise}
    return page(request, "reporting/rounds/edit.html", context, status=422 if form.errors else 200)


@requires("reporting.open_round")
@require_http_methods(BOTH)
def edit(request: Request, key: str) -> HttpResponse:
    """Change the date due, the note, the period or the template of a round."""
    found = fetch(request, key)
    check(request.actor, "reporting.open_round", found)
    form = TermsForm(request.POST or None, templates=queries.templates_for(found), initial=TermsForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.edit_round(found=found, terms=form.terms(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            return opened(request, changed, _("The round has been changed."))
    context = {"form": form, "exercise": found.exercise, **pages.line(found)}
    return page(request, "reporting/rounds/edit.html", context, status=422 if form.errors else 200)


@requires("reporting.remind")
@require_http_methods(BOTH)
def remind(request: Request, key: str) -> HttpResponse:
    """Remind States of a round: first the list of who will get it, then, in a second step, the sending."""
    found = fetch(request, key)
    check(request.actor, "reporting.remind", found)
    first = {"scope": request.GET.get("scope", reminders.ALL)}
    form = RemindForm(request.POST or None, scopes=reminders.scopes(request.actor, found), initial=first)
    plan = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "send":
                return sent(request, reminders.remind(found=found, by=request.actor, **form.cleaned_data), found)
            chosen = {name: form.cleaned_data[name] for name in ("scope", "again")}
            plan = reminders.plan(found=found, by=request.actor, **chosen)
        except PoaissError as error:
            add_problems(form, error)
    context = pages.reminder_page(request.actor, found, form, plan)
    return page(request, "reporting/rounds/remind.html", context, status=422 if form.errors else 200)


def sent(request: Request, made: Reminder, found: Round) -> HttpResponse:
    """Say whom a reminder went to, and go to the round."""
    words = ngettext(
        "The reminder is on its way to %(people)d person.",
        "The reminder is on its way to %(people)d people.",
        made.people,
    )
    messages.success(request, words % {"people": made.people})
    return go(request, "reporting:round", queries.key_of(found))
