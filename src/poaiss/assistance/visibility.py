"""Who may see what of assistance; the policies of migration 0002 say the same in SQL.

Offers are public. A need, an annex, a match, a project and an assessment are each seen by the State alone, until the
State releases them to its facilitator, to named donors, to all States or to everybody (BMS4 outcome 20: upon request).
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from poaiss.access.enums import Audience
from poaiss.access.visibility import audiences, visibility
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import (
    AssessmentStatus,
    Part,
    ProposalStatus,
    ReleasedTo,
    ResourceStatus,
    Side,
)
from poaiss.assistance.models import (
    Activity,
    Annex,
    Assessment,
    BudgetLine,
    Call,
    Checklist,
    Conflict,
    Decision,
    DialogueMessage,
    Indicator,
    Match,
    MatchStep,
    Measurement,
    Milestone,
    Need,
    Output,
    Prioritisation,
    Project,
    ProjectDocument,
    ProjectIndicator,
    Proposal,
    Rate,
    Release,
    Resource,
    Risk,
    Roadmap,
    Scoring,
    Selection,
    SignOff,
    SuggestionDecision,
    Transaction,
)
from poaiss.directory.enums import StateKind

EVERYTHING = Q()


def desk(actor: Actor, path: str = "") -> Q:
    """Return the condition that the row at PATH belongs to a State on whose desk the actor sits."""
    return Q(**{f"{path}state__in": actor.desks})


def addressed(actor: Actor, path: str = "") -> Q:
    """Return the condition that the release at PATH is meant for the actor: by name, as a State, or for everybody."""
    named = Q(**{f"{path}organisation__in": actor.organisations}) | Q(**{f"{path}donor_state__in": actor.desks})
    found = named | Q(**{f"{path}to": ReleasedTo.PUBLIC})
    if Audience.STATES.value in audiences(actor):
        own = Q(**{f"{path}state__kind": StateKind.EXERCISE})
        found |= Q(**{f"{path}to": ReleasedTo.STATES}) & (own if actor.exercise else ~own)
    return found


def released(actor: Actor, part: Part, outer: str = "pk") -> Q:
    """Return the condition that the PART at OUTER is released to the actor, and not withdrawn."""
    rows = Release.objects.filter(addressed(actor), part=part, object_id=OuterRef(outer), ended_at__isnull=True)
    return Q(Exists(rows))


def partner(actor: Actor, path: str = "") -> Q:
    """Return the condition that the actor stands on the donor's side of the row at PATH."""
    return Q(**{f"{path}organisation__in": actor.organisations}) | Q(**{f"{path}donor_state__in": actor.desks})


@visibility(Need)
def needs_seen(actor: Actor) -> Q:
    """The State's desk, and those to whom the State released the need."""
    return desk(actor) | released(actor, Part.NEED)


@visibility(Release)
def releases_seen(actor: Actor) -> Q:
    """The State sees whom it let see what; others see the releases meant for them."""
    return desk(actor) | addressed(actor)


@visibility(Annex)
def annexes_seen(actor: Actor) -> Q:
    """The State's desk, and readers named for this annex."""
    return desk(actor) | released(actor, Part.ANNEX)


@visibility(DialogueMessage)
def messages_seen(actor: Actor) -> Q:
    """The State's desk, and the partner of this dialogue while it sees the need."""
    return desk(actor) | (partner(actor) & released(actor, Part.NEED, "need_id"))


@visibility(Roadmap)
def roadmaps_seen(actor: Actor) -> Q:
    """The State's desk and the facilitator that proposed it."""
    return desk(actor) | Q(organisation__in=actor.organisations)


@visibility(Proposal)
def proposals_seen(actor: Actor) -> Q:
    """The State's desk; whoever sees the need, once the proposal is signed off."""
    final = Q(status__in=[ProposalStatus.SIGNED, ProposalStatus.REPLACED])
    return desk(actor) | (final & released(actor, Part.NEED, "need_id"))


def within_proposal(actor: Actor, path: str) -> Q:
    """Return the condition that the proposal at PATH is seen."""
    final = Q(**{f"{path}__status__in": [ProposalStatus.SIGNED, ProposalStatus.REPLACED]})
    return desk(actor, f"{path}__") | (final & released(actor, Part.NEED, f"{path}__need_id"))


for model, path in (
    (Output, "proposal"),
    (Indicator, "proposal"),
    (BudgetLine, "proposal"),
    (Risk, "proposal"),
    (Activity, "output__proposal"),
):
    visibility(model)(lambda actor, path=path: within_proposal(actor, path))  # type: ignore[misc]


