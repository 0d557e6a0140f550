"""A document in the form that the name of a file asks for."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from poaiss.analysis.documents.blocks import Document
from poaiss.common.errors import PoaissError

FORMS = {
    "pdf": ("pdf", "application/pdf"),
    "docx": ("word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": ("html", "text/html; charset=utf-8"),
    "json": ("json_", "application/json; charset=utf-8"),
}
"""The ending of a file's name: the module that writes it, and its media type."""


class UnknownForm(PoaissError):
    """The ending of a file's name stands for no form of the document."""

    code = "analysis-unknown-form"


def form_of(suffix: str) -> tuple[str, str]:
    """Return the module and the media type for an ending, with or without its dot.

    Raises UnknownForm.
    """
    ending = suffix.rpartition(".")[2].strip().lower()
    if ending not in FORMS:
        known = ", ".join(f".{each}" for each in FORMS)
        raise UnknownForm(
            _("An analysis document is not written in the form “%(ending)s”.") % {"ending": ending or suffix},
            mend=_("Let the name of the file end in %(endings)s.") % {"endings": known},
            place=suffix,
        )
    return FORMS[ending]


def media_type(suffix: str) -> str:
    """Return the media type for an ending."""
    return form_of(suffix)[1]


def pictures_in(suffix: str) -> tuple[str, ...]:
    """Return in which formats a form takes its pictures: dots for Word, the fonts of documents for PDF."""
    return {"pdf": ("print",), "docx": ("png",), "html": ("svg",)}.get(suffix.rpartition(".")[2].lower(), ())


def render(document: Document, suffix: str) -> bytes:
    """Return a document in the form of an ending ("pdf", ".docx", "analysis.html"); only its library is loaded."""
    module = import_module(f"poaiss.analysis.documents.{form_of(suffix)[0]}")
    data: bytes = module.render(document)
    return data
