"""The room in Django's list of applications."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, navigation, search, help, templates and static files."""

    name = "poaiss.site"
    label = "site"
    verbose_name = "site"
    default_auto_field = "django.db.models.BigAutoField"
