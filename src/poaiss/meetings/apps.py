"""The room in Django's list of applications."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The calendar of meetings and what they adopted."""

    name = "poaiss.meetings"
    label = "meetings"
    verbose_name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
