"""Who is told of a word in a dialogue or of a roadmap; a notice never carries what the need says."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.enums import Role
from poaiss.accounts.models import Person
from poaiss.assistance.models import DialogueMessage, Need, Roadmap
from poaiss.assistance.releasing.readers import members, officers
from poaiss.contacts.notices import tell
from poaiss.directory.models import Organisation, State
from poaiss.directory.queries import name_of, organisation_name

Notice = Callable[[], tuple[str, str]]


def of_the_state(need: Need) -> list[Person]:
    """Return the point of contact and the mission of the State, and whoever created the need."""
    people = members(need.state, Role.POINT_OF_CONTACT, Role.MISSION, state=need.state)
    return [*people, need.created_by]


def of_the_partner(organisation: Organisation | None, donor_state: State | None) -> list[Person]:
    """Return the partner's people."""
    if organisation is not None:
        return officers(organisation)
    if donor_state is not None:
        return members(donor_state, Role.POINT_OF_CONTACT, Role.MISSION, state=donor_state)
    return []


def partner_name(organisation: Organisation | None, donor_state: State | None) -> str:
    """Return what a partner is called in the reader's language."""
    if organisation is not None:
        return organisation_name(organisation)
    return name_of(donor_state.pk) if donor_state is not None else ""


def send(people: list[Person], event: str, need: Need, notice: Notice, *, but: str) -> None:
    """Tell PEOPLE, except the one who did it."""
    address = reverse("assistance:need", args=[need.pk])
    tell([each for each in people if str(each.pk) != but], event, lambda: (*notice(), address))


def said(row: DialogueMessage) -> None:
    """Tell both sides of a dialogue that something was written."""

    def notice() -> tuple[str, str]:
        facts = {"state": name_of(row.state_id), "partner": partner_name(row.organisation, row.donor_state)}
        subject = _("A new message in the dialogue of %(state)s and %(partner)s about a need") % facts
        return subject, _("Open the need to read it and to answer.")

    people = [*of_the_state(row.need), *of_the_partner(row.organisation, row.donor_state)]
    send(people, "assistance.dialogue", row.need, notice, but=str(row.person_id))


def proposed(row: Roadmap) -> None:
    """Tell the State that its facilitator proposes a place in a roadmap."""

    def notice() -> tuple[str, str]:
        facts = {"centre": organisation_name(row.organisation), "roadmap": row.roadmap}
        subject = _("%(centre)s proposes a place for one of your needs in a regional roadmap: %(roadmap)s") % facts
        return subject, _("Your State alone decides whether to agree.")

    send(of_the_state(row.need), "assistance.roadmap-proposed", row.need, notice, but=str(row.proposed_by_id))


def agreed(row: Roadmap) -> None:
    """Tell the facilitator that the State agrees."""

    def notice() -> tuple[str, str]:
        facts = {"state": name_of(row.state_id), "roadmap": row.roadmap}
        subject = _("%(state)s agrees: the need has its place in the regional roadmap: %(roadmap)s") % facts
        return subject, _("The follow-up list of your centre shows it.")

    send(officers(row.organisation), "assistance.roadmap-agreed", row.need, notice, but=str(row.agreed_by_id))


def ended(row: Roadmap, by: str) -> None:
    """Tell both sides that a need has no place in a roadmap any more."""

    def notice() -> tuple[str, str]:
        facts = {"state": name_of(row.state_id), "roadmap": row.roadmap}
        subject = _("A need of %(state)s has no place in the regional roadmap any more: %(roadmap)s") % facts
        return subject, _("The need itself stands as before.")

    people = [*of_the_state(row.need), *officers(row.organisation)]
    send(people, "assistance.roadmap-ended", row.need, notice, but=by)
