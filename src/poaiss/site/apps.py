"""The room in Django's list of applications."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, navigation, search, help, templates and static files."""

    name = "poaiss.site"
    label = "site"
    verbose_name = "site"

    def ready(self) -> None:
        """State the rules."""
        from poaiss.site import permissions  # noqa: F401
        from poaiss.site.access_by_letter import permissions as letters  # noqa: F401
