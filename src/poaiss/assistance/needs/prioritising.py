"""Weighing needs against each other, two by two or by criteria, with a record of who decided (N4, ¶21)."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.access.rules import check
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import PriorityMethod
from poaiss.assistance.models import Need, Prioritisation
from poaiss.assistance.needs.actions import ranked, reorder
from poaiss.assistance.needs.errors import JudgementsMissing
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import State

CRITERIA: dict[str, str | Promise] = {
    "harm": gettext_lazy("Harm if nothing is done"),
    "urgency": gettext_lazy("Urgency"),
    "effect": gettext_lazy("Effect of help"),
    "readiness": gettext_lazy("Readiness to begin"),
}
"""What each need is judged on, from 1 (low) to 4 (high); all count alike."""
LEAST, MOST = 1, 4
PAIRS_OF = 9
"""Needs that are compared two by two at most: 36 questions."""
SAME = "same"


def pairs(needs: Sequence[Need]) -> list[tuple[Need, Need]]:
    """Return each two needs once, in the State's present order."""
    return list(combinations(needs, 2))


def pair_key(first: Need, second: Need) -> str:
    """Return the key of a comparison."""
    return f"{first.pk}:{second.pk}"


def by_pairs(needs: Sequence[Need], judgements: Mapping[str, str]) -> dict[UUID, float]:
    """Return the points of each need: one for each comparison that it won, a half where both weigh the same."""
    points = {each.pk: 0.0 for each in needs}
    for first, second in pairs(needs):
        said = judgements.get(pair_key(first, second), "")
        if said not in (str(first.pk), str(second.pk), SAME):
            raise missing()
        for each in (first, second):
            points[each.pk] += 0.5 if said == SAME else float(said == str(each.pk))
    return points


def by_criteria(needs: Sequence[Need], judgements: Mapping[str, str]) -> dict[UUID, float]:
    """Return the points of each need: the sum of what it was given on each criterion."""
    points: dict[UUID, float] = {}
    for each in needs:
        given = [judgements.get(f"{each.pk}:{name}", "") for name in CRITERIA]
        if not all(value.isdigit() and LEAST <= int(value) <= MOST for value in given):
            raise missing()
        points[each.pk] = float(sum(map(int, given)))
    return points


def missing() -> JudgementsMissing:
    """Return the error that a judgement is missing."""
    return JudgementsMissing(
        _("A judgement is missing."), place="judgements", mend=_("Answer each line; “the same” is an answer too.")
    )


def order_of(needs: Sequence[Need], points: Mapping[UUID, float]) -> list[UUID]:
    """Return the needs by their points; where two have the same, the order that stood before stays."""
    return [each.pk for each in sorted(needs, key=lambda each: -points[each.pk])]


@transaction.atomic
def weigh(
    *, state: State, method: PriorityMethod, judgements: Mapping[str, str], note: str, by: Actor
) -> Prioritisation:
    """Keep judgements and the order that they give; ranks change only once somebody decides on it."""
    check(by, "assistance.state_need", state)
    needs = ranked(state)
    points = (by_pairs if method == PriorityMethod.PAIRWISE else by_criteria)(needs, judgements)
    made = Prioritisation.objects.create(
        state=state,
        method=method,
        judgements={key: value for key, value in judgements.items() if value},
        order=[str(key) for key in order_of(needs, points)],
        note=note.strip().replace("\r\n", "\n"),
        made_by_id=UUID(by.identifier),
    )
    record("assistance.weigh_needs", by=by, on=made, state=state.pk, details={"method": str(method)})
    return made


@transaction.atomic
def decide(*, order: Prioritisation, by: Actor) -> Prioritisation:
    """Make an order the State's own; who decided, in which capacity and when is kept. Deciding twice decides once."""
    check(by, "assistance.state_need", order)
    row = Prioritisation.objects.select_for_update(of=("self",)).select_related("state").get(pk=order.pk)
    if row.decided_at is None:
        reorder(state=row.state, order=[UUID(key) for key in row.order], by=by)
        row.decided_at, row.decided_by_id = now(), UUID(by.identifier)
        row.name, row.capacity = by.name, by.capacity_text
        row.save(update_fields=["decided_at", "decided_by", "name", "capacity"])
        record("assistance.decide_order", by=by, on=row, state=row.state_id)
    return row


def orders(actor: Actor, state: State) -> list[Prioritisation]:
    """Return the orders that a State weighed, the latest first."""
    rows = visible_to(actor, Prioritisation).filter(state=state)
    return list(rows.select_related("made_by", "decided_by").order_by("-made_at"))


def order_at(actor: Actor, pk: UUID) -> Prioritisation | None:
    """Return one order that ACTOR sees, or None."""
    return visible_to(actor, Prioritisation).filter(pk=pk).select_related("state").first()
