"""Forms on which needs are weighed: two by two, or by criteria."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poaiss.assistance.models import Need
from poaiss.assistance.needs.prioritising import CRITERIA, LEAST, MOST, SAME, pair_key, pairs
from poaiss.contacts.forms import text_area


class OrderForm(forms.Form):
    """A judgement on each line, and who took part."""

    def given(self) -> dict[str, str]:
        """Return the judgements by their key."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "note"}

    def finish(self) -> None:
        """Add the field for reasons at the end."""
        hint = gettext_lazy("Kept with the order, for your State alone.")
        self.fields["note"] = text_area(gettext_lazy("Who took part, and why so"), 3, required=False, help_text=hint)


class PairsForm(OrderForm):
    """Which of two needs weighs more, for each two."""

    def __init__(self, *args: Any, needs: Sequence[Need], **options: Any) -> None:
        """Ask about each two of NEEDS."""
        super().__init__(*args, **options)
        for first, second in pairs(needs):
            choices = [(str(first.pk), first.title), (str(second.pk), second.title), (SAME, _("both the same"))]
            self.fields[pair_key(first, second)] = forms.ChoiceField(
                label=_("Which weighs more?"), choices=choices, widget=forms.RadioSelect
            )
        self.finish()


class CriteriaForm(OrderForm):
    """Each need on each criterion, from low to high."""

    def __init__(self, *args: Any, needs: Sequence[Need], **options: Any) -> None:
        """Ask about each of NEEDS."""
        super().__init__(*args, **options)
        levels = (_("1, low"), _("2"), _("3"), _("4, high"))
        choices = [(str(value), levels[value - 1]) for value in range(LEAST, MOST + 1)]
        for need in needs:
            for name, label in CRITERIA.items():
                self.fields[f"{need.pk}:{name}"] = forms.ChoiceField(
                    label=f"{need.title}: {label}", choices=[("", _("choose")), *choices]
                )
        self.finish()
