"""Lift one limit of a question wholly: if the proposal can then be funded, that limit is what binds it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from poaiss.assistance.allocation.instance import Instance
from poaiss.assistance.allocation.verifying import admits


@dataclass(frozen=True)
class Lifted:
    """A question without one limit, and the resources or rules that the limit came from."""

    instance: Instance
    binding: tuple[str, ...]


def without_shares(instance: Instance, proposal: int) -> Lifted | None:
    """Return the question without the least shares of other regions."""
    own = instance.proposals[proposal].region
    shares = instance.rules.min_region_share
    others = tuple(region for region, share in sorted(shares.items()) if share > 0 and region != own)
    kept = {region: share for region, share in shares.items() if region not in others}
    rules = replace(instance.rules, min_region_share=kept)
    names = tuple(f"min_region_share.{region}" for region in others)
    return Lifted(replace(instance, rules=rules), names) if others else None


def without_funders(instance: Instance, _proposal: int) -> Lifted | None:
    """Return the question without a limit of funders per project."""
    if instance.rules.max_funders_per_project is None:
        return None
    rules = replace(instance.rules, max_funders_per_project=None)
    return Lifted(replace(instance, rules=rules), ("max_funders_per_project",))


def without_ceiling(field: str, instance: Instance, proposal: int) -> Lifted | None:
    """Return the question without one kind of ceiling of the resources that admit the proposal."""
    record = instance.proposals[proposal]
    concerned = {each.id for each in instance.resources if getattr(each, field) is not None and admits(each, record)}
    free: dict[str, Any] = {field: None}
    resources = tuple(replace(each, **free) if each.id in concerned else each for each in instance.resources)
    binding = tuple(each.id for each in resources if each.id in concerned)
    return Lifted(replace(instance, resources=resources), binding) if concerned else None


def without_project_ceiling(instance: Instance, proposal: int) -> Lifted | None:
    """Return the question without ceilings per project of the resources that admit the proposal."""
    return without_ceiling("per_project_ceiling", instance, proposal)


def without_state_ceiling(instance: Instance, proposal: int) -> Lifted | None:
    """Return the question without ceilings per State of the resources that admit the proposal."""
    return without_ceiling("per_state_ceiling", instance, proposal)


def more_money_for(instance: Instance, proposal: int) -> Instance:
    """Return the question with enough more money in every resource that admits the proposal."""
    record = instance.proposals[proposal]
    resources = tuple(
        replace(each, amount=each.amount + record.cost) if admits(each, record) else each for each in instance.resources
    )
    return replace(instance, resources=resources)


LIFTING: dict[str, Callable[[Instance, int], Lifted | None]] = {
    "regional-minimum": without_shares,
    "funder-limit": without_funders,
    "per-state-ceiling": without_state_ceiling,
    "per-project-ceiling": without_project_ceiling,
}
