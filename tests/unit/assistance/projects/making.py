"""Matches and projects for tests: a need of Avaria's, released to Fenmora's agency, and what came of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.assistance.enums import MatchStatus, ProposalStatus, ReleasedTo, Side
from poaiss.assistance.models import Activity, Indicator, Match, Output, Project, Proposal, Resource
from poaiss.assistance.projects.actions import start_project
from poaiss.common.clock import now
from tests.unit.assistance.needs.making import DONOR, let_see, need_of

TITLE = "Locks and registers for three depots"
STRANGERS = ("chidi", "idris", "dalia", "emeka", "leila", "farid", "ulrich", "rosa", "nobody")
"""Whoever stands on neither side of a project of Avaria's with Fenmora's agency."""


def match_of(cast: Any, *, amount: Decimal | None = Decimal(90_000)) -> Match:
    """Return a match that both sides agreed on, with a proposal that was signed off."""
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    with acting_as(cast.actor("bruno")):
        proposal = Proposal.objects.create(
            need=need,
            state_id="XAV",
            title=TITLE,
            objective="No weapon leaves a depot unseen.",
            starts=dt.date(2025, 1, 1),
            ends=dt.date(2026, 12, 31),
            status=ProposalStatus.SIGNED,
            created_by=cast.bruno,
        )
        output = Output.objects.create(proposal=proposal, text="Three depots are locked.")
        Activity.objects.create(output=output, text="Fit the locks", ends=dt.date(2025, 9, 30))
        Activity.objects.create(output=output, text="Train the guards")
        Indicator.objects.create(
            proposal=proposal,
            text="Depots with two locks",
            unit="depots",
            baseline=Decimal(0),
            baseline_on=dt.date(2024, 12, 1),
            target=Decimal(3),
            target_on=dt.date(2026, 6, 30),
            verification="Visit",
        )
    with acting_as(MACHINE):
        return Match.objects.create(
            need=need,
            state_id="XAV",
            proposal=proposal,
            resource=Resource.objects.get(slug="fenmora-stockpiles"),
            organisation_id=DONOR,
            proposed_by_side=Side.RECIPIENT,
            status=MatchStatus.AGREED,
            contacted_at=now(),
            amount=amount,
            currency="USD",
        )


def project_of(cast: Any, who: str = "bruno") -> Project:
    """Return the project that came of a match, started by WHO."""
    match = match_of(cast)
    by = cast.actor(who)
    with acting_as(by):
        return start_project(match=match, by=by)
