"""Files of a need: a letter or format of the State's own as a full need (¶22), and annexes for named readers."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NeedOrigin
from poaiss.assistance.models import Annex, Need
from poaiss.assistance.needs import actions
from poaiss.assistance.needs.errors import NeedChanged, WordsMissing
from poaiss.assistance.releasing.actions import withdraw_all
from poaiss.audit.actions import record
from poaiss.common import files
from poaiss.common.clock import now
from poaiss.directory.models import State
from poaiss.reporting.attaching import kinds, names
from poaiss.reporting.attachments import received

FORMATS = (
    kinds.PDF,
    kinds.DOCX,
    kinds.ODT,
    kinds.RTF,
    kinds.TEXT,
    kinds.CSV,
    kinds.XLSX,
    kinds.ODS,
    kinds.PNG,
    kinds.JPEG,
    kinds.TIFF,
)


def media_type(name: str) -> str:
    """Return the kind of a kept letter; its ending was held against its bytes when it came."""
    ending = names.ending_of(name)
    return next((each.media_type for each in FORMATS if ending in each.endings), "application/octet-stream")


@transaction.atomic
def take_letter(
    *, state: State, theme: str, title: str, language: str, name: str, stream: files.Readable, by: Actor
) -> Need:
    """Make a letter or a format of the State's own a full need: the file says it all, nothing else is asked for."""
    check(by, "assistance.state_need", state)
    actions.cleaned(state, {"title": title, "theme": theme})
    found = received(name, stream)
    values = {"title": title, "theme": theme, "language": language}
    letter = (found.kept.sha256, found.name)
    return actions.create(state=state, values=values, by=by, origin=NeedOrigin.LETTER, letter=letter)


@transaction.atomic
def put_letter(*, need: Need, revision: int, name: str, stream: files.Readable, by: Actor) -> Need:
    """Add a letter to a need, or put a newer one in its place; the bytes of the earlier one stay in the store."""
    check(by, "assistance.state_need", need)
    stands = actions.locked(need)
    if stands.revision != revision:
        raise NeedChanged(_("Somebody else has changed this need since you opened it."), mend=_("Look at it again."))
    found = received(name, stream)
    stands.letter_sha256, stands.letter_name = found.kept.sha256, found.name
    stands.revision += 1
    stands.save(update_fields=["letter_sha256", "letter_name", "revision", "changed_at"])
    details = {"letter": found.kept.sha256}
    record("assistance.change_need", by=by, on=stands, state=stands.state_id, details=details)
    return stands


@transaction.atomic
def add_annex(*, need: Need, title: str, name: str, stream: files.Readable, by: Actor) -> Annex:
    """Keep a file with details of a need; nobody but the State sees it until it is released to named readers."""
    check(by, "assistance.state_need", need)
    words = title.strip()
    if not words:
        raise WordsMissing(_("Say what the file is."), place="title", mend=_("A few words are enough."))
    stands = actions.locked(need)
    found = received(name, stream)
    made = Annex.objects.create(
        need=stands,
        state_id=stands.state_id,
        title=words,
        sha256=found.kept.sha256,
        name=found.name,
        media_type=found.media_type,
        size=found.kept.size,
        added_by_id=UUID(by.identifier),
    )
    record("assistance.add_annex", by=by, on=made, state=stands.state_id, details={"sha256": made.sha256})
    return made


@transaction.atomic
def take_annex_away(*, annex: Annex, by: Actor) -> Annex:
    """Take an annex away from its need and from every reader; row and bytes stay."""
    check(by, "assistance.state_need", annex)
    row = Annex.objects.select_for_update(of=("self",)).select_related("state").get(pk=annex.pk)
    if row.ended_at is not None:
        return row
    withdraw_all(obj=row, by=by)
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    record("assistance.take_annex_away", by=by, on=row, state=row.state_id)
    return row
