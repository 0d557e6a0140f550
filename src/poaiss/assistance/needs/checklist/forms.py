"""The form of one area of the checklist, made from the questionnaire."""

from typing import Any

from django import forms

from poaiss.contacts.forms import LONG_TEXT
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine


class AreaForm(forms.Form):
    """The questions of an area that apply now, each by its type; none must be answered."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, section: engine.Section, form: engine.Evaluation, **options: Any) -> None:
        """Make a field of each question of SECTION that applies in the filled FORM."""
        super().__init__(*args, **options)
        found = [each for each in section.children if isinstance(each, engine.Question) and each.asked]
        self.paths = {each.name: each.path for each in found if form.relevant(each.path)}
        for each in found:
            if each.name in self.paths:
                self.fields[each.name] = field_of(each)
                self.initial.setdefault(each.name, first_of(each, form.value(each.path)))

    def given(self) -> dict[str, str]:
        """Return the answers by path, as the engine takes them."""
        data = self.cleaned_data
        return {path: text_of(data.get(name)) for name, path in self.paths.items()}


def text_of(value: Any) -> str:
    """Return an answer as the engine's text."""
    return " ".join(value) if isinstance(value, list) else str(value or "").strip().replace("\r\n", "\n")


def first_of(question: engine.Question, value: str) -> Any:
    """Return what a field starts from."""
    return value.split() if question.type == "select_multiple" else value


def field_of(question: engine.Question) -> forms.Field:
    """Return the field of a question."""
    language = language_code()
    options: dict[str, Any] = {
        "label": engine.text_in(question.labels, language, "en"),
        "help_text": engine.text_in(question.hints, language, "en"),
        "required": False,
    }
    if question.choices is None:
        widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
        return forms.CharField(max_length=LONG_TEXT, widget=widget, **options)
    offered = [(each.name, engine.text_in(each.labels, language, "en")) for each in question.choices.items]
    if question.type == "select_multiple":
        return forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple, **options)
    return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **options)
