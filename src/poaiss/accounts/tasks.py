"""Background jobs of the accounts: e-mails leave after the transaction, and are tried again.

A job carries identifiers alone: secrets of links are made when the e-mail is written and stay in it.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from poaiss.accounts import delivery

AGAIN = RetryStrategy(max_attempts=6, exponential_wait=30)


class NotDelivered(Exception):
    """The e-mail could not be delivered now; the job is tried again."""


def insist(failure: str) -> None:
    """Ask for another attempt after a failure."""
    if failure:
        raise NotDelivered(failure)


@app.task(name=delivery.NOTIFICATION, retry=AGAIN)
def send_notification(identifier: str) -> None:
    """Send the e-mail of a notification; why it failed stays on the notification."""
    insist(delivery.deliver_notification(identifier))


@app.task(name=delivery.INVITATION, retry=AGAIN)
def send_invitation(identifier: str) -> None:
    """Send the link of an invitation; each attempt makes a new link, and the one before stops working."""
    insist(delivery.deliver_invitation(identifier))


@app.task(name=delivery.SIGN_IN_LINK, retry=AGAIN)
def send_sign_in_link(identifier: str) -> None:
    """Send the link of a recovery."""
    insist(delivery.deliver_sign_in_link(identifier))
