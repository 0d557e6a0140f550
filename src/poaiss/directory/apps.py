"""The room in Django's list of applications."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """States, regional groups, organisations, agencies and the vocabulary of the outcome document."""

    name = "poaiss.directory"
    label = "directory"
    verbose_name = "directory"
    default_auto_field = "django.db.models.BigAutoField"
