"""Errors of help with a report."""

from poaiss.common.errors import PoaissError


class HelpAskedAlready(PoaissError):
    """A State has one open request a round."""

    code = "help-asked-already"


class HelpWordsMissing(PoaissError):
    """A request says what is asked for; an end says what came of it."""

    code = "help-words-missing"


class HelperUnfit(PoaissError):
    """A helper is one regional body or one other State, of the same world."""

    code = "helper-unfit"


class HelpNotPaired(PoaissError):
    """Access is granted to a helper, once there is one."""

    code = "help-not-paired"


class HelpEnded(PoaissError):
    """The request has ended."""

    code = "help-ended"


class ReportNotBegun(PoaissError):
    """There is no report yet that a helper could be let into."""

    code = "report-not-begun"


class EndDateUnfit(PoaissError):
    """Access ends on a day to come, within a year."""

    code = "access-end-unfit"
