"""Who sees the advice on a report: those of the State who write and approve it, and nobody else."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.reporting.permissions import DRAFTERS, NOT_A_DRAFTER, held


@rule("reporting.advice", _("see the advice on a national report of one's State before it is approved"))
def may_see_advice(actor: Actor, obj: Any) -> Denied | None:
    """Drafters and approvers of the State; never the Secretariat, an agency, a helper or the public (R23)."""
    return held(actor, DRAFTERS, obj, NOT_A_DRAFTER)
