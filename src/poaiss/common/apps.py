"""The room in Django's list of applications."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Errors, clock, page rendering, the embedded database: what every room stands on."""

    name = "poaiss.common"
    label = "common"
    verbose_name = "common"
    default_auto_field = "django.db.models.BigAutoField"
