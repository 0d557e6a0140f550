"""How values look: the mark of a status, the words of a marking, the kinds of answer and silence."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

STATUS_MARKS: dict[str, str] = {
    **dict.fromkeys(("draft", "not_started", "planned", "invited", "open", "new"), "open"),
    **dict.fromkeys(
        ("in_progress", "in_review", "submitted", "received", "pending", "designated", "sent", "notified"), "half"
    ),
    **dict.fromkeys(
        ("approved", "published", "done", "active", "confirmed", "verified", "current", "ready", "in_force"), "full"
    ),
    **dict.fromkeys(("returned", "rejected", "refused", "overdue", "lapsed", "error", "disputed", "stale"), "warn"),
    **dict.fromkeys(("withdrawn", "superseded", "closed", "ended", "archived", "not_applicable", "expired"), "off"),
}
"""Mark of a status (outline, half, full, diamond, dash), so that colour never stands alone; others: outline."""


@dataclass(frozen=True, slots=True)
class MarkingWords:
    """A TLP 2.0 label as FIRST writes it and what it allows, in plain words."""

    label: str
    style: str
    meaning: Words


MARKINGS: dict[str, MarkingWords] = {
    "clear": MarkingWords("TLP:CLEAR", "clear", _("May be shared with everybody.")),
    "green": MarkingWords("TLP:GREEN", "green", _("May be shared within the community, but not made public.")),
    "amber": MarkingWords(
        "TLP:AMBER",
        "amber",
        _("May be shared with those in your organization, and those it serves, who need to know."),
    ),
    "amber+strict": MarkingWords(
        "TLP:AMBER+STRICT", "amber", _("May be shared only with those in your organization who need to know.")
    ),
    "red": MarkingWords("TLP:RED", "red", _("For the named recipients only. Do not pass on.")),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer or silence: its style, its mark (the same in each language), its name and meaning."""

    code: str
    mark: str
    label: Words
    meaning: Words

    @property
    def style(self) -> str:
        """Return the class that gives a tile or swatch its look."""
        return "k-" + self.code.replace("_", "-")


KINDS: tuple[Kind, ...] = (
    Kind("yes", "✓", _("Yes"), _("The State answered yes.")),
    Kind("developing", "◐", _("In development"), _("The State is developing the measure.")),
    Kind("no", "✕", _("No"), _("The State answered no.")),
    Kind("unchanged", "=", _("Unchanged"), _("The State reported no change since an earlier year, which is named.")),
    Kind("restricted", "▪", _("Reported, restricted"), _("The State answered and does not publish the answer.")),
    Kind("no_answer", "?", _("No answer"), _("The question was asked and left empty.")),
    Kind("not_applicable", "–", _("Not applicable"), _("The question does not apply to the State.")),
    Kind("not_asked", "∅", _("Not asked"), _("This edition of the questionnaire does not ask it.")),
    Kind("did_not_report", "○", _("Did not report"), _("No report was received from the State for this round.")),
    Kind("not_yet_a_state", "·", _("Not yet a Member State"), _("The State did not yet exist in this round.")),
)
"""Values that must never be merged, from the first table to the last chart (architecture, decision 7)."""
