"""Pages of a State's own analysis; a stranger is told that there is none."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.analysis.own import actions
from poaiss.analysis.own.forms import ConsentForm, ExplainForm, WeightsForm
from poaiss.analysis.own.mirror import partner_at, partners_of
from poaiss.analysis.own.pages import common, company, contradictions, mirror, profile, score, time
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems
from poaiss.directory.models import State


def own_state(request: Request, slug: str, rule: str = "analysis.own") -> State:
    """Return one's own State at an address: 404 for another's, 403 with the rule's sentence without the role."""
    state = common.state_at(request.actor, slug)
    if state is None:
        raise Http404
    check(request.actor, rule, state)
    return state


def found_or_404(context: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a page shows, or answer 404."""
    if context is None:
        raise Http404
    return context


@requires("analysis.own")
@require_safe
def index(request: Request) -> HttpResponse:
    """One's own State, or a choice where somebody works for several."""
    states = common.states_of(request.actor)
    if len(states) == 1:
        return go(request, "analysis:own-profile", states[0].slug)
    return page(request, "analysis/own/index.html", {"states": states, "exercise": request.actor.exercise})


@requires("analysis.own")
@require_safe
def profile_page(request: Request, slug: str) -> HttpResponse:
    """Strengths, what is under way, gaps and silences of a round, with evidence."""
    context = profile.page(request.actor, own_state(request, slug), request.GET.dict())
    return page(request, "analysis/own/profile.html", found_or_404(context))


@requires("analysis.own")
@require_safe
def time_page(request: Request, slug: str) -> HttpResponse:
    """One's own answers over rounds."""
    context = time.page(request.actor, own_state(request, slug), request.GET.dict())
    return page(request, "analysis/own/time.html", found_or_404(context))


@requires("analysis.own")
@require_safe
def company_page(request: Request, slug: str) -> HttpResponse:
    """What States like one's own report, as a group."""
    asked = request.GET
    context = company.page(request.actor, own_state(request, slug), asked.get("round", ""), asked.getlist("like"))
    return page(request, "analysis/own/company.html", found_or_404(context))


@requires("analysis.own")
@require_safe
def contradictions_page(request: Request, slug: str) -> HttpResponse:
    """Answers that do not seem to agree, within a report and between rounds."""
    context = contradictions.page(request.actor, own_state(request, slug))
    return page(request, "analysis/own/contradictions.html", context)


@requires("analysis.explain")
@require_POST
def explain(request: Request, slug: str, key: str) -> HttpResponse:
    """Say why answers that do not seem to agree are right as they are."""
    state = own_state(request, slug, "analysis.explain")
    found = contradictions.found_at(request.actor, state, key)
    if found is None:
        raise Http404
    form = ExplainForm(request.POST, key=key)
    if form.is_valid():
        try:
            actions.explain(state=state, found=found, text=form.cleaned_data["text"], by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The explanation is kept, for your State alone."))
            return go(request, "analysis:own-contradictions", slug)
    context = contradictions.page(request.actor, state, form)
    return page(request, "analysis/own/contradictions.html", context, status=422)


@requires("analysis.own")
@require_safe
def mirror_page(request: Request, slug: str) -> HttpResponse:
    """Declared transfers, side by side with those of States that agreed to it."""
    return page(request, "analysis/own/mirror.html", mirror.page(request.actor, own_state(request, slug)))


@requires("analysis.consent")
@require_POST
def consent(request: Request, slug: str) -> HttpResponse:
    """Agree to compare declared transfers with another State."""
    state = own_state(request, slug, "analysis.consent")
    form = ConsentForm(request.POST, partners=partners_of(state))
    partner = partner_at(state, form.cleaned_data["partner"]) if form.is_valid() else None
    if partner is None:
        return page(request, "analysis/own/mirror.html", mirror.page(request.actor, state, form), status=422)
    actions.consent(state=state, partner=partner, by=request.actor)
    messages.success(request, _("Your State agrees. Nothing is compared until the other State agrees as well."))
    return go(request, "analysis:own-mirror", slug)


@requires("analysis.consent")
@require_POST
def withdraw(request: Request, slug: str, partner: str) -> HttpResponse:
    """Withdraw the consent to compare."""
    state = own_state(request, slug, "analysis.consent")
    other = partner_at(state, partner)
    if other is None:
        raise Http404
    if actions.withdraw(state=state, partner=other, by=request.actor):
        messages.success(request, _("Your State no longer agrees: neither side sees the comparison any more."))
    return go(request, "analysis:own-mirror", slug)


@requires("analysis.own")
@require_safe
def score_page(request: Request, slug: str) -> HttpResponse:
    """The score of one's own State, if it asked for one."""
    context = score.page(request.actor, own_state(request, slug), request.GET.get("round", ""))
    return page(request, "analysis/own/score.html", found_or_404(context))


@requires("analysis.score")
@require_POST
def switch(request: Request, slug: str) -> HttpResponse:
    """Switch the score on or off."""
    state = own_state(request, slug, "analysis.score")
    actions.switch_score(state=state, on=request.POST.get("on") == "yes", by=request.actor)
    return go(request, "analysis:own-score", slug)


@requires("analysis.score")
@require_POST
def weights(request: Request, slug: str) -> HttpResponse:
    """Choose the weights with which the score is computed."""
    state = own_state(request, slug, "analysis.score")
    form = WeightsForm(request.POST)
    if form.is_valid():
        chosen = {} if "reset" in request.POST else form.weights()
        actions.set_weights(state=state, weights=chosen, by=request.actor)
        messages.success(request, _("The weights are kept, for your State alone."))
        return go(request, "analysis:own-score", slug)
    context = score.page(request.actor, state, "", form)
    return page(request, "analysis/own/score.html", found_or_404(context), status=422)
