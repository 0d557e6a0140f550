"""What to look for in the audit log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.audit.enums import Kind, Outcome

EMPTY = [("", _("all"))]


class EntryFilter(forms.Form):
    """Kind, outcome, person and days."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*EMPTY, *Kind.choices])
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[*EMPTY, *Outcome.choices])
    actor = forms.CharField(label=_("Person"), required=False, max_length=100)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
