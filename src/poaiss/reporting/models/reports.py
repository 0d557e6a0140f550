"""The national report of a State in a round, its answers and the signed steps of its workflow.

All three tables are under row-level security: a draft is seen by its own State alone.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Marking
from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.questionnaires.models import Version
from poaiss.reporting.enums import OPEN, AnswerKind, Provenance, Publication, ReportStatus
from poaiss.reporting.models.rounds import Round


class NationalReport(models.Model):
    """A State's report in a round, from first draft to publication (PoA II.33; R9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="reports", verbose_name=_("State"))
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports", verbose_name=_("round"))
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reports", verbose_name=_("template"))
    status = models.TextField(
        _("status"), choices=ReportStatus, default=ReportStatus.DRAFT, help_text=_("Where the report stands.")
    )
    language = models.CharField(_("language"), max_length=7, default="en", help_text=_("UN language it is written in."))
    publication = models.TextField(
        _("publication"), choices=Publication, default=Publication.PUBLIC, help_text=_("What the State chose.")
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, help_text=_("Counts publications and amendments."))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, help_text=_("Last submission."))
    submitted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("submitted by")
    )
    submitted_hash = models.CharField(
        _("hash of the submission"), max_length=64, blank=True, help_text=_("SHA-256 over what was submitted.")
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, help_text=_("Last publication."))
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("national report")
        verbose_name_plural = _("national reports")
        ordering = ["-round__year", "state"]
        constraints = [
            models.UniqueConstraint(fields=["state", "round"], name="reporting_nationalreport_once"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True, submitted_hash="")
                | (Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(submitted_hash="")),
                name="reporting_nationalreport_submitted_pair",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="reporting_nationalreport_published_pair",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.PUBLISHED) | Q(publication=Publication.PUBLIC),
                name="reporting_nationalreport_state_chose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.round.year}"

    @property
    def is_open(self) -> bool:
        """Whether answers can change."""
        return self.status in OPEN


class Answer(models.Model):
    """One answer of a report: the text exactly as given, or the kind of silence (decision 7)."""

    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="answers", verbose_name=_("national report")
    )
    path = models.TextField(_("path"), help_text=_("Place in the form; in lists with 1-based indexes."))
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("Number of the question."))
    value = models.JSONField(_("value"), default=str, blank=True, help_text=_("As given; a string of XForms."))
    kind = models.TextField(_("kind"), choices=AnswerKind, help_text=_("What sort of answer or silence this is."))
    unchanged_since = models.PositiveSmallIntegerField(
        _("unchanged since"), null=True, blank=True, help_text=_("Year of the report that it still stands in.")
    )
    remark = models.TextField(_("remark"), blank=True, help_text=_("Text that the question has no place for."))
    marking = models.TextField(
        _("marking"), choices=Marking, default=Marking.CLEAR, help_text=_("Who may see it; the State decides.")
    )
    provenance = models.TextField(
        _("provenance"), choices=Provenance, default=Provenance.TYPED, help_text=_("Where it came from.")
    )
    carried_from = models.PositiveSmallIntegerField(
        _("carried from"), null=True, blank=True, help_text=_("Year of the report that it was carried over from.")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, help_text=_("Counts the changes of this answer."))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.TextField(_("changed by"), blank=True, help_text=_("Identifier of the person."))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "path"], name="reporting_answer_once"),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.UNCHANGED, unchanged_since__isnull=False)
                | (~Q(kind=AnswerKind.UNCHANGED) & Q(unchanged_since__isnull=True)),
                name="reporting_answer_unchanged_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.path


class Step(models.Model):
    """A signed step of a report's workflow: from where to where, by whom, in which capacity, when, with what words."""

    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="steps", verbose_name=_("national report")
    )
    before = models.TextField(_("before"), choices=ReportStatus, blank=True, help_text=_("Empty: the report began."))
    after = models.TextField(_("after"), choices=ReportStatus, help_text=_("Status after the step."))
    at = models.DateTimeField(_("time"), help_text=_("When the step was taken."))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.TextField(_("name"), help_text=_("Name of the person at that time."))
    capacity = models.TextField(_("capacity"), help_text=_("Role in which the person acted."))
    remarks = models.TextField(
        _("remarks"), blank=True, help_text=_("On authenticity or legibility, or to colleagues.")
    )

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ["report", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="reporting_step_signed")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
