"""Errors of earlier reports that are brought in."""

from poaiss.common.errors import PoaissError


class LegacyKindRefused(PoaissError):
    """A document of a kind that no report can be read from."""

    code = "legacy-kind"


class LegacyEncrypted(PoaissError):
    """A document that is protected by a password."""

    code = "legacy-encrypted"


class LegacyDamaged(PoaissError):
    """A document that cannot be read to its end."""

    code = "legacy-damaged"


class LegacyTooLong(PoaissError):
    """A document with more pages or more text than a report has."""

    code = "legacy-too-long"


class LegacyUnfinished(PoaissError):
    """An earlier report on which something is still to be decided."""

    code = "legacy-unfinished"


class LegacyClosed(PoaissError):
    """An earlier report that was looked over or set aside already."""

    code = "legacy-closed"


class LegacyFacts(PoaissError):
    """State, year or edition of an earlier report do not fit."""

    code = "legacy-facts"
