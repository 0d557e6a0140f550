"""Snapshots: what was published, for good."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.directory.models import State
from poaiss.questionnaires.models import Version
from poaiss.reporting.models.reports import NationalReport
from poaiss.reporting.models.rounds import Round


class Snapshot(models.Model):
    """The published content of a report with its hash; the database refuses to change or remove it (decision 5).

    A correction is a further snapshot with the next number; the earlier one stays verifiable. Restricted answers
    are not in it: they stand there as "reported, restricted", without their value.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("national report")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("State"))
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("round"))
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", verbose_name=_("template"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts the publications of a report, from 1."))
    language = models.CharField(_("language"), max_length=7, help_text=_("UN language it is written in."))
    content = models.JSONField(_("content"), help_text=_("What was published."))
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, help_text=_("Digest over the canonical JSON of the content.")
    )
    published_at = models.DateTimeField(_("published"), help_text=_("When it was published."))

    class Meta:
        verbose_name = _("snapshot of a report")
        verbose_name_plural = _("snapshots of reports")
        ordering = ["-published_at"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reporting_snapshot_number_once")]
        indexes = [models.Index(fields=["state", "round"], name="reporting_snapshot_place")]

    def __str__(self) -> str:
        return f"{self.state_id} {self.round.year} ({self.number})"
