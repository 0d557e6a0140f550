"""Stating, changing, ordering and moving needs: the State alone does it, whatever suggested a need (N3, ¶20)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NEED_TRANSITIONS, NeedOrigin, NeedStatus, ReleasedTo
from poaiss.assistance.models import Need
from poaiss.assistance.needs.errors import AgencyUnfit, NeedChanged, NeedClosed, NeedIncomplete
from poaiss.assistance.releasing.actions import withdraw_all
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import InvalidTransition
from poaiss.directory.models import Agency, State

TEXTS = ("title", "problem", "cause", "evidence", "already_done", "own_contribution", "plan_link")
WRITABLE = (*TEXTS, "theme", "agency", "linked", "language")
LIVE = (NeedStatus.DRAFT, NeedStatus.STATED)
"""Needs that are written on and ranked."""


def locked(need: Need) -> Need:
    """Return the need as it stands now, locked."""
    rows = Need.objects.select_for_update(of=("self",)).select_related("state", "agency")
    return rows.get(pk=need.pk)


def cleaned(state: State, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return VALUES as they are stored, or raise what is missing."""
    found = {name: values[name] for name in WRITABLE if name in values}
    for name in TEXTS:
        if name in found:
            found[name] = str(found[name]).strip().replace("\r\n", "\n")
    for name, reason in (("title", _("Say in one line what is needed.")), ("theme", _("Choose a subject."))):
        if name in found and not found[name]:
            raise NeedIncomplete(reason, place=name, mend=_("Everything else can come later."))
    agency = found.get("agency")
    if isinstance(agency, Agency) and agency.state_id != state.pk:
        raise AgencyUnfit(_("Choose an agency of your State."), place="agency")
    return found


@transaction.atomic
def create(
    *,
    state: State,
    values: Mapping[str, Any],
    by: Actor,
    origin: NeedOrigin = NeedOrigin.TYPED,
    report_year: int | None = None,
    report_number: str = "",
    letter: tuple[str, str] = ("", ""),
) -> Need:
    """Create a draft of a need; nobody but the State sees it. LETTER is digest and name of a file in the store."""
    check(by, "assistance.state_need", state)
    found = cleaned(state, {"title": "", "theme": "", **values})
    sha256, name = letter
    made = Need.objects.create(
        state=state,
        origin=origin,
        report_year=report_year,
        report_number=report_number,
        letter_sha256=sha256,
        letter_name=name,
        created_by_id=UUID(by.identifier),
        **found,
    )
    details = {"origin": str(origin), "theme": made.theme}
    record("assistance.state_need", by=by, on=made, state=state.pk, details=details)
    return made


@transaction.atomic
def change(*, need: Need, revision: int, values: Mapping[str, Any], by: Actor) -> Need:
    """Change the texts of a need; raise NeedChanged when somebody else did since REVISION."""
    check(by, "assistance.state_need", need)
    stands = locked(need)
    if stands.status not in LIVE:
        raise NeedClosed(
            _("This need is “%(status)s”; its text does not change.") % {"status": stands.get_status_display()},
            mend=_("Open it again first."),
        )
    if stands.revision != revision:
        raise NeedChanged(
            _("Somebody else has changed this need since you opened it. Nothing is lost: both texts stand below."),
            mend=_("Compare them, put together what you want to keep, and save again."),
        )
    found = cleaned(stands.state, values)
    changed = sorted(name for name, value in found.items() if getattr(stands, name) != value)
    if not changed:
        return stands
    for name in changed:
        setattr(stands, name, found[name])
    stands.revision += 1
    stands.save(update_fields=[*changed, "revision", "changed_at"])
    details = {"changed": changed, "revision": stands.revision}
    record("assistance.change_need", by=by, on=stands, state=stands.state_id, details=details)
    return stands


@transaction.atomic
def move(*, need: Need, to: NeedStatus, by: Actor) -> Need:
    """Move a need on: stated, met, withdrawn, back to a draft. What is taken back is withdrawn from every reader."""
    check(by, "assistance.state_need", need)
    stands = locked(need)
    if to not in NEED_TRANSITIONS[NeedStatus(stands.status)]:
        words = {"before": stands.get_status_display(), "after": to.label}
        raise InvalidTransition(
            _("A need does not go from “%(before)s” to “%(after)s”.") % words, mend=_("Look at it again first.")
        )
    if to == NeedStatus.WITHDRAWN:
        withdraw_all(obj=stands, by=by)
    elif to == NeedStatus.DRAFT:
        withdraw_all(obj=stands, by=by, keep=(ReleasedTo.FACILITATOR,))
    stands.status, stands.rank = to, (stands.rank if to in LIVE else None)
    stands.save(update_fields=["status", "rank", "changed_at"])
    record("assistance.move_need", by=by, on=stands, state=stands.state_id, details={"to": str(to)})
    return stands


def ranked(state: State) -> list[Need]:
    """Return the State's live needs in its own order; those without a rank come last, the oldest first."""
    rows = Need.objects.filter(state=state, status__in=LIVE)
    return sorted(rows, key=lambda each: (each.rank is None, each.rank or 0, each.created_at))


@transaction.atomic
def shift(*, need: Need, by: Actor, places: int) -> list[UUID]:
    """Move a need up (negative) or down in the State's own order, as far as it goes; return the new order."""
    check(by, "assistance.state_need", need)
    State.objects.select_for_update().get(pk=need.state_id)
    keys = [each.pk for each in ranked(need.state)]
    if need.pk not in keys:
        raise NeedClosed(_("A need that was met or withdrawn has no rank."), mend=_("Open it again first."))
    at = keys.index(need.pk)
    keys.pop(at)
    keys.insert(max(0, min(len(keys), at + places)), need.pk)
    return reorder(state=need.state, order=keys, by=by)


@transaction.atomic
def reorder(*, state: State, order: Sequence[UUID], by: Actor) -> list[UUID]:
    """Give the State's live needs the ranks 1, 2, 3 in ORDER; needs that it leaves out follow as they stood."""
    check(by, "assistance.state_need", state)
    State.objects.select_for_update().get(pk=state.pk)
    known = {each.pk: each for each in ranked(state)}
    wanted = [key for key in dict.fromkeys(order) if key in known]
    keys = [*wanted, *(key for key in known if key not in wanted)]
    changed = [key for place, key in enumerate(keys, start=1) if known[key].rank != place]
    for place, key in enumerate(keys, start=1):
        if key in changed:
            Need.objects.filter(pk=key).update(rank=place, changed_at=now())
    if changed:
        record("assistance.rank_needs", by=by, state=state.pk, details={"order": [str(key) for key in keys]})
    return keys
