"""What the pages of a questionnaire show, in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.directory.enums import Evidence
from poaiss.questionnaires import queries
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Question, Questionnaire, Version

NOT_SEEN = (Evidence.INFERRED, Evidence.OURS)
"""A form with such questions is a reconstruction; the official text, once loaded, has seen ones alone."""


def groups() -> list[dict[str, Any]]:
    """Return each questionnaire with a line for each version."""
    return [
        {
            "questionnaire": each["questionnaire"],
            "title": title_of(each["questionnaire"]),
            "versions": [line_of(version) for version in each["versions"]],
        }
        for each in queries.versions_listed()
    ]


def title_of(questionnaire: Questionnaire) -> str:
    """Return the title of a questionnaire over all its editions."""
    if questionnaire.pk == queries.REPORT:
        return _("National report on the Programme of Action and the International Tracing Instrument")
    return queries.text_of(questionnaire.titles)


def line_of(version: Version) -> dict[str, Any]:
    """Return a version for a list: title, address, languages."""
    return {"version": version, "title": queries.text_of(version.titles), "url": queries.version_url(version)}


def version_page(version: Version) -> dict[str, Any]:
    """Return a version with its sections and questions, each with the same question in other editions."""
    aligned, latest = queries.alignment(version.questionnaire_id), queries.current_versions(version.questionnaire_id)
    found: dict[str, list[dict[str, Any]]] = {}
    for question in queries.questions_of(version):
        found.setdefault(question.section, []).append(shown(version, question, aligned, latest))
    heads = section_heads(version)
    sections = [{"number": number, "title": heads.get(number, ""), "questions": rows} for number, rows in found.items()]
    place = (version.questionnaire_id, version.edition.lower() or queries.ONLY_EDITION, version.number)
    return {
        **line_of(version),
        "sections": sections,
        "count": sum(len(rows) for rows in found.values()),
        "is_reconstruction": any(row["question"].evidence in NOT_SEEN for rows in found.values() for row in rows),
        "workbook_url": reverse("questionnaires:workbook", args=place),
        "xform_url": reverse("questionnaires:xform", args=place),
    }


def section_heads(version: Version) -> dict[str, str]:
    """Return the titles of the sections by number."""
    top = form_of(version).root.children
    return {each.poa["section"]: queries.text_of(dict(each.labels)) for each in top if each.poa.get("section")}


def shown(
    version: Version, question: Question, aligned: dict[str, tuple[str, ...]], latest: dict[str, Version]
) -> dict[str, Any]:
    """Return a question with its text, its choices and where it stands in other editions."""
    return {
        "question": question,
        "label": queries.label_of(question),
        "choices": [
            {"name": choice["name"], "label": queries.text_of(choice["labels"])} for choice in question.choices
        ],
        "same": list(elsewhere(version, question, aligned, latest)),
        "depth": question.number.count("."),
    }


def elsewhere(
    version: Version, question: Question, aligned: dict[str, tuple[str, ...]], latest: dict[str, Version]
) -> Iterator[dict[str, str]]:
    """Yield the same question in other editions with its address."""
    own = f"{version.edition}:{question.number}"
    for key in aligned.get(own, ()):
        edition, number = key.split(":", 1)
        if key != own and edition in latest:
            yield {"key": f"{edition}.{number}", "url": queries.version_url(latest[edition], number)}
