"""Forms of the contacts: they parse, actions decide."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience
from poaiss.accounts.actor import Actor
from poaiss.contacts.actions import Incoming, Particular
from poaiss.contacts.enums import (
    DEFAULT_AUDIENCE,
    NOTIFIED_KINDS,
    STATE_KINDS,
    DetailKind,
    OfficeKind,
    Speciality,
    VerificationMethod,
)
from poaiss.contacts.models import Office
from poaiss.contacts.note_form import KeptNote
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.models import Agency, State
from poaiss.directory.queries import name_of

LANGUAGE_CHOICES = [
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]
LONG_TEXT = 10_000
EMPTY = [("", _("all"))]


def date_field(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def text_area(label: Any, rows: int = 6, **options: Any) -> forms.CharField:
    """Return a field for a long text."""
    options.setdefault("max_length", LONG_TEXT)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)


class DirectoryFilter(forms.Form):
    """What to look for in the directory."""

    q = forms.CharField(label=_("State, office or agency"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("Regional group"), required=False, choices=[*EMPTY, *RegionalGroup.choices])
    kind = forms.ChoiceField(label=_("Kind of office"), required=False, choices=[*EMPTY, *OfficeKind.choices])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[*EMPTY, *LANGUAGE_CHOICES])


class OfficeForm(forms.Form):
    """What describes an office."""

    name = forms.CharField(label=_("Name of the office"), max_length=300, help_text=_("As your State writes it."))
    speciality = forms.ChoiceField(
        label=_("Speciality"), required=False, choices=[("", _("none")), *Speciality.choices]
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which the office can be written to"),
        required=False,
        choices=LANGUAGE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    time_zone = forms.CharField(label=_("Time zone"), max_length=64, help_text=_("Such as Africa/Nairobi."))
    hidden = forms.BooleanField(label=_("Show this office to your own State alone"), required=False)

    def clean_time_zone(self) -> str:
        """Accept IANA names alone."""
        value = str(self.cleaned_data["time_zone"])
        if value not in available_timezones():
            raise forms.ValidationError(_("This is not a known time zone. Write it as Continent/City."))
        return value

    @staticmethod
    def of(office: Office) -> dict[str, Any]:
        """Return the initial values for an office."""
        return {name: getattr(office, name) for name in ("name", "speciality", "languages", "time_zone", "hidden")}


class NewOfficeForm(OfficeForm):
    """A new office of a State; the holder of a notified kind comes by note verbale."""

    kind = forms.ChoiceField(label=_("Kind of office"), choices=[(kind.value, kind.label) for kind in STATE_KINDS])
    agency = forms.ModelChoiceField(label=_("Agency"), required=False, queryset=Agency.objects.none())
    field_order = ["kind", "name", "agency", "speciality", "languages", "time_zone", "hidden"]

    def __init__(self, *args: Any, state: State, **kwargs: Any) -> None:
        """Offer the agencies of STATE."""
        super().__init__(*args, **kwargs)
        agencies = forms.ModelChoiceField(
            label=_("Agency"), required=False, queryset=state.agencies.filter(closed_on__isnull=True)
        )
        self.fields["agency"] = agencies
        self.order_fields(self.field_order)

    def clean_kind(self) -> OfficeKind:
        """Return the kind as a choice."""
        return OfficeKind(self.cleaned_data["kind"])


class ParticularForm(forms.Form):
    """One particular with its audience."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=DetailKind.choices)
    value = forms.CharField(
        label=_("Content"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    audience = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[("", _("the usual audience of this kind")), *Audience.choices],
        required=False,
    )
    ended = forms.BooleanField(label=_("No longer valid"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask only of a particular that exists whether it is no longer valid."""
        super().__init__(*args, **kwargs)
        if not self.initial:
            del self.fields["ended"]

    def clean(self) -> dict[str, Any]:
        """Fill in the usual audience; ask for a content where a row exists."""
        data = super().clean() or {}
        data["audience"] = data.get("audience") or DEFAULT_AUDIENCE.get(data.get("kind", ""), Audience.OWN)
        if data.get("id") and not data.get("ended") and not data.get("value", "").strip():
            self.add_error("value", _("Write the content, or mark it as no longer valid."))
        return data

    def particular(self) -> Particular:
        """Return what was given."""
        data = self.cleaned_data
        return Particular(
            kind=DetailKind(data["kind"]),
            value=data["value"],
            audience=Audience(data["audience"]),
            id=data["id"],
            ended=data.get("ended", False),
        )


Particulars = forms.formset_factory(ParticularForm, extra=2, max_num=40, absolute_max=60)


def particulars_of(office: Office, details: list[Any], data: Any = None) -> forms.BaseFormSet:
    """Return the set of forms for the particulars of an office."""
    initial = [{"id": d.pk, "kind": d.kind, "value": d.value, "audience": d.audience} for d in details]
    return Particulars(data, initial=initial, prefix="details")


class PersonForm(forms.Form):
    """A person who comes into office."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Rank or function."),
    )
    email = forms.EmailField(label=_("E-mail address"), help_text=_("For the invitation; not shown to others."))
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=LANGUAGE_CHOICES, initial="en")
    audience = forms.ChoiceField(
        label=_("Who may see the name"), choices=Audience.choices, initial=Audience.STATES.value
    )
    starts_on = date_field(_("Takes office on"))

    def who(self) -> Incoming:
        """Return the person as given."""
        data = self.cleaned_data
        return Incoming(
            name=data["name"],
            title=data["title"],
            email=data["email"],
            language=data["language"],
            audience=Audience(data["audience"]),
            starts_on=data["starts_on"],
        )


