"""Reading questionnaires: current versions, questions, and one question beside itself in other editions."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from poaiss.directory.queries import language_code
from poaiss.questionnaires.models import Question, Questionnaire, Version

REPORT = "poa-iti"
"""Code of the report template of the Programme of Action and the International Tracing Instrument."""
ONLY_EDITION = "all"
"""Stands in addresses for a questionnaire without editions."""


def without_content() -> QuerySet[Version]:
    """Return versions without their large columns."""
    return Version.objects.defer("sheets", "xform")


def questionnaires() -> list[Questionnaire]:
    """Return every questionnaire."""
    return list(Questionnaire.objects.all())


def current_versions(code: str = REPORT) -> dict[str, Version]:
    """Return the latest version of each edition of a questionnaire, by edition (one query)."""
    found = without_content().filter(questionnaire=code).order_by("edition", "-number").distinct("edition")
    return {version.edition: version for version in found}


def versions_listed() -> list[dict[str, Any]]:
    """Return each questionnaire with its versions, the latest of each edition first."""
    grouped: dict[str, list[Version]] = defaultdict(list)
    for version in without_content().order_by("questionnaire", "-edition", "-number"):
        grouped[version.questionnaire_id].append(version)
    return [{"questionnaire": each, "versions": grouped[each.pk]} for each in questionnaires()]


def version_at(code: str, edition: str, number: int) -> Version | None:
    """Return the version at an address, or None."""
    letter = "" if edition == ONLY_EDITION else edition.upper()
    return Version.objects.filter(questionnaire=code, edition=letter, number=number).first()


def version_url(version: Version, question: str = "") -> str:
    """Return the address of a version's page, or of one question on it."""
    edition = version.edition.lower() or ONLY_EDITION
    address = reverse("questionnaires:version", args=[version.questionnaire_id, edition, version.number])
    return f"{address}#q-{question}" if question else address


def questions_of(version: Version) -> list[Question]:
    """Return the questions of a version in order."""
    return list(version.questions.order_by("position"))


def label_of(question: Question, language: str | None = None) -> str:
    """Return the text of a question in LANGUAGE or the reader's, else in any language of the form."""
    return text_of(question.labels, language)


def text_of(texts: dict[str, str], language: str | None = None) -> str:
    """Return a text of a form in LANGUAGE or the reader's, else in English, else in any language."""
    for code in (language_code(language), "en", *texts):
        if texts.get(code):
            return texts[code]
    return ""


@lru_cache(maxsize=8)
def _alignment(versions: tuple[tuple[UUID, str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Return the keys of one question in all editions, by each of its keys; same-as links are followed both ways."""
    groups: dict[str, set[str]] = {}
    for pk, edition, _sha256 in versions:
        for number, same in Question.objects.filter(version=pk).values_list("number", "same_as"):
            joined = {f"{edition}:{number}", *same}
            for key in list(joined):
                joined |= groups.get(key, set())
            groups |= dict.fromkeys(joined, joined)
    order = {edition: place for place, (_pk, edition, _sha256) in enumerate(sorted(versions, key=lambda v: v[1]))}
    return {
        key: tuple(sorted(keys, key=lambda each: order.get(each.split(":")[0], 99))) for key, keys in groups.items()
    }


def alignment(code: str = REPORT) -> dict[str, tuple[str, ...]]:
    """Return, by edition and number such as C:4.1.2, the keys of the same question in all current editions."""
    found = current_versions(code).values()
    return _alignment(tuple((each.pk, each.edition, each.sha256) for each in found))


def same_question(key: str, code: str = REPORT) -> tuple[str, ...]:
    """Return the keys of the question KEY in all editions, the earliest first; empty for an unknown key."""
    return alignment(code).get(key, ())


def by_keys(keys: Iterable[str], code: str = REPORT) -> dict[str, Question]:
    """Return the questions of the current versions by edition and number (two queries)."""
    versions = current_versions(code)
    wanted = [key.split(":", 1) for key in keys if ":" in key]
    numbers = {number for _edition, number in wanted}
    found = Question.objects.filter(version__in=[v.pk for v in versions.values()], number__in=numbers)
    editions = {version.pk: edition for edition, version in versions.items()}
    rows = {f"{editions[each.version_id]}:{each.number}": each for each in found}
    return {key: rows[key] for key in keys if key in rows}


def find(text: str, limit: int) -> list[dict[str, str]]:
    """Return questions of the current report template whose text or number holds TEXT, for the search page."""
    wanted, found = text.casefold(), []
    for version in sorted(current_versions().values(), key=lambda each: each.edition, reverse=True):
        for question in questions_of(version):
            label = label_of(question)
            if wanted in label.casefold() or wanted == question.number.casefold():
                note = f"{version.edition}:{question.number}"
                found.append({"label": label, "url": version_url(version, question.number), "note": note})
    return found[:limit]
