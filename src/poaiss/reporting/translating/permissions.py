"""Who may add an unofficial translation to a report."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.reporting.helping.access import may_write
from poaiss.reporting.models import NationalReport
from poaiss.reporting.permissions import NOT_A_DRAFTER, may_draft


@rule("reporting.translate", _("add an unofficial translation to a national report of one's State"))
def may_translate(actor: Actor, obj: Any) -> Denied | None:
    """Those who write the report translate it, and a helper whom the State lets write in it."""
    if may_draft(actor, obj) is None:
        return None
    return None if isinstance(obj, NationalReport) and may_write(actor, obj) else NOT_A_DRAFTER
