"""A message to a role: the text of a contact goes to the office of the other side where it has one."""

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import Side
from poaiss.assistance.models import Match
from poaiss.contacts.actions import write_to_office
from poaiss.contacts.enums import OfficeKind
from poaiss.contacts.errors import TooManyMessages
from poaiss.contacts.models import Office
from poaiss.contacts.queries import offices


def office_of(match: Match, side: Side, actor: Actor) -> Office | None:
    """Return the office of a side that ACTOR can write to: a State's point of contact, or the organisation's own."""
    rows = offices(actor).filter(closed_on=None)
    if side == Side.RECIPIENT or match.donor_state_id:
        state = match.state_id if side == Side.RECIPIENT else match.donor_state_id
        return rows.filter(state=state, kind=OfficeKind.POA).first()
    return rows.filter(organisation=match.organisation_id).first() if match.organisation_id else None


def write_to_other_side(match: Match, side: Side, text: str, by: Actor) -> bool:
    """Write the text of a contact to the other side's office; return whether there was one to write to.

    The text stands in the match as well, so that a limit on messages does not stop a contact.
    """
    office = office_of(match, side, by) if text.strip() else None
    if office is None or not can(by, "contacts.write", office):
        return False
    try:
        write_to_office(office=office, subject=match.resource.title, text=text, by=by)
    except TooManyMessages:
        return False
    return True
