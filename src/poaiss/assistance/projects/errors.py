"""Errors of projects."""

from poaiss.common.errors import PoaissError


class MatchNotAgreed(PoaissError):
    """A project starts from a match that both sides agreed on."""

    code = "match-not-agreed"


class ProjectUnfit(PoaissError):
    """A project lacks a word, or its days stand in the wrong order; ``problems`` names each place."""

    code = "project-unfit"


class ProjectEnded(PoaissError):
    """A project that is closed or was cancelled is kept as it is."""

    code = "project-ended"


class MeasurementUnfit(PoaissError):
    """A measurement lies in the future or has no value."""

    code = "measurement-unfit"


class TransactionUnfit(PoaissError):
    """A transaction lies in the future, or its amount or currency cannot be right."""

    code = "transaction-unfit"


class WordsMissing(PoaissError):
    """A line says what it is."""

    code = "words-missing"


class NotOwnSide(PoaissError):
    """Each side states for itself."""

    code = "not-own-side"
