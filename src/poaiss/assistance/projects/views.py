"""Pages of projects: the list, one project, entering and changing it; all of it without JavaScript."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poaiss.access.rules import can
from poaiss.access.web import Request, public, requires
from poaiss.assistance.enums import ProjectStatus
from poaiss.assistance.models import Project
from poaiss.assistance.needs.web import act
from poaiss.assistance.projects import actions, duplicates, entering, pages
from poaiss.assistance.projects.forms import PlanForm, ProjectFilter
from poaiss.assistance.projects.web import project_or_404, show
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems


@public
@require_safe
def projects(request: Request) -> HttpResponse:
    """The projects that one sees: one's own, those released, those brought in from public sources."""
    form = ProjectFilter(request.GET)
    asked = form.asked()
    context = {
        "form": form,
        "lines": pages.listed(request.actor, asked),
        "asked": any(asked.values()),
        "may_enter": can(request.actor, "assistance.run_project"),
        "exercise": request.actor.exercise,
    }
    return page(request, "assistance/projects/projects.html", context)


@public
@require_safe
def project(request: Request, pk: UUID) -> HttpResponse:
    """One project: what is due, indicators over time, money of both sides, documents."""
    return show(request, project_or_404(request, pk))


@requires("assistance.run_project")
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Enter a project that did not come from a match here; who may do the same already is said, never refused."""
    form = entering.form(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter(plan=form.plan(), by=request.actor, **form.sides())
        except PoaissError as error:
            add_problems(form, error)
        else:
            entering.say(request, len(duplicates.of_project(request.actor, made)))
            return go(request, "assistance:project", made.pk)
    context = {"form": form, "exercise": request.actor.exercise}
    return page(request, "assistance/projects/edit.html", context, status=422 if form.errors else 200)


@requires("assistance.run_project")
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is said of a project as a whole."""
    found = project_or_404(request, pk, "assistance.run_project")
    form = PlanForm(request.POST or None, initial=PlanForm.first(found))
    if request.method != "POST":
        return edit(request, found, form)
    do = lambda: actions.change(project=found, plan=form.plan(), by=request.actor)  # noqa: E731
    again = lambda: edit(request, found, form, status=422)  # noqa: E731
    return act(request, do, _("The project is changed."), "assistance:project", pk, form=form, again=again)


def edit(request: Request, found: Project, form: PlanForm, *, status: int = 200) -> HttpResponse:
    """Render the form of a project."""
    context = {"form": form, "project": found, "exercise": found.exercise}
    return page(request, "assistance/projects/edit.html", context, status=status)


@requires("assistance.run_project")
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """Move a project along."""
    found = project_or_404(request, pk, "assistance.run_project")
    if request.POST.get("to") not in ProjectStatus.values:
        raise Http404
    to = ProjectStatus(request.POST["to"])
    return act(
        request,
        lambda: actions.move(project=found, to=to, by=request.actor),
        _("Both sides see where the project stands now."),
        "assistance:project",
        pk,
    )
