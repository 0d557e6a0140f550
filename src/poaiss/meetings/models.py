"""The calendar of meetings of the Programme of Action, as sourced reference data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.directory.enums import Evidence


class Meeting(models.Model):
    """A meeting of States; reporting rounds are separate facts and are never derived from it."""

    code = models.SlugField(_("code"), primary_key=True, help_text=_("Such as bms9."))
    names = models.JSONField(_("names"), default=dict, help_text=_("Names by language code; English always."))
    starts_on = models.DateField(_("first day"), null=True, blank=True, help_text=_("Empty: not yet fixed."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: not yet fixed."))
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Year, also when the days are not fixed."))
    place = models.TextField(_("place"), blank=True, help_text=_("City."))
    chair = models.TextField(_("chair"), blank=True, help_text=_("Chair or President and the State."))
    documents = models.TextField(_("documents"), blank=True, help_text=_("Symbols of the documents."))
    outcome = models.TextField(_("outcome"), blank=True, help_text=_("What came of it, in a sentence."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.SEEN, help_text=_("How sure."))
    source = models.TextField(_("source"), blank=True, help_text=_("Where the facts were seen."))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["year", "starts_on", "code"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.code))
