"""Choices of the audit log."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The log of changes, of configuration and of access are told apart (S4)."""

    CHANGE = "change", _("change")
    CONFIGURATION = "configuration", _("configuration")
    ACCESS = "access", _("access")


class Outcome(TextChoices):
    """Whether the thing was done; refusals are kept as well."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
