"""Choices of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StateKind(TextChoices):
    """How a State stands to the United Nations; exercise States are apart."""

    MEMBER = "member", _("Member State")
    OBSERVER = "observer", _("observer State")
    NON_MEMBER = "non_member", _("State invited to “all States” meetings")
    FORMER = "former", _("former State")
    EXERCISE = "exercise", _("exercise State")


class RegionalGroup(TextChoices):
    """The regional groups of the United Nations."""

    AFRICAN = "african", _("African States")
    ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern_european", _("Eastern European States")
    GRULAC = "grulac", _("Latin American and Caribbean States")
    WEOG = "weog", _("Western European and other States")


class Evidence(TextChoices):
    """How sure a fact is; whatever is not seen can be corrected as data."""

    SEEN = "seen", _("seen in a source")
    INFERRED = "inferred", _("inferred")
    RECOLLECTED = "recollected", _("recollected")
    OURS = "ours", _("ours")


class AgencyKind(TextChoices):
    """The agencies of a State that the outcome document names (¶6, 10, 15, 23, 28a; X1)."""

    COORDINATION = "coordination", _("national coordination body")
    FOREIGN_AFFAIRS = "foreign_affairs", _("ministry of foreign affairs")
    MISSION = "mission", _("permanent mission")
    POLICE = "police", _("police")
    CUSTOMS = "customs", _("customs")
    BORDER = "border", _("border control")
    JUDICIARY = "judiciary", _("judiciary and prosecution")
    INTELLIGENCE = "intelligence", _("intelligence")
    LICENSING = "licensing", _("arms-transfer licensing")
    ARMED_FORCES = "armed_forces", _("armed forces")
    OTHER = "other", _("other agency")


class OrganisationKind(TextChoices):
    """Organisations that are not States."""

    REGIONAL = "regional", _("regional organisation")
    REGIONAL_CENTRE = "regional_centre", _("regional centre")
    TREATY = "treaty", _("instrument with a secretariat")
    DONOR = "donor", _("donor")
    INTERNATIONAL = "international", _("international organisation")
    SECRETARIAT = "secretariat", _("Secretariat")
    OPERATOR = "operator", _("operator of this installation")
    OTHER = "other", _("other organisation")


LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, by the codes that data and addresses of documents use."""
