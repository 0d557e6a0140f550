"""Pages of selection committees (N24)."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.committees import actions, pages, queries
from poaiss.assistance.committees.forms import CriteriaForm, DecisionForm, RecordForm, ScoreForm, StepBackForm
from poaiss.assistance.models import Match, Selection
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems


def fetch(request: Request, pk: UUID) -> Selection:
    """Return a selection on whose committee the actor sits, or answer 404."""
    found = queries.selection_at(request.actor, pk)
    if found is None:
        raise Http404
    check(request.actor, "assistance.select", found)
    return found


def fetch_application(request: Request, pk: UUID, match: UUID) -> tuple[Selection, Match]:
    """Return an application that the actor may judge, or answer 404."""
    selection = fetch(request, pk)
    found = queries.application_at(request.actor, selection, match)
    if found is None:
        raise Http404
    return selection, found


@requires("assistance.select")
@require_GET
def selections(request: Request) -> HttpResponse:
    """The selections of one's organisation."""
    return page(request, "assistance/committees/selections.html", pages.selections(request.actor))


@requires("assistance.select")
@require_http_methods(["GET", "POST"])
def open_selection(request: Request, call: UUID) -> HttpResponse:
    """Open the selection of a call with its criteria; one that is open already is shown."""
    found = queries.call_at(request.actor, call)
    if found is None:
        raise Http404
    check(request.actor, "assistance.select", found.resource)
    if known := queries.selections(request.actor).filter(call=found).first():
        return go(request, "assistance:selection", known.pk)
    form = CriteriaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_selection(call=found, criteria=form.criteria(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The selection is open. Its criteria stay as they are."))
            return go(request, "assistance:selection", made.pk)
    context = {"form": form, "call": found, "exercise": found.resource.exercise}
    return page(request, "assistance/committees/open.html", context, status=422 if form.errors else 200)


def show(request: Request, found: Selection, *, status: int = 200, form: forms.Form | None = None) -> HttpResponse:
    """Render a selection."""
    context = pages.selection(request.actor, found) | {"form": form or RecordForm()}
    return page(request, "assistance/committees/selection.html", context, status=status)


@requires("assistance.select")
@require_GET
def selection(request: Request, pk: UUID) -> HttpResponse:
    """One selection: criteria, applications, who stepped back, the record."""
    return show(request, fetch(request, pk))


@requires("assistance.select")
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a selection with its record."""
    found = fetch(request, pk)
    form = RecordForm(request.POST)
    if form.is_valid():
        try:
            actions.close_selection(selection=found, words=form.cleaned_data["record"], by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The selection is closed; the applicants have been told."))
            return go(request, "assistance:selection", found.pk)
    return show(request, found, status=422, form=form)


@requires("assistance.select")
@require_GET
def table(request: Request, pk: UUID) -> HttpResponse:
    """The selection as a table."""
    found = fetch(request, pk)
    response = HttpResponse(pages.table(request.actor, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="selection.csv"'
    return response


def show_application(
    request: Request, found: Selection, match: Match, *, status: int = 200, **filled: forms.Form
) -> HttpResponse:
    """Render an application with the forms of a member."""
    fresh = {
        "scoring": ScoreForm(
            criteria=queries.criteria_of(found), initial=pages.own_scores(request.actor, found, match)
        ),
        "stepping": StepBackForm(),
        "deciding": DecisionForm(),
    }
    context = pages.application(request.actor, found, match) | fresh | filled
    return page(request, "assistance/committees/application.html", context, status=status)


@requires("assistance.select")
@require_GET
def application(request: Request, pk: UUID, match: UUID) -> HttpResponse:
    """One application: score it, step back, decide."""
    return show_application(request, *fetch_application(request, pk, match))


def act(
    request: Request, at: tuple[Selection, Match], name: str, form: forms.Form, do: Callable[[], object], said: str
) -> HttpResponse:
    """Do what a form asks; show what is wrong beside its fields, or go back to the selection."""
    if form.is_valid():
        try:
            do()
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, said)
            return go(request, "assistance:selection", at[0].pk)
    return show_application(request, at[0], at[1], status=422, **{name: form})


@requires("assistance.select")
@require_POST
def score(request: Request, pk: UUID, match: UUID) -> HttpResponse:
    """Score an application."""
    found, given = fetch_application(request, pk, match)
    form = ScoreForm(request.POST, criteria=queries.criteria_of(found))

    def do() -> object:
        return actions.score(selection=found, match=given, scores=form.scores(), by=request.actor)

    return act(request, (found, given), "scoring", form, do, _("Your scores are kept."))


@requires("assistance.select")
@require_POST
def step_back(request: Request, pk: UUID, match: UUID) -> HttpResponse:
    """Step back from an application."""
    found, given = fetch_application(request, pk, match)
    form = StepBackForm(request.POST)

    def do() -> object:
        return actions.step_back(selection=found, match=given, by=request.actor, **form.cleaned_data)

    return act(request, (found, given), "stepping", form, do, _("You stepped back and no longer see this application."))


@requires("assistance.select")
@require_POST
def decide(request: Request, pk: UUID, match: UUID) -> HttpResponse:
    """Enter the committee's decision on an application."""
    found, given = fetch_application(request, pk, match)
    form = DecisionForm(request.POST)

    def do() -> object:
        return actions.decide(selection=found, match=given, by=request.actor, **form.given())

    return act(
        request,
        (found, given),
        "deciding",
        form,
        do,
        _("The decision is kept. It counts once the selection is closed."),
    )
