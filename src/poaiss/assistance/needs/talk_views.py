"""Dialogue about a need, roadmaps and the follow-up list of a centre."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.models import Roadmap
from poaiss.assistance.needs import facilitating, pages, queries
from poaiss.assistance.needs.file_views import show
from poaiss.assistance.needs.forms import RoadmapForm, SayForm
from poaiss.assistance.needs.web import act, need_or_404
from poaiss.common.web import page


@requires("assistance.read")
@require_POST
def say(request: Request, pk: UUID) -> HttpResponse:
    """Write to the other side of a dialogue about a need."""
    found = need_or_404(request, pk)
    own = queries.is_own(request.actor, found)
    form = SayForm(request.POST, partners=pages.partners_of(request.actor, found, is_own=own))

    def do() -> object:
        partner = queries.partner_at(form.cleaned_data["partner"])
        if partner is None:
            raise Http404
        return facilitating.say(need=found, partner=partner, text=form.cleaned_data["text"], by=request.actor)

    def again() -> HttpResponse:
        return show(request, found, say_form=form)

    return act(request, do, _("The message has been sent."), "assistance:need", pk, form=form, again=again)


@requires("assistance.facilitate")
@require_POST
def propose(request: Request, pk: UUID) -> HttpResponse:
    """Propose a place for a need in a regional roadmap."""
    found = need_or_404(request, pk)
    form = RoadmapForm(request.POST)

    def do() -> object:
        return facilitating.propose_roadmap(need=found, by=request.actor, **form.cleaned_data)

    def again() -> HttpResponse:
        return show(request, found, roadmap_form=form)

    done = _("The State has been told; it alone decides.")
    return act(request, do, done, "assistance:need", pk, form=form, again=again)


def place_or_404(request: Request, pk: UUID, place: UUID) -> Roadmap:
    """Return a place in a roadmap that the actor sees, or answer 404."""
    found = queries.roadmap_at(request.actor, pk, place)
    if found is None:
        raise Http404
    return found


@requires("assistance.release")
@require_POST
def agree(request: Request, pk: UUID, place: UUID) -> HttpResponse:
    """Agree, as the State, to a place in a regional roadmap."""
    found = place_or_404(request, pk, place)
    check(request.actor, "assistance.release", found)

    def do() -> object:
        return facilitating.agree_roadmap(place=found, by=request.actor)

    return act(request, do, _("Your State agrees."), "assistance:need", pk)


@requires("assistance.read")
@require_POST
def end(request: Request, pk: UUID, place: UUID) -> HttpResponse:
    """End a place in a roadmap, or decline the proposal."""
    found = place_or_404(request, pk, place)

    def do() -> object:
        return facilitating.end_roadmap(place=found, by=request.actor)

    return act(request, do, _("It has ended."), "assistance:need", pk)


@requires("assistance.facilitate")
@require_safe
def follow_up(request: Request) -> HttpResponse:
    """What one's centre facilitates, what has waited longest first."""
    return page(request, "assistance/needs/follow_up.html", pages.follow_up(request.actor))
