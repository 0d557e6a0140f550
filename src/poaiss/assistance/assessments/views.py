"""Pages of assessments; all of it without JavaScript."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poaiss.access.web import Request, public, requires
from poaiss.assistance.assessments import actions, answers, pages
from poaiss.assistance.assessments.forms import AssessmentForm, LessonsForm
from poaiss.assistance.models import Assessment
from poaiss.assistance.needs.web import act, said
from poaiss.assistance.projects.web import project_or_404
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page


@public
@require_safe
def assessments(request: Request, pk: UUID) -> HttpResponse:
    """What both sides think of a project, as far as one sees it."""
    found = project_or_404(request, pk)
    return page(request, "assistance/assessments/assessments.html", pages.overview(request.actor, found))


@requires("assistance.run_project")
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: UUID) -> HttpResponse:
    """Write the assessment of one's own side."""
    found = project_or_404(request, pk, "assistance.run_project")
    try:
        kept = pages.own(request.actor, found)
        version = kept.version if kept else answers.version()
    except PoaissError as error:
        said(request, error)
        return go(request, "assistance:assessments", pk)
    first = {"revision": kept.revision if kept else 0}
    form = AssessmentForm(request.POST or None, version=version, given=kept.answers if kept else {}, initial=first)

    def shown(status: int = 422) -> HttpResponse:
        context = {"project": found, "form": form, "exercise": found.exercise}
        return page(request, "assistance/assessments/write.html", context, status=status)

    if request.method != "POST":
        return shown(200)
    do = lambda: actions.save(  # noqa: E731
        project=found, form=version, given=form.given(), revision=form.cleaned_data["revision"] or 0, by=request.actor
    )
    return act(request, do, _("Kept. Only your side sees it."), "assistance:assessments", pk, form=form, again=shown)


def at(request: Request, pk: UUID, assessment: UUID) -> Assessment:
    """Return an assessment that the actor sees, or answer 404."""
    found = pages.assessment_at(request.actor, pk, assessment)
    if found is None:
        raise Http404
    return found


@requires("assistance.run_project")
@require_POST
def share(request: Request, pk: UUID, assessment: UUID) -> HttpResponse:
    """Share the assessment of one's own side with the other."""
    found = at(request, pk, assessment)
    done = _("The other side reads it now. It becomes public only if both agree.")
    return act(request, lambda: actions.share(assessment=found, by=request.actor), done, "assistance:assessments", pk)


@requires("assistance.run_project")
@require_POST
def consent(request: Request, pk: UUID, assessment: UUID) -> HttpResponse:
    """Agree that a shared assessment is public, or withdraw that."""
    found = at(request, pk, assessment)
    agrees = request.POST.get("agrees") == "yes"
    return act(
        request,
        lambda: actions.consent(assessment=found, agrees=agrees, by=request.actor),
        _("Kept. It is public while both sides agree."),
        "assistance:assessments",
        pk,
    )


@requires("assistance.release")
@require_POST
def lessons(request: Request, pk: UUID, assessment: UUID) -> HttpResponse:
    """Put the lessons into the library."""
    found = at(request, pk, assessment)
    form = LessonsForm(request.POST)
    return act(
        request,
        lambda: actions.offer_lessons(assessment=found, title=form.cleaned_data["title"], by=request.actor),
        _("The lessons stand in the library."),
        "assistance:assessments",
        pk,
        form=form,
    )
