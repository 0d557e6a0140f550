"""What the machine does for the contacts once a day."""

import datetime as dt

from poaiss.accounts.actor import Actor
from poaiss.common.clock import today
from poaiss.contacts.actions.designations import bring_designations_into_force
from poaiss.contacts.actions.freshness import Chased, chase_lapsed_confirmations


def run_daily(*, by: Actor, day: dt.date | None = None) -> Chased:
    """Bring designations into force, then remind of confirmations that are due on DAY (today by default)."""
    day = day or today()
    bring_designations_into_force(by=by, day=day)
    return chase_lapsed_confirmations(by=by, day=day)
