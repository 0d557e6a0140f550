"""Forms of selection committees: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.committees.queries import Criterion
from poaiss.assistance.enums import Score
from poaiss.assistance.resources.forms import money_field
from poaiss.contacts.forms import text_area

LINES = 6
USUAL = (
    (_("Need"), _("How well the need is shown, and how serious it is."), 30),
    (_("Measurable result"), _("Whether goals have a baseline, a target and a date."), 30),
    (_("Sustainment"), _("Whether somebody pays and maintains afterwards."), 25),
    (_("Gender"), _("Whether women and men take part and benefit."), 15),
)


class CriteriaForm(forms.Form):
    """Criteria with what is asked and their weights; empty lines are left out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer some lines, the usual criteria filled in."""
        super().__init__(*args, **options)
        for number in range(1, LINES + 1):
            name, words, weight = USUAL[number - 1] if number <= len(USUAL) else ("", "", None)
            values = {"number": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Criterion %(number)d") % values, required=False, max_length=80, initial=name
            )
            self.fields[f"words_{number}"] = forms.CharField(
                label=_("What is asked under criterion %(number)d") % values,
                required=False,
                max_length=300,
                initial=words,
            )
            self.fields[f"weight_{number}"] = forms.IntegerField(
                label=_("Weight of criterion %(number)d, from 1 to 100") % values, required=False, initial=weight
            )

    def criteria(self) -> list[Criterion]:
        """Return the criteria that were filled in."""
        data = self.cleaned_data
        return [
            Criterion(data[f"name_{n}"], data[f"words_{n}"], data[f"weight_{n}"] or 0)
            for n in range(1, LINES + 1)
            if data[f"name_{n}"] or data[f"weight_{n}"]
        ]


class ScoreForm(forms.Form):
    """A score and a remark under each criterion."""

    def __init__(self, *args: Any, criteria: list[Criterion], **options: Any) -> None:
        """Ask once for each of CRITERIA."""
        super().__init__(*args, **options)
        self.criteria = criteria
        for number, each in enumerate(criteria):
            self.fields[f"score_{number}"] = forms.ChoiceField(
                label=each.name, help_text=each.words, choices=Score.choices, widget=forms.RadioSelect
            )
            self.fields[f"remark_{number}"] = forms.CharField(
                label=_("Remark on %(criterion)s") % {"criterion": each.name}, required=False, max_length=1000
            )

    def scores(self) -> dict[str, tuple[str, str]]:
        """Return scores and remarks by criterion."""
        data = self.cleaned_data
        return {each.name: (data[f"score_{n}"], data[f"remark_{n}"]) for n, each in enumerate(self.criteria)}


class StepBackForm(forms.Form):
    """Why a member steps back."""

    reason = text_area(_("What conflict of interest is there?"), 3, max_length=1000)


class DecisionForm(forms.Form):
    """What the committee decided on an application."""

    selected = forms.ChoiceField(
        label=_("Decision"), choices=[("1", _("selected")), ("0", _("not selected"))], widget=forms.RadioSelect
    )
    amount = money_field(_("Amount"), help_text=_("In the currency of the offer."))
    reason = text_area(_("Reason"), 3, max_length=2000, help_text=_("The applicant reads it."))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        return {**self.cleaned_data, "selected": self.cleaned_data["selected"] == "1"}


class RecordForm(forms.Form):
    """The record of the decision."""

    record = text_area(
        _("Record of the decision"),
        6,
        help_text=_("Who took part, how it was decided, what was noted."),
    )
