"""Forms of people: they parse; rules and actions decide."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from poaiss.access.accounts_rules import givable_roles
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, STATE_ROLES, Role
from poaiss.accounts.models import Invitation, Person
from poaiss.common.clock import today
from poaiss.contacts.forms import LANGUAGE_CHOICES, date_field
from poaiss.directory.queries import agency_name, name_of, organisation_name
from poaiss.site.people import queries

NAME_LENGTH = 200


class StateField(forms.ModelChoiceField):
    """A State by its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the State."""
        return name_of(obj.code)


class AgencyField(forms.ModelChoiceField):
    """An agency by its name, with its State."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the agency and of its State."""
        return f"{agency_name(obj)} ({name_of(obj.state_id)})"


class OrganisationField(forms.ModelChoiceField):
    """An organisation by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the organisation."""
        return organisation_name(obj)


class RoleForm(forms.Form):
    """A role with its scope, out of what the actor may give."""

    role = forms.ChoiceField(label=_("Role"))
    state = StateField(label=_("State"), queryset=None, required=False, help_text=_("For roles of a State."))
    agency = AgencyField(label=_("Agency"), queryset=None, required=False, help_text=_("Where the person serves."))
    organisation = OrganisationField(
        label=_("Organisation"), queryset=None, required=False, help_text=_("For donors and regional centres.")
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        """Offer what ACTOR may give; a field with nothing to choose is left out."""
        super().__init__(*args, **options)
        self.fields["role"].choices = [(role.value, role.label) for role in givable_roles(actor)]  # type: ignore[attr-defined]
        choices = {
            "state": queries.states_of(actor),
            "agency": queries.agencies_of(actor),
            "organisation": queries.organisations_of(actor),
        }
        for name, found in choices.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
            if not found.exists():
                del self.fields[name]
        own = list(choices["state"][:2])
        if len(own) == 1:
            self.initial.setdefault("state", own[0].pk)

    def clean(self) -> dict[str, Any]:
        """Keep the scope that the role has, ask for it where it is missing."""
        found = super().clean() or {}
        role = Role(found["role"]) if found.get("role") else None
        if role is None:
            return found
        found["role"] = role
        needs = {
            "state": role in STATE_ROLES,
            "agency": role == Role.AGENCY_OFFICER,
            "organisation": role in ORGANISATION_ROLES,
        }
        for name, needed in needs.items():
            if needed and not found.get(name) and name not in self.errors:
                self.add_error(name if name in self.fields else None, _("This role needs it: choose one."))
        found |= {name: found.get(name) for name in needs}
        self.fit(found, role)
        return found

    def fit(self, found: dict[str, Any], role: Role) -> None:
        """Leave out what the role does not have; an agency belongs to the State."""
        if role not in STATE_ROLES:
            found["state"] = found["agency"] = None
        if role not in ORGANISATION_ROLES:
            found["organisation"] = None
        agency, state = found["agency"], found["state"]
        if agency and state and agency.state_id != state.pk:
            self.add_error("agency", _("This agency is another State’s."))


class InviteForm(RoleForm):
    """Whom to invite, to what."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("A person’s own address: the link is sent there."))
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=LANGUAGE_CHOICES, initial="en")
    field_order = ("email", "name", "language", "role", "state", "agency", "organisation")


def language_of(code: str) -> str:
    """Return the two-letter code that the choices use."""
    return code.split("-")[0]


class AcceptForm(forms.Form):
    """What somebody new chooses when accepting an invitation."""

    name = forms.CharField(label=_("Your name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(label=_("Language of e-mails to you"), choices=LANGUAGE_CHOICES)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Long is better than complicated."),
    )
    again = forms.CharField(
        label=_("Password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, invitation: Invitation, **options: Any) -> None:
        """Start from what the invitation says."""
        super().__init__(*args, **options)
        self.initial = {"name": invitation.name, "language": language_of(invitation.language)}
        self.person = Person(email=invitation.email, name=invitation.name)

    def clean_password(self) -> str:
        """Refuse a password that is too easy."""
        validate_password(self.cleaned_data["password"], self.person)
        return str(self.cleaned_data["password"])

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        found = super().clean() or {}
        if "password" in found and "again" in found and found["password"] != found.pop("again"):
            self.add_error("again", _("The two passwords are not the same."))
        return found


class ProfileForm(forms.Form):
    """One's own name, language and time zone."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(label=_("Language of e-mails to you"), choices=LANGUAGE_CHOICES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [(z, z) for z in sorted(available_timezones())])

    @staticmethod
    def of(person: Person) -> dict[str, str]:
        """Return what the form starts from."""
        return {"name": person.name, "language": language_of(person.language), "time_zone": person.time_zone}


class RecoverForm(forms.Form):
    """The letter of the mission on which a person is let in again (S3)."""

    letter_number = forms.CharField(label=_("Number of the letter"), max_length=NAME_LENGTH)
    letter_date = date_field(_("Date of the letter"))

    def clean_letter_date(self) -> Any:
        """Refuse a letter from the future."""
        day = self.cleaned_data["letter_date"]
        if day > today():
            raise ValidationError(_("This day is still to come."))
        return day
