"""Sentences of the warnings on fragments, by code; they are put into the reader's language when they are shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEPT = frozenset(
    {
        "narrative-kept",
        "number-unknown",
        "value-of-other-type",
        "text-in-yes-no",
        "more-than-one-choice",
        "value-not-a-choice",
        "text-in-number",
        "list-answered-by-text",
        "part-unknown",
    }
)
"""Codes that say why an answer was kept and not placed."""

NOTES = frozenset({"sum-agrees"})
"""Codes of remarks that are shown with the answer but are no warnings."""

MESSAGES: dict[str, str | Promise] = {
    "state-not-shown": _("The source does not show the State. The excerpt is kept without one."),
    "year-missing": _("The source does not show the year of the report. The excerpt is kept without one."),
    "source-missing": _("The record names no source. It is kept and not shown to the public."),
    "field-unknown": _("The field “%(key)s” is not known; it is kept with the record."),
    "narrative-kept": _("This format has no form here; the answer is kept as it stands."),
    "number-unknown": _("This edition has no question %(number)s; the answer is kept as it stands."),
    "value-of-other-type": _("The question takes another kind of answer; this one is kept as it stands."),
    "text-in-yes-no": _(
        "Text stands in a yes/no cell; it is kept as it stands and counts as no answer to the question."
    ),
    "more-than-one-choice": _("Several choices stand where one is asked for; the answer is kept as it stands."),
    "value-not-a-choice": _("“%(value)s” is none of the choices; the answer is kept as it stands."),
    "text-in-number": _("Prose stands where a number is asked for; it is kept as it stands."),
    "list-answered-by-text": _("A list is answered with running text; it is kept as it stands."),
    "part-unknown": _("The question has no part “%(part)s”; the answer is kept as it stands."),
    "choice-twice": _("A choice is given twice; it is counted once."),
    "yes-in-text-field": _("A text field begins with yes or no; perhaps that belongs to the question before it."),
    "number-as-text": _("The number is written as a text."),
    "child-answered-under-blank-parent": _(
        "%(parent)s was left blank, yet %(number)s is answered. Blank is not read as yes or no."
    ),
    "retention-below-floor": _(
        "The shortest time given for keeping records is %(years)s (in years); ITI para. 12 asks for at least %(floor)s."
    ),
    "sum-agrees": _("The %(parts)s parts add up to the total of %(total)s."),
    "sum-disagrees": _("The %(parts)s parts add up to %(sum)s; the total given is %(total)s. Nothing was corrected."),
    "outlier": _("%(value)s under %(key)s is far above the others (median %(middle)s). Nothing was corrected."),
    "two-addresses": _("More than one e-mail address stands in one field."),
    "personal-data-withheld": _(
        "The answer looks like the name, telephone or e-mail address of an official and is withheld."
    ),
    "office-in-name-field": _("An office stands in a field for a person."),
}


def message(code: str, words: Mapping[str, Any]) -> str:
    """Return the sentence of a warning in the active language; an unknown code is shown as it is."""
    sentence = MESSAGES.get(code)
    return str(sentence) % words if sentence is not None else code
