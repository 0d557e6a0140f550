"""Errors of letting others see."""

from poaiss.common.errors import PoaissError


class ReaderUnfit(PoaissError):
    """A release names one organisation or one other State of the same world, or nobody where it is for all."""

    code = "release-reader-unfit"


class NeedNotReleased(PoaissError):
    """An annex is read by those who see its need."""

    code = "release-need-first"


class NeedNotStated(PoaissError):
    """A draft is for the State and its facilitator alone."""

    code = "release-need-not-stated"
