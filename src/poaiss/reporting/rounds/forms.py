"""Forms of rounds: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.contacts.forms import date_field, text_area
from poaiss.directory.queries import language_code
from poaiss.questionnaires.models import Version
from poaiss.reporting.models import Round
from poaiss.reporting.rounds.actions import Terms


def template_label(version: Version) -> str:
    """Return what a template is called in a list."""
    title = version.titles.get(language_code()) or version.titles.get("en") or version.questionnaire_id
    parts = [title, version.edition, version.version]
    return " · ".join(str(part) for part in parts if part)


class TermsForm(forms.Form):
    """The period, the date due, the template and the note of a round."""

    version = forms.ChoiceField(label=_("Template"), required=False, help_text=_("In which States report."))
    covers_from = forms.IntegerField(label=_("First year of the period covered"), required=False, min_value=2001)
    covers_until = forms.IntegerField(label=_("Last year of the period covered"), required=False, min_value=2001)
    deadline = date_field(
        _("Date due"), required=False, help_text=_("A date of its own: it does not follow from a meeting's date.")
    )
    note = text_area(
        _("Note"), 4, required=False, help_text=_("What the States should know; shown on the round's page.")
    )

    def __init__(self, *args: Any, templates: list[Version], **options: Any) -> None:
        """Offer TEMPLATES."""
        super().__init__(*args, **options)
        self.templates = {str(version.pk): version for version in templates}
        choices = [("", _("choose")), *((key, template_label(version)) for key, version in self.templates.items())]
        self.fields["version"].choices = choices  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """Return what was filled in."""
        data = self.cleaned_data
        return Terms(
            version=self.templates.get(data["version"]),
            covers_from=data["covers_from"],
            covers_until=data["covers_until"],
            deadline=data["deadline"],
            note=data["note"],
        )

    @staticmethod
    def of(found: Round) -> dict[str, Any]:
        """Return what the form starts from."""
        return {
            "version": str(found.version_id or ""),
            "covers_from": found.covers_from,
            "covers_until": found.covers_until,
            "deadline": found.deadline,
            "note": found.note,
        }


class OpenForm(TermsForm):
    """A new round: the year as well."""

    year = forms.IntegerField(label=_("Year"), help_text=_("In which the reports are due."))
    field_order = ("year", "covers_from", "covers_until", "deadline", "version", "note")


class RemindForm(forms.Form):
    """To whom a reminder goes, and the sender's own words."""

    scope = forms.ChoiceField(label=_("To whom"))
    text = text_area(
        _("Your own words"),
        4,
        required=False,
        max_length=2_000,
        help_text=_("Added to the text below as you write them; they are not translated."),
    )
    again = forms.BooleanField(label=_("Also to States that were reminded within the last 7 days"), required=False)

    def __init__(self, *args: Any, scopes: dict[str, str], **options: Any) -> None:
        """Offer SCOPES."""
        super().__init__(*args, **options)
        self.fields["scope"].choices = list(scopes.items())  # type: ignore[attr-defined]
