"""Sourced series that the analysis stands on: years of reporting, published totals, SDG 16.4.2 releases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.directory.enums import Evidence
from poaiss.directory.models import State


class Instrument(models.TextChoices):
    """Instruments under which States report."""

    POA = "poa", _("Programme of Action")
    UNROCA = "unroca", _("United Nations Register of Conventional Arms")


class ReportYear(models.Model):
    """A State reported under an instrument for a year, as a source lists it."""

    instrument = models.TextField(_("instrument"), choices=Instrument, help_text=_("Under which instrument."))
    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="report_years", verbose_name=_("State"))
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year that the report covers."))

    class Meta:
        verbose_name = _("year of reporting")
        verbose_name_plural = _("years of reporting")
        ordering = ["instrument", "year", "state"]
        constraints = [models.UniqueConstraint(fields=["instrument", "state", "year"], name="analysis_reportyear_once")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.state_id} {self.year}"


class CoveredState(models.Model):
    """A State that a source lists, whether or not it ever reported: the denominator of that source."""

    instrument = models.TextField(_("instrument"), choices=Instrument, help_text=_("Under which instrument."))
    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="+", verbose_name=_("State"))
    slug = models.TextField(_("name in the source"), help_text=_("How the source calls the State."))

    class Meta:
        verbose_name = _("State of a source")
        verbose_name_plural = _("States of a source")
        ordering = ["instrument", "state"]
        constraints = [models.UniqueConstraint(fields=["instrument", "state"], name="analysis_coveredstate_once")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.state_id}"


class PublishedTotal(models.Model):
    """A figure as somebody published it, with what exactly it counts; never mixed with figures of ours."""

    key = models.SlugField(_("key"), max_length=80, primary_key=True, help_text=_("Stable key."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the series."))
    period = models.TextField(_("period"), help_text=_("Year or years that it covers."))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, help_text=_("As published."))
    denominator = models.DecimalField(
        _("out of"), max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("Empty: none was published.")
    )
    unit = models.TextField(_("unit"), help_text=_("States, reports or per cent."))
    counts = models.TextField(_("what it counts"), help_text=_("Exactly what was counted."))
    source = models.TextField(_("source"), help_text=_("Where it was published."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))
    recomputable = models.TextField(_("recomputable"), blank=True, help_text=_("Whether our data allow it, and why."))

    class Meta:
        verbose_name = _("published total")
        verbose_name_plural = _("published totals")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.period}: {self.value} {self.unit}"


class SdgObservation(models.Model):
    """One observation of SDG indicator 16.4.2 in one release; releases are never merged."""

    release = models.TextField(_("release"), help_text=_("Which copy of the series."))
    release_label = models.TextField(_("name of the release"), blank=True, help_text=_("In words, in English."))
    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="+", verbose_name=_("State"))
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Year of the observation."))
    value = models.DecimalField(_("value"), max_digits=6, decimal_places=2, help_text=_("Per cent."))
    two_year_average = models.BooleanField(
        _("two-year average"), null=True, help_text=_("Whether the value is an average of two years; empty: not said.")
    )
    source_code = models.TextField(_("source code"), blank=True, help_text=_("Questionnaire named by the custodian."))
    times = models.PositiveSmallIntegerField(_("times listed"), default=1, help_text=_("Rows in the source."))
    note = models.TextField(_("note"), blank=True, help_text=_("Oddities of the source."))

    class Meta:
        verbose_name = _("observation of SDG 16.4.2")
        verbose_name_plural = _("observations of SDG 16.4.2")
        ordering = ["release", "state", "year"]
        constraints = [
            models.UniqueConstraint(fields=["release", "state", "year"], name="analysis_sdg_once_a_release"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=100), name="analysis_sdg_value_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.state_id} {self.year}: {self.value}"
