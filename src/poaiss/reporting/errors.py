"""Errors of national reports."""

from poaiss.common.errors import PoaissError


class ReportIncomplete(PoaissError):
    """A report has answers that do not fit their questions; ``problems`` lists them by question."""

    code = "report-incomplete"


class ReportClosed(PoaissError):
    """Answers change only while the State has the report open."""

    code = "report-closed"


class ReportExists(PoaissError):
    """There is one report a State and round."""

    code = "report-exists"


class RoundWithoutTemplate(PoaissError):
    """A round of which no template is loaded cannot be reported in."""

    code = "round-without-template"


class UnknownQuestion(PoaissError):
    """The form has no question at a path."""

    code = "question-unknown"


class NotChosenForPublication(PoaissError):
    """A report is published only when its State chose so."""

    code = "publication-not-chosen"


class TextMissing(PoaissError):
    """A step needs words."""

    code = "text-missing"


class UnknownSection(PoaissError):
    """The form has no page for a section."""

    code = "section-unknown"


class NoSuchReport(PoaissError):
    """There is no report of a State for a round."""

    code = "report-not-found"


class UnknownFormat(PoaissError):
    """There is no document of this format or language."""

    code = "format-unknown"


class NotSubmitted(PoaissError):
    """A file is none that was submitted, nor a document issued of one."""

    code = "file-not-submitted"


class FileUnreadable(PoaissError):
    """A file could not be read or written."""

    code = "file-unreadable"
