"""Who is told of what happens to a match; a notice never says what is needed, nor by whom."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MatchStatus, Side
from poaiss.assistance.matching.sides import other, people
from poaiss.assistance.models import Match
from poaiss.contacts.notices import Words, tell

Text = Callable[[], str]


def page_of(match: Match) -> str:
    """Return the page of a match."""
    return reverse("assistance:match", args=[match.pk])


def notice(match: Match, subject: Text) -> Callable[[], Words]:
    """Return a notice in whatever language is active when it is written."""
    return lambda: (
        subject(),
        _("Sign in to see it. For your safety, nothing of it is sent by e-mail."),
        page_of(match),
    )


SUBJECTS: dict[str, Text] = {
    MatchStatus.CONTACTED: lambda: _("Somebody proposes to join a need and an offer: your answer is asked for"),
    MatchStatus.NEGOTIATING: lambda: _("A match of a need and an offer is being negotiated"),
    MatchStatus.AGREED: lambda: _("A match of a need and an offer is agreed"),
    MatchStatus.RUNNING: lambda: _("A project has begun from a match of a need and an offer"),
    MatchStatus.CLOSED: lambda: _("A match of a need and an offer is closed"),
    MatchStatus.DECLINED: lambda: _("A match of a need and an offer was declined"),
    MatchStatus.EXPIRED: lambda: _("A match of a need and an offer has expired"),
    MatchStatus.PROPOSED: lambda: _("A match of a need and an offer is taken up again"),
}


def moved(match: Match, by: Actor) -> None:
    """Tell the sides that see the match that it has moved; whoever moved it knows."""
    told = people(match, Side(match.proposed_by_side))
    if match.contacted_at:
        told += people(match, other(Side(match.proposed_by_side)))
    others = [person for person in told if str(person.pk) != by.identifier]
    tell(others, f"assistance.match-{match.status}", notice(match, SUBJECTS[match.status]))


def offered(match: Match, by: Actor) -> None:
    """Tell the other side that an amount is offered."""

    def subject() -> str:
        return _("An amount is offered in a match: your answer is asked for")

    side = other(Side(match.offered_by_side))
    tell(people(match, side), "assistance.match-amount", notice(match, subject))


def nudged(match: Match, sides: frozenset[Side], days: int) -> int:
    """Remind those whose turn it is that a match expires soon; return how many were told."""

    def subject() -> str:
        return _("A match of a need and an offer waits for you and expires in %(days)d days") % {"days": days}

    told = [person for side in sides for person in people(match, side)]
    return tell(told, "assistance.match-nudge", notice(match, subject))
