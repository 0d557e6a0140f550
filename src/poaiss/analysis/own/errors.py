"""Errors of a State's own analysis."""

from poaiss.common.errors import PoaissError


class ExplanationMissing(PoaissError):
    """An explanation says something."""

    code = "explanation-missing"


class WeightsUnfit(PoaissError):
    """A weight is a number of at least 0."""

    code = "weights-unfit"


class PartnerUnfit(PoaissError):
    """Transfers are compared with another State of the same world."""

    code = "mirror-partner-unfit"
