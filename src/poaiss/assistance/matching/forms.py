"""Forms of matches: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.models import Match
from poaiss.assistance.resources.forms import NOT_CHOSEN, money_field
from poaiss.assistance.resources.money import currencies
from poaiss.contacts.forms import text_area


class ContactForm(forms.Form):
    """A text to the other side, and the State's consent where it is asked for."""

    text = text_area(_("What do you want to say?"), 4, required=False, max_length=4000)
    consent = forms.BooleanField(
        label=_("Our State lets this donor see the need."),
        required=False,
        help_text=_("The need and its signed proposal, never its annexes. Your State can withdraw this at any time."),
    )

    def __init__(self, *args: Any, asks_consent: bool, **options: Any) -> None:
        """Ask for consent only of the State, and only once."""
        super().__init__(*args, **options)
        if not asks_consent:
            del self.fields["consent"]

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        return {"text": self.cleaned_data["text"], "consents": bool(self.cleaned_data.get("consent"))}


class AmountForm(forms.Form):
    """An amount to be agreed."""

    amount = money_field(_("Amount"), help_text=_("Empty for help in kind."))
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    text = text_area(_("Remark"), 2, required=False, max_length=2000)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the currencies that have a rate."""
        super().__init__(*args, **options)
        self.fields["currency"].choices = [  # type: ignore[attr-defined]
            *NOT_CHOSEN,
            *((code, code) for code in currencies()),
        ]

    @staticmethod
    def first(match: Match) -> dict[str, Any]:
        """Return what the form starts from: what was offered last, else the currency of the offer."""
        return {"amount": match.amount, "currency": match.currency or match.resource.currency}


class ReasonForm(forms.Form):
    """Why."""

    reason = text_area(_("Reason"), 3, max_length=2000, help_text=_("The other side reads it."))


class ProposeForm(forms.Form):
    """Which need and which offer."""

    need = forms.UUIDField()
    resource = forms.SlugField(max_length=120)
