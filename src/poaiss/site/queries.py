"""What the front pages show: the world in tiles, a State's page, search results."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.accounts.actor import Actor
from poaiss.analysis.models import CoveredState, Instrument, ReportYear, SdgObservation
from poaiss.common.clock import today
from poaiss.directory.enums import RegionalGroup, StateKind
from poaiss.directory.models import Paragraph, Region, State, StateName, Term, Theme
from poaiss.directory.queries import language_code, name_of
from poaiss.meetings.models import Meeting
from poaiss.questionnaires import queries as questionnaires

LIMIT = 12


def sort_key(text: str) -> str:
    """Return TEXT without accents and in lower case: names are sorted here, not by the database."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def listed_states(*kinds: StateKind) -> list[dict[str, Any]]:
    """Return States of KINDS with names in the reader's language, in its order (one query)."""
    found = State.objects.filter(kind__in=kinds)
    rows = [{"state": state, "name": name_of(state.code), "url": state_url(state)} for state in found]
    return sorted(rows, key=lambda row: sort_key(row["name"]))


def state_url(state: State) -> str:
    """Return the address of a State's page."""
    return reverse("site:state", args=[state.slug])


def world() -> list[dict[str, Any]]:
    """Return one tile for each State: place, name, how many years it reported to UNROCA (one query)."""
    counted = State.objects.filter(tile_column__isnull=False).annotate(
        years=Count("report_years", filter=Q(report_years__instrument=Instrument.UNROCA)),
        listed=Exists(CoveredState.objects.filter(state=OuterRef("pk"), instrument=Instrument.UNROCA)),
    )
    return [tile(state, state.years if state.listed else None) for state in counted.order_by("tile_row", "tile_column")]


BANDS = ((0, "ramp-1", "·"), (10, "ramp-2", "1"), (20, "ramp-4", "2"), (99, "ramp-5", "3"))
"""Upper end, colour and sign of each band of years reported."""
NOT_LISTED = ("k-not-asked", "–")


def tile(state: State, years: int | None) -> dict[str, Any]:
    """Return the tile of STATE, coloured and signed by how many years it reported; None: not listed."""
    colour, mark = NOT_LISTED if years is None else next(band[1:] for band in BANDS if years <= band[0])
    words = ngettext("%(count)d year reported", "%(count)d years reported", years or 0) % {"count": years or 0}
    return {
        "code": state.code,
        "name": name_of(state.code),
        "column": state.tile_column,
        "row": state.tile_row,
        "url": state_url(state),
        "state_class": colour,
        "mark": mark,
        "value": years,
        "label": _("not listed by the source") if years is None else words,
    }


