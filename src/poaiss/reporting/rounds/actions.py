"""Opening a round of reporting and changing what the States are told about it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now
from poaiss.common.errors import PoaissError
from poaiss.questionnaires.models import Version
from poaiss.reporting.enums import Instrument
from poaiss.reporting.models import NationalReport, Round
from poaiss.reporting.rounds.errors import PeriodReversed, RoundExists, TemplateInUse, TemplateMissing, YearUnfit

FIRST_YEAR, LAST_YEAR = 2001, 2100
"""The Programme of Action was adopted in 2001; the database holds both ends."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round is: the template, the period covered, the date due and a note; the date follows from nothing."""

    version: Version | None
    covers_from: int | None = None
    covers_until: int | None = None
    deadline: dt.date | None = None
    note: str = ""


def check_terms(year: int, terms: Terms) -> None:
    """Raise an error, or all of them together, about what cannot be."""
    found: list[PoaissError] = []
    if not FIRST_YEAR <= year <= LAST_YEAR:
        words = {"first": FIRST_YEAR, "last": LAST_YEAR}
        reason = _("The year of a round lies between %(first)d and %(last)d.") % words
        found.append(YearUnfit(reason, place="year", mend=_("Write the year in which the reports are due.")))
    if terms.covers_from and terms.covers_until and terms.covers_from > terms.covers_until:
        reason = _("The period covered ends before it begins.")
        found.append(PeriodReversed(reason, place="covers_until", mend=_("Exchange the two years.")))
    if terms.version is None:
        reason = _("A round asks for the report in a template.")
        found.append(TemplateMissing(reason, place="version", mend=_("Choose a template.")))
    if found:
        first = found[0]
        problems = tuple(each.problem for each in found)
        raise type(first)(first.problem.reason, mend=first.problem.mend, place=first.problem.place, problems=problems)


def facts(terms: Terms) -> dict[str, Any]:
    """Return the terms as fields of a round; the template is frozen when the first report is begun in it (R2)."""
    return {
        "version": terms.version,
        "edition": terms.version.edition if terms.version else "",
        "covers_from": terms.covers_from,
        "covers_until": terms.covers_until,
        "deadline": terms.deadline,
        "note": terms.note.strip().replace("\r\n", "\n"),
    }


@transaction.atomic
def open_round(*, year: int, terms: Terms, by: Actor, instrument: Instrument = Instrument.POA_ITI) -> Round:
    """Open the round of a year; one that the Secretariat of the exercise opens is for exercise States alone (R22)."""
    check(by, "reporting.open_round")
    check_terms(year, terms)
    if Round.objects.filter(instrument=instrument, year=year, exercise=by.exercise).exists():
        raise RoundExists(
            _("There is a round of %(year)d already.") % {"year": year},
            place="year",
            mend=_("Open that one in the list of rounds and change its date due or its note."),
        )
    made = Round.objects.create(
        instrument=instrument,
        year=year,
        exercise=by.exercise,
        opened_at=now(),
        opened_by=by.identifier,
        **facts(terms),
    )
    record("reporting.open_round", by=by, on=made, details={"year": year, **shown(facts(terms))})
    return made


@transaction.atomic
def edit_round(*, found: Round, terms: Terms, by: Actor) -> Round:
    """Change a round; the log keeps what each field said before. The template stays once a report was begun in it.

    From now on the round is the Secretariat's own: loading the reference data anew does not change it.
    """
    found = Round.objects.select_for_update(of=("self",)).select_related("version").get(pk=found.pk)
    check(by, "reporting.open_round", found)
    check_terms(found.year, terms)
    after = facts(terms)
    before = {name: getattr(found, name) for name in after}
    if before["version"] != after["version"] and is_in_use(found):
        raise TemplateInUse(
            _("Reports were begun in the template of this round."), place="version", mend=_("Leave the template.")
        )
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return found
    for name in changed:
        setattr(found, name, after[name])
    if found.opened_at is None:
        found.opened_at, found.opened_by = now(), by.identifier
        changed += ["opened_at", "opened_by"]
    found.save(update_fields=changed)
    details = {name: {"before": shown(before)[name], "after": shown(after)[name]} for name in changed if name in after}
    record("reporting.edit_round", by=by, on=found, details=details)
    return found


def is_in_use(found: Round) -> bool:
    """Return whether any State has begun a report in the round; which one is nobody's business here."""
    with acting_as(MACHINE):
        return NationalReport.objects.filter(round=found).exists()


def shown(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a round as the log keeps them."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else str(value) if isinstance(value, Version) else value
        for name, value in fields.items()
    }
