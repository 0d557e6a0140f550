"""Reports of earlier years as PDF or Word: their text, and candidates for answers that a person looks over (R30)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.reporting.enums import Decision, LegacyStatus
from poaiss.reporting.models.excerpts import Excerpt


class LegacyDocument(models.Model):
    """A file with a report of earlier years; what a person accepts of it becomes an excerpt, never a filing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField(_("name"), help_text=_("Name of the file as it was given."))
    media_type = models.TextField(_("kind of file"))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the bytes."))
    exercise = models.BooleanField(_("exercise"), default=False)
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("State")
    )
    year = models.PositiveSmallIntegerField(_("year of the report"), null=True, blank=True)
    edition = models.CharField(_("edition"), max_length=8, blank=True, help_text=_("As recognised, or as chosen."))
    source = models.TextField(_("source"), blank=True, help_text=_("Address at which the file was published."))
    text = models.TextField(_("text"), blank=True, help_text=_("As read from the file, page by page."))
    status = models.TextField(_("status"), choices=LegacyStatus, default=LegacyStatus.WAITING)
    excerpt = models.ForeignKey(
        Excerpt, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("excerpt")
    )
    at = models.DateTimeField(_("brought in"), auto_now_add=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("earlier report")
        verbose_name_plural = _("earlier reports")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["sha256", "exercise"], name="reporting_legacydocument_once")]

    def __str__(self) -> str:
        return self.name


class LegacyCandidate(models.Model):
    """A passage that may be the answer to a question; nothing counts before a person decided."""

    document = models.ForeignKey(
        LegacyDocument, on_delete=models.CASCADE, related_name="candidates", verbose_name=_("earlier report")
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("Order in the text."))
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    number = models.TextField(_("number"), help_text=_("Number of the question as read."))
    passage = models.TextField(_("passage"), help_text=_("The text of the file around it."))
    value = models.TextField(_("value"), blank=True, help_text=_("Proposed, or as the person corrected it."))
    decision = models.TextField(_("decision"), choices=Decision, blank=True, help_text=_("Empty: none yet."))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["document", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="reporting_legacycandidate_decided_pair",
            )
        ]

    def __str__(self) -> str:
        return self.number