def legend(tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the legend of the tiles with the number of States in each band."""
    words = (_("no report"), _("1 to 10 years"), _("11 to 20 years"), _("21 years or more"))
    bands = [(colour, mark, label) for (_end, colour, mark), label in zip(BANDS, words, strict=True)]
    return [
        {
            "state_class": colour,
            "mark": mark,
            "label": label,
            "count": sum(tile["state_class"] == colour for tile in tiles),
        }
        for colour, mark, label in [*bands, (*NOT_LISTED, _("not listed by the source"))]
    ]


def next_meeting() -> Meeting | None:
    """Return the next meeting that is not over (one query)."""
    day = today()
    later = Q(ends_on__gte=day) | Q(ends_on__isnull=True, year__gte=day.year)
    return Meeting.objects.filter(later).order_by("year", "starts_on").first()


@dataclass(frozen=True, slots=True)
class Found:
    """Results of one kind: a heading and lines with an address each."""

    heading: str
    lines: list[dict[str, str]] = field(default_factory=list)


def line(label: object, url: str, note: object = "") -> dict[str, str]:
    """Return one result."""
    return {"label": str(label), "url": url, "note": str(note)}


def find_states(text: str) -> list[dict[str, str]]:
    """Find States by any name in any of the six languages, or by code."""
    codes = StateName.objects.filter(Q(short__icontains=text) | Q(formal__icontains=text) | Q(state__code__iexact=text))
    states = State.objects.filter(code__in=codes.values("state"))
    found = [line(name_of(s.code), state_url(s), s.get_kind_display()) for s in states]
    return sorted(found, key=lambda each: sort_key(each["label"]))[:LIMIT]


def find_terms(text: str) -> list[dict[str, str]]:
    """Find terms of the glossary in the reader's language or in English."""
    code = language_code()
    page = reverse("site:glossary")
    wanted = sort_key(text)
    return [
        line(names.get(code) or names.get("en"), f"{page}#{key}", definitions.get(code) or definitions.get("en", ""))
        for key, names, definitions in Term.objects.values_list("key", "names", "definitions")
        if any(wanted in sort_key(name) for name in names.values())
    ][:LIMIT]


def find_paragraphs(text: str) -> list[dict[str, str]]:
    """Find paragraphs by code or by our short title."""
    found = Paragraph.objects.filter(Q(code__icontains=text) | Q(title__icontains=text))[:LIMIT]
    return [line(each.code, f"{reverse('site:paragraphs')}#{each.pk}", each.title) for each in found]


def find_meetings(text: str) -> list[dict[str, str]]:
    """Find meetings by name or place."""
    found = [m for m in Meeting.objects.all() if sort_key(text) in sort_key(" ".join([*m.names.values(), m.place]))]
    return [line(m, f"{reverse('site:calendar')}#{m.code}", m.place) for m in found[:LIMIT]]


def search(text: str, actor: Actor) -> list[Found]:
    """Return results grouped by kind; empty groups are left out."""
    text = " ".join(text.replace("\0", " ").split())[:100]
    if len(text) < 2:
        return []
    groups: Iterable[Found] = (
        Found(_("States"), find_states(text)),
        Found(_("Questions of the report"), questionnaires.find(text, LIMIT)),
        Found(_("Glossary"), find_terms(text)),
        Found(_("Paragraphs"), find_paragraphs(text)),
        Found(_("Meetings"), find_meetings(text)),
    )
    return [group for group in groups if group.lines]


def themes() -> list[Theme]:
    """Return the themes in order."""
    return list(Theme.objects.all())


def years_reported(state: State, instrument: str) -> list[int]:
    """Return the years for which STATE reported under INSTRUMENT."""
    return list(
        ReportYear.objects.filter(state=state, instrument=instrument).order_by("year").values_list("year", flat=True)
    )


def group_label(state: State) -> str:
    """Return the regional group in words."""
    return str(RegionalGroup(state.regional_group).label) if state.regional_group else _("none")


def profile(state: State) -> dict[str, Any]:
    """Return a State's names in six languages, past names, groups and organisations."""
    found = list(state.names.order_by("language", "valid_from"))
    return {
        "names": [each for each in found if each.valid_until is None],
        "past_names": [each for each in found if each.valid_until is not None and each.language == "en"],
        "group": group_label(state),
        "subregion": Region.objects.filter(code=state.m49_subregion).first(),
        "organisations": list(state.organisations.order_by("code").distinct()),
        "agencies": list(state.agencies.filter(hidden=False, closed_on__isnull=True)),
    }


def sdg_of(state: State) -> list[tuple[int, dict[str, SdgObservation]]]:
    """Return SDG 16.4.2 of STATE: a line a year with each release's observation, never merged."""
    found: dict[int, dict[str, SdgObservation]] = {}
    for each in SdgObservation.objects.filter(state=state).order_by("year", "release"):
        found.setdefault(each.year, {})[each.release] = each
    return list(found.items())


def glossary() -> list[dict[str, Any]]:
    """Return the terms with the reader's language first, in its order."""
    code = language_code()
    found = [
        {
            "key": term.key,
            "name": term.names.get(code) or term.names.get("en"),
            "definition": term.definitions.get(code) or term.definitions.get("en", ""),
            "definition_language": code if term.definitions.get(code) else "en",
            "others": {each: name for each, name in term.names.items() if each != code},
            "source": term.source,
        }
        for term in Term.objects.all()
    ]
    return sorted(found, key=lambda each: sort_key(each["name"]))


def paragraphs() -> dict[str, list[Paragraph]]:
    """Return the paragraphs by instrument."""
    found: dict[str, list[Paragraph]] = {}
    for each in Paragraph.objects.select_related("theme"):
        found.setdefault(each.instrument, []).append(each)
    return found


def meetings() -> list[Meeting]:
    """Return the meetings, the latest first."""
    return list(Meeting.objects.order_by("-year", "-starts_on"))
