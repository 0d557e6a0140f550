"""Forms of help with a report: they parse, actions decide."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.common.clock import today
from poaiss.contacts.forms import LANGUAGE_CHOICES, date_field, text_area
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.reporting.models import Round
from poaiss.reporting.rounds.queries import key_of, title_of

USUAL = dt.timedelta(days=60)
READ, WRITE = "read", "write"


class AskForm(forms.Form):
    """What help is wanted, for which report, in which language."""

    state = forms.ChoiceField(label=_("State"))
    round = forms.ChoiceField(label=_("Round"))
    text = text_area(_("What would help?"), 5, help_text=_("For example: which sections, how, and by when."))
    language = forms.ChoiceField(label=_("Language in which you want help"), choices=LANGUAGE_CHOICES)

    def __init__(self, *args: Any, states: list[State], rounds: list[Round], **options: Any) -> None:
        """Offer STATES and ROUNDS."""
        super().__init__(*args, **options)
        self.states = {state.pk: state for state in states}
        self.rounds = {key_of(each): each for each in rounds}
        self.fields["state"].choices = [(code, name_of(code)) for code in self.states]  # type: ignore[attr-defined]
        self.fields["round"].choices = [  # type: ignore[attr-defined]
            (key, title_of(each)) for key, each in self.rounds.items()
        ]
        if len(self.states) == 1:
            self.initial.setdefault("state", next(iter(self.states)))
            self.fields["state"].widget = forms.HiddenInput()

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        data = self.cleaned_data
        return {**data, "state": self.states[data["state"]], "round": self.rounds[data["round"]]}


class PairForm(forms.Form):
    """Who helps."""

    helper = forms.ChoiceField(label=_("Helper"), help_text=_("The State decides whether to let it in."))

    def __init__(self, *args: Any, helpers: list[Any], **options: Any) -> None:
        """Offer HELPERS in groups."""
        super().__init__(*args, **options)
        self.fields["helper"].choices = helpers  # type: ignore[attr-defined]


class LetInForm(forms.Form):
    """What the helper may do, until when, and why."""

    may = forms.ChoiceField(
        label=_("What may the helper do?"),
        choices=[(READ, _("read the report and comment")), (WRITE, _("read, comment and write answers"))],
        initial=READ,
        widget=forms.RadioSelect,
    )
    until = date_field(_("Until"), help_text=_("You can end the access earlier at any time."))
    purpose = forms.CharField(
        label=_("Purpose"), required=False, max_length=300, help_text=_("Shown to both sides and kept in the log.")
    )

    @staticmethod
    def first() -> dict[str, Any]:
        """Return what the form starts from."""
        return {"until": today() + USUAL}


class EndForm(forms.Form):
    """What came of the help."""

    outcome = text_area(_("What came of it?"), 4, help_text=_("The helper and the Secretariat read this."))
