"""The room in Django's list of applications."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their capacities, sign-in; builds the Actor."""

    name = "poaiss.accounts"
    label = "accounts"
    verbose_name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
