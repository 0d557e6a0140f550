"""Messages to a role (D10)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.contacts.models.offices import Office


class Thread(models.Model):
    """A message to a role with its replies; it stays with the office when the holder changes (D10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="threads", verbose_name=_("office"))
    subject = models.TextField(_("subject"))
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    started_for = models.TextField(_("on behalf of"), help_text=_("Code of the State or organisation of the writer."))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    last_at = models.DateTimeField(_("last message"))

    class Meta:
        verbose_name = _("message to an office")
        verbose_name_plural = _("messages to offices")
        ordering = ["-last_at"]

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """One text of a thread, from the writer or from the office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages", verbose_name=_("thread"))
    from_office = models.BooleanField(_("from the office"), default=False)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at"]

    def __str__(self) -> str:
        return str(self.id)


class Reading(models.Model):
    """Up to when a person has read a thread."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="readings", verbose_name=_("thread"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("reading of a thread")
        verbose_name_plural = _("readings of threads")
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="contacts_reading_once")]

    def __str__(self) -> str:
        return str(self.read_at)
