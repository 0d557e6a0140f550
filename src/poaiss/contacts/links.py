"""The signed link with which an office is confirmed from an e-mail: one purpose, one confirmation (D4)."""

import datetime as dt
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from poaiss.contacts.errors import LinkNotValid
from poaiss.contacts.models import Office

SALT = "poaiss.contacts.confirm"
VALID_FOR = dt.timedelta(days=120)


def link_token(office: Office) -> str:
    """Return the signed token of the link that confirms the office once, for the confirmation due now."""
    return signing.dumps({"office": str(office.pk), "due": office.due_on.isoformat()}, salt=SALT)


def link_path(office: Office) -> str:
    """Return the page on which the link from the e-mail ends."""
    return reverse("contacts:confirm-link", args=[link_token(office)])


def read_token(token: str) -> tuple[UUID, dt.date]:
    """Return office and due date of a token; a broken or old one is refused."""
    try:
        found = signing.loads(token, salt=SALT, max_age=VALID_FOR)
        return UUID(found["office"]), dt.date.fromisoformat(found["due"])
    except (signing.BadSignature, KeyError, ValueError, TypeError) as error:
        raise broken_link() from error


def broken_link() -> LinkNotValid:
    """Return the error for a link that leads nowhere."""
    return LinkNotValid(_("This link is broken or too old."), mend=_("Sign in and confirm on the page of the office."))


def refuse_used(office: Office, due: dt.date) -> None:
    """Refuse a link whose confirmation was given already, or whose office is closed."""
    if office.due_on != due or office.closed_on:
        raise LinkNotValid(
            _("This link has been used already."), mend=_("Nothing else is needed. The next reminder brings a new one.")
        )
