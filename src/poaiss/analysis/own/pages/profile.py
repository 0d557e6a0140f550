"""The page of the profile."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.analysis.own.data import RoundOfOwn, not_published, own_tables, rounds_of
from poaiss.analysis.own.pages.common import frame, question_url, round_chosen, words_for
from poaiss.analysis.own.profile import Commitment, Profile, profile, silence_of
from poaiss.analysis.words import Words
from poaiss.directory.models import State
from poaiss.reporting.enums import ReportStatus

LONGEST = 12
"""Lines of a group that stand open; more are folded, so that strengths do not bury the gaps."""


def page(actor: Actor, state: State, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the profile of a State in the round ASKED for; None: there is no such round."""
    rounds = rounds_of(actor, state)
    chosen = round_chosen(rounds, asked.get("round", ""))
    base = {**frame(state, "own-profile"), "rounds": [each for each in rounds if each.has_something], "chosen": chosen}
    if chosen is None:
        return None if asked.get("round") else base
    stands = chosen.report is not None and (not chosen.is_published or "stands" in asked)
    words = words_for(state)
    drafts = not_published([chosen], (chosen.year,)) if stands else []
    with own_tables(state, drafts) as connection:
        found = profile(connection, state.pk, chosen.year, words)
    return {
        **base,
        "stands": stands,
        "source": source_words(chosen, stands=stands),
        "can_switch": chosen.is_published and chosen.report is not None,
        "groups": groups(found, chosen, words),
        "counts": counts(found),
        "challenges": found.challenges,
        "opportunities": found.opportunities,
        "traced": traced(found, words),
        "is_real": not state.is_exercise,
    }


def source_words(chosen: RoundOfOwn, *, stands: bool) -> str:
    """Say what the profile is read from."""
    if not stands or chosen.report is None:
        return _("From the published report of %(year)d.") % {"year": chosen.year}
    status = ReportStatus(chosen.report.status).label
    return _("From the report of %(year)d as it stands (%(status)s); what the State restricts is included.") % {
        "year": chosen.year,
        "status": status,
    }


def headings() -> dict[str, tuple[str, str]]:
    """Return heading and explanation of each group of commitments."""
    return {
        "met": (_("Strengths"), _("Commitments that the report says are met.")),
        "developing": (_("Under way"), _("Commitments that the report says are in development.")),
        "not_met": (_("Gaps"), _("Commitments that the report says are not met. A gap that is named can be closed.")),
        "unknown": (
            _("Silent"),
            _("Commitments on which the report gives no clear answer. Silence is not a no: it proves nothing."),
        ),
        "not_applicable": (_("Not applicable"), _("Commitments that the report says do not concern the State.")),
        "not_asked": (_("Not asked"), _("Commitments that the edition of this round did not ask about.")),
    }


def groups(found: Profile, chosen: RoundOfOwn, words: Words) -> list[dict[str, Any]]:
    """Return the commitments by how they stand."""
    answer = []
    for outcome, (heading, explanation) in headings().items():
        rows = [row_of(each, chosen, words) for each in found.of(outcome)]
        answer.append(
            {
                "outcome": outcome,
                "heading": heading,
                "explanation": explanation,
                "rows": rows,
                "is_silent": outcome == "unknown",
                "is_folded": len(rows) > LONGEST or outcome in ("not_applicable", "not_asked"),
            }
        )
    return answer


def row_of(found: Commitment, chosen: RoundOfOwn, words: Words) -> dict[str, Any]:
    """Return a commitment with links to the answers that it rests on."""
    return {
        "commitment": found,
        "silence": words.of("kind", silence_of(found)),
        "evidence": [
            {"said": each, "url": question_url(chosen.report, each.path, each.number)} for each in found.evidence
        ],
    }


def counts(found: Profile) -> list[dict[str, Any]]:
    """Return the numbers on top of the page."""
    total = len(found.commitments)
    return [
        {"label": headings()[outcome][0], "number": len(found.of(outcome)), "anchor": outcome, "total": total}
        for outcome in ("met", "developing", "not_met", "unknown")
    ]


def traced(found: Profile, words: Words) -> list[dict[str, Any]]:
    """Return SDG 16.4.2 by year, in the reader's numbers."""
    return [
        {
            "year": str(each.year),
            "denominator": words.number(each.denominator),
            "numerator": words.number(each.numerator),
            "share": words.share(each.share),
            "custodians": [(release, words.share(value / 100)) for release, value in each.custodians],
        }
        for each in found.traced
    ]
