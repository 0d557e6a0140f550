"""The room in Django's list of applications."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see (a queryset) and who may act (a rule); row-level security."""

    name = "poaiss.access"
    label = "access"
    verbose_name = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """State the rules."""
        from poaiss.access import permissions  # noqa: F401

    def ready(self) -> None:
        """State the rules of the accounts and who sees which person."""
        from poaiss.access import accounts_rules  # noqa: F401
