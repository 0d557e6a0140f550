"""Good practices: a text of a published report, and whether its State lets the library take it (A7)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.library.models import Entry


class Decision(models.TextChoices):
    """What a State says to a good practice of its own going into the library."""

    WAITING = "waiting", _("waiting for the State")
    GIVEN = "given", _("in the library")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Practice(models.Model):
    """A text of a published report that may go into the library, with the consent of its State alone (A7).

    The State is asked once for one text; it may change its mind at any time, and what it withdraws leaves the library.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    key = models.CharField(_("key"), max_length=16, help_text=_("Follows from the State and the text."))
    year = models.PositiveSmallIntegerField(_("round"), help_text=_("Year of the report."))
    number = models.CharField(_("number"), max_length=40, help_text=_("Number of the question."))
    concept = models.CharField(_("question"), max_length=60, help_text=_("The question in the newest edition."))
    theme = models.TextField(_("theme"), blank=True, help_text=_("Code of a theme of the Programme of Action."))
    language = models.CharField(_("language"), max_length=7, help_text=_("Language of the text."))
    text = models.TextField(_("text"), help_text=_("As it was published."))
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, help_text=_("Empty: the State offered it."))
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Why the Secretariat asks."))
    decision = models.TextField(_("decision"), choices=Decision, default=Decision.WAITING)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entry of the library")
    )

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        ordering = ["-year", "state", "number"]
        constraints = [
            models.UniqueConstraint(fields=["state", "key"], name="analysis_practice_once"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True, asked_by__isnull=True)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="analysis_practice_asked_pair",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision="waiting", asked_at__isnull=False, decided_at__isnull=True, decided_by__isnull=True
                )
                | Q(
                    decision__in=["given", "declined", "withdrawn"], decided_at__isnull=False, decided_by__isnull=False
                ),
                name="analysis_practice_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["given", "withdrawn"]) | Q(entry__isnull=False),
                name="analysis_practice_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.year} {self.number}"
