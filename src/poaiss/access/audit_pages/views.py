"""The audit log as pages (S4)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from poaiss.access.audit_pages import queries
from poaiss.access.audit_pages.forms import EntryFilter
from poaiss.access.web import Request, requires
from poaiss.common.web import page

PER_PAGE = 50


def asked_of(form: EntryFilter) -> dict[str, Any]:
    """Return the filters that are readable; a wrong one is shown beside its field and filters nothing."""
    form.is_valid()
    data = form.cleaned_data
    return {
        "kind": data.get("kind", ""),
        "outcome": data.get("outcome", ""),
        "name": data.get("actor", ""),
        "since": data.get("since"),
        "until": data.get("until"),
    }


@requires("audit.read")
@require_GET
def entries(request: Request) -> HttpResponse:
    """The entries that the person may read: sentences, filters, pages; verified on request."""
    form = EntryFilter(request.GET)
    asked = asked_of(form)
    found = Paginator(queries.entries(request.actor, **asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "entries": found,
        "lines": queries.lines(request.actor, found),
        "asked": any(asked.values()),
        "filters": request.GET.urlencode(),
        "heads": queries.heads_for(request.actor),
        "verification": queries.verification_for(request.actor) if "verify" in request.GET else None,
    }
    return page(request, "audit/entries.html", context)


@requires("audit.read")
@require_GET
def export(request: Request) -> HttpResponse:
    """The same entries as a table."""
    found = queries.entries(request.actor, **asked_of(EntryFilter(request.GET)))
    text = queries.table(queries.lines(request.actor, found.iterator(chunk_size=2000)))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
