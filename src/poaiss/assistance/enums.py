"""Choices of the room and its tables of transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedStatus(TextChoices):
    """Where a need stands; only its State moves it."""

    DRAFT = "draft", _("draft")
    STATED = "stated", _("stated")
    MET = "met", _("met")
    WITHDRAWN = "withdrawn", _("withdrawn")


NEED_TRANSITIONS = {
    NeedStatus.DRAFT: (NeedStatus.STATED, NeedStatus.WITHDRAWN),
    NeedStatus.STATED: (NeedStatus.DRAFT, NeedStatus.MET, NeedStatus.WITHDRAWN),
    NeedStatus.MET: (NeedStatus.STATED,),
    NeedStatus.WITHDRAWN: (NeedStatus.DRAFT,),
}


class NeedOrigin(TextChoices):
    """How a need came to be; the State alone creates it, whatever suggested it."""

    TYPED = "typed", _("written by the State")
    CHECKLIST = "checklist", _("from the checklist")
    SUGGESTED = "suggested", _("suggested from the national report and taken up by the State")
    LETTER = "letter", _("a letter or a format of the State's own")


class Linked(TextChoices):
    """Problems to which the illicit trade is linked (¶24)."""

    DRUGS = "drugs", _("trafficking in drugs")
    TERRORISM = "terrorism", _("terrorism")
    ORGANIZED_CRIME = "organized_crime", _("organized crime")
    PRECIOUS_MINERALS = "precious_minerals", _("precious minerals")


class Part(TextChoices):
    """What a State releases, each for itself."""

    NEED = "need", _("the need")
    ANNEX = "annex", _("an annex")
    MATCH = "match", _("a match")
    PROJECT = "project", _("a project")
    ASSESSMENT = "assessment", _("an assessment")


class ReleasedTo(TextChoices):
    """For whom; without any release only the State sees what is its own."""

    FACILITATOR = "facilitator", _("its facilitator")
    DONOR = "donor", _("a named donor")
    STATES = "states", _("all States")
    PUBLIC = "public", _("everybody")


class ProposalStatus(TextChoices):
    """Where a proposal stands within its State."""

    DRAFT = "draft", _("draft")
    CIRCULATED = "circulated", _("circulated for sign-off")
    SIGNED = "signed", _("signed off by the national coordinating body")
    REPLACED = "replaced", _("replaced by a later version")
    WITHDRAWN = "withdrawn", _("withdrawn")


PROPOSAL_TRANSITIONS = {
    ProposalStatus.DRAFT: (ProposalStatus.CIRCULATED, ProposalStatus.WITHDRAWN),
    ProposalStatus.CIRCULATED: (ProposalStatus.DRAFT, ProposalStatus.SIGNED, ProposalStatus.WITHDRAWN),
    ProposalStatus.SIGNED: (ProposalStatus.REPLACED, ProposalStatus.WITHDRAWN),
    ProposalStatus.REPLACED: (),
    ProposalStatus.WITHDRAWN: (ProposalStatus.DRAFT,),
}


class SignOffAnswer(TextChoices):
    """What an agency said of a proposal that was circulated (¶23)."""

    AGREES = "agrees", _("agrees")
    REMARKS = "remarks", _("agrees with remarks")
    OBJECTS = "objects", _("objects")


class CostKind(TextChoices):
    """Kinds of costs; operating costs show whether a result can be kept up."""

    EQUIPMENT = "equipment", _("equipment")
    TRAINING = "training", _("training")
    EXPERTISE = "expertise", _("expertise")
    WORKS = "works", _("works")
    OPERATING = "operating", _("operating costs")
    MANAGEMENT = "management", _("management and audit")


class ResourceKind(TextChoices):
    """What is offered."""

    MONEY = "money", _("money")
    EXPERTISE = "expertise", _("expertise")
    EQUIPMENT = "equipment", _("equipment and technology")
    TRAINING = "training", _("training")
    EXPERIENCE = "experience", _("experience of a State that solved the same problem")


class ResourceStatus(TextChoices):
    """Where an offer stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("closed")


RESOURCE_TRANSITIONS = {
    ResourceStatus.DRAFT: (ResourceStatus.OPEN, ResourceStatus.CLOSED),
    ResourceStatus.OPEN: (ResourceStatus.EXPIRED, ResourceStatus.CLOSED),
    ResourceStatus.EXPIRED: (ResourceStatus.OPEN, ResourceStatus.CLOSED),
    ResourceStatus.CLOSED: (ResourceStatus.OPEN,),
}


