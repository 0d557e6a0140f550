"""Samples for the gallery of components (only routed when DEBUG is on): invented, of exercise States alone."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from poaiss.site.looks import KINDS, MARKINGS, STATUS_MARKS
from poaiss.site.templatetags.components import bdi

CHOICES = [("yes", _("Yes")), ("no", _("No")), ("developing", _("In development"))]
EXERCISE = ("Avaria", "Borovia", "Cordania", "Dravia", "Estavia", "Feronia", "Galdia", "Hestria", "Illyra", "Jorvia")


class SampleForm(forms.Form):
    """One of each control."""

    agency = forms.CharField(label=_("Name of the agency"), help_text=_("As it appears in your own law."))
    broker = forms.ChoiceField(
        label=_("Does the law require brokers to register?"), choices=CHOICES, widget=forms.RadioSelect
    )
    weapons = forms.MultipleChoiceField(
        label=_("Which measures are in place?"), choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    destroyed = forms.IntegerField(label=_("Number destroyed"), required=False)
    since = forms.DateField(label=_("In force since"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    region = forms.ChoiceField(label=_("Subregion"), choices=CHOICES, required=False)
    details = forms.CharField(label=_("Details"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    consent = forms.BooleanField(label=_("The text may be made public"), required=False)


def tiles() -> list[dict[str, Any]]:
    """Return ten tiles, one of each kind of answer and silence."""
    return [
        {
            "code": name[:3].upper(),
            "name": name,
            "column": 1 + place % 5,
            "row": 1 + place // 5,
            "url": f"#{name.lower()}",
            "state_class": kind.style,
            "mark": kind.mark,
            "value": kind.code,
            "label": kind.label,
        }
        for place, (name, kind) in enumerate(zip(EXERCISE, KINDS, strict=True))
    ]


def tasks() -> list[dict[str, Any]]:
    """Return tasks in different states."""
    return [
        {"label": _("Coordination"), "url": "#", "status": "done", "status_label": _("Done")},
        {"label": _("Manufacture"), "url": "#", "status": "in_progress", "status_label": _("In progress")},
        {"label": _("Transfers"), "url": "#", "status": "error", "status_label": _("Look again")},
        {
            "label": _("Brokering"),
            "url": "#",
            "hint": _("Nothing new since the last report?"),
            "status": "not_started",
            "status_label": _("Not started"),
        },
    ]


def lists() -> dict[str, Any]:
    """Return rows of the summary list, the timeline, the tabs and the table."""
    return {
        "summary": [
            {"key": _("Office"), "value": "Firearms Coordination Unit", "action_url": "#", "action_label": _("Change")},
            {"key": _("Telephone"), "value": bdi("+999 555 0100"), "source": _("Shown to officials of States")},
        ],
        "timeline": [
            {"at": date(2026, 5, 4), "title": _("Submitted"), "who": "Hana", "detail": _("By the permanent mission.")},
            {"at": date(2026, 4, 28), "title": _("Approved"), "who": "Bruno"},
        ],
        "tabs": [
            {"label": _("Reports"), "url": "#", "current": True, "count": 4},
            {"label": _("Contacts"), "url": "#"},
            {"label": _("Laws"), "url": "#", "count": 0},
        ],
        "columns": [{"label": _("Year")}, {"label": _("Reports"), "numeric": True}],
        "rows": [["2022", "35"], ["2023", "1,204"], ["2024", "88"]],
    }


def samples(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery shows; ``?errors`` shows the form as it is after a mistake."""
    return {
        "form": SampleForm({"agency": "", "destroyed": "many"}) if "errors" in request.GET else SampleForm(),
        "statuses": list(STATUS_MARKS),
        "markings": list(MARKINGS),
        "tiles": tiles(),
        "legend": [{"state_class": k.style, "mark": k.mark, "label": k.label, "count": 1} for k in KINDS],
        "tasks": tasks(),
        "pages": Paginator(range(200), 10).page(4),
        "downloads": [{"label": "CSV", "url": "#csv"}, {"label": "SVG", "url": "#svg"}],
        "confirmed": date(2026, 2, 17),
        "now": datetime(2026, 5, 4, 14, 3, tzinfo=UTC),
        **lists(),
    }
