"""Who is told that a State lets it see something, or no longer does; a notice never carries a title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.enums import Role
from poaiss.accounts.models import Person
from poaiss.assistance.enums import Part
from poaiss.assistance.models import Annex, Release
from poaiss.assistance.releasing.readers import members, officers
from poaiss.contacts.notices import tell
from poaiss.directory.queries import name_of


def named(row: Release) -> list[Person]:
    """Return the people of whom a release names: officers of an organisation, or a State's contact and mission."""
    if row.organisation is not None:
        return officers(row.organisation)
    if row.donor_state is not None:
        return members(row.donor_state, Role.POINT_OF_CONTACT, Role.MISSION, state=row.donor_state)
    return []


def page_of(row: Release) -> str:
    """Return where what was released can be read."""
    if row.part == Part.NEED:
        return reverse("assistance:need", args=[row.object_id])
    if row.part == Part.ANNEX:
        need = Annex.objects.filter(pk=row.object_id).values_list("need", flat=True).first()
        return reverse("assistance:need", args=[need]) if need else reverse("assistance:needs")
    return reverse("assistance:index")


def sentence(row: Release, *, seen: bool) -> str:
    """Return what happened, in the language that is active; the part by its kind alone."""
    facts = {"state": name_of(row.state_id)}
    if row.part == Part.NEED:
        given, taken = _("%(state)s lets you see one of its needs"), _("%(state)s has withdrawn a need from your view")
    elif row.part == Part.ANNEX:
        given, taken = _("%(state)s lets you read an annex"), _("%(state)s has withdrawn an annex from your view")
    else:
        given = _("%(state)s lets you see a record of assistance")
        taken = _("%(state)s has withdrawn a record of assistance from your view")
    return (given if seen else taken) % facts


def released(row: Release) -> None:
    """Tell those whom the State named."""
    place = page_of(row)

    def words() -> tuple[str, str, str]:
        body = _("Nobody else sees it unless the State says so; the State can withdraw this at any time.")
        return sentence(row, seen=True), body, place

    tell(named(row), "assistance.released", words)


def withdrawn(row: Release) -> None:
    """Tell those whom the State named that they no longer see it."""

    def words() -> tuple[str, str, str]:
        body = _("It no longer stands in your lists.")
        return sentence(row, seen=False), body, reverse("assistance:needs")

    tell(named(row), "assistance.withdrawn", words)
