"""Pages of the library: what is released to everybody, and what waits with its own State."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poaiss.access.web import Request, public, requires
from poaiss.common.downloads import download
from poaiss.common.web import page
from poaiss.library import pages, queries
from poaiss.library.models import Entry

PAGE = 25


def entry_at(request: Request, pk: UUID) -> Entry:
    """Return an entry that the actor may read, or answer 404: a stranger learns nothing."""
    found = queries.entry_visible(request.actor, pk)
    if found is None:
        raise Http404
    return found


def wanted_in(request: HttpRequest) -> queries.Wanted:
    """Return what the address asks for."""
    given = {name: request.GET.get(name, "").replace("\0", "")[:200] for name in ("q", "state", "kind", "theme")}
    return queries.Wanted(given["q"], given["state"], given["kind"], given["theme"])


@public
@require_safe
def index(request: Request) -> HttpResponse:
    """The texts that States released: search by words, filter by State, kind and theme; the exercise apart."""
    wanted = wanted_in(request)
    found = queries.found(wanted)
    context = {
        **pages.filters(wanted),
        "page": Paginator(queries.real(found), PAGE).get_page(request.GET.get("page")),
        "exercise_page": Paginator(queries.exercise(found), PAGE).get_page(request.GET.get("exercise-page")),
        "wanted": wanted,
        "is_filtered": any((wanted.words, wanted.state, wanted.kind, wanted.theme)),
    }
    return page(request, "library/index.html", context)


@requires("library.deposit")
@require_safe
def own(request: Request) -> HttpResponse:
    """What the State's own people see and nobody else."""
    return page(request, "library/own.html", {"entries": queries.own(request.actor)})


@public
@require_safe
def entry(request: Request, pk: UUID) -> HttpResponse:
    """One text with where it came from."""
    return page(request, "library/entry.html", pages.entry_page(entry_at(request, pk)))


@public
@require_safe
def file(request: Request, pk: UUID) -> HttpResponse:
    """The file itself, as a download."""
    found = entry_at(request, pk)
    return download(name=found.name, sha256=found.sha256, media_type=found.media_type)
