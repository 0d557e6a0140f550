"""Who may draft, approve, submit, receive and publish a national report, and who may answer for an excerpt.

Reports are confidential to their State until submitted; the Secretariat may query authenticity or legibility, and
never edits, judges or refuses substance. A State alone decides on publication.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, Refused, rule
from poaiss.access.visibility import visibility
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import ORGANISATION_ROLES, REPORTING_ROLES, Role
from poaiss.reporting.enums import WITH_SECRETARIAT
from poaiss.reporting.helping.access import helped_reports, helps, may_write
from poaiss.reporting.models import CorrectionRequest, NationalReport

DRAFTERS = REPORTING_ROLES
SUBMITTERS = (Role.POINT_OF_CONTACT, Role.MISSION)
"""Only the designated national point of contact or the permanent mission submits (template of 2010, introduction)."""

NOT_A_DRAFTER = Denied(_("Only those who work on the national report of this State may do this."))
NOT_A_SUBMITTER = Denied(_("Only the national point of contact or the permanent mission of the State may do this."))
NOT_YOUR_SECTION = Denied(_("This section of the report has not been assigned to your agency."))
SOMETIMES = (Role.AGENCY_OFFICER, *ORGANISATION_ROLES)
"""Roles that a State may let in: an agency by an assignment, a helper by a grant."""
NOT_THE_APPROVER = Denied(_("Only an approver of the State may do this."))
NOT_THE_SECRETARIAT = Denied(_("Only the Secretariat may do this."))


def state_of(obj: Any) -> str:
    """Return the code of the State that OBJ is about; OBJ may be a code, a State, or a row with a State."""
    return obj if isinstance(obj, str) else str(getattr(obj, "state_id", None) or obj.pk)


def held(actor: Actor, roles: tuple[Role, ...], obj: Any, otherwise: Denied) -> Denied | None:
    """Return OTHERWISE unless ACTOR holds one of ROLES, for the State of OBJ where there is one."""
    state = state_of(obj) if obj is not None else ""
    return None if actor.holds(*roles, state=state) else otherwise


def secretariat(actor: Actor, obj: Any) -> Denied | None:
    """Return why ACTOR is not the Secretariat in the world (real or exercise) of OBJ."""
    if Role.SECRETARIAT not in actor.roles:
        return NOT_THE_SECRETARIAT
    if obj is not None and obj.state is not None and obj.state.is_exercise != actor.exercise:
        return NOT_THE_SECRETARIAT
    return None


def secretariat_of(actor: Actor, report: NationalReport) -> bool:
    """Return whether ACTOR is the Secretariat of the report's world."""
    return secretariat(actor, report) is None


@rule("reporting.draft", _("start a national report of one's State and answer its questions"))
def may_draft(actor: Actor, obj: Any) -> Denied | None:
    """Point of contact, contributors, approvers and the mission draft for their State."""
    return held(actor, DRAFTERS, obj, NOT_A_DRAFTER)


def sections_for(actor: Actor, report: NationalReport) -> frozenset[str] | None:
    """Return the sections of a report that an actor may open: None for all, the assigned ones to an agency."""
    if actor.holds(*DRAFTERS, state=report.state_id) or helps(actor, report):
        return None
    own = report.assignments.filter(ended_at=None, agency__in=[UUID(each) for each in actor.agencies])
    return frozenset(own.values_list("section", flat=True))


def check_sections(actor: Actor, report: NationalReport, sections: Iterable[str]) -> None:
    """Raise Refused unless ACTOR may answer in all of SECTIONS."""
    own = sections_for(actor, report)
    if own is not None and not own.issuperset(sections):
        raise Refused("reporting.answer", NOT_YOUR_SECTION, report)


@rule("reporting.answer", _("answer the questions of a national report, or of the sections assigned to one's agency"))
def may_answer(actor: Actor, obj: Any) -> Denied | None:
    """Drafters answer all; officers of an agency the sections assigned to it; a helper where the State lets it."""
    if may_draft(actor, obj) is None:
        return None
    if obj is None:
        return None if actor.roles.intersection(SOMETIMES) else NOT_A_DRAFTER
    if not isinstance(obj, NationalReport):
        return NOT_A_DRAFTER
    if may_write(actor, obj):
        return None
    return None if not helps(actor, obj) and sections_for(actor, obj) else NOT_A_DRAFTER


