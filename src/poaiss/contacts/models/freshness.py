"""Confirmations that the particulars are right, and reminders of them (D4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.contacts.enums import (
    ConfirmedVia,
)
from poaiss.contacts.models.offices import Office


class Confirmation(models.Model):
    """A confirmation that the particulars are still right (D4)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="confirmations", verbose_name=_("office"))
    confirmed_on = models.DateField(_("confirmed on"))
    via = models.TextField(_("way"), choices=ConfirmedVia)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-confirmed_on", "-id"]

    def __str__(self) -> str:
        return str(self.confirmed_on)


class Reminder(models.Model):
    """A reminder of a confirmation that is due; each step is sent once (D4)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("office"))
    due_on = models.DateField(_("due on"), help_text=_("The confirmation that was due."))
    step = models.PositiveSmallIntegerField(_("days after"), help_text=_("0, 14 or 30 days after the date."))
    sent_on = models.DateField(_("sent on"))
    persons = models.PositiveSmallIntegerField(_("people"), default=0, help_text=_("How many were notified."))
    addresses = models.PositiveSmallIntegerField(_("addresses"), default=0, help_text=_("How many addresses."))
    failure = models.TextField(_("failure"), blank=True, help_text=_("Why an e-mail could not be delivered."))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_on", "-step"]
        constraints = [
            models.UniqueConstraint(fields=["office", "due_on", "step"], name="contacts_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} +{self.step}"
