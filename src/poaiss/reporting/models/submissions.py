"""What was submitted, and the receipts by which anyone can check that a file is the one submitted (R26)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.reporting.enums import ReceiptKind
from poaiss.reporting.models.reports import NationalReport
from poaiss.reporting.models.rounds import Round


class Submission(models.Model):
    """The whole content of a report as it was submitted; the database refuses to change or remove it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("national report")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts the submissions of a report, from 1."))
    content = models.JSONField(_("content"), help_text=_("What was submitted."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest over the canonical JSON."))
    at = models.DateTimeField(_("time"), help_text=_("When it was submitted."))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.TextField(_("name"), help_text=_("Name of the person at that time."))
    capacity = models.TextField(_("capacity"), help_text=_("Role in which the person acted."))

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reporting_submission_once")]

    def __str__(self) -> str:
        return f"{self.state_id} ({self.number})"


class Receipt(models.Model):
    """A digest that anyone can compare a file with; it says nothing of the content, and never changes."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the bytes of a file."))
    kind = models.TextField(_("kind"), choices=ReceiptKind, help_text=_("What the file is."))
    format = models.TextField(_("format"), default="json", help_text=_("json, pdf, docx, xlsx or xform."))
    file_language = models.CharField(_("language"), max_length=7, blank=True, help_text=_("Of a document's labels."))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", verbose_name=_("round"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Number of the submission or publication."))
    submitted_at = models.DateTimeField(_("submitted"), help_text=_("When what the file shows was submitted."))
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "kind", "state", "round", "number"], name="reporting_receipt_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.kind})"
