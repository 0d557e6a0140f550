"""Loading the rounds of reporting and the excerpts of earlier reports from reference data; idempotent."""

from typing import Any

from django.conf import settings

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.directory.loading import Row, date, number, rows
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.enums import Instrument
from poaiss.reporting.fragments.importing import Imported, import_file
from poaiss.reporting.models import NationalReport, Round

FILE, EXCERPTS = "reporting_rounds.csv", "filed_answers.json"


def load_rounds() -> int:
    """Load the rounds and return how many; a round in use keeps the template that its reports were begun in."""
    versions = current_versions()
    with acting_as(MACHINE):
        in_use = set(NationalReport.objects.values_list("round", flat=True))
    found = rows(FILE)
    for row in found:
        instrument = row.get("instrument") or Instrument.POA_ITI
        place: dict[str, Any] = {"instrument": instrument, "year": int(row["year"]), "exercise": False}
        edition = row.get("edition", "")
        known = Round.objects.filter(**place).first()
        if known and known.opened_at:
            continue  # the Secretariat has opened or changed it: the reference data no longer speaks for it
        version = known.version if known and known.pk in in_use else versions.get(edition)
        Round.objects.update_or_create(**place, defaults={**facts(row), "edition": edition, "version": version})
    return len(found)


def facts(row: Row) -> dict[str, Any]:
    """Return what a row says about a round; what is not known stays empty."""
    return {
        "covers_from": number(row.get("covers_from", "")),
        "covers_until": number(row.get("covers_until", "")),
        "deadline": date(row.get("deadline", "")),
        "evidence": row.get("evidence") or "seen",
        "source": row.get("source", ""),
    }


def load_excerpts() -> Imported:
    """Import the excerpts of filed reports that come with the project; doing so twice changes nothing."""
    with acting_as(MACHINE):
        return import_file(settings.REFERENCE_DATA / EXCERPTS, by=MACHINE)
