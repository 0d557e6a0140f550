"""Errors of the allocation: everything that is wrong with an instance at once, and rules that conflict."""

from poaiss.common.errors import PoaissError


class BadInstance(PoaissError):
    """An instance cannot be read; ``problems`` lists every place."""

    code = "bad-instance"


class RulesConflict(PoaissError):
    """The rules together forbid every allocation."""

    code = "rules-conflict"


class WrongAllocation(PoaissError):
    """An allocation broke a rule when it was checked before it was told: it is never told."""

    code = "wrong-allocation"