class DesignationForm(KeptNote, PersonForm):
    """A holder notified with a note verbale; an uploaded file is kept while other fields are being mended."""

    kind = forms.ChoiceField(label=_("Office"), choices=[(kind.value, kind.label) for kind in NOTIFIED_KINDS])
    office_name = forms.CharField(
        label=_("Name of the office"), max_length=300, help_text=_("As your State writes it; used for a new office.")
    )
    note_number = forms.CharField(label=_("Number of the note verbale"), max_length=100)
    note_date = date_field(_("Date of the note verbale"))
    note_file = forms.FileField(
        label=_("Note verbale"),
        required=False,
        help_text=_("A scan as PDF, JPEG or PNG, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = [
        "kind",
        "office_name",
        "name",
        "title",
        "email",
        "language",
        "audience",
        "starts_on",
        "note_number",
        "note_date",
        "note_file",
    ]

    def __init__(self, *args: Any, actor: Actor, fixed_office: bool = False, **kwargs: Any) -> None:
        """Take the actor, who alone can use a kept file; FIXED_OFFICE for a note that is notified again."""
        super().__init__(*args, **kwargs)
        self.actor = actor
        if fixed_office:
            del self.fields["kind"], self.fields["office_name"]


class VerifyForm(forms.Form):
    """How a note verbale was found authentic."""

    method = forms.ChoiceField(
        label=_("How did you verify that the note is authentic?"),
        choices=VerificationMethod.choices,
        widget=forms.RadioSelect,
    )
    remarks = text_area(_("Remarks"), 3, required=False, help_text=_("Whom you called, and when."))


class ReturnForm(forms.Form):
    """Why authenticity was not established."""

    remarks = text_area(_("What is missing?"), 3, help_text=_("The mission reads this."))


class MessageForm(forms.Form):
    """A message to an office."""

    subject = forms.CharField(label=_("Subject"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = text_area(_("Message"), 10)


class ReplyForm(forms.Form):
    """A reply in a thread."""

    text = text_area(_("Reply"), 6)


class HandoverForm(forms.Form):
    """A note for the successor."""

    text = text_area(_("What should your successor know?"), 8)


class ShareForm(forms.Form):
    """One particular, shown to one State."""

    thing = forms.ChoiceField(label=_("What to show"))
    state = forms.ModelChoiceField(label=_("To which State"), queryset=State.objects.none())
    purpose = forms.CharField(label=_("Purpose"), max_length=300, help_text=_("Shown to both sides."))

    def __init__(self, *args: Any, things: dict[str, Any], states: Any, **kwargs: Any) -> None:
        """Offer THINGS (label by key) and STATES."""
        super().__init__(*args, **kwargs)
        self.fields["thing"] = forms.ChoiceField(label=_("What to show"), choices=list(things.items()))
        chooser = forms.ModelChoiceField(label=_("To which State"), queryset=states)
        chooser.label_from_instance = lambda state: name_of(state.pk)  # type: ignore[method-assign, assignment]
        self.fields["state"] = chooser
        self.order_fields(["thing", "state", "purpose"])
