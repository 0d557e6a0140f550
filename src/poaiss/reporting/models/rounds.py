"""Rounds of reporting."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.enums import Evidence
from poaiss.questionnaires.models import Version
from poaiss.reporting.enums import Instrument


class Round(models.Model):
    """A round of national reports: its year, the period covered and the template (R1).

    The deadline is a fact of its own and is not derived from a meeting's date: BMS7 was held in 2021, and the
    reports of its cycle were due in 2020.
    """

    instrument = models.TextField(
        _("instrument"), choices=Instrument, default=Instrument.POA_ITI, help_text=_("What is reported on.")
    )
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Year in which the reports are due."))
    covers_from = models.PositiveSmallIntegerField(
        _("covers from"), null=True, blank=True, help_text=_("First year of the period covered.")
    )
    covers_until = models.PositiveSmallIntegerField(
        _("covers until"), null=True, blank=True, help_text=_("Last year of the period covered.")
    )
    deadline = models.DateField(_("date due"), null=True, blank=True, help_text=_("Empty: not known."))
    edition = models.CharField(_("edition"), max_length=8, blank=True, help_text=_("Edition asked for in the round."))
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("template")
    )
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))
    source = models.TextField(_("source"), blank=True, help_text=_("Where the round was seen."))
    exercise = models.BooleanField(_("exercise"), default=False, help_text=_("For exercise States alone."))
    note = models.TextField(_("note"), blank=True, help_text=_("What the Secretariat tells the States about it."))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, help_text=_("Empty: from the reference data."))
    opened_by = models.TextField(_("opened by"), blank=True, help_text=_("Identifier of the person."))

    class Meta:
        verbose_name = _("round of reporting")
        verbose_name_plural = _("rounds of reporting")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "year", "exercise"], name="reporting_round_once_each"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by="") | (Q(opened_at__isnull=False) & ~Q(opened_by="")),
                name="reporting_round_opened_pair",
            ),
            models.CheckConstraint(condition=Q(year__gte=2001, year__lte=2100), name="reporting_round_year"),
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True)
                | Q(covers_until__isnull=True)
                | Q(covers_from__lte=F("covers_until")),
                name="reporting_round_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Reminder(models.Model):
    """A reminder that the Secretariat sent about a round: to whom, in which words, how many people it reached."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("round"))
    scope = models.TextField(_("scope"), help_text=_("all, a regional group's code, or the code of a State."))
    exercise = models.BooleanField(_("exercise"), default=False, help_text=_("Sent to exercise States alone."))
    text = models.TextField(_("text"), blank=True, help_text=_("What the Secretariat added in its own words."))
    states = models.JSONField(_("States"), default=list, help_text=_("Codes of the States it went to."))
    people = models.PositiveIntegerField(_("people"), default=0, help_text=_("How many people it was sent to."))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.scope}"
