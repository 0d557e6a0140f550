"""Errors of rounds and reminders."""

from poaiss.common.errors import PoaissError


class RoundExists(PoaissError):
    """An instrument has one round a year in each world."""

    code = "round-exists"


class PeriodReversed(PoaissError):
    """A period ends before it begins."""

    code = "round-period-reversed"


class TemplateMissing(PoaissError):
    """A round asks for the report in a template."""

    code = "round-template-missing"


class TemplateInUse(PoaissError):
    """Reports were begun in the template of a round: it stays."""

    code = "round-template-in-use"


class YearUnfit(PoaissError):
    """A year of which no round can be."""

    code = "round-year-unfit"


class RoundOfExercise(PoaissError):
    """A round of the exercise is for exercise States alone."""

    code = "round-of-the-exercise"


class ScopeUnknown(PoaissError):
    """A reminder goes to all, to a regional group, or to one State of the sender's world."""

    code = "reminder-scope-unknown"


class NobodyToRemind(PoaissError):
    """A reminder would reach nobody."""

    code = "reminder-reaches-nobody"


class SenderUnknown(PoaissError):
    """A reminder is sent by a person of the Secretariat."""

    code = "reminder-sender-unknown"
