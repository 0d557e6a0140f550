"""What can go wrong with accounts: stable code, reason, mend."""

from django.utils.translation import gettext_lazy as _

from poaiss.common.errors import PoaissError


class InvitationClosed(PoaissError):
    """The link of an invitation no longer works, or never did."""

    code = "invitation-closed"


class AlreadyInvited(PoaissError):
    """An invitation to the same role is still open."""

    code = "already-invited"


class RoleAlreadyHeld(PoaissError):
    """The person holds this very role."""

    code = "role-already-held"


class RoleEnded(PoaissError):
    """The role has ended before."""

    code = "role-ended"


class LastAdministrator(PoaissError):
    """Nobody could administer any more."""

    code = "last-administrator"


class NotAnExercisePerson(PoaissError):
    """Codes are shown of invented people alone."""

    code = "not-an-exercise-person"


def invitation_closed() -> InvitationClosed:
    """Return one answer for a wrong, used, withdrawn and expired link: it tells nobody which."""
    return InvitationClosed(
        _("This link does not work: it has been used or withdrawn, or its time is over."),
        mend=_("Sign in if you have an account, or ask whoever invited you for a new link."),
    )
