"""Who may read a file attached to a report; the policy of the table says the same in SQL.

The desk reads all, an agency what belongs to the sections assigned to it, a helper what its report has, the
Secretariat what stands in a report that was submitted, never what was replaced before.
"""

from uuid import UUID

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, TextField, Value

from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.reporting.enums import WITH_SECRETARIAT
from poaiss.reporting.helping.access import helped_reports
from poaiss.reporting.models import Assignment, Attachment, NationalReport


@visibility(Attachment)
def attachments_seen(actor: Actor) -> Q:
    """Return the condition on a file that ACTOR may read it."""
    if actor.is_machine:
        return Q()
    helped = NationalReport.objects.filter(helped_reports(actor)).values("pk")
    found = Q(report__state__in=actor.desks) | Q(report__in=helped)
    if actor.agencies:
        found |= Q(Exists(asked_of(actor)))
    if Role.SECRETARIAT in actor.roles:
        kind = Q(report__state__kind="exercise")
        submitted = Q(report__status__in=WITH_SECRETARIAT, ended_at=None)
        found |= submitted & (kind if actor.exercise else ~kind)
    return found


def asked_of(actor: Actor) -> QuerySet[Assignment]:
    """Return the assignments to the actor's agencies of the section that a file is in."""
    section = Func(OuterRef("path"), Value("/"), Value(1), function="split_part", output_field=TextField())
    rows = Assignment.objects.filter(
        report=OuterRef("report"), ended_at=None, agency_id__in=[UUID(each) for each in actor.agencies]
    )
    return rows.filter(section=section)
