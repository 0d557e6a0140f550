"""What can be wrong in the contacts, each with a stable code."""

from poaiss.common.errors import PoaissError


class NoteUnreadable(PoaissError):
    """The uploaded note verbale is not a file of an accepted kind."""

    code = "contacts-note-unreadable"


class NoteTooLarge(PoaissError):
    """The uploaded note verbale is larger than the limit."""

    code = "contacts-note-too-large"


class DesignationPending(PoaissError):
    """Another designation for this office still waits."""

    code = "contacts-designation-pending"


class AudienceTooWide(PoaissError):
    """A duty line may not be shown to so many."""

    code = "contacts-audience-too-wide"


class TooManyDeputies(PoaissError):
    """The office has as many deputies as it may have."""

    code = "contacts-too-many-deputies"


class NotCurrent(PoaissError):
    """The term has ended, or is not one that the step needs."""

    code = "contacts-not-current"


class TooManyMessages(PoaissError):
    """Too many messages within the hour."""

    code = "contacts-too-many-messages"


class LinkNotValid(PoaissError):
    """The link from an e-mail is broken, old or already used."""

    code = "contacts-link-not-valid"


class OfficeExists(PoaissError):
    """The State has such an office already."""

    code = "contacts-office-exists"


class OfficeKindUnfit(PoaissError):
    """The kind of office does not fit its owner, or needs a designation of its own."""

    code = "contacts-office-kind-unfit"
