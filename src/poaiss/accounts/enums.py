"""Roles (S1): who a person is in the system; a person may hold several."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The roles of the feature table; each is held for a State, an organisation, or the installation."""

    POINT_OF_CONTACT = "point_of_contact", _("national point of contact")
    CONTRIBUTOR = "contributor", _("contributor to the national report")
    APPROVER = "approver", _("approver of the national report")
    MISSION = "mission", _("permanent mission")
    AGENCY_OFFICER = "agency_officer", _("agency officer")
    STATE_ADMINISTRATOR = "state_administrator", _("administrator for the State")
    DONOR = "donor", _("donor")
    REGIONAL_CENTRE = "regional_centre", _("regional centre")
    SECRETARIAT = "secretariat", _("Secretariat")
    CHAIR = "chair", _("chair of a meeting")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator of the installation")


STATE_ROLES = (
    Role.POINT_OF_CONTACT,
    Role.CONTRIBUTOR,
    Role.APPROVER,
    Role.MISSION,
    Role.AGENCY_OFFICER,
    Role.STATE_ADMINISTRATOR,
)
REPORTING_ROLES = (Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION)
"""Roles that see the State's national report as a whole; officers of agencies see the sections assigned to them."""
ORGANISATION_ROLES = (Role.DONOR, Role.REGIONAL_CENTRE)
INSTALLATION_ROLES = (Role.SECRETARIAT, Role.CHAIR, Role.AUDITOR, Role.ADMINISTRATOR)

SECOND_FACTOR_ROLES = (*STATE_ROLES, Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR, Role.REGIONAL_CENTRE)
"""Roles that may see restricted data and therefore need a second factor (S3)."""

DELEGATED_ROLES = (Role.CONTRIBUTOR, Role.APPROVER, Role.AGENCY_OFFICER)
"""Roles that a State's own administrator may give within the State (S1)."""
