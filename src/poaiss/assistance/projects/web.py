"""What the views of projects share: fetching what the actor sees, and doing what a form asks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse

from poaiss.access.rules import check
from poaiss.access.web import Request
from poaiss.assistance.models import Project
from poaiss.assistance.needs.web import act
from poaiss.assistance.projects import pages, queries
from poaiss.assistance.projects.forms import DocumentForm, IndicatorForm, MilestoneForm, MoneyForm
from poaiss.common.web import page

FORMS = {
    "milestone_form": MilestoneForm,
    "indicator_form": IndicatorForm,
    "money_form": MoneyForm,
    "document_form": DocumentForm,
}


def project_or_404(request: Request, pk: UUID, rule: str = "") -> Project:
    """Return a project: 404 when the actor does not see it, 403 with the rule's sentence when it may not."""
    found = queries.project_at(request.actor, pk)
    if found is None:
        raise Http404
    if rule:
        check(request.actor, rule, found)
    return found


def show(request: Request, project: Project, *, status: int = 200, **given: Any) -> HttpResponse:
    """Render the page of a project, with forms as they were sent."""
    context = pages.detail(request.actor, project)
    if context["writes"]:
        context |= {name: kind() for name, kind in FORMS.items()}
        context["money_form"] = MoneyForm(initial={"currency": project.currency})
    return page(request, "assistance/projects/project.html", context | given, status=status)


def state(
    request: Request, pk: UUID, name: str, form: forms.Form, do: Callable[[Project], object], done: str
) -> HttpResponse:
    """Do what a form of a project asks; what is wrong is shown beside the form again."""
    found = project_or_404(request, pk, "assistance.run_project")

    def again() -> HttpResponse:
        return show(request, found, status=422, **{name: form})

    return act(request, lambda: do(found), done, "assistance:project", pk, form=form, again=again)


def part_or_404(request: Request, model: Any, pk: Any) -> Any:
    """Return a part of a project that the actor sees, or answer 404."""
    found = queries.part_at(request.actor, model, pk)
    if found is None:
        raise Http404
    return found
