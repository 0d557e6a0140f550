"""Errors of good practices."""

from poaiss.common.errors import PoaissError


class PracticeGone(PoaissError):
    """The text no longer stands in a published report."""

    code = "practice-gone"


class PracticeDecided(PoaissError):
    """The State has been asked about this text, or has decided."""

    code = "practice-decided"


class TitleMissing(PoaissError):
    """An entry of the library has a title."""

    code = "practice-title-missing"
