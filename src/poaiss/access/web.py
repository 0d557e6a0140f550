"""Default deny: each view declares ``@public`` or ``@requires(rule)``; a test walks the URLconf."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import models
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


def within(request: Request, rule: str, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    """Run VIEW in one transaction in which the database knows the actor; a RULE is checked first.

    A refusal is recorded outside the transaction that it rolls back (S4).
    """
    try:
        with acting_as(request.actor):
            if rule:
                check(request.actor, rule)
            return view(request, *args, **kwargs)
    except Refused as refused:
        record_refusal(request, refused)
        raise


def public(view: View) -> View:
    """Declare a page that everybody may open; rows still show only to whom they may."""

    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return within(request, "", view, *args, **kwargs)

    opened.policy = "public"  # type: ignore[attr-defined]
    return login_not_required(opened)


def requires(name: str) -> Callable[[View], View]:
    """Declare the rule that a view needs, checked before the view runs."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            return within(request, name, view, *args, **kwargs)

        guarded.policy = name  # type: ignore[attr-defined]
        return guarded

    return declare


def record_refusal(request: Request, refused: Refused) -> None:
    """Keep the refusal in the chain of the person's State, or of the system; the object without its name."""
    states = sorted(request.actor.states)
    obj = refused.obj if isinstance(refused.obj, models.Model) else None
    record(
        refused.rule,
        by=request.actor,
        state=states[0] if len(states) == 1 else "",
        kind=Kind.ACCESS,
        outcome=Outcome.REFUSED,
        details={
            "path": request.path,
            "method": request.method,
            **({"object": f"{obj._meta.label_lower} {obj.pk}"} if obj is not None else {}),
        },
    )
