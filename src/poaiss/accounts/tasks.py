"""Background jobs of the room."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from poaiss.accounts import actions


@app.task(name="accounts.send_notification", retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def send_notification(notification_id: str) -> None:
    """Send one notification by e-mail; tried again when the mail server is down."""
    actions.send_notification_mail(notification_id=notification_id)
