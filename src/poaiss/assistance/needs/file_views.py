"""Files of a need: letters and annexes come in and go out; all of it without JavaScript."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, public, requires
from poaiss.assistance.models import Annex, Need
from poaiss.assistance.needs import files, pages, queries
from poaiss.assistance.needs.forms import AnnexForm, FileForm
from poaiss.assistance.needs.web import act, need_or_404
from poaiss.common.downloads import download
from poaiss.common.web import page


def show(request: Request, found: Need, **filled: Any) -> HttpResponse:
    """Show a need with a form as it was filled in, and what is wrong with it."""
    context = {**pages.need(request.actor, found, **filled), "exercise": found.state.is_exercise}
    return page(request, "assistance/needs/need.html", {**context, **filled}, status=422)


@public
@require_safe
def letter_file(request: Request, pk: UUID) -> HttpResponse:
    """The letter of a need, for everybody who sees the need: the letter is the need."""
    found = need_or_404(request, pk)
    if not found.letter_sha256:
        raise Http404
    kind = files.media_type(found.letter_name)
    return download(name=found.letter_name, sha256=found.letter_sha256, media_type=kind)


@requires("assistance.state_need")
@require_POST
def put_letter(request: Request, pk: UUID) -> HttpResponse:
    """Add a letter, or put a newer one in its place."""
    found = need_or_404(request, pk, "assistance.state_need")
    form = FileForm(request.POST, request.FILES)

    def do() -> object:
        data = form.cleaned_data
        sent = data["file"]
        return files.put_letter(need=found, revision=data["revision"], name=sent.name, stream=sent, by=request.actor)

    def again() -> HttpResponse:
        return show(request, found, letter_form=form)

    return act(request, do, _("The letter is kept."), "assistance:need", pk, form=form, again=again)


@requires("assistance.state_need")
@require_POST
def add_annex(request: Request, pk: UUID) -> HttpResponse:
    """Keep a file with details; nobody but the State sees it until it is released."""
    found = need_or_404(request, pk, "assistance.state_need")
    form = AnnexForm(request.POST, request.FILES)

    def do() -> object:
        data = form.cleaned_data
        sent = data["file"]
        return files.add_annex(need=found, title=data["title"], name=sent.name, stream=sent, by=request.actor)

    def again() -> HttpResponse:
        return show(request, found, annex_form=form)

    done = _("The annex is kept. Only your State sees it.")
    return act(request, do, done, "assistance:need", pk, form=form, again=again)


def annex_or_404(request: Request, pk: UUID, annex: UUID) -> Annex:
    """Return an annex that the actor may read, of a need that it sees; 404 otherwise."""
    found = queries.annex_at(request.actor, pk, annex)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def annex(request: Request, pk: UUID, annex: UUID) -> HttpResponse:
    """An annex, for its named readers."""
    found = annex_or_404(request, pk, annex)
    return download(name=found.name, sha256=found.sha256, media_type=found.media_type)


@requires("assistance.state_need")
@require_POST
def take_annex_away(request: Request, pk: UUID, annex: UUID) -> HttpResponse:
    """Take an annex away from its need and from every reader."""
    found = annex_or_404(request, pk, annex)
    check(request.actor, "assistance.state_need", found)

    def do() -> object:
        return files.take_annex_away(annex=found, by=request.actor)

    return act(request, do, _("The annex has been taken away."), "assistance:need", pk)
