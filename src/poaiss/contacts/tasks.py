"""Background jobs of the contacts; each calls an action."""

from procrastinate.contrib.django import app

from poaiss.accounts.actor import MACHINE
from poaiss.contacts import actions, mail


@app.periodic(cron="20 5 * * *")
@app.task(name="contacts.chase", queueing_lock="contacts.chase")
def chase(timestamp: int) -> None:
    """Bring designations into force and remind of confirmations that are due, once a day (D4)."""
    actions.run_daily(by=MACHINE)


@app.task(name="contacts.mail_reminder", retry=3)
def mail_reminder(address: str, subject: str, text: str, reminder: int) -> None:
    """Send one reminder to an address without an account; keep why it failed."""
    if failure := mail.send(address, subject, text):
        actions.note_failure(reminder_id=reminder, failure=failure, by=MACHINE)
