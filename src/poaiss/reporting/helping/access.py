"""Whom a State let into its report: a helper sees it by a grant, and writes in it where the State said so."""

from django.db.models import Q, QuerySet, UUIDField
from django.db.models.functions import Cast

from poaiss.access.models import Grant
from poaiss.accounts.actor import Actor
from poaiss.common.clock import now
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.models import NationalReport

KIND = "reporting.nationalreport"


def grants_to(actor: Actor) -> QuerySet[Grant]:
    """Return the grants on reports that are in force for an actor."""
    to = Q(organisation__in=actor.organisations) | Q(state__in=actor.desks)
    in_force = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now()))
    return Grant.objects.filter(to & in_force, object_type=KIND)


def helped_reports(actor: Actor) -> Q:
    """Return the reports that an actor helps with, for the statement of who may read reports."""
    if not (actor.organisations or actor.desks):
        return Q(pk__in=[])
    return Q(pk__in=grants_to(actor).annotate(report=Cast("object_id", UUIDField())).values("report"))


def helps(actor: Actor, report: NationalReport) -> bool:
    """Return whether the State of a report let an actor in."""
    if not (actor.organisations or actor.desks) or report.state_id in actor.desks:
        return False
    return grants_to(actor).filter(object_id=str(report.pk)).exists()


def may_write(actor: Actor, report: NationalReport) -> bool:
    """Return whether the State lets this very helper write answers in its report: another's permission is not one's."""
    if not helps(actor, report):
        return False
    own = grants_to(actor).filter(object_id=str(report.pk))
    return bool(report.help_requests.filter(may_draft=True, status=HelpStatus.PAIRED, grant__in=own).exists())
