"""Default deny: each view declares ``@public`` or ``@requires(rule)``; a test walks the URLconf."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused, check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind, Outcome

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request with its actor (for type checkers)."""

    actor: Actor


def public(view: View) -> View:
    """Declare a page that everybody may open; rows still show only to whom they may."""

    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting_as(request.actor):
            return view(request, *args, **kwargs)

    opened.policy = "public"  # type: ignore[attr-defined]
    return login_not_required(opened)


def requires(name: str) -> Callable[[View], View]:
    """Declare the rule that a view needs; run it in one transaction in which the database knows the actor.

    A refusal is recorded outside the transaction that it rolls back (S4).
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                with acting_as(request.actor):
                    check(request.actor, name)
                    return view(request, *args, **kwargs)
            except Refused as refused:
                record_refusal(request, refused)
                raise

        guarded.policy = name  # type: ignore[attr-defined]
        return guarded

    return declare


def record_refusal(request: Request, refused: Refused) -> None:
    """Keep the refusal in the chain of the person's State, or of the system."""
    states = sorted(request.actor.states)
    record(
        refused.rule,
        by=request.actor,
        state=states[0] if len(states) == 1 else "",
        kind=Kind.ACCESS,
        outcome=Outcome.REFUSED,
        details={"path": request.path, "method": request.method},
    )
