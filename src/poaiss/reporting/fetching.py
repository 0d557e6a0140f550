"""Fetching a report for a page: who may not read it is told that there is none."""

from uuid import UUID

from django.http import Http404

from poaiss.access.web import Request
from poaiss.reporting import queries
from poaiss.reporting.models import NationalReport


def report_at(request: Request, pk: UUID) -> NationalReport:
    """Return a report that the actor may read, or answer 404: a stranger learns nothing."""
    report = queries.report_visible(request.actor, pk)
    if report is None:
        raise Http404
    return report
