"""Reading accounts without regard to who asks; what each may see is stated by the visibility above this room."""

from poaiss.accounts.delivery import hash_of
from poaiss.accounts.errors import invitation_closed
from poaiss.accounts.models import Invitation, Person


def invitation_of(token: str) -> Invitation:
    """Return the open invitation behind a link; one answer for every link that does not work."""
    related = ("state", "agency", "organisation", "invited_by")
    found = Invitation.objects.select_related(*related).filter(token_hash=hash_of(token)).first()
    if found is None or not found.is_open:
        raise invitation_closed()
    return found


def person_with(email: str) -> Person | None:
    """Return the person with this address, if there is one."""
    return Person.objects.filter(email=email.strip().lower()).first()
