"""The model text of the letter with which a mission asks for access, as text and as a short Word document."""

import io

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language, get_language_info
from docx import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def chosen(asked: str) -> str:
    """Return the language of the text that was asked for, else the reader's."""
    known = dict(settings.LANGUAGES)
    return asked if asked in known else (get_language() or settings.LANGUAGE_CODE)


def text_in(language: str) -> str:
    """Return the model text in LANGUAGE, with blanks in brackets."""
    with translation.override(language):
        return render_to_string("letters/letter.txt", {"operator": settings.OPERATOR}).strip() + "\n"


def word_in(language: str) -> bytes:
    """Return the model text as a Word document, from right to left where the language is."""
    document = Document()
    document.core_properties.title, document.core_properties.author = "", ""
    document.core_properties.language = language
    is_rtl = bool(get_language_info(language)["bidi"])
    for block in text_in(language).split("\n\n"):
        paragraph = document.add_paragraph()
        for at, line in enumerate(block.strip().split("\n")):
            run = paragraph.add_run(line)
            if at < block.strip().count("\n"):
                run.add_break()
            if is_rtl:
                run.font.rtl = True
        if is_rtl:
            turn(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def turn(paragraph: Paragraph) -> None:
    """Set a paragraph of this module's making, which has no other properties, from right to left."""
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def tabs(page: str, current: str) -> list[dict[str, object]]:
    """Return a tab for each language of the text."""
    return [
        {"label": endonym, "url": f"{page}?text={code}", "current": code == current}
        for code, endonym in settings.LANGUAGES
    ]
