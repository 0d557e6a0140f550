"""What both sides add to a project: milestones, measurements, money, documents."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.models import Milestone, ProjectIndicator, Transaction
from poaiss.assistance.needs.web import act
from poaiss.assistance.projects import actions, pages, queries, stating
from poaiss.assistance.projects.forms import (
    DocumentForm,
    IndicatorForm,
    MeasurementForm,
    MilestoneForm,
    MoneyForm,
    ReachedForm,
)
from poaiss.assistance.projects.web import part_or_404, state
from poaiss.common.downloads import download
from poaiss.common.web import page


@requires("assistance.run_project")
@require_POST
def milestone(request: Request, pk: UUID) -> HttpResponse:
    """Add a milestone."""
    form = MilestoneForm(request.POST)
    return state(
        request,
        pk,
        "milestone_form",
        form,
        lambda found: actions.add_milestone(project=found, by=request.actor, **form.cleaned_data),
        _("The milestone is added."),
    )


@requires("assistance.run_project")
@require_http_methods(["POST"])
def reached(request: Request, pk: UUID, milestone: int) -> HttpResponse:
    """Say on which day a milestone was reached, or take that back."""
    found = part_or_404(request, Milestone, milestone)
    check(request.actor, "assistance.run_project", found.project)
    form = ReachedForm(request.POST)
    return act(
        request,
        lambda: actions.reach(milestone=found, on=form.cleaned_data["on"], by=request.actor),
        _("Kept. Both sides see it."),
        "assistance:project",
        found.project_id,
        form=form,
    )


@requires("assistance.run_project")
@require_POST
def indicator(request: Request, pk: UUID) -> HttpResponse:
    """Add an indicator."""
    form = IndicatorForm(request.POST)
    return state(
        request,
        pk,
        "indicator_form",
        form,
        lambda found: actions.add_indicator(project=found, values=form.cleaned_data, by=request.actor),
        _("The indicator is added."),
    )


@requires("assistance.run_project")
@require_http_methods(["GET", "POST"])
def measure(request: Request, pk: UUID, indicator: int) -> HttpResponse:
    """The values of an indicator, and a form for a further one."""
    found = part_or_404(request, ProjectIndicator, indicator)
    check(request.actor, "assistance.run_project", found.project)
    form = MeasurementForm(request.POST or None)

    def shown(status: int = 422) -> HttpResponse:
        context = {
            "project": found.project,
            "exercise": found.project.exercise,
            "each": pages.indicator(found),
            "form": form,
        }
        return page(request, "assistance/projects/measure.html", context, status=status)

    if request.method != "POST":
        return shown(200)
    do = lambda: stating.measure(indicator=found, by=request.actor, **form.cleaned_data)  # noqa: E731
    return act(request, do, _("The value is kept."), "assistance:project", found.project_id, form=form, again=shown)


@requires("assistance.run_project")
@require_POST
def money(request: Request, pk: UUID) -> HttpResponse:
    """State what was committed, disbursed or spent, for one's own side."""
    form = MoneyForm(request.POST)
    return state(
        request,
        pk,
        "money_form",
        form,
        lambda found: stating.state_money(project=found, by=request.actor, **form.cleaned_data),
        _("The statement is kept beside those of the other side."),
    )


@requires("assistance.run_project")
@require_POST
def strike_out(request: Request, pk: UUID, statement: int) -> HttpResponse:
    """Strike out a statement of one's own side; the row stays."""
    found = part_or_404(request, Transaction, statement)
    check(request.actor, "assistance.run_project", found.project)
    return act(
        request,
        lambda: stating.strike_out(statement=found, by=request.actor),
        _("The statement is struck out. It stays on record."),
        "assistance:project",
        found.project_id,
    )


@requires("assistance.run_project")
@require_POST
def document(request: Request, pk: UUID) -> HttpResponse:
    """Add a document; its kind is judged by its bytes."""
    form = DocumentForm(request.POST, request.FILES)

    def add(found: object) -> object:
        sent = form.cleaned_data["file"]
        title = form.cleaned_data["title"]
        return stating.add_document(project=found, title=title, name=sent.name, stream=sent, by=request.actor)  # type: ignore[arg-type]

    return state(request, pk, "document_form", form, add, _("The document is kept for both sides."))


@requires("assistance.read")
@require_safe
def document_file(request: Request, pk: UUID, document: UUID) -> HttpResponse:
    """A document, for the two sides."""
    found = queries.document_at(request.actor, pk, document)
    if found is None:
        raise Http404
    return download(name=found.name, sha256=found.sha256, media_type=found.media_type)
