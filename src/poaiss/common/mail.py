"""E-mail in the demonstration: written to the log and kept as files, so that a person can read what was sent."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class FolderBackend(EmailBackend):
    """Keep each message as a file in ``DATA/mail``; production sets an SMTP backend instead."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many."""
        return super().send_messages(email_messages) or 0
