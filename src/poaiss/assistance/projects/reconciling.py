"""What was needed and what was received: the statements of both sides beside each other (N16).

Neither side is right by itself: what only one states may be on its way, and dates differ because banks take time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from poaiss.assistance.enums import MoneyKind, Side

ON_TIME = 30
"""Days within which the same payment may stand in the books of both sides."""
FAR = 180
"""Days beyond which two statements are not about the same payment."""
NEAR = Decimal("0.02")
"""Share by which an amount may differ after conversion between currencies."""


class Verdict(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"
    DAYS_DIFFER = "days-differ"
    AMOUNTS_DIFFER = "amounts-differ"
    ONLY_RECIPIENT = "only-recipient"
    ONLY_DONOR = "only-donor"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one side states."""

    kind: MoneyKind
    side: Side
    on: dt.date
    amount: Decimal
    currency: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements about the same payment, or one without its counterpart."""

    recipient: Statement | None
    donor: Statement | None
    verdict: Verdict

    @property
    def kind(self) -> MoneyKind:
        """What kind of money it is about."""
        return self.first.kind

    @property
    def first(self) -> Statement:
        """The statement there is, the donor's first."""
        return next(each for each in (self.donor, self.recipient) if each)

    @property
    def days(self) -> int:
        """By how many days the recipient's day lies after the donor's."""
        return (self.recipient.on - self.donor.on).days if self.recipient and self.donor else 0


@dataclass(frozen=True, slots=True)
class Sum:
    """What both sides state of a kind in a year; in US dollars where their currencies differ."""

    kind: MoneyKind
    year: int
    currency: str
    recipient: Decimal | None
    donor: Decimal | None
    without_rate: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """How much more the donor states; None where nothing can be compared."""
        return None if self.recipient is None or self.donor is None else self.donor - self.recipient


Converter = Callable[[Statement], Decimal | None]
"""Returns the amount in US dollars, None without a rate."""


def pairs(statements: Iterable[Statement], dollars: Converter) -> list[Pair]:
    """Return the statements of both sides paired, by kind and day."""
    kinds: dict[MoneyKind, list[Statement]] = defaultdict(list)
    for each in statements:
        kinds[each.kind].append(each)
    found = [pair for each in kinds.values() for pair in paired(each, dollars)]
    order = list(MoneyKind)
    return sorted(found, key=lambda pair: (order.index(pair.kind), pair.first.on, pair.first.key))


def paired(statements: Sequence[Statement], dollars: Converter) -> list[Pair]:
    """Pair statements of one kind: equal amounts first, the nearest days first; then different amounts near in time."""
    recipient = [each for each in statements if each.side == Side.RECIPIENT]
    donor = [each for each in statements if each.side == Side.DONOR]
    found: list[Pair] = []
    for equal in (True, False):
        limit = FAR if equal else ON_TIME
        near = (
            sorted(
                (abs((mine.on - theirs.on).days), mine.key, theirs.key, mine, theirs)
                for mine in recipient
                for theirs in donor
                if abs((mine.on - theirs.on).days) <= limit and (not equal or amounts_agree(mine, theirs, dollars))
            )
            if recipient and donor
            else []
        )
        for days, _mine, _theirs, mine, theirs in near:
            if mine in recipient and theirs in donor:
                recipient.remove(mine)
                donor.remove(theirs)
                found.append(Pair(mine, theirs, verdict(equal, days)))
    found += [Pair(each, None, Verdict.ONLY_RECIPIENT) for each in recipient]
    return found + [Pair(None, each, Verdict.ONLY_DONOR) for each in donor]


def verdict(equal: bool, days: int) -> Verdict:
    """Return what is to be said of two statements about one payment."""
    if not equal:
        return Verdict.AMOUNTS_DIFFER
    return Verdict.SAME if days <= ON_TIME else Verdict.DAYS_DIFFER


def amounts_agree(one: Statement, other: Statement, dollars: Converter) -> bool:
    """Return whether two amounts are the same; in different currencies nearly so, at the rates of their days."""
    if one.currency == other.currency:
        return one.amount == other.amount
    first, second = dollars(one), dollars(other)
    return first is not None and second is not None and abs(first - second) <= NEAR * max(first, second)


def sums(statements: Iterable[Statement], dollars: Converter) -> list[Sum]:
    """Return what both sides state of each kind in each year."""
    groups: dict[tuple[MoneyKind, int], list[Statement]] = defaultdict(list)
    for each in statements:
        groups[each.kind, each.on.year].append(each)
    order = list(MoneyKind)
    return [summed(*key, groups[key], dollars) for key in sorted(groups, key=lambda key: (order.index(key[0]), key[1]))]


def summed(kind: MoneyKind, year: int, rows: Sequence[Statement], dollars: Converter) -> Sum:
    """Return the sum of a kind in a year: in the one currency that both use, else in US dollars as far as known."""
    currencies = sorted({each.currency for each in rows})
    if len(currencies) == 1:
        recipient, donor = (total([each.amount for each in rows if each.side == side]) for side in Side)
        return Sum(kind, year, currencies[0], recipient, donor)
    missing = tuple(sorted({each.currency for each in rows if dollars(each) is None}))
    if missing:
        return Sum(kind, year, "USD", None, None, missing)
    recipient, donor = (total([dollars(each) or Decimal(0) for each in rows if each.side == side]) for side in Side)
    return Sum(kind, year, "USD", recipient, donor)


def total(amounts: list[Decimal]) -> Decimal | None:
    """Return the sum; None where nothing was stated, which is not nothing paid."""
    return sum(amounts, Decimal(0)) if amounts else None