@rule("reporting.read", _("read a national report that is not published"))
def may_read(actor: Actor, obj: Any) -> Denied | None:
    """Those who work on the report read it; the Secretariat reads what was submitted."""
    if may_answer(actor, obj) is None or (obj is not None and helps(actor, obj)):
        return None
    if obj is not None and obj.status not in WITH_SECRETARIAT:
        return NOT_A_DRAFTER
    return None if secretariat(actor, obj) is None else NOT_A_DRAFTER


@rule("reporting.complete", _("mark a national report complete, or open it again"))
def may_complete(actor: Actor, obj: Any) -> Denied | None:
    """Whoever drafts may say that the draft is complete; that approves nothing."""
    return held(actor, DRAFTERS, obj, NOT_A_DRAFTER)


@rule("reporting.approve", _("approve a complete national report within the State"))
def may_approve(actor: Actor, obj: Any) -> Denied | None:
    """Approval is internal to the State."""
    return held(actor, (Role.APPROVER,), obj, NOT_THE_APPROVER)


@rule("reporting.submit", _("submit an approved national report, choose its publication, or amend a published one"))
def may_submit(actor: Actor, obj: Any) -> Denied | None:
    """The national point of contact or the permanent mission submits."""
    return held(actor, SUBMITTERS, obj, NOT_A_SUBMITTER)


@rule("reporting.receive", _("receive or return a submitted national report, and publish it as its State chose"))
def may_receive(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat receives; it never edits, judges or refuses substance."""
    return secretariat(actor, obj)


@rule("reporting.request_correction", _("ask for the correction of an excerpt about one's State"))
def may_request_correction(actor: Actor, obj: Any) -> Denied | None:
    """A State's point of contact or mission answers for what is quoted of it; OBJ is the excerpt."""
    if obj is not None and obj.state_id is None:
        return Denied(_("The State of this excerpt is not known."))
    return held(actor, SUBMITTERS, obj, NOT_A_SUBMITTER)


@rule("reporting.read_corrections", _("read requests for the correction of excerpts"))
def may_read_corrections(actor: Actor, obj: Any) -> Denied | None:
    """Those who may ask read their State's requests; the Secretariat reads those of its world."""
    if secretariat(actor, obj) is None:
        return None
    return held(actor, SUBMITTERS, obj, NOT_A_SUBMITTER)


@rule("reporting.answer_correction", _("answer a State's request for the correction of an excerpt"))
def may_answer_correction(actor: Actor, obj: Any) -> Denied | None:
    """The Secretariat answers; OBJ is the request."""
    return secretariat(actor, obj)


@visibility(NationalReport)
def readable_reports(actor: Actor) -> Q:
    """Own State's reports to those who work on them; submitted ones to the Secretariat of the same world.

    An agency asked for a section and a helper whom the State let in see the report too, the agency its section alone.
    """
    found = Q(state__in=actor.desks) | helped_reports(actor)
    if actor.agencies:
        found |= Q(assignments__agency__in=actor.agencies, assignments__ended_at=None)
    if Role.SECRETARIAT in actor.roles:
        kind = Q(state__kind="exercise")
        found |= Q(status__in=WITH_SECRETARIAT) & (kind if actor.exercise else ~kind)
    return Q(pk__isnull=False) if actor.is_machine else found


@visibility(CorrectionRequest)
def readable_corrections(actor: Actor) -> Q:
    """A request is read by the State that made it and by the Secretariat of its world."""
    states = {c.state for c in actor.capacities if c.role in SUBMITTERS and c.state}
    found = Q(state__in=states)
    if Role.SECRETARIAT in actor.roles:
        kind = Q(state__kind="exercise")
        found |= kind if actor.exercise else ~kind
    return found
