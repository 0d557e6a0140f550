"""What the page of translations shows, and what its form says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.directory.enums import LANGUAGES
from poaiss.reporting import queries
from poaiss.reporting.models import NationalReport
from poaiss.reporting.translating.originals import direction
from poaiss.reporting.translating.reading import Pair, by_section, orphans, pairs_of
from poaiss.reporting.translating.writing import Translated


def is_language(report: NationalReport, language: str) -> bool:
    """Return whether a report can be translated into LANGUAGE."""
    return language in LANGUAGES and language != report.language


def translation_page(
    actor: Actor,
    report: NationalReport,
    language: str,
    typed: Mapping[str, Translated] | None = None,
    conflicts: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the texts of a report beside their translation; TYPED is shown again where it met a conflict."""
    pairs = [
        replace(each, typed=typed[each.original.path].text) if typed and each.original.path in conflicts else each
        for each in pairs_of(report, language)
    ]
    return {
        "report": report,
        "title": queries.title_of(report.state_id, report.round.year),
        "exercise": report.state.is_exercise,
        "language": language,
        "direction": direction(language),
        "others": [each for each in LANGUAGES if is_language(report, each)],
        "sections": by_section(report.version, pairs),
        "orphans": orphans(report, language),
        "writes": can(actor, "reporting.translate", report),
        "total": len(pairs),
        "done": sum(bool(each.translation) and not each.is_stale for each in pairs),
        "stale": sum(each.is_stale for each in pairs),
        "problems": [problem(each) for each in pairs if each.typed is not None],
    }


def problem(pair: Pair) -> dict[str, str]:
    """Return what the summary on top says of a conflict."""
    words = _("%(number)s: somebody else saved another translation meanwhile; yours is in the field.")
    return {"message": words % {"number": pair.original.number}, "target": pair.key}


def parsed(data: QueryDict) -> dict[str, Translated]:
    """Return the translations that a form holds, by path."""
    return {
        path: Translated(
            text=data.get(f"text:{path}", "").replace("\r\n", "\n"),
            seen=data.get(f"seen:{path}", "")[:64],
            before=data.get(f"before:{path}", ""),
            still_fits=bool(data.get(f"fits:{path}")),
        )
        for path in data.getlist("asked")
    }
