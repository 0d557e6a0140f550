"""Single changes to a proposal, a resource or a rule: what each is, and the question as it would be after it."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from poaiss.assistance.allocation.instance import Instance, Proposal, Resource, month_text

Side = Literal["proposal", "resource", "rule"]

MONEY_FIELDS = {
    "raise-amount": "amount",
    "raise-project-ceiling": "per_project_ceiling",
    "raise-state-ceiling": "per_state_ceiling",
}
ADMITTING = {"admit-theme": "themes", "admit-region": "regions", "admit-state": "states"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, whom it concerns, the field, by how much and to what."""

    kind: str
    side: Side
    target: str
    field: str
    by: int | float
    to: Any
    size: float  # as a share of what is changed: how changes of different kinds are compared

    def told(self, checked: bool) -> dict[str, Any]:
        """Return the change as the answer has it."""
        plain = month_text(self.to) if self.field == "start" else self.to
        return {
            "kind": self.kind,
            self.side: self.target,
            "field": self.field,
            "by": self.by,
            "to": plain,
            "checked": checked,
        }


def cheaper(proposal: Proposal, by: int) -> Change:
    """Return a lower cost."""
    return Change("lower-cost", "proposal", proposal.id, "cost", -by, proposal.cost - by, by / proposal.cost)


def smaller_share(proposal: Proposal, least: int) -> Change:
    """Return a lower least share, with which this amount is enough."""
    to = float(Fraction(least * 10_000 // proposal.cost, 10_000))
    by = float(proposal.min_share) - to
    return Change("lower-min-share", "proposal", proposal.id, "min_share", -by, to, by)


def shifted(proposal: Proposal, months: int) -> Change:
    """Return a period that begins and ends so many months later (earlier where negative)."""
    size = abs(months) / max(1, proposal.end - proposal.start + 1)
    return Change("shift-period", "proposal", proposal.id, "start", months, proposal.start + months, size)


def more_money(kind: str, resource: Resource, by: int) -> Change:
    """Return a higher amount or ceiling of a resource."""
    old = getattr(resource, MONEY_FIELDS[kind])
    return Change(kind, "resource", resource.id, MONEY_FIELDS[kind], by, old + by, by / max(old, 1))


def admitting(kind: str, resource: Resource, word: str) -> Change:
    """Return that a resource admits one more theme, region or State."""
    return Change(kind, "resource", resource.id, ADMITTING[kind], 1, word, 1.0)


def more_funders(most: int, by: int) -> Change:
    """Return a higher number of funders per project."""
    field = "max_funders_per_project"
    return Change("allow-funders", "rule", field, field, by, most + by, 10.0 + by)


def lower_region(region: str, share: Fraction, to: float) -> Change:
    """Return a lower least share of a region."""
    by = float(share) - to
    return Change("lower-region-share", "rule", f"min_region_share.{region}", "min_region_share", -by, to, 10.0 + by)


def new_resource(proposal: Proposal, amount: int) -> Change:
    """Return a further resource that is made for the proposal."""
    return Change("new-resource", "resource", f"new:{proposal.id}", "amount", amount, amount, 100.0)


def changed(instance: Instance, change: Change) -> Instance:
    """Return the question after a change."""
    if change.side == "proposal":
        return replace(
            instance,
            proposals=tuple(_proposal(old, change) if old.id == change.target else old for old in instance.proposals),
        )
    if change.kind == "new-resource":
        return replace(instance, resources=(*instance.resources, _made_for(instance, change)))
    if change.side == "resource":
        return replace(
            instance,
            resources=tuple(_resource(old, change) if old.id == change.target else old for old in instance.resources),
        )
    return replace(instance, rules=_rules(instance, change))


def _proposal(proposal: Proposal, change: Change) -> Proposal:
    """Return a proposal after a change."""
    if change.kind == "shift-period":
        return replace(proposal, start=proposal.start + int(change.by), end=proposal.end + int(change.by))
    if change.kind == "lower-min-share":
        return replace(proposal, min_share=Fraction(str(change.to)))
    return replace(proposal, cost=change.to)


def _resource(resource: Resource, change: Change) -> Resource:
    """Return a resource after a change."""
    if change.kind == "admit-theme":
        return replace(resource, themes=(resource.themes or frozenset()) | {change.to})
    if change.kind == "admit-region":
        return replace(resource, regions=(resource.regions or frozenset()) | {change.to})
    if change.kind == "admit-state":
        return replace(resource, states=(resource.states or frozenset()) | {change.to})
    if change.kind == "raise-amount":
        return replace(resource, amount=change.to)
    if change.kind == "raise-project-ceiling":
        return replace(resource, per_project_ceiling=change.to)
    return replace(resource, per_state_ceiling=change.to)


def _rules(instance: Instance, change: Change) -> Any:
    """Return the rules after a change."""
    rules = instance.rules
    if change.kind == "allow-funders":
        return replace(rules, max_funders_per_project=change.to)
    region = change.target.removeprefix("min_region_share.")
    return replace(rules, min_region_share=rules.min_region_share | {region: Fraction(str(change.to))})


def _made_for(instance: Instance, change: Change) -> Resource:
    """Return the further resource of a change."""
    wanted = change.target.removeprefix("new:")
    proposal = next(each for each in instance.proposals if each.id == wanted)
    return Resource(
        change.target,
        "new",
        change.to,
        None,
        None,
        frozenset({proposal.state}),
        None,
        None,
        proposal.start,
        proposal.end,
    )
