"""What the page of advice shows, in the reader's language."""

from typing import Any

from django.urls import reverse

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.questionnaires import engine
from poaiss.reporting import content, drafting, pages
from poaiss.reporting.advice.advising import Advice, advise
from poaiss.reporting.advice.rules import Kind
from poaiss.reporting.models import NationalReport


def advice_page(report: NationalReport) -> dict[str, Any]:
    """Return the advice on a report by section, with a link to each question."""
    found = advise(report)
    counts = {kind: sum(each.kind == kind for each in found) for kind in Kind}
    return {
        "report": report,
        "title": pages.heading(report),
        "exercise": report.state.is_exercise,
        "sections": sections(report, found),
        "counts": [(kind.label, count) for kind, count in counts.items() if count],
        "total": len(found),
    }


def sections(report: NationalReport, found: list[Advice]) -> list[dict[str, Any]]:
    """Return advice by section, in the order of the form."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        address = reverse("reporting:section", args=[report.pk, each.section])
        entry = pages.entry_of(each.path)
        grouped.setdefault(each.section, []).append({"advice": each, "entry": entry, "url": f"{address}#{each.key}"})
    tops = [(each.name, drafting.part_of(each, ())) for each in drafting.top_sections(report.version)]
    return [{"part": part, "rows": grouped[name]} for name, part in tops if name in grouped]


def summary(
    actor: Actor,
    report: NationalReport,
    filled: engine.Evaluation | None = None,
    stored: content.Stored | None = None,
    section: str = "",
) -> dict[str, Any] | None:
    """Return what ``reporting/parts/advice_summary.html`` needs, or None for whoever sees no advice."""
    if not report.is_open or not can(actor, "reporting.advice", report):
        return None
    found = [each for each in advise(report, filled, stored) if not section or each.section == section]
    return {"count": len(found), "url": reverse("reporting:advice", args=[report.pk]), "section": section}
