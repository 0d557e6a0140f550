"""The room in Django's list of applications."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Laws, plans and procedures that States attached to their reports."""

    name = "poaiss.library"
    label = "library"
    verbose_name = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """State the rules and who may see what."""
        from poaiss.library import permissions, visibility  # noqa: F401
