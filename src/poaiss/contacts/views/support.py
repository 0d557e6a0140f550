"""Support of a holder: handover pack, first steps, peers (D8, D11)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from poaiss.access.web import Request, requires
from poaiss.common.web import go, page
from poaiss.contacts import actions, queries
from poaiss.contacts.enums import OnboardingTask
from poaiss.contacts.forms import HandoverForm
from poaiss.contacts.permissions import exercise_of
from poaiss.contacts.views.helpers import fetch_office


@requires("contacts.handover")
@require_http_methods(["GET", "POST"])
def handover(request: Request, pk: UUID) -> HttpResponse:
    """The handover pack, to read and print; a note for the successor (D11)."""
    office = fetch_office(request, pk, "contacts.handover")
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.leave_handover_note(office=office, text=form.cleaned_data["text"], by=request.actor)
        messages.success(request, _("Your note is kept for your successor."))
        return go(request, "contacts:handover", office.pk)
    context = {
        "office": office,
        "pack": queries.handover_pack(request.actor, office),
        "form": form,
        "due_on": office.due_on,
        "exercise": exercise_of(office),
    }
    return page(request, "contacts/handover.html", context, status=422 if form.errors else 200)


@requires("contacts.onboard")
@require_http_methods(["GET", "POST"])
def onboarding(request: Request, pk: UUID) -> HttpResponse:
    """First steps of a holder, with marks (D8)."""
    office = fetch_office(request, pk, "contacts.onboard")
    term = queries.my_term(request.actor, office)
    if term is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("task") not in OnboardingTask.values:
            raise Http404
        task, done = OnboardingTask(request.POST["task"]), request.POST.get("done") == "1"
        actions.mark_first_step(term=term, task=task, done=done, by=request.actor)
        return go(request, "contacts:onboarding", office.pk)
    steps = queries.steps_of(request.actor, term)
    context = {"office": office, "steps": steps, "done": sum(step["done"] for step in steps), "total": len(steps)}
    return page(request, "contacts/onboarding.html", {**context, "exercise": exercise_of(office)})


@requires("contacts.onboard")
@require_GET
def peers(request: Request, pk: UUID) -> HttpResponse:
    """Offices of the same kind that share a language or the subregion (D8)."""
    office = fetch_office(request, pk, "contacts.onboard")
    context = {"office": office, "peers": queries.peers_of(request.actor, office), "exercise": exercise_of(office)}
    return page(request, "contacts/peers.html", context)
