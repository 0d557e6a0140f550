"""Reading the library: search by words, filter by State, kind and theme; the exercise apart."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State, Theme
from poaiss.directory.queries import language_code, name_of
from poaiss.library.enums import Kind, Shown
from poaiss.library.models import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; what is not known is left out."""

    words: str = ""
    state: str = ""
    kind: str = ""
    theme: str = ""


def public_entries() -> QuerySet[Entry]:
    """Return what everybody reads; of the same file of one State, the entry of the latest round."""
    later = Entry.objects.filter(
        audience=Shown.PUBLIC, state=OuterRef("state"), sha256=OuterRef("sha256"), year__gt=OuterRef("year")
    )
    return visible_to(NOBODY, Entry).filter(~Exists(later)).select_related("state")


def found(wanted: Wanted) -> QuerySet[Entry]:
    """Return the released entries that fit."""
    entries = public_entries()
    for word in wanted.words.split()[:10]:
        entries = entries.filter(
            Q(title__icontains=word)
            | Q(title_english__icontains=word)
            | Q(summary__icontains=word)
            | Q(name__icontains=word)
            | Q(state__names__short__icontains=word)
        )
    narrow = {"state": wanted.state, "kind": wanted.kind, "theme": wanted.theme}
    entries = entries.filter(**{name: value for name, value in narrow.items() if value})
    return entries.distinct().order_by("state", "-year", "title")


def real(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries of real States."""
    return entries.exclude(state__kind=StateKind.EXERCISE)


def exercise(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries of exercise States, which are listed apart."""
    return entries.filter(state__kind=StateKind.EXERCISE)


def of_state(state: State) -> list[Entry]:
    """Return the released entries of a State."""
    return list(public_entries().filter(state=state).order_by("-year", "title"))


def own(actor: Actor) -> list[Entry]:
    """Return what waits in the library of the actor's State and is not released."""
    rows = visible_to(actor, Entry).filter(audience=Shown.OWN, ended_at=None, state__in=actor.states)
    return list(rows.select_related("state"))


def entry_visible(actor: Actor, pk: UUID) -> Entry | None:
    """Return an entry that ACTOR may read, else None: a stranger is told that there is none."""
    return visible_to(actor, Entry).filter(pk=pk).select_related("state").first()


def states_with_entries() -> list[tuple[str, str]]:
    """Return code and name of the States of which something is released, by name."""
    codes = visible_to(NOBODY, Entry).values_list("state", flat=True).distinct().order_by()
    return sorted(((code, name_of(code)) for code in codes), key=lambda each: each[1])


def themes() -> list[tuple[str, str]]:
    """Return code and name of the themes in the reader's language."""
    language = language_code()
    return [(each.code, each.names.get(language) or str(each)) for each in Theme.objects.all()]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of texts."""
    return [(each.value, str(each.label)) for each in Kind]


def origin_text(entry: Entry) -> str:
    """Return where an entry came from, in words."""
    words = {"year": entry.year, "number": entry.number}
    if entry.origin.startswith("analysis.practice:"):
        return _("From the national report of %(year)s, question %(number)s, with the consent of the State.") % words
    if not entry.origin.startswith("reporting."):
        return _("Added to the library.")
    return _("Attached to the national report of %(year)s, question %(number)s.") % words


def format_of(entry: Entry) -> str:
    """Return the short name of a file's format, such as PDF."""
    return FORMATS.get(entry.media_type, entry.media_type)


FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (DOCX)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (XLSX)",
    "application/vnd.oasis.opendocument.text": "OpenDocument (ODT)",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument (ODS)",
    "application/rtf": "RTF",
    "text/plain": "TXT",
    "text/csv": "CSV",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
}
