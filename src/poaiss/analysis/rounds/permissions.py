"""Who sees the analysis of a round before its reports are published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.reporting.permissions import secretariat

PREVIEW = "analysis.preview"


@rule(PREVIEW, _("see the analysis of a round before its reports are published"))
def may_preview(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat sees it, of its own world, over the reports that it may read."""
    return secretariat(actor, None)
