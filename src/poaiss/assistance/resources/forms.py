"""Forms of offers: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.enums import Applicant, ResourceKind
from poaiss.assistance.models import Resource
from poaiss.assistance.resources.actions import CallWords, Offer
from poaiss.assistance.resources.money import currencies
from poaiss.assistance.resources.queries import theme_names
from poaiss.contacts.forms import date_field, text_area
from poaiss.directory.enums import RegionalGroup, StateKind
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name

ALL = [("", _("all"))]
NOT_CHOSEN = [("", _("none"))]


def money_field(label: Any, **options: Any) -> forms.DecimalField:
    """Return a field for an amount; that it is not absurd, the action says."""
    return forms.DecimalField(label=label, required=False, max_digits=14, decimal_places=2, **options)


class RegisterFilter(forms.Form):
    """What to look for among the offers."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False, choices=[*ALL, *RegionalGroup.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *ResourceKind.choices])
    applicant = forms.ChoiceField(label=_("Who applies"), required=False, choices=[*ALL, *Applicant.choices])
    open_now = forms.BooleanField(label=_("Open now"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the themes in the reader's language."""
        super().__init__(*args, **options)
        self.fields["theme"].choices = [*ALL, *theme_names().items()]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what was asked for; what cannot be read asks for nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        names = {"text": "q", "theme": "theme", "region": "region", "kind": "kind", "applicant": "applicant"}
        return {key: data.get(name, "") for key, name in names.items()} | {"open_now": bool(data.get("open_now"))}


class OfferForm(forms.Form):
    """What an owner says of a resource."""

    owner = forms.ChoiceField(label=_("Offered by"))
    kind = forms.ChoiceField(label=_("What is offered"), choices=ResourceKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("Everybody reads it once it is published."))
    summary = text_area(_("What is offered, in a few lines"), 3, required=False, max_length=2000)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: any theme.")
    )
    regions = forms.MultipleChoiceField(
        label=_("Regions"),
        required=False,
        choices=RegionalGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: any region."),
    )
    states = forms.MultipleChoiceField(
        label=_("Only these States"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen: any State."),
    )
    applicants = forms.MultipleChoiceField(
        label=_("Who may apply"),
        required=False,
        choices=Applicant.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: anybody. Without governments, they benefit through a partner that applies."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, help_text=_("Only currencies with an exchange rate can be chosen.")
    )
    amount = money_field(_("Whole amount"))
    per_project = money_field(_("Most for one project"))
    per_state = money_field(_("Most for one State"))
    conditions = text_area(_("Conditions"), 4, required=False, help_text=_("What applicants must know."))
    transfer_conditions = text_area(
        _("Conditions of transfer"),
        3,
        required=False,
        help_text=_("For equipment and technology: who may use it, whether it may be passed on, what training comes."),
    )
    precondition_report = forms.BooleanField(label=_("A recent national report is expected"), required=False)
    valid_from = date_field(_("From"), required=False)
    valid_until = date_field(_("Until"), required=False, help_text=_("Empty: no end is known. You will be reminded."))

    def __init__(self, *args: Any, owners: list[Organisation | State], exercise: bool, **options: Any) -> None:
        """Offer OWNERS, and the States of one world."""
        super().__init__(*args, **options)
        self.owners = {str(each.pk): each for each in owners}
        kinds = [StateKind.EXERCISE] if exercise else [StateKind.MEMBER, StateKind.OBSERVER]
        choices = {
            "owner": [(key, owner_label(each)) for key, each in self.owners.items()],
            "themes": list(theme_names().items()),
            "states": sorted(
                ((each.pk, name_of(each.pk)) for each in State.objects.filter(kind__in=kinds)), key=lambda pair: pair[1]
            ),
            "currency": [*NOT_CHOSEN, *((code, code) for code in currencies())],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        if len(self.owners) == 1:
            self.initial.setdefault("owner", next(iter(self.owners)))
            self.fields["owner"].widget = forms.HiddenInput()

    def giver(self) -> Organisation | State:
        """Return who offers."""
        return self.owners[self.cleaned_data["owner"]]

    def offer(self) -> Offer:
        """Return what was filled in, as the action takes it."""
        return Offer(**{key: value for key, value in self.cleaned_data.items() if key != "owner"})

    @staticmethod
    def first(resource: Resource) -> dict[str, Any]:
        """Return what the form of an existing offer starts from."""
        names = Offer.__dataclass_fields__
        return {name: getattr(resource, name) for name in names} | {
            "owner": resource.organisation_id or resource.state_id
        }


def owner_label(owner: Organisation | State) -> str:
    """Return the name of an owner in the reader's language."""
    return name_of(owner.pk) if isinstance(owner, State) else organisation_name(owner)


class CallForm(forms.Form):
    """A call of an offer."""

    title = forms.CharField(label=_("Title of the call"), max_length=200)
    opens_on = date_field(_("Opens"))
    closes_on = date_field(_("Closes"))
    priorities = text_area(_("Priorities"), 3, required=False, max_length=2000)
    amount = money_field(_("Amount of this call"), help_text=_("In the currency of the offer."))

    def words(self) -> CallWords:
        """Return what was filled in, as the action takes it."""
        return CallWords(**self.cleaned_data)