class Applicant(TextChoices):
    """Who may apply; some funds reach governments only through partners."""

    GOVERNMENT = "government", _("governments")
    UN_AGENCY = "un_agency", _("bodies of the United Nations")
    ORGANISATION = "organisation", _("international and regional organizations")
    NGO = "ngo", _("non-governmental organizations")
    RESEARCH = "research", _("institutes")


class MatchStatus(TextChoices):
    """Where a match stands (N14)."""

    PROPOSED = "proposed", _("proposed")
    CONTACTED = "contacted", _("contacted")
    NEGOTIATING = "negotiating", _("negotiating")
    AGREED = "agreed", _("agreed")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")


MATCH_TRANSITIONS = {
    MatchStatus.PROPOSED: (MatchStatus.CONTACTED, MatchStatus.DECLINED, MatchStatus.EXPIRED),
    MatchStatus.CONTACTED: (MatchStatus.NEGOTIATING, MatchStatus.DECLINED, MatchStatus.EXPIRED),
    MatchStatus.NEGOTIATING: (MatchStatus.AGREED, MatchStatus.DECLINED, MatchStatus.EXPIRED),
    MatchStatus.AGREED: (MatchStatus.RUNNING, MatchStatus.DECLINED),
    MatchStatus.RUNNING: (MatchStatus.CLOSED,),
    MatchStatus.CLOSED: (),
    MatchStatus.DECLINED: (MatchStatus.PROPOSED,),
    MatchStatus.EXPIRED: (MatchStatus.PROPOSED,),
}


class Side(TextChoices):
    """The two sides of assistance."""

    RECIPIENT = "recipient", _("recipient")
    DONOR = "donor", _("donor")


class ProjectStatus(TextChoices):
    """Where a project stands; the codes of IATI's list of activity statuses are given beside."""

    PIPELINE = "pipeline", _("in preparation")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")
    SUSPENDED = "suspended", _("suspended")


IATI_STATUS = {
    ProjectStatus.PIPELINE: "1",
    ProjectStatus.RUNNING: "2",
    ProjectStatus.FINISHED: "3",
    ProjectStatus.CLOSED: "4",
    ProjectStatus.CANCELLED: "5",
    ProjectStatus.SUSPENDED: "6",
}
PROJECT_TRANSITIONS = {
    ProjectStatus.PIPELINE: (ProjectStatus.RUNNING, ProjectStatus.CANCELLED),
    ProjectStatus.RUNNING: (ProjectStatus.FINISHED, ProjectStatus.SUSPENDED, ProjectStatus.CANCELLED),
    ProjectStatus.SUSPENDED: (ProjectStatus.RUNNING, ProjectStatus.CANCELLED),
    ProjectStatus.FINISHED: (ProjectStatus.CLOSED, ProjectStatus.RUNNING),
    ProjectStatus.CLOSED: (),
    ProjectStatus.CANCELLED: (),
}


class MoneyKind(TextChoices):
    """Kinds of transactions, as in IATI."""

    COMMITMENT = "commitment", _("commitment")
    DISBURSEMENT = "disbursement", _("disbursement")
    EXPENDITURE = "expenditure", _("expenditure")


class AssessmentStatus(TextChoices):
    """Where the assessment of one side stands: its own first, then both sides', then public by consent of both."""

    DRAFT = "draft", _("draft")
    SHARED = "shared", _("shared with the other side")


class Score(TextChoices):
    """What a member of a committee thinks of an application under one criterion."""

    FULLY = "4", _("fully")
    LARGELY = "3", _("largely")
    PARTLY = "2", _("partly")
    HARDLY = "1", _("hardly")
    NOT = "0", _("not at all")


class SuggestionAnswer(TextChoices):
    """What a State said to a suggested need; each answer is kept, the last one counts."""

    TAKEN = "taken", _("taken up")
    DISMISSED = "dismissed", _("dismissed")
    LATER = "later", _("not now")


class PriorityMethod(TextChoices):
    """How a State weighed its needs against each other (¶21: identify, prioritise, communicate)."""

    CRITERIA = "criteria", _("by criteria")
    PAIRWISE = "pairwise", _("two by two")
