"""What a State can do about its own analysis: the score on or off, weights, explanations, consents; all audited.

The log names what was done and where, never what was written.
"""

from collections.abc import Mapping
from math import isfinite
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.analysis.models import Explanation, MirrorConsent, ScoreChoice
from poaiss.analysis.own.contradictions.finding import Contradiction
from poaiss.analysis.own.errors import ExplanationMissing, PartnerUnfit, WeightsUnfit
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.directory.models import State

LONGEST = 4_000
"""Characters of an explanation."""
HEAVIEST = 100.0


def person(by: Actor) -> UUID:
    """Return the key of the person who acts."""
    return UUID(by.identifier)


def choice_of(state: State, by: Actor) -> ScoreChoice:
    """Return the State's choice about its score, locked; a new one where there is none."""
    State.objects.select_for_update().get(pk=state.pk)  # two who switch at once: one after the other
    return ScoreChoice.objects.filter(state=state).first() or ScoreChoice(state=state)


@transaction.atomic
def switch_score(*, state: State, on: bool, by: Actor) -> ScoreChoice:
    """Switch the State's score on or off; it is off until somebody does, and nobody else ever sees it."""
    check(by, "analysis.score", state)
    choice = choice_of(state, by)
    if choice.is_on == on and not choice._state.adding:
        return choice
    choice.is_on, choice.changed_by_id = on, person(by)
    choice.save()
    record("analysis.score", by=by, state=state.pk, details={"on": on})
    return choice


@transaction.atomic
def set_weights(*, state: State, weights: Mapping[str, float], by: Actor) -> ScoreChoice:
    """Keep the weights with which the State wants its score computed; {} are those of the published method."""
    check(by, "analysis.score", state)
    if not all(isfinite(each) and 0 <= each <= HEAVIEST for each in weights.values()):
        raise WeightsUnfit(
            _("A weight is a number from 0 to 100."), place="weights", mend=_("Correct it, or leave the field empty.")
        )
    choice = choice_of(state, by)
    choice.weights, choice.changed_by_id = dict(weights), person(by)
    choice.save()
    record("analysis.score", by=by, state=state.pk, details={"own_weights": bool(weights)})
    return choice


@transaction.atomic
def explain(*, state: State, found: Contradiction, text: str, by: Actor) -> Explanation:
    """Keep what the State says about answers that do not seem to agree; it stays among its own people."""
    check(by, "analysis.explain", state)
    words = text.strip().replace("\r\n", "\n")
    if not words or len(words) > LONGEST:
        raise ExplanationMissing(
            _("Say in a sentence or two why it is right as it is."),
            place="text",
            mend=_("Write between 1 and 4,000 characters."),
        )
    made = Explanation.objects.create(
        state=state,
        rule=found.rule.code,
        year=found.year,
        path=found.place,
        fingerprint=found.fingerprint,
        text=words,
        written_by_id=person(by),
    )
    record("analysis.explain", by=by, state=state.pk, details={"explanation": str(made.pk)})
    return made


@transaction.atomic
def consent(*, state: State, partner: State, by: Actor) -> MirrorConsent:
    """Let PARTNER see what STATE declared about transfers between the two, once PARTNER consents as well."""
    check(by, "analysis.consent", state)
    if partner.pk == state.pk or partner.is_exercise != state.is_exercise:
        raise PartnerUnfit(
            _("Transfers are compared with another State."), place="partner", mend=_("Choose another State.")
        )
    State.objects.select_for_update().get(pk=state.pk)
    open_now = MirrorConsent.objects.filter(state=state, partner=partner, ended_at=None).first()
    if open_now is not None:
        return open_now
    made = MirrorConsent.objects.create(state=state, partner=partner, given_by_id=person(by))
    record("analysis.consent", by=by, on=made, state=state.pk, details={"partner": partner.pk, "withdrawn": False})
    return made


@transaction.atomic
def withdraw(*, state: State, partner: State, by: Actor) -> bool:
    """Withdraw the consent: from now on neither State sees a difference; return whether there was one."""
    check(by, "analysis.consent", state)
    rows = MirrorConsent.objects.select_for_update().filter(state=state, partner=partner, ended_at=None)
    given = rows.first()
    if given is None:
        return False
    given.ended_at, given.ended_by_id = now(), person(by)
    given.save(update_fields=["ended_at", "ended_by"])
    record("analysis.consent", by=by, on=given, state=state.pk, details={"partner": partner.pk, "withdrawn": True})
    return True
