"""Forms of projects: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.enums import MoneyKind, ProjectStatus
from poaiss.assistance.models import Project
from poaiss.assistance.projects.actions import Plan
from poaiss.assistance.resources.forms import ALL, money_field
from poaiss.assistance.resources.money import currencies
from poaiss.assistance.resources.queries import theme_names
from poaiss.contacts.forms import date_field, text_area
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name

PLAN = ("title", "theme", "description", "implementer", "currency", "budget", "starts", "ends")


def number_field(label: Any, **options: Any) -> forms.DecimalField:
    """Return a field for a value."""
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **options)


class ProjectFilter(forms.Form):
    """What to look for among projects."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*ALL, *ProjectStatus.choices])

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the themes in the reader's language."""
        super().__init__(*args, **options)
        self.fields["theme"].choices = [*ALL, *theme_names().items()]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what was asked for; what cannot be read asks for nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return {"text": data.get("q", ""), "theme": data.get("theme", ""), "status": data.get("status", "")}


class PlanForm(forms.Form):
    """What is said of a project as a whole."""

    title = forms.CharField(label=_("Title"), max_length=200)
    theme = forms.ChoiceField(label=_("Theme"))
    description = text_area(_("What will be different at the end"), 3, required=False)
    implementer = forms.CharField(label=_("Who carries it out"), required=False, max_length=200)
    budget = money_field(_("Budget"))
    currency = forms.ChoiceField(label=_("Currency"))
    starts = date_field(_("Starts"), required=False)
    ends = date_field(_("Ends"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer themes and currencies."""
        super().__init__(*args, **options)
        self.fields["theme"].choices = list(theme_names().items())  # type: ignore[attr-defined]
        known = {*currencies(), *([self.initial["currency"]] if self.initial.get("currency") else [])}
        self.fields["currency"].choices = [(each, each) for each in sorted(known)]  # type: ignore[attr-defined]
        self.initial.setdefault("currency", "USD")

    @staticmethod
    def first(project: Project) -> dict[str, Any]:
        """Return what the form of a project starts from."""
        return {name: getattr(project, name) for name in PLAN}

    def plan(self) -> Plan:
        """Return what was said."""
        return Plan(**{name: self.cleaned_data[name] for name in PLAN})


class EntryForm(PlanForm):
    """A project that did not come from a match here, with its two sides."""

    recipient = forms.ChoiceField(label=_("State that receives"))
    donor = forms.ChoiceField(label=_("Who gives"), required=False, help_text=_("It sees the project then."))
    donor_name = forms.CharField(label=_("Name of who gives, if it is not in the list"), required=False, max_length=200)
    field_order = ("recipient", "donor", "donor_name")

    def __init__(self, *args: Any, recipients: list[State], donors: list[Organisation | State], **options: Any) -> None:
        """Offer the States and givers that the actor may name."""
        super().__init__(*args, **options)
        self.recipients = {each.pk: each for each in recipients}
        self.donors = {f"{type(each).__name__}:{each.pk}": each for each in donors}
        names = {
            key: organisation_name(each) if isinstance(each, Organisation) else name_of(each.pk)
            for key, each in self.donors.items()
        }
        self.fields["recipient"].choices = [(key, name_of(key)) for key in self.recipients]  # type: ignore[attr-defined]
        self.fields["donor"].choices = [("", _("not in the list")), *names.items()]  # type: ignore[attr-defined]

    def sides(self) -> dict[str, Any]:
        """Return the two sides as the action takes them."""
        giver = self.donors.get(self.cleaned_data["donor"])
        return {
            "state": self.recipients[self.cleaned_data["recipient"]],
            "organisation": giver if isinstance(giver, Organisation) else None,
            "donor_state": giver if isinstance(giver, State) else None,
            "donor_name": self.cleaned_data["donor_name"],
        }


class MilestoneForm(forms.Form):
    """Something that is to be reached by a day."""

    text = forms.CharField(label=_("Milestone"), max_length=300)
    due_on = date_field(_("Due"))


class ReachedForm(forms.Form):
    """On which day a milestone was reached; empty takes it back."""

    on = date_field(_("Reached on"), required=False)


class IndicatorForm(forms.Form):
    """An indicator with its way from a baseline to a target."""

    text = forms.CharField(label=_("What is counted or measured"), max_length=300)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)
    baseline = number_field(_("Baseline"), required=False)
    baseline_on = date_field(_("Date of the baseline"), required=False)
    target = number_field(_("Target"), required=False)
    target_on = date_field(_("Date of the target"), required=False)
    verification = forms.CharField(label=_("How anyone can check it"), required=False, max_length=300)


class MeasurementForm(forms.Form):
    """A value of an indicator on a day."""

    on = date_field(_("Measured on"))
    value = number_field(_("Value"))
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)


class MoneyForm(forms.Form):
    """What one's own side states of money."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MoneyKind.choices)
    on = date_field(_("Day"))
    amount = number_field(_("Amount"))
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, help_text=_("ISO 4217, as in USD."))
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)

    def clean_currency(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class DocumentForm(forms.Form):
    """A document for both sides."""

    title = forms.CharField(label=_("What the file is"), max_length=200)
    file = forms.FileField(label=_("File"))
