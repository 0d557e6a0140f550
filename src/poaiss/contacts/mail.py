"""E-mail to an address of an office in which nobody can sign in yet."""

from smtplib import SMTPException

from django.core.mail import send_mail


def send(address: str, subject: str, text: str) -> str:
    """Send a message; return why it could not be delivered, nothing when it left."""
    try:
        send_mail(subject, text, None, [address])
    except (SMTPException, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""
