"""Reading translations: beside the original, for documents, and beside a publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from poaiss.directory.enums import LANGUAGES
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting import drafting
from poaiss.reporting.models import AnswerTranslation, NationalReport, Snapshot
from poaiss.reporting.translating.originals import (
    Original,
    digest,
    direction,
    of_report,
    of_snapshot,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """An original and its translation, side by side."""

    original: Original
    label: str
    translation: str = ""
    is_stale: bool = False
    typed: str | None = None

    @property
    def key(self) -> str:
        """Identifier of the control on the page."""
        return drafting.key_of(self.original.path)

    @property
    def before(self) -> str:
        """Digest of the translation that stands."""
        return digest(self.translation)

    @property
    def shown(self) -> str:
        """What the control holds: what the person typed, else what stands."""
        return self.translation if self.typed is None else self.typed


def texts(report: NationalReport, language: str, *, public: bool) -> dict[str, str]:
    """Return the translations of a report's texts by path; an explanation has ``#remark`` behind its path.

    Stale ones are left out. PUBLIC gives what is released alone: words whose original is published as it stands.
    """
    rows = report.translations.filter(language=language).exclude(text="")
    if public:
        last = report.snapshots.order_by("-number").first()
        return released(last, language) if last else {}
    current = {each.path: each.sha256 for each in of_report(report)}
    return {row.path: row.text for row in rows if current.get(row.path) == row.original_sha256}


def released_rows(snapshot: Snapshot) -> QuerySet[AnswerTranslation]:
    """Return the released translations of a report; ordered by place, for an order by report would hide them.

    The default order joins the report itself, which row-level security keeps from the public.
    """
    return AnswerTranslation.objects.filter(report=snapshot.report_id, released=True).exclude(text="").order_by("path")


def released(snapshot: Snapshot, language: str) -> dict[str, str]:
    """Return the released translations that fit the very words of a publication, by path."""
    public = {each.path: each.sha256 for each in of_snapshot(snapshot)}
    rows = released_rows(snapshot).filter(language=language)
    return {row.path: row.text for row in rows if public.get(row.path) == row.original_sha256}


def languages_of(snapshot: Snapshot) -> list[str]:
    """Return the languages in which a publication has an unofficial translation, in the order of the UN."""
    found = set(released_rows(snapshot).values_list("language", flat=True))
    return [each for each in LANGUAGES if each in found and each != snapshot.language]


def public_context(snapshot: Snapshot, language: str) -> dict[str, Any]:
    """Return what ``translating/published.html`` and ``translating/switch.html`` show beside a publication.

    LANGUAGE is as the address gives it (``?translation=fr``); one without a translation shows none.
    """
    known = languages_of(snapshot)
    context: dict[str, Any] = {"languages": known, "language": "", "sections": []}
    if language not in known:
        return {"translation": context}
    found = released(snapshot, language)
    pairs = [
        Pair(each, label_of(snapshot.version, each), found[each.path])
        for each in of_snapshot(snapshot)
        if each.path in found
    ]
    words = {
        "language": language,
        "direction": direction(language),
        "original_language": snapshot.language,
        "sections": by_section(snapshot.version, pairs),
        "untranslated": len(of_snapshot(snapshot)) - len(pairs),
    }
    return {"translation": context | words}


def pairs_of(report: NationalReport, language: str) -> list[Pair]:
    """Return every text of a report with its translation; one of words that changed since is marked stale."""
    rows = {row.path: row for row in report.translations.filter(language=language)}
    return [pair(report.version, each, rows.get(each.path)) for each in of_report(report)]


def pair(version: Version, original: Original, row: AnswerTranslation | None) -> Pair:
    """Return one text with its translation."""
    label = label_of(version, original)
    if row is None:
        return Pair(original, label)
    stale = bool(row.text) and row.original_sha256 != original.sha256
    return Pair(original, label, row.text, stale)


def orphans(report: NationalReport, language: str) -> list[AnswerTranslation]:
    """Return the translations whose original is no longer there; they are kept and shown."""
    known = {each.path for each in of_report(report)}
    rows = report.translations.filter(language=language).exclude(text="")
    return [row for row in rows if row.path not in known]


def label_of(version: Version, original: Original) -> str:
    """Return the question of a text in the reader's language."""
    item = form_of(version).items.get(original.question_path)
    return engine.text_in(item.labels, language_code(), "en") if item else ""


def by_section(version: Version, pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Return pairs by section, in the order of the form; sections without a text are left out."""
    grouped: dict[str, list[Pair]] = {}
    for each in pairs:
        grouped.setdefault(each.original.section, []).append(each)
    tops = {each.name: drafting.part_of(each, ()) for each in drafting.top_sections(version)}
    return [{"part": tops[name], "pairs": rows} for name, rows in grouped.items() if name in tops]
