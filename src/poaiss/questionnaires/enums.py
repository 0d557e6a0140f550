"""Choices of the room of questionnaires."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionState(TextChoices):
    """A version can change until somebody uses it."""

    DRAFT = "draft", _("can still change")
    FROZEN = "frozen", _("frozen: in use")


class QuestionKind(TextChoices):
    """What a numbered place of a form holds; the rest are types of XLSForm."""

    YES_NO = "yes_no", _("yes or no")
    CHOOSE_ONE = "choose_one", _("one choice")
    CHOOSE_MANY = "choose_many", _("any number of choices")
    TEXT = "text", _("text")
    WHOLE_NUMBER = "whole_number", _("whole number")
    DECIMAL = "decimal", _("number")
    DATE = "date", _("date")
    FILE = "file", _("file")
    LIST = "list", _("list")
    GROUP = "group", _("group of answers")
    OTHER = "other", _("other")
