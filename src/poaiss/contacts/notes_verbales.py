"""The text of a note verbale with which a State designates its point of contact (D7; outcome document ¶28c)."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language


def chosen(asked: str) -> str:
    """Return the language of the text that was asked for, else the reader's."""
    known = dict(settings.LANGUAGES)
    return asked if asked in known else (get_language() or settings.LANGUAGE_CODE)


def text_in(language: str) -> str:
    """Return the model text in LANGUAGE, with blanks in brackets."""
    with translation.override(language):
        return render_to_string("contacts/note_verbale.txt")


def tabs(current: str) -> list[dict[str, Any]]:
    """Return a tab for each language."""
    page = reverse("contacts:note-verbale")
    return [
        {"label": endonym, "url": f"{page}?text={code}", "current": code == current}
        for code, endonym in settings.LANGUAGES
    ]
