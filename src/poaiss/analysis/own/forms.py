"""Forms of a State's own analysis: they parse, actions decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.analysis.own.scores import DEVELOPING, published_weights
from poaiss.contacts.forms import text_area


class ExplainForm(forms.Form):
    """Why answers that do not seem to agree are right as they are."""

    text = text_area(
        _("Why it is right as it is"), 3, help_text=_("Your State alone reads this. It is kept and never changed.")
    )

    def __init__(self, data: Any = None, *, key: str) -> None:
        """Stand at the contradiction KEY; several stand on one page."""
        super().__init__(data, auto_id=f"explain-{key}-%s")
        self.key = key


class ConsentForm(forms.Form):
    """With which State to compare."""

    partner = forms.ChoiceField(label=_("Other State"))

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **options: Any) -> None:
        """Offer PARTNERS, code and name."""
        super().__init__(*args, **options)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]


LABELS = {
    "primary_firm": _("Primary, firm"),
    "primary_conditional": _("Primary, conditional"),
    "primary_encouraged": _("Primary, encouraged"),
    "subsidiary_firm": _("Subsidiary, firm"),
    "subsidiary_conditional": _("Subsidiary, conditional"),
    "subsidiary_encouraged": _("Subsidiary, encouraged"),
    DEVELOPING: _("Share of the points for what is in development"),
}


class WeightsForm(forms.Form):
    """Points by level and force; an empty field is as published."""

    def __init__(self, data: Any = None, *, own: Mapping[str, float] | None = None) -> None:
        """Start from the State's OWN weights; the published ones stand beside each field."""
        super().__init__(data, initial=dict(own or {}))
        for name, published in published_weights().items():
            most = 1 if name == DEVELOPING else 100
            self.fields[name] = forms.FloatField(
                label=LABELS[name],
                required=False,
                min_value=0,
                max_value=most,
                help_text=_("As published: %(points)s") % {"points": published.normalize()},
                widget=forms.NumberInput(attrs={"step": "any"}),
            )

    def weights(self) -> dict[str, float]:
        """Return the weights that differ from the published ones."""
        published = published_weights()
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {name: value for name, value in given.items() if value != float(published[name])}
