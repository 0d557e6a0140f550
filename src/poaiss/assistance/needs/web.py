"""What the views of needs share: fetching what the actor sees, doing what a form asks."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse

from poaiss.access.rules import Refused, check
from poaiss.access.web import Request
from poaiss.assistance.models import Need
from poaiss.assistance.needs import queries
from poaiss.assistance.permissions import NOT_THE_STATE
from poaiss.common.errors import PoaissError
from poaiss.common.web import go
from poaiss.contacts.views.helpers import add_problems
from poaiss.directory.models import State


def need_or_404(request: Request, pk: UUID, rule: str = "") -> Need:
    """Return a need: 404 when the actor does not see it, 403 with the rule's sentence when it may not."""
    found = queries.need_at(request.actor, pk)
    if found is None:
        raise Http404
    if rule:
        check(request.actor, rule, found)
    return found


def own_state(request: Request, rule: str = "") -> State:
    """Return the own State, that which ?state= names where somebody works for several; 403 without a desk."""
    if not request.actor.desks:
        raise Refused(rule or "assistance.state_need", NOT_THE_STATE)
    wanted = request.GET.get("state", "")
    found = queries.state_of(request.actor, wanted or sorted(request.actor.desks)[0])
    if found is None:
        raise Http404
    if rule:
        check(request.actor, rule, found)
    return found


def said(request: Request, error: PoaissError) -> None:
    """Say what went wrong and how to mend it on the next page."""
    messages.error(request, f"{error.problem.reason} {error.problem.mend}".strip())


def act(
    request: Request,
    do: Callable[[], object],
    done: str,
    to: str,
    *args: object,
    form: forms.Form | None = None,
    again: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Do something and go on; what is wrong is shown beside the form again, or said on the next page."""
    if form is not None and not form.is_valid():
        return again() if again else go(request, to, *args)
    try:
        do()
    except PoaissError as error:
        if form is not None and again is not None:
            add_problems(form, error)
            return again()
        said(request, error)
    else:
        messages.success(request, done)
    return go(request, to, *args)
