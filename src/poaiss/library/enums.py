"""Choices of the library."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a text is."""

    LAW = "law", _("law or regulation")
    PLAN = "plan", _("national action plan")
    PROCEDURE = "procedure", _("procedure")
    PRACTICE = "practice", _("good practice")
    OTHER = "other", _("other document")


class Shown(TextChoices):
    """Who reads an entry: its own State until it is released, then everybody."""

    OWN = "own", _("the State itself")
    PUBLIC = "public", _("everybody")
