"""Help with a report (outcome document of BMS4, paragraph 40): asked for, paired, tracked, taken back."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.models import Grant
from poaiss.accounts.models import Person
from poaiss.directory.models import Organisation, State
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.models.reports import NationalReport
from poaiss.reporting.models.rounds import Round


class HelpRequest(models.Model):
    """A State asks for help to prepare a report; only the State lets a helper in, and takes the access back (R21)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="help_requests", verbose_name=_("State"))
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", verbose_name=_("round"))
    report = models.ForeignKey(
        NationalReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name=_("national report"),
    )
    text = models.TextField(_("what is asked for"), help_text=_("In the State's words."))
    language = models.CharField(_("language"), max_length=7, default="en", help_text=_("In which help is wanted."))
    status = models.TextField(_("status"), choices=HelpStatus, default=HelpStatus.ASKED)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    helper_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    helper_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("helping State")
    )
    paired_at = models.DateTimeField(_("paired"), null=True, blank=True)
    paired_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paired by")
    )
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("grant")
    )
    may_draft = models.BooleanField(_("may write answers"), default=False, help_text=_("Else reads and comments."))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    outcome = models.TextField(_("what came of it"), blank=True, help_text=_("In the State's words."))

    class Meta:
        verbose_name = _("request for help with a report")
        verbose_name_plural = _("requests for help with reports")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reporting_helprequest_text"),
            models.CheckConstraint(
                condition=Q(helper_organisation__isnull=True) | Q(helper_state__isnull=True),
                name="reporting_helprequest_one_helper",
            ),
            models.CheckConstraint(
                condition=Q(paired_at__isnull=True, paired_by__isnull=True)
                | Q(paired_at__isnull=False, paired_by__isnull=False),
                name="reporting_helprequest_paired_pair",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reporting_helprequest_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.round_id}"
