"""Rules of the front rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor

WORKSPACE = "site.workspace"


@rule(WORKSPACE, _("open one's own workspace"))
def may_open_workspace(actor: Actor, obj: Any) -> Denied | None:
    """Everybody who is signed in has a workspace."""
    return None if actor.is_signed_in else Denied(_("Sign in first."))
