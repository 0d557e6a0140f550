"""The room of cooperation and assistance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    """Cooperation and assistance."""

    name = "poaiss.assistance"
    label = "assistance"
    verbose_name = _("cooperation and assistance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and statements of who may read."""
        from poaiss.assistance import permissions, visibility  # noqa: F401
