"""What the pages of letting others see show: who sees it now, and who would."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Part, ReleasedTo
from poaiss.assistance.models import Annex, Need
from poaiss.assistance.releasing.forms import ReaderForm
from poaiss.assistance.releasing.queries import reader_at
from poaiss.assistance.releasing.readers import Releasable, audience, audience_of, part_of, past, readers


def title_of(obj: Releasable) -> str:
    """Return what an object is called for its own State."""
    return str(getattr(obj, "title", "") or part_of(obj).label)


def page_of(obj: Releasable) -> str:
    """Return the page of what is released; that of its need for an annex."""
    if isinstance(obj, Need):
        return reverse("assistance:need", args=[obj.pk])
    if isinstance(obj, Annex):
        return reverse("assistance:need", args=[obj.need_id])
    try:
        return reverse(f"assistance:{part_of(obj)}", args=[obj.pk])
    except NoReverseMatch:
        return reverse("assistance:index")


def what_goes(obj: Releasable) -> str:
    """Return what readers will see of an object, in a sentence."""
    if isinstance(obj, Need):
        if obj.letter_sha256:
            return _("They see the text of the need, its letter and its signed proposals. Annexes are not shown.")
        return _("They see the text of the need and its signed proposals. Annexes are not shown.")
    if isinstance(obj, Annex):
        return _("They can download this annex. Check that it holds nothing that they must not know.")
    return _("They see this record.")


def wide(obj: Releasable, to: ReleasedTo) -> str:
    """Return a warning where an annex would be seen by more than named readers, else ''."""
    if part_of(obj) == Part.ANNEX and to in (ReleasedTo.STATES, ReleasedTo.PUBLIC):
        return _("Annexes often hold places of depots and details of security. Named readers are the safer choice.")
    return ""


def releases(actor: Actor, obj: Releasable, chosen: str = "", form: ReaderForm | None = None) -> dict[str, Any]:
    """Return who sees OBJ now, who saw it, the form, and the preview of who WOULD see it, where one is CHOSEN."""
    may = can(actor, "assistance.release", obj)
    return {
        "object": obj,
        "part": part_of(obj).value,
        "title": title_of(obj),
        "page_url": page_of(obj),
        "readers": readers(obj),
        "past": [{"release": each, "audience": audience_of(each)} for each in past(obj)],
        "may_release": may,
        "form": (form or ReaderForm(state=obj.state, initial={"reader": chosen})) if may else None,
        "preview": preview(obj, chosen) if may and chosen else None,
        "exercise": obj.state.is_exercise,
    }


def preview(obj: Releasable, chosen: str) -> dict[str, Any] | None:
    """Return by name who would see OBJ, before anything happens; None where the choice is none."""
    found = reader_at(chosen)
    if found is None:
        return None
    seen = audience(owner=obj.state, **found)
    return {"key": chosen, "audience": seen, "goes": what_goes(obj), "warning": wide(obj, seen.to)}
