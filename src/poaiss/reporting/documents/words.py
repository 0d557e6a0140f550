"""The words of documents in the language of the document."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from poaiss.reporting.enums import AnswerKind

LANGUAGES = {
    "ar": gettext_lazy("Arabic"),
    "zh": gettext_lazy("Chinese"),
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
    "ru": gettext_lazy("Russian"),
    "es": gettext_lazy("Spanish"),
}
"""The official languages of the United Nations."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let gettext and dates be in LANGUAGE (a two-letter code)."""
    with override("zh-hans" if language == "zh" else language):
        yield


def language_name(code: str) -> str:
    """Return the name of a language in the active language."""
    return str(LANGUAGES.get(code, code))


def kind_words(kind: str) -> str:
    """Return an answer or a silence in words."""
    return str(AnswerKind(kind).label) if kind in AnswerKind.values else kind


def change_words(kind: str) -> str:
    """Return what happened to an answer since the last report."""
    words = {
        "new": _("new"),
        "changed": _("other answer"),
        "dropped": _("no longer answered"),
        "confirmed": _("confirmed"),
    }
    return words.get(kind, kind)


def date_words(value: object) -> str:
    """Return a day as the active language writes it."""
    return str(formats.date_format(value, "DATE_FORMAT"))  # type: ignore[arg-type]


def labels() -> dict[str, str]:
    """Return the fixed words of a document in the active language."""
    return {
        "national_report": _("National report"),
        "draft": _("DRAFT"),
        "exercise": _("EXERCISE"),
        "draft_notice": _("This is a draft. It has not been submitted and may still change."),
        "exercise_notice": _("Exercise: the State and everything that is said of it are invented."),
        "restricted_notice": _("This document holds answers that the State does not publish."),
        "public_notice": _("Answers that the State does not publish are marked “Reported, restricted”."),
        "translation_notice": _(
            "Unofficial translations stand beside the answers; only the original is what the State reported."
        ),
        "status": _("Status"),
        "year": _("Round"),
        "period": _("Period covered"),
        "edition": _("Edition of the form"),
        "original": _("Language of the original"),
        "date_draft": _("Last change"),
        "date_final": _("Submitted"),
        "date_public": _("Published"),
        "number": _("Submission number"),
        "number_public": _("Publication number"),
        "digest": _("SHA-256 of the content"),
        "digest_note": _("A file is the one submitted when its digest is known on the page “Verify a file”."),
        "contents": _("Contents"),
        "answers": _("Answers at a glance"),
        "asked": _("Questions"),
        "changes": _("What changed since the last report"),
        "question": _("Question"),
        "before": _("Before"),
        "now": _("Now"),
        "change": _("Change"),
        "new_answers": _("Answered now, and not in the last report:"),
        "section": _("Section"),
        "entry": _("Entry"),
        "total": _("Total"),
        "no_entries": _("No entry"),
        "skipped": _("Not applicable after the answers given:"),
        "remark": _("Remark"),
        "file": _("Attached file"),
        "translation": _("Unofficial translation"),
        "stale": _("the original has changed since"),
        "steps": _("Steps of this report"),
        "step": _("Step"),
        "name": _("Name"),
        "capacity": _("Capacity"),
        "time": _("Time (UTC)"),
        "about_form": _("About the form"),
        "elsewhere": _("Answers that the form has no place for"),
    }
