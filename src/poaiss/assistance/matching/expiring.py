"""Matches that nobody moved on: those whose turn it is are reminded, then the match expires (N14)."""

import datetime as dt

from django.db import transaction

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.assistance.enums import MatchStatus
from poaiss.assistance.matching import telling
from poaiss.assistance.matching.actions import keep_step
from poaiss.assistance.matching.sides import turns
from poaiss.assistance.models import Match
from poaiss.assistance.resources.expiring import expire_offers
from poaiss.common.clock import today

WAITING = (MatchStatus.PROPOSED, MatchStatus.CONTACTED, MatchStatus.NEGOTIATING)
AHEAD = dt.timedelta(days=14)


def due(day: dt.date) -> list[Match]:
    """Return the matches that wait and end by DAY, locked."""
    rows = Match.objects.select_for_update(of=("self",)).filter(status__in=WAITING, expires_on__lte=day)
    return list(rows.select_related("resource"))


def expire(day: dt.date, by: Actor) -> int:
    """Let the matches expire whose time has passed; return how many."""
    found = [each for each in due(day) if each.expires_on and each.expires_on < day]
    for each in found:
        before, each.status = MatchStatus(each.status), MatchStatus.EXPIRED
        each.expires_on = each.nudged_on = None
        each.save()
        keep_step(each, before, by, "")
        telling.moved(each, by)
    return len(found)


def nudge(day: dt.date) -> int:
    """Remind once those whose turn it is in a match that expires soon; return how many matches."""
    found = [each for each in due(day + AHEAD) if each.nudged_on is None]
    for each in found:
        telling.nudged(each, turns(each), (each.expires_on - day).days if each.expires_on else 0)
        each.nudged_on = day
        each.save(update_fields=["nudged_on"])
    return len(found)


@transaction.atomic
def run_daily(*, by: Actor = MACHINE, day: dt.date | None = None) -> dict[str, int]:
    """Do what is due for offers and matches on a day, and return the counts."""
    on = day or today()
    with acting_as(by):
        offers = expire_offers(day=on, by=by)
        return {**offers.as_dict(), "matches_expired": expire(on, by), "matches_nudged": nudge(on)}
