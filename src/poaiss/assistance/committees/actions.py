"""A selection from the opening to its record; matches follow the decision (N24)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.committees.errors import CriteriaUnfit, DecisionUnfit, ScoresUnfit, SelectionDecided
from poaiss.assistance.committees.queries import Criterion, application_at, applications, criteria_of, decisions
from poaiss.assistance.enums import MatchStatus, Score, Side
from poaiss.assistance.matching import actions as matching
from poaiss.assistance.matching import telling
from poaiss.assistance.matching.limits import check_amount
from poaiss.assistance.models import Call, Conflict, Decision, Match, Scoring, Selection
from poaiss.audit.actions import record
from poaiss.common.clock import now

HEAVIEST = 100


def locked(selection: Selection, by: Actor) -> Selection:
    """Return the selection as it stands now, locked, for a member; a closed one is refused."""
    found = Selection.objects.select_for_update(of=("self",)).select_related("call__resource").get(pk=selection.pk)
    check(by, "assistance.select", found)
    if found.decided_at is not None:
        raise SelectionDecided(_("This selection is closed."), place="selection", mend=_("Open the next call."))
    return found


def application(selection: Selection, match: Match, by: Actor) -> Match:
    """Return an application that BY may judge; whoever stepped back finds none."""
    found = application_at(by, selection, match.pk)
    if found is None:
        raise ScoresUnfit(_("There is no such application."), place="match", mend=_("Go back to the list."))
    return found


@transaction.atomic
def open_selection(*, call: Call, criteria: Sequence[Criterion], by: Actor) -> Selection:
    """Open the selection among the applications to a call, with criteria that stay as they are."""
    organisation = call.resource.organisation
    if organisation is None:
        raise CriteriaUnfit(_("Only an organization's call has a committee."), place="call", mend=_("Decide alone."))
    made = Selection(call=call, organisation=organisation)
    check(by, "assistance.select", made)
    made.opened_by_id = UUID(by.identifier)
    names = [each.name.strip() for each in criteria]
    if not names or "" in names or len({*names}) < len(names):
        raise CriteriaUnfit(_("Each criterion has a name of its own."), place="criteria", mend=_("Name each once."))
    if any(not 0 < each.weight <= HEAVIEST for each in criteria):
        raise CriteriaUnfit(_("A weight is a number from 1 to 100."), place="criteria", mend=_("Correct the weights."))
    if Selection.objects.filter(call=call).exists():
        raise CriteriaUnfit(_("This call has a committee already."), place="call", mend=_("Open it."))
    made.criteria = [{"name": each.name.strip(), "words": each.words, "weight": each.weight} for each in criteria]
    made.save(force_insert=True)
    record("assistance.select", by=by, on=made, details={"step": "opened"})
    return made


@transaction.atomic
def step_back(*, selection: Selection, match: Match, reason: str, by: Actor) -> Conflict:
    """Step back from an application because of a conflict of interest: from now on one sees nothing of it."""
    selection = locked(selection, by)
    found = application(selection, match, by)
    if not reason.strip():
        raise ScoresUnfit(_("Say why, in a sentence."), place="reason", mend=_("The committee reads it."))
    made = Conflict.objects.create(
        selection=selection, match=found, person_id=UUID(by.identifier), reason=reason.strip()
    )
    record("assistance.select", by=by, on=selection, details={"step": "stepped back", "match": str(match.pk)})
    return made


@transaction.atomic
def score(*, selection: Selection, match: Match, scores: Mapping[str, tuple[str, str]], by: Actor) -> None:
    """Score an application under each criterion, with remarks; a later score replaces one's own."""
    selection = locked(selection, by)
    found = application(selection, match, by)
    names = {each.name for each in criteria_of(selection)}
    if {*scores} != names or any(value not in Score.values for value, _remark in scores.values()):
        raise ScoresUnfit(_("Score the application under each criterion."), place="scores", mend=_("Choose one each."))
    for name, (value, remark) in scores.items():
        Scoring.objects.update_or_create(
            selection=selection,
            match=found,
            person_id=UUID(by.identifier),
            criterion=name,
            defaults={"score": value, "remark": remark.strip()},
        )
    record("assistance.select", by=by, on=selection, details={"step": "scored", "match": str(match.pk)})


@transaction.atomic
def decide(
    *, selection: Selection, match: Match, selected: bool, amount: Decimal | None, reason: str, by: Actor
) -> Decision:
    """Enter what the committee decided on an application, with its reason; it can be corrected until the end."""
    selection = locked(selection, by)
    found = application(selection, match, by)
    if not reason.strip():
        raise DecisionUnfit(_("Say why, in a sentence."), place="reason", mend=_("The applicant reads it."))
    if selected:
        currency = selection.call.resource.currency if amount is not None else ""
        check_amount(found, amount, currency, Side.DONOR)
    values = {
        "selection": selection,
        "selected": selected,
        "amount": amount if selected else None,
        "reason": reason.strip(),
        "person_id": UUID(by.identifier),
    }
    made, _is_new = Decision.objects.update_or_create(match=found, defaults=values)
    record("assistance.select", by=by, on=selection, details={"step": "decided", "match": str(match.pk)})
    return made


def follow(match: Match, decision: Decision, by: Actor) -> None:
    """Let a match follow the decision: talks with the amount on the table, or declined with the reason."""
    match = matching.locked(match)
    if match.status not in (MatchStatus.CONTACTED, MatchStatus.NEGOTIATING):
        return  # the other side has moved it meanwhile; the decision stands in the record
    if not decision.selected:
        matching.move(match, MatchStatus.DECLINED, by, reason=decision.reason)
        return
    if match.status == MatchStatus.CONTACTED:
        match = matching.move(match, MatchStatus.NEGOTIATING, by, reason=decision.reason)
    if decision.amount is not None:
        match.amount, match.currency = decision.amount, match.resource.currency
        match.offered_by_side = Side.DONOR
        match.save()
        matching.keep_step(match, MatchStatus.NEGOTIATING, by, decision.reason)
        telling.offered(match, by)


@transaction.atomic
def close_selection(*, selection: Selection, words: str, by: Actor) -> Selection:
    """Close a selection with its record; each application has its decision, and its match follows."""
    selection = locked(selection, by)
    if not words.strip():
        raise DecisionUnfit(
            _("A selection ends with the record of the decision."),
            place="record",
            mend=_("Say who took part and how it was decided."),
        )
    if Conflict.objects.filter(selection=selection, person=UUID(by.identifier)).exists():
        raise DecisionUnfit(
            _("Whoever stepped back from an application does not close the selection."),
            place="record",
            mend=_("Ask another member of the committee."),
        )
    known = decisions(by, selection)
    if any(each.pk not in known for each in applications(by, selection)):
        raise DecisionUnfit(
            _("Each application has its decision before the selection is closed."),
            place="record",
            mend=_("Decide on the others first."),
        )
    for match in applications(by, selection):
        follow(match, known[match.pk], by)
    selection.decided_at, selection.record = now(), words.strip().replace("\r\n", "\n")
    selection.save(update_fields=["decided_at", "record"])
    record("assistance.select", by=by, on=selection, details={"step": "closed", "decisions": len(known)})
    return selection
