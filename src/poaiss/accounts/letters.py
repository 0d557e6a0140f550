"""The words of the e-mails of the accounts; call them with the receiver's language active."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Notification, Person
from poaiss.directory.models import Agency, Organisation, State
from poaiss.directory.queries import agency_name, name_of, organisation_name

Letter = tuple[str, str]
"""Subject and text."""


def scope_words(state: State | None, agency: Agency | None, organisation: Organisation | None) -> str:
    """Return the scope of a role in words: 'Customs, Avaria', an organisation, or nothing."""
    parts = [
        agency_name(agency) if agency else "",
        name_of(state.code) if state else "",
        organisation_name(organisation) if organisation else "",
    ]
    return ", ".join(part for part in parts if part)


def role_words(
    role: str, state: State | None = None, agency: Agency | None = None, organisation: Organisation | None = None
) -> str:
    """Return a role with its scope in words."""
    scope = scope_words(state, agency, organisation)
    label = str(Role(role).label)
    return _("{role} ({scope})").format(role=label, scope=scope) if scope else label


def signature() -> str:
    """Return the last line of every e-mail."""
    return _("This message comes from {operator}. Nobody will ever ask you for your password or a code.").format(
        operator=settings.OPERATOR["name"]
    )


def roles_offered(invitation: Invitation) -> list[str]:
    """Return the roles that are taken by accepting an invitation, in words."""
    found = [invitation, *invitation.beside().select_related("state", "agency", "organisation")]
    return [role_words(each.role, each.state, each.agency, each.organisation) for each in found]


def invitation_letter(invitation: Invitation, token: str) -> Letter:
    """Return the invitation with its link."""
    role = "; ".join(roles_offered(invitation))
    address = settings.BASE_URL + reverse("accounts:accept", args=[token])
    paragraphs = [
        _("{name} invites you to poaiss, the Programme of Action Implementation Support System.").format(
            name=invitation.invited_by.name
        ),
        _("Your role: {role}").format(role=role),
        _("Open this page to choose a password. The link works once, until {date}.").format(
            date=formatted(invitation.expires_at, "DATE_FORMAT")
        ),
        address,
        _("If you did not expect this, ignore it: without the link no account comes into being."),
        signature(),
    ]
    return _("Invitation to poaiss"), "\n\n".join(paragraphs) + "\n"


def notification_letter(notification: Notification) -> Letter:
    """Return a notification with the page to go to."""
    address = settings.BASE_URL + notification.path if notification.path else ""
    paragraphs = [notification.body, address, signature()]
    return notification.subject, "\n\n".join(part for part in paragraphs if part) + "\n"


def sign_in_letter(person: Person) -> Letter:
    """Return the link with which a person chooses a new password after a recovery (S3)."""
    generator: type[PasswordResetTokenGenerator] = app_settings.PASSWORD_RESET_TOKEN_GENERATOR
    key = f"{user_pk_to_url_str(person)}-{generator().make_token(person)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    paragraphs = [
        _("At the request of your permanent mission your second factors have been removed."),
        _("Open this page to choose a new password; then set up a second factor again."),
        settings.BASE_URL + path.replace("UID-KEY", key),
        _("If you did not ask for this, tell your permanent mission and {address} at once.").format(
            address=settings.OPERATOR["email"]
        ),
        signature(),
    ]
    return _("Your way back into poaiss"), "\n\n".join(paragraphs) + "\n"
