"""The form of a letter: it parses, the action decides. An uploaded scan is kept while other fields are mended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.actor import Actor
from poaiss.contacts.actions import Incoming
from poaiss.contacts.enums import VerificationMethod
from poaiss.contacts.forms import LANGUAGE_CHOICES, date_field, text_area
from poaiss.contacts.note_form import KeptNote
from poaiss.contacts.queries.offices import sort_key
from poaiss.directory.queries import name_of
from poaiss.site.access_by_letter import queries
from poaiss.site.access_by_letter.actions import Letter


class LetterForm(KeptNote):
    """State, letter with its scan, and the officer whom it names."""

    note_missing = _("Upload a scan of the letter.")
    state = forms.ChoiceField(label=_("State"))
    note_number = forms.CharField(label=_("Number of the letter"), max_length=100, help_text=_("As it stands on it."))
    note_date = date_field(_("Date of the letter"))
    note_file = forms.FileField(
        label=_("Scan of the letter"),
        help_text=_("As PDF, JPEG or PNG, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label=_("How did you verify that the letter is authentic?"),
        choices=VerificationMethod.choices,
        widget=forms.RadioSelect,
        help_text=_("Use an address or number that you knew before, never one from the letter itself."),
    )
    remarks = text_area(_("Remarks"), 2, required=False, help_text=_("Whom you called, and when."))
    name = forms.CharField(
        label=_("Name of the officer"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    email = forms.EmailField(label=_("E-mail address of the officer"), help_text=_("The invitation is sent there."))
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=LANGUAGE_CHOICES)
    office_name = forms.CharField(
        label=_("Name of the office"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    approves = forms.BooleanField(
        label=_("This officer also approves for the State"),
        required=False,
        help_text=_(
            "Only where the letter says so: a State with one officer may have the same person draft and approve."
        ),
    )
    although_held = forms.BooleanField(
        label=_("The State has a point of contact already; the letter names somebody else"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        """Offer the States of ACTOR's world; ACTOR alone can take up a scan kept before."""
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["note_file"].required = not self.data.get("kept")
        found = sorted(
            ((each.pk, name_of(each.pk)) for each in queries.states(actor)), key=lambda pair: sort_key(pair[1])
        )
        self.states = {each.pk: each for each in queries.states(actor)}
        self.fields["state"].choices = [("", _("choose")), *found]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        data = self.cleaned_data
        note = self.note()
        method = VerificationMethod(data["method"])
        who = Incoming(name=data["name"], title=data["title"], email=data["email"], language=data["language"])
        return {
            "state": self.states[data["state"]],
            "letter": Letter(note, method, data["office_name"], data["remarks"]),
            "who": who,
            "approves": data["approves"],
            "although_held": data["although_held"],
        }
