"""Letting others see, in two steps: first by name who it is, then the release; and withdrawing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.assistance.releasing import actions, pages, queries
from poaiss.assistance.releasing.forms import ReaderForm
from poaiss.assistance.releasing.readers import Releasable, part_of
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems


@requires("assistance.read")
@require_http_methods(["GET", "POST"])
def releases(request: Request, part: str, pk: UUID) -> HttpResponse:
    """Who sees this; with ?reader= who would, by name; a POST lets them see it."""
    obj = queries.object_at(request.actor, part, pk)
    if obj is None:
        raise Http404
    if request.method == "POST":
        check(request.actor, "assistance.release", obj)
        return let_see(request, obj)
    chosen = request.GET.get("reader", "")
    form = ReaderForm(request.GET, state=obj.state) if chosen else None
    fits = form is None or form.is_valid()
    context = pages.releases(request.actor, obj, chosen if fits else "", form)
    return page(request, "assistance/releasing/releases.html", context, status=200 if fits else 422)


def let_see(request: Request, obj: Releasable) -> HttpResponse:
    """Release, or show beside the choice why not."""
    form = ReaderForm(request.POST, state=obj.state)
    chosen = form.cleaned_data["reader"] if form.is_valid() else ""
    found = queries.reader_at(chosen)
    if found is not None:
        try:
            actions.release(part=part_of(obj), obj=obj, by=request.actor, **found)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("They can see it now. You can withdraw this at any time."))
            return go(request, "assistance:releases", part_of(obj).value, obj.pk)
    context = pages.releases(request.actor, obj, chosen, form)
    return page(request, "assistance/releasing/releases.html", context, status=422)


@requires("assistance.release")
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw a release at once."""
    found = queries.release_at(request.actor, pk)
    if found is None:
        raise Http404
    actions.withdraw(release=found, by=request.actor)
    messages.success(request, _("They can no longer see it."))
    return go(request, "assistance:releases", found.part, found.object_id)
