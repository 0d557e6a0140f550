"""Pages of figures: each with its finding as title, denominator, source, table and downloads."""

import csv
from collections.abc import Iterable

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse

from poaiss.access.web import Request, public
from poaiss.analysis import bars, exports, queries, tables
from poaiss.analysis.models import Instrument
from poaiss.common.web import page
from poaiss.reporting import queries as reporting


@public
def index(request: Request) -> HttpResponse:
    """The figures there are."""
    context = {"participation": queries.participation(Instrument.UNROCA), "sdg": queries.sdg_16_4_2()}
    return page(request, "analysis/index.html", context)


@public
def participation(request: Request) -> HttpResponse:
    """Who reported, by year and regional group; the PoA's published totals beside it."""
    found = queries.participation(Instrument.UNROCA)
    context = {
        "found": found,
        "chart": bars.bars(found.by_year, found.members),
        "groups": queries.group_charts(found),
        "totals": queries.published_totals(),
        "peak": max(found.by_year, key=lambda year: found.by_year[year], default=None),
        **tables.participation_table(found),
        "downloads": downloads("analysis:participation-download"),
    }
    return page(request, "analysis/participation.html", context)


@public
def sdg(request: Request) -> HttpResponse:
    """SDG 16.4.2 in its releases, side by side, never merged."""
    found = queries.sdg_16_4_2()
    return page(request, "analysis/sdg.html", {"found": found, "rows": tables.sdg_rows(found)})


@public
def aligned(request: Request) -> HttpResponse:
    """The answers to one question across editions, by State; real excerpts and the exercise kept apart."""
    number = request.GET.get("question", queries.FIRST_ALIGNED)
    choices = reporting.alignable_questions()
    question = next((each for each in choices if each.key == number), None)
    if question is None:
        raise Http404
    context = {"number": number, "choices": choices, "question": question, "blocks": tables.aligned_blocks(number)}
    return page(request, "analysis/aligned.html", context)


def downloads(name: str) -> list[dict[str, str]]:
    """Return the downloads of a figure."""
    return [{"label": suffix.upper(), "url": reverse(name, args=[suffix])} for suffix in ("csv", "json")]


@public
def participation_download(request: Request, suffix: str) -> HttpResponse:
    """Participation as CSV or JSON."""
    found = queries.participation(Instrument.UNROCA)
    if suffix == "json":
        return JsonResponse(exports.participation_json(found))
    return spreadsheet("participation-unroca.csv", exports.participation_rows(found))


@public
def sdg_download(request: Request, suffix: str) -> HttpResponse:
    """SDG 16.4.2 as CSV or JSON, a line an observation, each with its release."""
    found = queries.sdg_16_4_2()
    if suffix == "json":
        return JsonResponse(exports.sdg_json(found))
    return spreadsheet("sdg-16-4-2.csv", exports.sdg_rows(found))


def spreadsheet(name: str, lines: Iterable[list[object]]) -> HttpResponse:
    """Return LINES as a CSV file called NAME."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows(lines)
    return response
