"""Pages on which the Secretariat brings in earlier reports and looks over what was read from them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from poaiss.access.web import Request, requires
from poaiss.common.downloads import download
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.reporting.legacy import pages, reviewing
from poaiss.reporting.models import LegacyDocument

PAGE = "reporting/legacy/document.html"


def document_at(request: Request, pk: UUID) -> LegacyDocument:
    """Return an earlier report of the actor's world, or answer 404."""
    found = pages.document_visible(request.actor, pk)
    if found is None:
        raise Http404
    return found


@requires("reporting.archive")
def archive(request: Request) -> HttpResponse:
    """The earlier reports, and the form that brings in further ones."""
    if request.method != "POST":
        return page(request, "reporting/legacy/archive.html", pages.archive(request.actor))
    found, problems = pages.taken(request.FILES.getlist("files"), request.actor)
    if problems or not found:
        problems = problems or [{"message": _("Choose at least one file."), "target": "files"}]
        return page(request, "reporting/legacy/archive.html", pages.archive(request.actor, problems), status=422)
    words = ngettext("%(count)d file is here.", "%(count)d files are here.", len(found))
    messages.success(request, words % {"count": len(found)})
    return go(request, "reporting:legacy")


@requires("reporting.archive")
@require_GET
def document(request: Request, pk: UUID) -> HttpResponse:
    """One earlier report: what it is, the passage to decide next, and what was decided."""
    return page(request, PAGE, pages.review(document_at(request, pk), request.GET.get("at", "")))


@requires("reporting.archive")
@require_GET
def original(request: Request, pk: UUID) -> HttpResponse:
    """The file itself, to be saved and never shown within a page of ours."""
    found = document_at(request, pk)
    return download(name=found.name, sha256=found.sha256, media_type=found.media_type)


def act(name: str, take: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Build the view of one step; a refusal is told on the page."""

    @requires("reporting.archive")
    @require_POST
    def step(request: Request, pk: UUID, **place: Any) -> HttpResponse:
        """Take the step, then go on with the next passage."""
        found = document_at(request, pk)
        try:
            take(request, found, **place)
        except PoaissError as error:
            at = str(place.get("position", ""))
            return page(request, PAGE, pages.review(found, at, pages.problems_of(error)), status=422)
        return go(request, "reporting:legacy-document", pk)

    step.__name__ = name
    return step


def take_facts(request: Request, found: LegacyDocument) -> None:
    """Choose State, year, edition and address."""
    reviewing.choose_facts(
        document=found,
        state=request.POST.get("state", ""),
        year=pages.number_in(request.POST.get("year", "")),
        edition=request.POST.get("edition", ""),
        source=request.POST.get("source", "").strip()[:2000],
        by=request.actor,
    )


def take_decision(request: Request, found: LegacyDocument, position: int) -> None:
    """Decide one candidate."""
    candidate = pages.candidate_at(found, position)
    decision = request.POST.get("decision", "")
    if candidate is None or decision not in ("accept", "reject"):
        raise Http404
    given = {key: request.POST.get(key, "") for key in ("number", "value")}
    reviewing.decide(candidate=candidate, accept=decision == "accept", by=request.actor, **given)


def take_addition(request: Request, found: LegacyDocument) -> None:
    """Add an answer typed by hand."""
    reviewing.add_by_hand(
        document=found,
        number=request.POST.get("number", ""),
        value=request.POST.get("value", ""),
        page=pages.number_in(request.POST.get("page", "")),
        by=request.actor,
    )


def take_end(request: Request, found: LegacyDocument) -> None:
    """Make the excerpt."""
    reviewing.finish(document=found, by=request.actor)
    messages.success(request, _("The excerpt is made; it is flagged as such and counts as no report."))


def take_aside(request: Request, found: LegacyDocument) -> None:
    """Set the file aside."""
    reviewing.set_aside(document=found, by=request.actor)


facts = act("facts", take_facts)
decide = act("decide", take_decision)
add = act("add", take_addition)
finish = act("finish", take_end)
aside = act("aside", take_aside)