@visibility(SignOff)
def sign_offs_seen(actor: Actor) -> Q:
    """The State's desk, and the agency that was asked."""
    return desk(actor) | Q(agency__in=actor.agencies)


@visibility(Resource)
def resources_seen(actor: Actor) -> Q:
    """Everybody sees what is or was open; a draft is seen by its owner."""
    return ~Q(status=ResourceStatus.DRAFT) | Q(organisation__in=actor.organisations) | Q(state__in=actor.desks)


@visibility(Call)
def calls_seen(actor: Actor) -> Q:
    """Whoever sees the resource."""
    own = Q(resource__organisation__in=actor.organisations) | Q(resource__state__in=actor.desks)
    return ~Q(resource__status=ResourceStatus.DRAFT) | own


@visibility(Rate)
def rates_seen(actor: Actor) -> Q:
    """Everybody."""
    return EVERYTHING


def stepped_back(actor: Actor, path: str = "") -> Q:
    """Return the condition that the actor stepped back from the application at PATH: a conflict of interest (N24)."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    return Q(Exists(Conflict.objects.filter(match=OuterRef(f"{path}pk"), person=UUID(actor.identifier))))


def seen_by_partner(actor: Actor, path: str = "") -> Q:
    """Return the condition that the donor's side sees the match at PATH: its own proposal, or once contacted."""
    open_to = Q(**{f"{path}contacted_at__isnull": False}) | Q(**{f"{path}proposed_by_side": Side.DONOR})
    return partner(actor, path) & open_to & ~stepped_back(actor, path)


def seen_by_recipient(actor: Actor, path: str = "") -> Q:
    """Return the condition that the State's desk sees the match at PATH: its own proposal, or once contacted."""
    open_to = Q(**{f"{path}contacted_at__isnull": False}) | Q(**{f"{path}proposed_by_side": Side.RECIPIENT})
    return desk(actor, path) & open_to


@visibility(Match)
def matches_seen(actor: Actor) -> Q:
    """The side that proposed it, both sides once it was contacted, and those to whom it was released."""
    return seen_by_recipient(actor) | seen_by_partner(actor) | released(actor, Part.MATCH)


@visibility(MatchStep)
def match_steps_seen(actor: Actor) -> Q:
    """The sides that see the match."""
    return seen_by_recipient(actor, "match__") | seen_by_partner(actor, "match__")


@visibility(Project)
def projects_seen(actor: Actor) -> Q:
    """Both sides, those to whom it was released, and everybody where it came from a public source."""
    return desk(actor) | partner(actor) | released(actor, Part.PROJECT) | ~Q(iati_identifier="")


def within_project(actor: Actor, path: str) -> Q:
    """Return the condition that the project at PATH is seen by one of its sides."""
    return desk(actor, f"{path}__") | partner(actor, f"{path}__") | released(actor, Part.PROJECT, f"{path}_id")


of_project = (Milestone, ProjectIndicator, Transaction)
for each in of_project:
    visibility(each)(lambda actor: within_project(actor, "project"))


@visibility(Measurement)
def measurements_seen(actor: Actor) -> Q:
    """Whoever sees the indicator."""
    sides = desk(actor, "indicator__project__") | partner(actor, "indicator__project__")
    return sides | released(actor, Part.PROJECT, "indicator__project_id")


@visibility(ProjectDocument)
def project_documents_seen(actor: Actor) -> Q:
    """Both sides."""
    return desk(actor, "project__") | partner(actor, "project__")


@visibility(Assessment)
def assessments_seen(actor: Actor) -> Q:
    """Its own side; both sides once shared; everybody with the consent of both."""
    recipient = desk(actor) & (Q(side=Side.RECIPIENT) | Q(status=AssessmentStatus.SHARED))
    donor = partner(actor) & (Q(side=Side.DONOR) | Q(status=AssessmentStatus.SHARED))
    return recipient | donor | Q(status=AssessmentStatus.SHARED, consents_public=True, other_consents=True)


@visibility(Selection)
def selections_seen(actor: Actor) -> Q:
    """The committee's organisation."""
    return Q(organisation__in=actor.organisations)


@visibility(Conflict)
def conflicts_seen(actor: Actor) -> Q:
    """The committee's organisation."""
    return Q(selection__organisation__in=actor.organisations)


for one in (Scoring, Decision):  # who stepped back from an application sees neither its scores nor its decision
    visibility(one)(lambda actor: Q(selection__organisation__in=actor.organisations) & ~stepped_back(actor, "match__"))

for kept in (Checklist, SuggestionDecision, Prioritisation):  # how a State comes to its needs stays on its desk
    visibility(kept)(desk)
