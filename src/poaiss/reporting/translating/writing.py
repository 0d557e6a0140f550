"""Storing translations: each beside the digest of what was translated, released once its original is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.errors import PoaissError
from poaiss.directory.enums import LANGUAGES
from poaiss.reporting.models import AnswerTranslation, NationalReport, Snapshot
from poaiss.reporting.translating.originals import digest, of_report, of_snapshot

LONGEST = 20_000


class TranslationRefused(PoaissError):
    """A translation cannot be stored as it is."""

    code = "translation-refused"


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation as a person gives it, with the digests of the original and of the translation that were seen."""

    text: str
    seen: str
    before: str = ""
    still_fits: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of translations: stored, unchanged, or in conflict with what somebody else stored meanwhile."""

    stored: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def check_language(report: NationalReport, language: str) -> None:
    """Raise TranslationRefused unless LANGUAGE is another UN language than the report's own."""
    if language not in LANGUAGES or language == report.language:
        raise TranslationRefused(
            _("A translation is into another of the six languages than the report’s own."), place=language[:10]
        )


@transaction.atomic
def translate(*, report: NationalReport, language: str, given: Mapping[str, Translated], by: Actor) -> Stored:
    """Store unofficial translations of a report's texts (R14); GIVEN is by path.

    What somebody else stored meanwhile is never overwritten: it comes back as a conflict. An emptied text takes the
    translation away. A text that is on file for no answer is refused.
    """
    from poaiss.reporting.actions import locked  # publishing releases translations: the actions import this module

    report = locked(report)
    check(by, "reporting.translate", report)
    check_language(report, language)
    known = {each.path: each.sha256 for each in of_report(report)}
    public = released_texts(report)
    rows = {row.path: row for row in report.translations.filter(language=language)}
    outcome: dict[str, list[str]] = {"stored": [], "unchanged": [], "conflicts": []}
    for path, each in given.items():
        if path not in known and path not in rows:
            raise TranslationRefused(_("The report has no text at this place."), place=path[:200])
        outcome[store(report, language, path, each, rows.get(path), public, by)].append(path)
    if outcome["stored"]:
        details = {"language": language, "texts": len(outcome["stored"])}
        record("reporting.translate", by=by, on=report, state=report.state_id, details=details)
    return Stored(**{key: tuple(paths) for key, paths in outcome.items()})


def store(
    report: NationalReport,
    language: str,
    path: str,
    given: Translated,
    row: AnswerTranslation | None,
    public: Mapping[str, str],
    by: Actor,
) -> str:
    """Store one translation and say what became of it."""
    text, stands = given.text.replace("\0", "").strip()[:LONGEST], row.text if row else ""
    fits = given.still_fits and row is not None and row.original_sha256 != given.seen
    if text == stands and not fits:
        return "unchanged"
    if text != stands and given.before != digest(stands):
        return "conflicts"
    values = {
        "text": text,
        "original_sha256": given.seen,
        "released": bool(text) and public.get(path) == given.seen,
        "by_id": UUID(by.identifier),
    }
    AnswerTranslation.objects.update_or_create(report=report, path=path, language=language, defaults=values)
    return "stored"


def released_texts(report: NationalReport) -> dict[str, str]:
    """Return the digests of the texts that the last publication of a report shows, by path."""
    last = report.snapshots.order_by("-number").first()
    return {each.path: each.sha256 for each in of_snapshot(last)} if last else {}


@transaction.atomic
def release_translations(snapshot: Snapshot) -> int:
    """Release the translations of what SNAPSHOT publishes, take back all others; return how many are released.

    A translation of words that are not public never is: it is released by the digest of its original alone.
    """
    public = {each.path: each.sha256 for each in of_snapshot(snapshot)}
    released = 0
    for row in AnswerTranslation.objects.filter(report=snapshot.report_id):
        is_public = bool(row.text) and public.get(row.path) == row.original_sha256
        released += is_public
        if row.released != is_public:
            AnswerTranslation.objects.filter(pk=row.pk).update(released=is_public)
    return released
