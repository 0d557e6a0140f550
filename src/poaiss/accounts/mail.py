"""E-mails of the accounts: to people, in the language of each."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

FAILURES = (SMTPException, OSError)


def site_language(code: str) -> str:
    """Return the language of the site that serves a person's language CODE ('zh' is served in 'zh-hans')."""
    short = code.split("-")[0]
    return next((each for each, _name in settings.LANGUAGES if each.split("-")[0] == short), settings.LANGUAGE_CODE)


def send(address: str, subject: str, text: str) -> str:
    """Send a message; return why it could not be delivered, nothing when it left."""
    try:
        send_mail(" ".join(subject.split()), text, None, [address])
    except FAILURES as error:
        return f"{type(error).__name__}: {error}"[:500]
    return ""
