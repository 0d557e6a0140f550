"""Find the smallest single change that would fund a proposal, and check it by solving the changed question again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import islice

from poaiss.assistance.allocation.changes import (
    ADMITTING,
    MONEY_FIELDS,
    Change,
    admitting,
    changed,
    cheaper,
    lower_region,
    more_funders,
    more_money,
    new_resource,
    shifted,
)
from poaiss.assistance.allocation.forcing import Wanted, can_be, least_cost_cut, least_money, least_share_cut
from poaiss.assistance.allocation.found import Deadline, covered
from poaiss.assistance.allocation.instance import Proposal
from poaiss.assistance.allocation.pairing import pair_up
from poaiss.assistance.allocation.proposing import propose
from poaiss.assistance.allocation.reasons import passes

TRIES = 6  # candidates of one kind that are solved for
STEPS = 5  # times that a change is doubled where the least one is not yet enough
MOST_FUNDERS_MORE = 3
SLACK = 1e-9
NO_SIZE = 1e12


@dataclass
class Search:
    """One proposal's search for the smallest change that was checked."""

    wanted: Wanted
    deadline: Deadline
    checked: Change | None = None

    @property
    def proposal(self) -> Proposal:
        """Return the proposal."""
        return self.wanted.instance.proposals[self.wanted.proposal]

    @property
    def size(self) -> float:
        """Return the size that a change must stay under to be of use."""
        return self.checked.size if self.checked else NO_SIZE

    def run(self) -> None:
        """Try kind after kind; each is only sought among changes smaller than the smallest that was checked."""
        for find in self.finders():
            if self.deadline.left() <= 0:
                return
            change = find(self.size)
            if change is not None and change.size < self.size:
                self.check(change)

    def finders(self) -> list[Callable[[float], Change | None]]:
        """Return what finds the least change of each kind under a size."""
        money = [partial(least_money, kind, self.wanted) for kind in MONEY_FIELDS]
        lists = [self.shifts, self.admissions, self.funders, self.regions, self.further]
        return [
            partial(least_cost_cut, self.wanted),
            *money,
            partial(least_share_cut, self.wanted),
            *(partial(self.first_possible, each) for each in lists),
        ]

    def first_possible(self, changes: Callable[[], Iterator[Change]], size: float) -> Change | None:
        """Return the first of some changes with which the proposal can be funded, the first goal held."""
        for change in islice(changes(), TRIES):
            if change.size >= size or self.deadline.left() <= 0:
                return None
            if can_be(pair_up(changed(self.wanted.instance, change)), self.wanted):
                return change
        return None

    def further(self) -> Iterator[Change]:
        """Return a further resource."""
        yield new_resource(self.proposal, self.proposal.cost)

    def admissions(self) -> Iterator[Change]:
        """Return what resources that fail in one point alone could admit, the richest first."""
        words = {"admit-theme": self.proposal.themes, "admit-region": (self.proposal.region,)}
        words["admit-state"] = (self.proposal.state,)
        for resource in sorted(self.wanted.instance.resources, key=lambda each: (-each.amount, each.id)):
            failing = [name for name, fine in passes(resource, self.proposal).items() if not fine]
            kind = f"admit-{failing[0]}" if len(failing) == 1 else ""
            if kind in ADMITTING and words[kind]:
                yield admitting(kind, resource, words[kind][0])

    def shifts(self) -> Iterator[Change]:
        """Return shifts of the period with which one more resource could serve, the shortest first."""
        proposal, months = self.proposal, set[int]()
        for resource in self.wanted.instance.resources:
            first, last = resource.start - proposal.start, resource.end - proposal.end
            if first <= last:
                months.add(first if first > 0 else min(last, 0))
        for by in sorted(months - {0}, key=lambda each: (abs(each), each)):
            yield shifted(proposal, by)

    def funders(self) -> Iterator[Change]:
        """Return higher numbers of funders per project."""
        most = self.wanted.instance.rules.max_funders_per_project
        if most is not None:
            yield from (more_funders(most, by) for by in range(1, MOST_FUNDERS_MORE + 1))

    def regions(self) -> Iterator[Change]:
        """Return lower least shares of regions, each by half and to nothing."""
        for region, share in sorted(self.wanted.instance.rules.min_region_share.items()):
            if share > 0 and region != self.proposal.region:
                for part in (Fraction(3, 4), Fraction(1, 2), Fraction(0)):
                    yield lower_region(region, share, round(float(share * part), 4))

    def check(self, change: Change) -> None:
        """Keep the change, or a larger one of its kind, if solving again funds the proposal."""
        for _step in range(STEPS):
            if self.works(change):
                self.checked = change
                return
            larger = self.larger(change)
            if larger is None or larger.size >= self.size or self.deadline.left() <= 0:
                return
            change = larger

    def works(self, change: Change) -> bool:
        """Return whether the changed question, solved anew, funds the proposal and no less in the first goal."""
        again = propose(changed(self.wanted.instance, change), self.deadline)
        funded = bool(covered(again.pairs, again.amounts)[self.wanted.proposal] > 0)
        return funded and again.optimal and again.objective >= self.wanted.worth * (1 - SLACK)

    def larger(self, change: Change) -> Change | None:
        """Return a larger change of the same kind, None where there is none."""
        by = abs(int(change.by)) * 2 if abs(change.by) > 1 else 2
        if change.kind == "lower-cost":
            return cheaper(self.proposal, by) if by < self.proposal.cost else None
        if change.kind == "new-resource":
            return new_resource(self.proposal, by)
        if change.kind in MONEY_FIELDS:
            resource = next(each for each in self.wanted.instance.resources if each.id == change.target)
            return more_money(change.kind, resource, by)
        return None


def search_changes(wanted: Wanted, deadline: Deadline) -> Search:
    """Return what would fund a proposal, within the time."""
    search = Search(replace(wanted, seconds=min(wanted.seconds, max(0.1, deadline.left()))), deadline)
    search.run()
    return search
