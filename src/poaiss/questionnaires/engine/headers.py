"""Headers: what the columns of an XLSForm mean, whatever they are called."""

import re
from functools import lru_cache
from typing import NamedTuple

from .languages import UNDETERMINED, language_code

_ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "calculate": "calculation",
    "read_only": "readonly",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "command": "type",
    "tag": "name",
    "value": "name",
    "list name": "list_name",
}
_PREFIXES = frozenset({"media", "bind", "control", "body", "instance"})
MEDIA = frozenset({"image", "big-image", "audio", "video"})
TRANSLATABLE = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"}) | MEDIA
EXPRESSIONS = frozenset(
    {"relevant", "constraint", "required", "readonly", "calculation", "choice_filter", "repeat_count"}
)
KNOWN = {
    "survey": TRANSLATABLE
    | EXPRESSIONS
    | {"type", "name", "default", "appearance", "parameters", "trigger", "save_to", "disabled", "autoplay", "intent"},
    "choices": frozenset({"list_name", "name", "label"}) | MEDIA,
    "settings": frozenset(
        {"form_title", "form_id", "version", "default_language", "namespaces", "instance_name", "style"}
        | {"public_key", "submission_url", "allow_choice_duplicates", "name", "clean_text_values"}
    ),
}
_SPACES = re.compile(r"\s+")


class Header(NamedTuple):
    """A column: its usual name, the language it is in as the form writes it, and that language's code."""

    column: str
    language: str = ""
    code: str = UNDETERMINED


@lru_cache(maxsize=2048)
def header_of(text: str) -> Header:
    """Return what a header means: ``label::French (fr)`` is the column label in fr.

    ``media::image`` is image and ``bind::relevant`` relevant; a single colon separates a language too, as older
    forms have it.
    """
    parts = [part.strip() for part in text.split("::")]
    if len(parts) == 1 and ":" in text and _plain(text.split(":", 1)[0]) in TRANSLATABLE:
        parts = [part.strip() for part in text.split(":", 1)]
    if len(parts) > 1 and parts[0].lower() in _PREFIXES:
        parts = parts[1:]
    column = _plain(parts[0])
    language = parts[1] if len(parts) > 1 and column in TRANSLATABLE else ""
    return Header(column, language, language_code(language))


def _plain(text: str) -> str:
    name = _SPACES.sub("_", text.strip().lower())
    return _ALIASES.get(name, _ALIASES.get(name.replace("_", " "), name))


def column_of(text: str) -> str:
    """Return the usual name of a column, its language left out."""
    return header_of(text).column
