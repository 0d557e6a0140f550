"""The form of an assessment, made from the questionnaire."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.assessments import answers
from poaiss.assistance.needs.checklist.forms import field_of, first_of, text_of
from poaiss.questionnaires.models import Version


class AssessmentForm(forms.Form):
    """All questions of the assessment; none must be answered."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: Version, given: dict[str, str], **options: Any) -> None:
        """Make a field of each question, filled with what was GIVEN before."""
        super().__init__(*args, **options)
        filled = answers.filled(version, given)
        self.paths = {each.name: each.path for each in answers.questions(version)}
        for each in answers.questions(version):
            self.fields[each.name] = field_of(each)
            self.initial.setdefault(each.name, first_of(each, filled.value(each.path)))

    def given(self) -> dict[str, str]:
        """Return the answers by path, as the engine takes them."""
        return {path: text_of(self.cleaned_data.get(name)) for name, path in self.paths.items()}


class LessonsForm(forms.Form):
    """The title under which lessons go into the library."""

    title = forms.CharField(label=_("Title in the library"), max_length=200)
