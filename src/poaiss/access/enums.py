"""Markings and audiences."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Marking(TextChoices):
    """Traffic Light Protocol 2.0 (FIRST, 2022)."""

    CLEAR = "clear", _("TLP:CLEAR")
    GREEN = "green", _("TLP:GREEN")
    AMBER = "amber", _("TLP:AMBER")
    AMBER_STRICT = "amber+strict", _("TLP:AMBER+STRICT")
    RED = "red", _("TLP:RED")


class Audience(TextChoices):
    """Who may see a field or a record; each State chooses for its own (D3)."""

    PUBLIC = "public", _("everybody")
    STATES = "states", _("officials of States and the Secretariat")
    VETTED = "vetted", _("vetted officers of agencies")
    NAMED = "named", _("those named")
    OWN = "own", _("the State itself")
