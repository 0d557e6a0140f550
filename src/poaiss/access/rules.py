"""Doing is a rule: the only statement of who may act.

A rule is ``fn(actor, obj) -> Denied | None``. With ``obj=None`` it answers whether the actor could ever do
such a thing. The same rules drive the check, the button, the API error and the permission matrix. There is
no role that passes every rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.actor import Actor

Check = Callable[[Actor, Any], "Denied | None"]


@dataclass(frozen=True, slots=True)
class Denied:
    """Why not, in a sentence for the person."""

    reason: str | Promise


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule with the sentence that the permission matrix shows."""

    name: str
    sentence: str | Promise
    check: Check


class Refused(PermissionDenied):
    """The rule's own sentence, shown on the 403 page."""

    def __init__(self, name: str, denied: Denied, obj: Any = None) -> None:
        """Keep the name of the rule and the object for the audit log."""
        self.rule = name
        self.obj = obj
        self.denied = denied
        super().__init__(str(denied.reason))


RULES: dict[str, Rule] = {}
NOT_SIGNED_IN = Denied(_("Sign in first."))


def rule(name: str, sentence: str | Promise) -> Callable[[Check], Check]:
    """Register a rule under NAME (room.verb); SENTENCE says in the matrix what it allows."""

    def register(check: Check) -> Check:
        if name in RULES:
            raise ValueError(f"The rule {name} is stated twice.")
        RULES[name] = Rule(name, sentence, check)
        return check

    return register


def denied(actor: Actor, name: str, obj: Any = None) -> Denied | None:
    """Return why ACTOR may not do NAME to OBJ, or None. An unknown rule is a KeyError, never a yes."""
    stated = RULES[name]
    if not actor.is_signed_in and not actor.is_machine:
        return NOT_SIGNED_IN
    return stated.check(actor, obj)


def can(actor: Actor, name: str, obj: Any = None) -> bool:
    """Return whether ACTOR may do NAME to OBJ."""
    return denied(actor, name, obj) is None


def check(actor: Actor, name: str, obj: Any = None) -> None:
    """Raise Refused unless ACTOR may do NAME to OBJ."""
    if reason := denied(actor, name, obj):
        raise Refused(name, reason, obj)
