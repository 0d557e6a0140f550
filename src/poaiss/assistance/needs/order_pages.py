"""What the page shows on which needs are weighed."""

from collections.abc import Sequence
from typing import Any

from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import PriorityMethod
from poaiss.assistance.models import Need, Prioritisation
from poaiss.assistance.needs import prioritising, queries
from poaiss.assistance.needs.order_forms import OrderForm
from poaiss.directory.models import State


def order_page(
    actor: Actor, state: State, needs: Sequence[Need], method: PriorityMethod, form: OrderForm
) -> dict[str, Any]:
    """Return the form, the other way of weighing, and the orders that were weighed before."""
    titles = {str(each.pk): each.title for each in queries.needs(actor).filter(state=state)}
    too_many = method == PriorityMethod.PAIRWISE and len(needs) > prioritising.PAIRS_OF
    return {
        "form": None if too_many or len(needs) < 2 else form,
        "too_many": too_many,
        "most": prioritising.PAIRS_OF,
        "method": method.value,
        "is_pairwise": method == PriorityMethod.PAIRWISE,
        "orders": [weighed(each, titles) for each in prioritising.orders(actor, state)],
        "exercise": state.is_exercise,
    }


def weighed(row: Prioritisation, titles: dict[str, str]) -> dict[str, Any]:
    """Return an order with the titles of its needs; one that is gone is left out."""
    return {
        "order": row,
        "method": row.get_method_display(),
        "titles": [titles[key] for key in row.order if key in titles],
    }
