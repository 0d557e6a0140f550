"""Files attached to answers; the bytes lie in the store of ``poaiss.common.files`` under their digest."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.reporting.models.reports import NationalReport


class Attachment(models.Model):
    """A file attached to a question: a law, a plan, a form. Replacing or removing one keeps the row (R16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("national report")
    )
    path = models.TextField(_("path"), help_text=_("Place of the question in the form."))
    name = models.TextField(_("name"), help_text=_("Name of the file as it was given."))
    media_type = models.TextField(_("kind of file"), help_text=_("As read from the bytes, never from the name."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the bytes."))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    ended_at = models.DateTimeField(_("removed"), null=True, blank=True, help_text=_("Removed from the answer; kept."))
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("removed by")
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["report", "path", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "path"], condition=Q(ended_at__isnull=True), name="reporting_attachment_one_current"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reporting_attachment_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name
