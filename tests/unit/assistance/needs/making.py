"""Needs, annexes and releases for tests, made by the product's own actions."""

import io
from typing import Any

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NeedStatus, Part, ReleasedTo
from poaiss.assistance.models import Annex, Need, Release
from poaiss.assistance.needs import actions, files
from poaiss.assistance.releasing.actions import release
from poaiss.directory.models import Organisation, State

CENTRE, DONOR = "exercise-regional-centre", "fenmora-development"
TITLE = "Locks for three depots"
SECRET = "Depot at kilometre 14"


def state(code: str = "XAV") -> State:
    """Return an exercise State."""
    return State.objects.get(pk=code)


def organisation(code: str) -> Organisation:
    """Return an organisation."""
    return Organisation.objects.get(pk=code)


def need_of(cast: Any, who: str = "ana", code: str = "XAV", title: str = TITLE, *, stated: bool = True) -> Need:
    """Return a need that WHO wrote for a State, stated unless a draft is wanted."""
    by = cast.actor(who)
    with acting_as(by):
        made = actions.create(state=state(code), values={"title": title, "theme": "stockpiles"}, by=by)
        return actions.move(need=made, to=NeedStatus.STATED, by=by) if stated else made


def annex_of(cast: Any, need: Need) -> Annex:
    """Return an annex that Ana added to a need."""
    by = cast.actor("ana")
    with acting_as(by):
        stream = io.BytesIO(b"Details that stay inside.")
        return files.add_annex(need=need, title=SECRET, name="depots.txt", stream=stream, by=by)


def let_see(
    cast: Any, obj: Any, to: ReleasedTo, *, code: str = "", donor_state: str = "", who: str = "bruno"
) -> Release:
    """Let somebody see something, as Bruno."""
    by: Actor = cast.actor(who)
    with acting_as(by):
        return release(
            part=Part.NEED if isinstance(obj, Need) else Part.ANNEX,
            obj=obj,
            to=to,
            organisation=organisation(code) if code else None,
            donor_state=state(donor_state) if donor_state else None,
            by=by,
        )
