"""Pages on which a State weighs its needs against each other and decides on an order."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.enums import PriorityMethod
from poaiss.assistance.needs import prioritising
from poaiss.assistance.needs.actions import ranked
from poaiss.assistance.needs.order_forms import CriteriaForm, OrderForm, PairsForm
from poaiss.assistance.needs.order_pages import order_page
from poaiss.assistance.needs.web import act, own_state
from poaiss.common.web import page

FORMS: dict[PriorityMethod, type[OrderForm]] = {
    PriorityMethod.CRITERIA: CriteriaForm,
    PriorityMethod.PAIRWISE: PairsForm,
}


@requires("assistance.state_need")
@require_http_methods(["GET", "POST"])
def order(request: Request) -> HttpResponse:
    """Weigh needs by criteria, or two by two with ?method=pairwise; orders weighed before stand below."""
    state = own_state(request, "assistance.state_need")
    needs = ranked(state)
    asked = request.GET.get("method", "")
    method = PriorityMethod(asked) if asked in PriorityMethod.values else PriorityMethod.CRITERIA
    form = FORMS[method](request.POST if request.method == "POST" else None, needs=needs)  # type: ignore[call-arg]

    def again() -> HttpResponse:
        context = order_page(request.actor, state, needs, method, form)
        return page(request, "assistance/needs/order.html", context, status=422 if form.errors else 200)

    def do() -> object:
        given, note = form.given(), form.cleaned_data["note"]
        return prioritising.weigh(state=state, method=method, judgements=given, note=note, by=request.actor)

    if request.method != "POST":
        return again()
    done = _("The order stands below. It counts once you decide on it.")
    return act(request, do, done, "assistance:needs-order", form=form, again=again)


@requires("assistance.state_need")
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Make an order the State's own."""
    found = prioritising.order_at(request.actor, pk)
    if found is None:
        raise Http404
    check(request.actor, "assistance.state_need", found)

    def do() -> object:
        return prioritising.decide(order=found, by=request.actor)

    return act(request, do, _("This is your State’s order now."), "assistance:needs-own")
