"""Matches for tests, made by the product's own actions."""

from typing import Any

from poaiss.access.rls import acting_as
from poaiss.access.visibility import visible_to
from poaiss.assistance.matching import actions
from poaiss.assistance.models import Match, Need, Resource

DEPOTS = "fenmora-stockpiles"


def resource(slug: str = DEPOTS) -> Resource:
    """Return an offer of the exercise."""
    return Resource.objects.select_related("organisation", "state").get(slug=slug)


def proposed(cast: Any, need: Need, who: str = "bruno", slug: str = DEPOTS) -> Match:
    """Return a match that WHO proposed."""
    by = cast.actor(who)
    with acting_as(by):
        return actions.propose(need=need, resource=resource(slug), by=by)


def contacted(cast: Any, need: Need, who: str = "bruno", slug: str = DEPOTS) -> Match:
    """Return a match whose other side was contacted."""
    return do(cast, who, "contact", proposed(cast, need, who, slug), consents=True, text="We would like to talk.")


def do(cast: Any, who: str, step: str, match: Match, **given: Any) -> Any:
    """Take a step of a match as WHO."""
    by = cast.actor(who)
    with acting_as(by):
        return getattr(actions, step)(match=match, by=by, **given)


def sees(cast: Any, who: str, match: Match) -> bool:
    """Return whether WHO sees a match."""
    by = cast.actor(who)
    with acting_as(by):
        return visible_to(by, Match).filter(pk=match.pk).exists()


def fresh(cast: Any, who: str, match: Match) -> Match:
    """Return a match as WHO sees it now."""
    with acting_as(cast.actor(who)):
        return Match.objects.get(pk=match.pk)
