"""A State's request for the correction of an excerpt about it, and the Secretariat's answer."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import InvalidTransition
from poaiss.reporting.enums import CorrectionStatus
from poaiss.reporting.errors import TextMissing
from poaiss.reporting.models import CorrectionRequest, Excerpt


@transaction.atomic
def request_correction(*, excerpt: Excerpt, text: str, by: Actor, number: str = "") -> CorrectionRequest:
    """Ask for the correction of an excerpt; only the State that it is about may, by its contact or mission."""
    check(by, "reporting.request_correction", excerpt)
    if not text.strip():
        raise TextMissing(_("Say what is wrong."), mend=_("Write what the excerpt should say."))
    found = CorrectionRequest.objects.create(
        excerpt=excerpt,
        state_id=str(excerpt.state_id),
        number=number[:200],
        text=text.strip().replace("\0", "\ufffd"),
        requested_by_id=UUID(by.identifier),
    )
    record("reporting.request_correction", by=by, on=found, state=found.state_id)
    return found


def check_may_request(excerpt: Excerpt, by: Actor) -> None:
    """Raise Refused unless BY may ask for the correction of EXCERPT."""
    check(by, "reporting.request_correction", excerpt)


@transaction.atomic
def answer_correction(
    *, correction: CorrectionRequest, status: CorrectionStatus, reply: str, by: Actor
) -> CorrectionRequest:
    """Answer a request: accepted or declined, with a reply that stands beside the excerpt."""
    row = CorrectionRequest.objects.select_related("state").select_for_update(of=("self",)).get(pk=correction.pk)
    check(by, "reporting.answer_correction", row)
    if row.status != CorrectionStatus.OPEN or status == CorrectionStatus.OPEN:
        raise InvalidTransition(_("The request has been answered."), place=str(row))
    if not reply.strip():
        raise TextMissing(_("A reply is missing."), mend=_("Write the reply to the State."))
    row.status, row.reply = status, reply.strip().replace("\0", "\ufffd")
    row.answered_at, row.answered_by_id = now(), UUID(by.identifier)
    row.save(update_fields=["status", "reply", "answered_at", "answered_by"])
    record("reporting.answer_correction", by=by, on=row, state=row.state_id, details={"status": str(status)})
    return row
