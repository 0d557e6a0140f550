"""Errors of needs."""

from poaiss.common.errors import PoaissError


class NeedIncomplete(PoaissError):
    """A need has a title and a theme."""

    code = "need-incomplete"


class NeedChanged(PoaissError):
    """Somebody else changed the record since the page was opened; nothing of either text is lost."""

    code = "need-changed"


class NeedClosed(PoaissError):
    """A need that was met or withdrawn is not written on."""

    code = "need-closed"


class AgencyUnfit(PoaissError):
    """The responsible agency is one of the State's own."""

    code = "need-agency-unfit"


class WordsMissing(PoaissError):
    """A message or a title says something."""

    code = "need-words-missing"


class PartnerUnfit(PoaissError):
    """A dialogue is led with somebody who sees the need."""

    code = "need-partner-unfit"


class RoadmapUnfit(PoaissError):
    """A place in a roadmap is proposed by the facilitator whom the State let see the need."""

    code = "need-roadmap-unfit"


class SuggestionGone(PoaissError):
    """The answers that a suggestion rested on have changed."""

    code = "need-suggestion-gone"


class JudgementsMissing(PoaissError):
    """An order is made from judgements on every need."""

    code = "need-judgements-missing"
