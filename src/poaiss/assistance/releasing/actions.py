"""Releasing what is a State's, and withdrawing that: only the State decides (BMS4 outcome 20: upon request; N9)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NeedStatus, Part, ReleasedTo
from poaiss.assistance.models import Annex, Need, Release, Roadmap
from poaiss.assistance.releasing import telling
from poaiss.assistance.releasing.errors import NeedNotReleased, NeedNotStated, ReaderUnfit
from poaiss.assistance.releasing.readers import Releasable, in_force, part_of
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import Organisation, State

NAMED = (ReleasedTo.FACILITATOR, ReleasedTo.DONOR)


@transaction.atomic
def release(
    *,
    part: Part,
    obj: Releasable,
    to: ReleasedTo,
    by: Actor,
    organisation: Organisation | None = None,
    donor_state: State | None = None,
) -> Release:
    """Let somebody see OBJ until it is withdrawn; who is named is told. Releasing twice releases once."""
    check(by, "assistance.release", obj)
    State.objects.select_for_update().get(pk=obj.state_id)  # two who release at once: one after the other
    check_reader(obj.state, to, organisation, donor_state)
    check_ready(part, obj, to, organisation, donor_state)
    scope: dict[str, Any] = {"to": to, "organisation": organisation, "donor_state": donor_state}
    if found := Release.objects.filter(part=part, object_id=obj.pk, ended_at__isnull=True, **scope).first():
        return found
    made = Release.objects.create(
        state_id=obj.state_id, part=part, object_id=obj.pk, released_by_id=UUID(by.identifier), **scope
    )
    record("assistance.release", by=by, on=obj, state=obj.state_id, details=facts(made))
    telling.released(made)
    return made


def facts(row: Release) -> dict[str, str]:
    """Return what the log keeps of a release: keys, never a title."""
    reader = row.organisation_id or row.donor_state_id or ""
    return {"release": str(row.pk), "part": str(row.part), "to": str(row.to), "reader": str(reader)}


def check_reader(state: State, to: ReleasedTo, organisation: Organisation | None, donor_state: State | None) -> None:
    """Raise ReaderUnfit unless the reader is one organisation or another State of the same world, or all."""
    named = [each for each in (organisation, donor_state) if each is not None]
    fits = len(named) == (1 if to in NAMED else 0)
    if organisation is not None:
        fits = fits and organisation.exercise == state.is_exercise
    if donor_state is not None:
        fits = fits and donor_state.pk != state.pk and donor_state.is_exercise == state.is_exercise
    if not fits:
        raise ReaderUnfit(
            _("Choose one organization or one other State, of the same world."),
            place="reader",
            mend=_("Choose another reader."),
        )


def check_ready(
    part: Part, obj: Releasable, to: ReleasedTo, organisation: Organisation | None, donor_state: State | None
) -> None:
    """Raise unless a need is stated (a facilitator helps with drafts), and an annex's need is seen by the reader."""
    if isinstance(obj, Need) and obj.status != NeedStatus.STATED and to != ReleasedTo.FACILITATOR:
        raise NeedNotStated(
            _("This need is not stated yet; only a facilitator can see it before."),
            place="reader",
            mend=_("State the need first."),
        )
    if isinstance(obj, Annex):
        wanted = Release(to=to, organisation=organisation, donor_state=donor_state)
        if obj.ended_at or not any(covers(each, wanted) for each in in_force(obj.need)):
            raise NeedNotReleased(
                _("Those who read an annex must be able to see its need."),
                place="reader",
                mend=_("Let them see the need first."),
            )
    if part != part_of(obj):
        raise ReaderUnfit(_("This is not what is to be released."), place="part", mend=_("Choose it again."))


def covers(given: Release, wanted: Release) -> bool:
    """Return whether whoever WANTED is meant for sees by GIVEN as well."""
    if given.to == ReleasedTo.PUBLIC:
        return True
    if given.to == ReleasedTo.STATES:
        return wanted.to == ReleasedTo.STATES or wanted.donor_state_id is not None
    same = given.organisation_id == wanted.organisation_id and given.donor_state_id == wanted.donor_state_id
    return wanted.to in NAMED and same


@transaction.atomic
def withdraw(*, release: Release, by: Actor) -> Release:
    """Withdraw a release at once; the row is kept with who did it and when. Withdrawing twice changes nothing."""
    check(by, "assistance.release", release)
    found = Release.objects.select_for_update(of=("self",)).select_related("state").get(pk=release.pk)
    if found.ended_at is not None:
        return found
    end(found, by)
    if found.part == Part.NEED:
        end_uncovered(found.object_id, by)
        end_proposals(found)
    return found


def end_proposals(row: Release) -> None:
    """End what a facilitator that no longer sees a need has proposed for it and the State has not agreed to."""
    if row.to == ReleasedTo.FACILITATOR and row.organisation_id:
        open_now = Roadmap.objects.filter(need_id=row.object_id, organisation=row.organisation_id, ended_at=None)
        open_now.filter(agreed_at=None).update(ended_at=now())


def end(row: Release, by: Actor) -> None:
    """End one release, in the log and for those whom it named."""
    row.ended_at, row.ended_by_id = now(), UUID(by.identifier)
    row.save(update_fields=["ended_at", "ended_by"])
    record("assistance.withdraw_release", by=by, state=row.state_id, details=facts(row))
    telling.withdrawn(row)


def end_uncovered(need: UUID, by: Actor) -> None:
    """End the releases of a need's annexes to those who no longer see the need."""
    given = list(Release.objects.filter(part=Part.NEED, object_id=need, ended_at__isnull=True))
    keys = list(Annex.objects.filter(need_id=need).values_list("pk", flat=True))
    for row in Release.objects.filter(part=Part.ANNEX, object_id__in=keys, ended_at__isnull=True):
        if not any(covers(each, row) for each in given):
            end(row, by)


def withdraw_all(*, obj: Releasable, by: Actor, keep: tuple[ReleasedTo, ...] = ()) -> int:
    """Withdraw every release of OBJ but those TO in KEEP, when it is taken back; return how many."""
    rows = [each for each in in_force(obj) if each.to not in keep]
    for row in rows:
        end(row, by)
        if isinstance(obj, Need):
            end_proposals(row)
    if rows and isinstance(obj, Need):
        end_uncovered(obj.pk, by)
    return len(rows)
