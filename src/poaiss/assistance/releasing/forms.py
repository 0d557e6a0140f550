"""The form with which a State chooses who sees something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.enums import ReleasedTo
from poaiss.assistance.releasing import queries
from poaiss.directory.models import State
from poaiss.directory.queries import name_of, organisation_name


class ReaderForm(forms.Form):
    """Who is to see it; what that means by name is shown before anything happens."""

    reader = forms.ChoiceField(
        label=_("Who is to see it?"), help_text=_("You will see by name who that is before anything happens.")
    )

    def __init__(self, *args: Any, state: State, **options: Any) -> None:
        """Offer the readers of STATE's world in groups, the narrowest first."""
        super().__init__(*args, **options)
        centres = [(f"facilitator:organisation:{e.pk}", organisation_name(e)) for e in queries.facilitators(state)]
        donors = [(f"donor:organisation:{e.pk}", organisation_name(e)) for e in queries.donors(state)]
        states = [(f"donor:state:{e.pk}", name_of(e.pk)) for e in queries.donor_states(state)]
        everybody = [("states", ReleasedTo.STATES.label), ("public", ReleasedTo.PUBLIC.label)]
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            ("", _("choose")),
            (_("As your facilitator"), centres),
            (_("One organization"), donors),
            (_("One other State"), states),
            (_("More than one"), everybody),
        ]
