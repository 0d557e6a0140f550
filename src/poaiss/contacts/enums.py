"""Choices of the contacts and the table of the designation's workflow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience


class OfficeKind(TextChoices):
    """Offices of the directory (D1; outcome document ¶14, 28c; PoA II.5, ITI para. 25)."""

    POA = "poa", _("national point of contact, Programme of Action")
    ITI = "iti", _("national point of contact, International Tracing Instrument")
    BROKERING = "brokering", _("national point of contact, brokering")
    COORDINATION = "coordination", _("national coordinating body")
    TECHNICAL = "technical", _("technical contact")
    MISSION = "mission", _("permanent mission")
    REGIONAL = "regional", _("regional body")


NOTIFIED_KINDS = (OfficeKind.POA, OfficeKind.ITI, OfficeKind.BROKERING, OfficeKind.COORDINATION)
"""Offices whose holder the permanent mission notifies with a note verbale; a State has one of each."""

STATE_KINDS = (*NOTIFIED_KINDS, OfficeKind.TECHNICAL, OfficeKind.MISSION)
"""Offices of a State; a regional body's office belongs to an organisation."""


class Speciality(TextChoices):
    """What a technical contact answers for (outcome document ¶14, 28a-b)."""

    MARKING = "marking", _("marking")
    RECORD_KEEPING = "record_keeping", _("record-keeping")
    TRACING = "tracing", _("tracing")
    BALLISTICS = "ballistics", _("ballistics and forensics")
    STOCKPILES = "stockpiles", _("stockpile management and security")
    DESTRUCTION = "destruction", _("collection and destruction")
    TRANSFERS = "transfers", _("transfers and end-user certificates")
    BROKERING = "brokering", _("brokering")
    BORDERS = "borders", _("border and customs control")
    INVESTIGATION = "investigation", _("investigation and prosecution")
    LEGISLATION = "legislation", _("legislation")
    GENDER = "gender", _("gender")


class DetailKind(TextChoices):
    """Particulars of an office, each with its own audience (D3); the needs of the office itself too (D8)."""

    EMAIL = "email", _("e-mail address")
    TELEPHONE = "telephone", _("telephone")
    DUTY_LINE = "duty_line", _("duty line, 24 hours")
    FAX = "fax", _("fax")
    POST = "post", _("postal address")
    WEBSITE = "website", _("website")
    KEY = "key", _("encryption key")
    NEEDS = "needs", _("what this office needs to do its work")


DEFAULT_AUDIENCE: dict[str, Audience] = {
    DetailKind.EMAIL: Audience.STATES,
    DetailKind.TELEPHONE: Audience.STATES,
    DetailKind.DUTY_LINE: Audience.OWN,
    DetailKind.FAX: Audience.STATES,
    DetailKind.POST: Audience.PUBLIC,
    DetailKind.WEBSITE: Audience.PUBLIC,
    DetailKind.KEY: Audience.STATES,
    DetailKind.NEEDS: Audience.STATES,
}
"""The audience that the form proposes; a State chooses for its own. Duty lines start hidden."""

DUTY_LINE_AUDIENCES = (Audience.VETTED, Audience.NAMED, Audience.OWN)
"""A duty line is never public, nor open to every official (D3)."""


class Capacity(TextChoices):
    """How a person holds an office."""

    HOLDER = "holder", _("holder")
    DEPUTY = "deputy", _("deputy")


MOST_DEPUTIES = 3
"""Current deputies of one office at most; the database holds it."""


class DesignationStatus(TextChoices):
    """Where a designation stands; the Secretariat verifies that the note is authentic, nothing else (D5)."""

    NOTIFIED = "notified", _("notified")
    VERIFIED = "verified", _("verified")
    IN_FORCE = "in_force", _("in force")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUPERSEDED = "superseded", _("superseded")


TRANSITIONS: dict[str, frozenset[str]] = {
    DesignationStatus.NOTIFIED: frozenset(
        {DesignationStatus.VERIFIED, DesignationStatus.RETURNED, DesignationStatus.WITHDRAWN}
    ),
    DesignationStatus.VERIFIED: frozenset({DesignationStatus.IN_FORCE, DesignationStatus.WITHDRAWN}),
    DesignationStatus.IN_FORCE: frozenset({DesignationStatus.SUPERSEDED}),
    DesignationStatus.RETURNED: frozenset({DesignationStatus.NOTIFIED, DesignationStatus.WITHDRAWN}),
    DesignationStatus.WITHDRAWN: frozenset(),
    DesignationStatus.SUPERSEDED: frozenset(),
}
"""The workflow as a table; the diagram of the documentation is generated from it."""


class VerificationMethod(TextChoices):
    """How the Secretariat made sure that a note verbale is authentic."""

    CALL_BACK = "call_back", _("call back to the mission's known number")
    KNOWN_ADDRESS = "known_address", _("e-mail to the mission's known address")
    ORIGINAL = "original", _("original seen")
    IN_PERSON = "in_person", _("in person")


class ConfirmedVia(TextChoices):
    """How an office was confirmed."""

    PAGE = "page", _("signed in")
    LINK = "link", _("link from the e-mail")
    DESIGNATION = "designation", _("designation")


REMINDER_DAYS = (0, 14, 30)
"""Days after the date on which a confirmation is due: to the holder, to the deputies too, to the mission too (D4)."""


class OnboardingTask(TextChoices):
    """First steps of a new holder (D8; outcome document ¶28d)."""

    READ_HANDOVER = "read_handover", _("Read the handover pack of your office.")
    CHECK_DETAILS = "check_details", _("Check the particulars of your office and who may see each.")
    NAME_DEPUTY = "name_deputy", _("Name a deputy who can take over.")
    READ_LAST_REPORT = "read_last_report", _("Read the last national report of your State.")
    MEET_AGENCIES = "meet_agencies", _("Get to know the agencies that contribute to the report.")
    MEET_PEERS = "meet_peers", _("Write to your peers in the region or in your language.")
    STATE_NEEDS = "state_needs", _("Say what your office needs to do its work.")
