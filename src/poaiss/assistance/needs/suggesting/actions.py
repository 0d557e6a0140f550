"""Answering to a suggestion: taking it up as a need, dismissing it, or leaving it for later; each answer is kept."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import SuggestionAnswer
from poaiss.assistance.models import Need, SuggestionDecision
from poaiss.assistance.needs.actions import create
from poaiss.assistance.needs.errors import SuggestionGone
from poaiss.assistance.needs.suggesting.finding import Suggestion, suggestions
from poaiss.audit.actions import record
from poaiss.directory.models import State
from poaiss.directory.queries import language_code


def suggestion_at(actor: Actor, state: State, key: str) -> Suggestion:
    """Return the suggestion with a key as it stands now, or raise that its answers have changed."""
    found = next((each for each in suggestions(actor, state) if each.key == key), None)
    if found is None:
        raise SuggestionGone(
            _("The answers that this suggestion rested on have changed."), mend=_("Look at the list again.")
        )
    return found


@transaction.atomic
def take_up(*, state: State, key: str, by: Actor) -> Need:
    """Make a need of a suggestion, as a draft of the State's own; taking it up twice makes one need."""
    check(by, "assistance.state_need", state)
    State.objects.select_for_update().get(pk=state.pk)
    found = suggestion_at(by, state, key)
    if found.answer == SuggestionAnswer.TAKEN and found.decision is not None and found.decision.need is not None:
        return found.decision.need
    need = create(
        state=state,
        values={**found.values, "language": language_code()},
        by=by,
        origin=found.origin,
        report_year=found.year,
        report_number=found.number,
    )
    keep(state, found, SuggestionAnswer.TAKEN, by, need)
    return need


@transaction.atomic
def answer(*, state: State, key: str, answer: SuggestionAnswer, by: Actor) -> SuggestionDecision:
    """Dismiss a suggestion, or leave it for later; it comes back when the answers that it rests on change."""
    check(by, "assistance.state_need", state)
    if answer == SuggestionAnswer.TAKEN:
        raise SuggestionGone(_("A suggestion is taken up as a need."), mend=_("Take it up."))
    return keep(state, suggestion_at(by, state, key), answer, by)


def keep(
    state: State, found: Suggestion, answer: SuggestionAnswer, by: Actor, need: Need | None = None
) -> SuggestionDecision:
    """Keep an answer to a suggestion, and who gave it."""
    made = SuggestionDecision.objects.create(
        state=state, key=found.key, fingerprint=found.fingerprint, answer=answer, need=need, by_id=UUID(by.identifier)
    )
    details = {"answer": str(answer), "suggestion": found.key[:16], "need": str(need.pk) if need else ""}
    record("assistance.answer_suggestion", by=by, on=made, state=state.pk, details=details)
    return made
