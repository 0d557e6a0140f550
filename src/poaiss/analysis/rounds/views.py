"""Public pages of the analysis. The world, real or exercise, stands in the address and is never mixed."""

from django.http import Http404, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from poaiss.access.rules import can
from poaiss.access.web import Request, public, requires
from poaiss.analysis.figuring import FigureFailed, NoSuchFigure, NoSuchRound
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds import answers, figure_pages, files, keeping, matrix_files, opendata, pages
from poaiss.analysis.rounds.matrix import matrix_page
from poaiss.analysis.rounds.permissions import PREVIEW
from poaiss.analysis.rounds.preview import preview_page
from poaiss.analysis.rounds.preview import world_of as preview_world
from poaiss.common.errors import PoaissError
from poaiss.common.web import page

EMBEDDED = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
"""For the pages that other sites may show: no script, no form."""
NOT_THERE = (NoSuchFigure, NoSuchRound, keeping.NoLongerKept)


def refused(request: Request, error: PoaissError) -> HttpResponse:
    """Say in words what is not there, or could not be computed; the rest of the site stands."""
    status = 404 if isinstance(error, NOT_THERE) else 500
    return page(request, "analysis/rounds/refused.html", {"problem": error.problem}, status=status)


@public
@require_safe
def rounds(request: Request) -> HttpResponse:
    """The rounds that can be analysed."""
    return page(request, "analysis/rounds/rounds.html", pages.rounds_page())


@public
@require_safe
def round(request: Request, world: World, year: int) -> HttpResponse:
    """The analysis of a round."""
    try:
        context = pages.round_page(world, year)
    except NoSuchRound as error:
        return refused(request, error)
    previews = can(request.actor, PREVIEW) and preview_world(request.actor) == world
    return page(request, "analysis/rounds/round.html", {**context, "can_preview": previews})


@public
@require_safe
def figure(request: Request, world: World, year: int, name: str) -> HttpResponse:
    """A figure, and how it was computed."""
    version, anew = request.GET.get("data", ""), request.GET.get("again") == "1"
    try:
        context = figure_pages.figure_page(world, year, name, version=version, anew=anew)
    except (*NOT_THERE, FigureFailed) as error:
        return refused(request, error)
    return page(request, "analysis/rounds/figure.html", context)


@public
@require_safe
def figure_file(request: Request, world: World, year: int, name: str, form: str) -> HttpResponse:
    """A figure as a file."""
    try:
        found, result, words = figure_pages.found(world, year, name, request.GET.get("data", ""))
        return files.answer(request, world, found, result, words, form)
    except NOT_THERE as error:
        raise Http404(str(error)) from error
    except FigureFailed as error:
        return HttpResponse(f"{error.problem}\n", content_type="text/plain; charset=utf-8", status=500)


@xframe_options_exempt
@public
@require_safe
def embed(request: Request, world: World, year: int, name: str) -> HttpResponse:
    """A figure for the pages of other sites: the only page that may be framed; it sets no cookie and runs no script."""
    try:
        context = figure_pages.embed_page(world, year, name)
    except NOT_THERE as error:
        raise Http404(str(error)) from error
    response = page(request, "analysis/rounds/embed.html", context)
    response.headers["Content-Security-Policy"] = EMBEDDED
    response.headers["Cache-Control"] = files.LIFE
    return response


@public
@require_safe
def matrix(request: Request, world: World) -> HttpResponse:
    """The answer matrix: question, State and round, with every kind of silence."""
    return page(request, "analysis/matrix/matrix.html", matrix_page(world, request.GET.dict()))


@public
@require_safe
def matrix_file(request: Request, world: World, form: str) -> HttpResponse:
    """What the matrix shows, as a file."""
    return matrix_files.answer(request, world, form)


@public
@require_safe
def matrix_answer(request: Request, world: World, year: int, state: str, concept: str) -> HttpResponse:
    """One answer of a State, in the wording of its edition."""
    return page(request, "analysis/matrix/answer.html", answers.answer_page(world, year, state, concept))


@public
@require_safe
def open_data(request: Request) -> HttpResponse:
    """The files that the analysis reads."""
    return page(request, "analysis/rounds/open_data.html", opendata.open_data_page())


@public
@require_safe
def open_data_file(request: Request, world: World, name: str) -> HttpResponse:
    """One of the files."""
    return opendata.file(request, world, name)


@public
@require_safe
def open_data_archive(request: Request, world: World) -> HttpResponse:
    """All files in one archive."""
    return opendata.archive(request, world)


@requires(PREVIEW)
@require_safe
def preview(request: Request, year: int) -> HttpResponse:
    """A round before its reports are published, for the Secretariat alone; nothing of it is kept."""
    try:
        context = preview_page(request.actor, year, drawn=request.GET.get("pictures") == "1")
        response = page(request, "analysis/rounds/preview.html", context)
    except NoSuchRound as error:
        return refused(request, error)
    response.headers["Cache-Control"] = "no-store"
    return response
