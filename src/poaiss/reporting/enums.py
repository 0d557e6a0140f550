"""Choices and the workflow of the national report, as a table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Instrument(TextChoices):
    """What is reported on."""

    POA_ITI = "poa-iti", _("Programme of Action and International Tracing Instrument")


class ReportStatus(TextChoices):
    """Where a national report stands; complete is not approved is not published."""

    DRAFT = "draft", _("draft")
    COMPLETE = "complete", _("complete")
    APPROVED = "approved", _("approved")
    SUBMITTED = "submitted", _("submitted")
    RECEIVED = "received", _("received")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")
    AMENDED = "amended", _("being amended")


TRANSITIONS: dict[ReportStatus, tuple[ReportStatus, ...]] = {
    ReportStatus.DRAFT: (ReportStatus.COMPLETE,),
    ReportStatus.COMPLETE: (ReportStatus.APPROVED, ReportStatus.DRAFT),
    ReportStatus.APPROVED: (ReportStatus.SUBMITTED, ReportStatus.DRAFT),
    ReportStatus.SUBMITTED: (ReportStatus.RECEIVED, ReportStatus.RETURNED),
    ReportStatus.RECEIVED: (ReportStatus.PUBLISHED, ReportStatus.RETURNED),
    ReportStatus.RETURNED: (ReportStatus.DRAFT,),
    ReportStatus.PUBLISHED: (ReportStatus.AMENDED,),
    ReportStatus.AMENDED: (ReportStatus.COMPLETE,),
}
"""Which step may follow which; the diagram in the documentation is generated from this table."""

OPEN = (ReportStatus.DRAFT, ReportStatus.AMENDED)
"""Statuses in which answers can change."""

WITH_SECRETARIAT = (
    ReportStatus.SUBMITTED,
    ReportStatus.RECEIVED,
    ReportStatus.RETURNED,
    ReportStatus.PUBLISHED,
)
"""Statuses in which the Secretariat sees the report; before that it is the State's own."""


class AnswerKind(TextChoices):
    """Kinds of answer and of silence: different values from the first table to the last chart (decision 7)."""

    YES = "yes", _("Yes")
    DEVELOPING = "developing", _("In development")
    NO = "no", _("No")
    ANSWERED = "answered", _("Answered")
    UNCHANGED = "unchanged", _("Unchanged")
    RESTRICTED = "restricted", _("Reported, restricted")
    NO_ANSWER = "no_answer", _("No answer")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_ASKED = "not_asked", _("Not asked")
    DID_NOT_REPORT = "did_not_report", _("Did not report")
    NOT_YET_A_STATE = "not_yet_a_state", _("Not yet a Member State")


class Provenance(TextChoices):
    """Where an answer came from."""

    TYPED = "typed", _("typed here")
    CARRIED = "carried", _("carried over from the last report, unconfirmed")
    CONFIRMED = "confirmed", _("carried over and confirmed")
    WORKBOOK = "workbook", _("from a workbook")
    OPENROSA = "openrosa", _("from a form filled offline")


class CorrectionStatus(TextChoices):
    """Where a State's request for correction of an excerpt stands."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Publication(TextChoices):
    """What the State chose for its report; the State alone decides."""

    PUBLIC = "public", _("public")
    RESTRICTED = "restricted", _("for the Secretariat alone")


class Resolution(TextChoices):
    """How a conflict between two people was settled."""

    THEIRS = "theirs", _("the stored text was kept")
    MINE = "mine", _("the other text was taken")
    MERGED = "merged", _("a new text was written")


class ReceiptKind(TextChoices):
    """What a file with a known digest is."""

    SUBMISSION = "submission", _("the report as it was submitted")
    PUBLICATION = "publication", _("the report as it was published, without what the State restricts")
    COPY = "copy", _("a document issued from the report as it was submitted")


class HelpStatus(TextChoices):
    """Where a request for help with a report stands."""

    ASKED = "asked", _("asked")
    PAIRED = "paired", _("paired")
    ENDED = "ended", _("ended")


class LegacyStatus(TextChoices):
    """Where an earlier report that was brought in stands."""

    WAITING = "waiting", _("waiting for a person")
    REVIEWED = "reviewed", _("looked over")
    SET_ASIDE = "set_aside", _("set aside")


class Decision(TextChoices):
    """What a person decided about a candidate."""

    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")
