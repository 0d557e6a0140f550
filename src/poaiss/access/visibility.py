"""Seeing is a queryset: the only statement of who may read."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.sql.datastructures import Join

from poaiss.access.enums import Audience
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import STATE_ROLES, Role

M = TypeVar("M", bound=models.Model)
Statement = Callable[[Actor], Q]
STATEMENTS: dict[type[models.Model], Statement] = {}


def visibility(model: type[models.Model]) -> Callable[[Statement], Statement]:
    """Register the statement of who may read rows of MODEL: ``fn(actor) -> Q``."""

    def register(statement: Statement) -> Statement:
        if model in STATEMENTS:
            raise ValueError(f"Who may read {model._meta.label} is stated twice.")
        STATEMENTS[model] = statement
        return statement

    return register


def visible_to(actor: Actor, model: type[M]) -> models.QuerySet[M]:
    """Return the rows of MODEL that ACTOR may read; a model without a statement is a KeyError, never all rows."""
    found = model._default_manager.filter(STATEMENTS[model](actor))
    if not any(isinstance(table, Join) for table in found.query.alias_map.values()):
        return found
    # A joined row may match twice; DISTINCT would forbid locking and ordering by what it does not select.
    return model._default_manager.filter(pk__in=found.order_by().values("pk"))


def audiences(actor: Actor) -> frozenset[str]:
    """Return the audiences that ACTOR belongs to, within the actor's own world (real or exercise)."""
    found = {Audience.PUBLIC.value}
    if actor.is_machine:
        return frozenset({"machine", *found})
    if actor.roles.intersection({*STATE_ROLES, Role.SECRETARIAT}):
        found.add(Audience.STATES.value)
    if actor.is_vetted:
        found.add(Audience.VETTED.value)
    if Role.SECRETARIAT in actor.roles:
        found.add("secretariat")
    return frozenset(found)
