"""The room in Django's list of applications."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """National points of contact, technical contacts, coordinating bodies."""

    name = "poaiss.contacts"
    label = "contacts"
    verbose_name = "contacts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """State the rules and who may see what."""
        from poaiss.contacts import permissions, visibility  # noqa: F401
