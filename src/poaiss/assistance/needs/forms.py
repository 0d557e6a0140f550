"""Forms of needs: they parse, actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poaiss.assistance.enums import Linked
from poaiss.assistance.models import Need
from poaiss.assistance.needs import queries
from poaiss.assistance.needs.actions import WRITABLE
from poaiss.contacts.forms import LANGUAGE_CHOICES, text_area
from poaiss.directory.models import State
from poaiss.directory.queries import agency_name
from poaiss.reporting.attaching import kinds

LONGEST_TITLE = 200


class NeedForm(forms.Form):
    """What a State says about a need; a title and a subject are enough to begin."""

    title = forms.CharField(
        label=_("What is needed, in one line"),
        max_length=LONGEST_TITLE,
        help_text=_("For example: secure doors and alarms for three depots."),
    )
    theme = forms.ChoiceField(label=_("Subject"))
    problem = text_area(_("What is the problem?"), 4, required=False, help_text=_("What is wrong now, and for whom."))
    cause = text_area(_("What causes it?"), 3, required=False)
    evidence = text_area(
        _("How is it known?"), 3, required=False, help_text=_("Figures, inspections, cases; no secret details.")
    )
    already_done = text_area(_("What has been done already?"), 3, required=False)
    own_contribution = text_area(
        _("What does your State contribute?"), 3, required=False, help_text=_("Staff, rooms, money, time.")
    )
    plan_link = forms.CharField(
        label=_("Where does the national action plan say so?"), required=False, max_length=1_000
    )
    agency = forms.ChoiceField(label=_("Responsible agency"), required=False)
    linked = forms.MultipleChoiceField(
        label=_("Is the problem linked to others?"),
        required=False,
        choices=Linked.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language of this text"), choices=LANGUAGE_CHOICES)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, state: State, **options: Any) -> None:
        """Offer the subjects, and the agencies of STATE."""
        super().__init__(*args, **options)
        agencies = queries.agencies_of(state)
        self.agencies = {str(each.pk): each for each in agencies}
        self.fields["theme"].choices = list(queries.theme_names().items())  # type: ignore[attr-defined]
        named = [(key, agency_name(each)) for key, each in self.agencies.items()]
        self.fields["agency"].choices = [("", _("not decided")), *named]  # type: ignore[attr-defined]

    @staticmethod
    def first(need: Need) -> dict[str, Any]:
        """Return what the form starts from."""
        found = {name: getattr(need, name) for name in WRITABLE}
        return {**found, "agency": str(need.agency_id or ""), "revision": need.revision}

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        data = {name: self.cleaned_data[name] for name in WRITABLE}
        return {**data, "agency": self.agencies.get(data["agency"])}


def file_field(label: Any) -> forms.FileField:
    """Return a field for a file; what it is, its bytes say."""
    accept = ",".join(f".{each}" for each in kinds.ENDINGS)
    return forms.FileField(
        label=label,
        help_text=_("Accepted are: %(kinds)s.") % {"kinds": kinds.ACCEPTED},
        widget=forms.ClearableFileInput(attrs={"accept": accept}),
    )


class LetterForm(forms.Form):
    """A letter, or a format of the State's own, as a full need (¶22)."""

    title = forms.CharField(label=_("What is needed, in one line"), max_length=LONGEST_TITLE)
    theme = forms.ChoiceField(label=_("Subject"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGE_CHOICES)
    file = file_field(_("Letter or document"))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the subjects."""
        super().__init__(*args, **options)
        self.fields["theme"].choices = list(queries.theme_names().items())  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A newer letter of a need."""

    file = file_field(_("Letter or document"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AnnexForm(forms.Form):
    """A file with details for named readers."""

    title = forms.CharField(label=_("What the file is"), max_length=LONGEST_TITLE)
    file = file_field(_("File"))


class SayForm(forms.Form):
    """A message in a dialogue."""

    partner = forms.ChoiceField(label=_("To"))
    text = text_area(_("Message"), 4)

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **options: Any) -> None:
        """Offer PARTNERS; a single one is not asked for."""
        super().__init__(*args, **options)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]
        if len(partners) == 1:
            self.initial["partner"] = partners[0][0]
            self.fields["text"].label = _("Message to %(partner)s") % {"partner": partners[0][1]}
            self.fields["partner"].widget = forms.HiddenInput()


class RoadmapForm(forms.Form):
    """A place for a need in a regional roadmap."""

    roadmap = forms.CharField(label=_("Regional roadmap"), max_length=LONGEST_TITLE)
    goal = forms.CharField(label=_("Goal that the need serves"), required=False, max_length=1_000)


class NeedsFilter(forms.Form):
    """What to look for among the needs that one sees."""

    theme = forms.ChoiceField(label=_("Subject"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, themes: list[tuple[str, str]], regions: list[tuple[str, str]], **options: Any):
        """Offer what occurs among the needs that the reader sees, and nothing else."""
        super().__init__(*args, **options)
        self.fields["theme"].choices = [("", _("all")), *themes]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", _("all")), *regions]  # type: ignore[attr-defined]
