"""Background jobs of assistance; each calls an action."""

from procrastinate.contrib.django import app

from poaiss.accounts.actor import MACHINE
from poaiss.assistance.matching.expiring import run_daily


@app.periodic(cron="40 5 * * *")
@app.task(name="assistance.expire", queueing_lock="assistance.expire")
def expire(timestamp: int) -> None:
    """Let offers and matches expire, and remind of those that will soon, once a day (N8, N14)."""
    run_daily(by=MACHINE)
