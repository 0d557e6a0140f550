"""Devices of a drafter that send forms filled offline (OpenRosa)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person


class DeviceToken(models.Model):
    """A secret for one device, shown once; the database keeps its digest alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="device_tokens", verbose_name=_("person"))
    name = models.TextField(_("device"), help_text=_("What the person calls it."))
    token_hash = models.CharField(_("token"), max_length=64, unique=True, help_text=_("SHA-256 of the token."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class DeviceSubmission(models.Model):
    """A form that a device sent: kept whole, so that sending twice stores once and nothing sent is lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        "reporting.NationalReport",
        on_delete=models.CASCADE,
        related_name="device_submissions",
        verbose_name=_("national report"),
    )
    instance_id = models.TextField(_("instance"), help_text=_("Identifier that the device gave it."))
    xml = models.TextField(_("XML"), help_text=_("As it was sent."))
    outcome = models.JSONField(_("outcome"), default=dict, help_text=_("What came of it."))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("form sent by a device")
        verbose_name_plural = _("forms sent by devices")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "instance_id"], name="reporting_devicesubmission_once")
        ]

    def __str__(self) -> str:
        return self.instance_id
