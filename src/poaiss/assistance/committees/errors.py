"""Errors of selection committees."""

from poaiss.common.errors import PoaissError


class CriteriaUnfit(PoaissError):
    """A selection has criteria with different names and positive weights."""

    code = "criteria-unfit"


class SelectionDecided(PoaissError):
    """A selection that is closed takes no scores and no decisions."""

    code = "selection-decided"


class ScoresUnfit(PoaissError):
    """An application is scored under each criterion."""

    code = "scores-unfit"


class DecisionUnfit(PoaissError):
    """A decision has its reason, an amount that the offer allows, and covers each application before the end."""

    code = "decision-unfit"
