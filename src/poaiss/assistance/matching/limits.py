"""What an amount in a match may be: the rules of the offer, and for the donor what is left of it."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.assistance.enums import MatchStatus, ResourceKind, Side
from poaiss.assistance.matching.errors import AmountBeyond
from poaiss.assistance.models import Match, Resource
from poaiss.assistance.resources.money import amount_problem, currency_problem, in_dollars
from poaiss.common.errors import Problem

BOUND = (MatchStatus.AGREED, MatchStatus.RUNNING, MatchStatus.CLOSED)


def bound(resource: Resource, *, but: Match, state: str = "") -> Decimal:
    """Return in US dollars what other matches of an offer have bound, with one State or in all."""
    with acting_as(MACHINE):
        rows = Match.objects.filter(Q(state=state) if state else Q(), resource=resource, status__in=BOUND)
        rows = rows.exclude(pk=but.pk).exclude(amount=None)
        sums = list(rows.order_by().values_list("currency").annotate(Sum("amount")))
    return sum((in_dollars(total, currency) for currency, total in sums), Decimal(0))


def check_amount(match: Match, amount: Decimal | None, currency: str, side: Side) -> None:
    """Raise AmountBeyond where an amount is absurd, or goes beyond the offer's ceilings or what is left of it."""
    resource = match.resource
    found = [amount_problem(amount, "amount"), currency_problem(currency, has_amounts=amount is not None)]
    if amount is None and resource.kind == ResourceKind.MONEY:
        found.append(Problem("amount-unfit", _("An offer of money needs an amount."), _("Enter it."), "amount"))
    if not any(found) and amount is not None:
        found += ceiling_problems(match, amount, currency, side)
    if problems := tuple(each for each in found if each):
        raise AmountBeyond(_("The amount cannot be kept as it stands."), problems=problems)


def ceiling_problems(match: Match, amount: Decimal, currency: str, side: Side) -> list[Problem]:
    """Return which ceilings an amount exceeds; what others have of the offer is for its donor alone."""
    resource, asked, found = match.resource, in_dollars(amount, currency), []

    def ceiling(most: Decimal | None, taken: Decimal, words: str) -> None:
        if most is not None and asked + taken > in_dollars(most, resource.currency):
            found.append(Problem("amount-beyond", words, _("Lower the amount."), "amount"))

    ceiling(resource.per_project, Decimal(0), _("This is more than the offer gives for one project."))
    own = bound(resource, but=match, state=match.state_id)
    ceiling(resource.per_state, own, _("This is more than the offer gives for one State."))
    others = bound(resource, but=match) if side == Side.DONOR else Decimal(0)
    ceiling(resource.amount, others, _("This is more than the offer has."))
    return found
