"""The room in Django's list of applications."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what to which object: append-only and hash-chained."""

    name = "poaiss.audit"
    label = "audit"
    verbose_name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
