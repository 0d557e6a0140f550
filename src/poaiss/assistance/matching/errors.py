"""Errors of matches."""

from poaiss.common.errors import PoaissError


class MatchExists(PoaissError):
    """A need and an offer are matched once; the one that is there goes on."""

    code = "match-exists"


class MatchUnfit(PoaissError):
    """A match joins a stated need and an offer of the same world, and not of the same State."""

    code = "match-unfit"


class ConsentMissing(PoaissError):
    """A State's need is shown to a donor only with the State's consent."""

    code = "consent-missing"


class NotYourTurn(PoaissError):
    """The step is for the other side."""

    code = "not-your-turn"


class ReasonMissing(PoaissError):
    """Declining and closing say why, for the other side."""

    code = "reason-missing"


class AmountBeyond(PoaissError):
    """An amount goes beyond what the offer's rules allow, or what is left of it."""

    code = "amount-beyond"


"""The donor sees what is left of its own offer; the recipient is told of the rules alone."""
