"""What helps a new holder (D8, D11)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.contacts.enums import (
    OnboardingTask,
)
from poaiss.contacts.models.designations import Term
from poaiss.contacts.models.offices import Office


class HandoverNote(models.Model):
    """What an outgoing holder leaves for the successor (D11; outcome document ¶28d)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="handover_notes", verbose_name=_("office")
    )
    text = models.TextField(_("note for the successor"))
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("handover note")
        verbose_name_plural = _("handover notes")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return str(self.id)


class OnboardingMark(models.Model):
    """A first step that the holder of a term has done (D8)."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="onboarding", verbose_name=_("term"))
    task = models.TextField(_("task"), choices=OnboardingTask)
    done_on = models.DateField(_("done on"), null=True, blank=True, help_text=_("Empty: taken back."))

    class Meta:
        verbose_name = _("first step")
        verbose_name_plural = _("first steps")
        constraints = [models.UniqueConstraint(fields=["term", "task"], name="contacts_onboarding_once")]

    def __str__(self) -> str:
        return self.task
