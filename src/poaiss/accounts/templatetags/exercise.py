"""The code of exercise people on the second-factor page of the demonstration."""

from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from django import template

from poaiss.accounts.demo import current_code
from poaiss.accounts.models import Person

register = template.Library()


@register.simple_tag(takes_context=True)
def exercise_code(context: dict[str, Any]) -> str:
    """Return the current code of the exercise person who is signing in, in the demonstration alone."""
    request = context["request"]
    stage = get_pending_stage(request)
    person = stage.login.user if stage else request.user
    return current_code(person) if isinstance(person, Person) else ""
