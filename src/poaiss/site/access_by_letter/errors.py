"""Errors of access by letter."""

from poaiss.common.errors import PoaissError


class OfficerKnown(PoaissError):
    """The State has a point of contact who can sign in."""

    code = "state-has-officer"


class ApproverKnown(PoaissError):
    """The State has people of its own who give this role."""

    code = "state-gives-role-itself"


class LetterFromTheFuture(PoaissError):
    """A letter is dated today or earlier."""

    code = "letter-date-unfit"
