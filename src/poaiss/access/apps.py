"""The room in Django's list of applications."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see (a queryset) and who may act (a rule); row-level security."""

    name = "poaiss.access"
    label = "access"
    verbose_name = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """State the rules and who may see what; of accounts as well, whose rules are written with this room's words."""
        from poaiss.access import accounts_rules, permissions  # noqa: F401
