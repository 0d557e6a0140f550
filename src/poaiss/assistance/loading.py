"""Loading offers, calls and exchange rates from reference data; an offer that its owner has taken up is left alone."""

from decimal import Decimal

from django.db import transaction

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.assistance.enums import ResourceStatus
from poaiss.assistance.models import Call, Rate, Resource
from poaiss.common.clock import today
from poaiss.directory.loading import ReferenceDataError, Row, date, flag, rows
from poaiss.directory.models import OrganisationMember, Theme

TEXTS = (
    "kind",
    "title",
    "summary",
    "donor_name",
    "currency",
    "conditions",
    "transfer_conditions",
    "evidence",
    "source",
)
AMOUNTS = ("amount", "per_project", "per_state")


def members_of(organisation: str) -> list[str]:
    """Return the States that are members of an organisation, or served by it."""
    found = OrganisationMember.objects.filter(organisation=organisation, valid_until=None)
    return sorted({*found.values_list("state_id", flat=True)})


def values_of(row: Row, *, exercise: bool) -> dict[str, object]:
    """Return the columns of an offer from a row."""
    ends = date(row["valid_until"])
    states = members_of(row["members_of"]) if row["members_of"] else row["states"].split()
    return {
        **{name: row[name] for name in TEXTS},
        **{name: Decimal(row[name]) if row[name] else None for name in AMOUNTS},
        "organisation_id": row["organisation"] or None,
        "state_id": row["state"] or None,
        "themes": row["themes"].split(),
        "regions": row["regions"].split(),
        "states": states,
        "applicants": row["applicants"].split(),
        "precondition_report": flag(row["precondition_report"]),
        "valid_from": date(row["valid_from"]),
        "valid_until": ends,
        "status": ResourceStatus.EXPIRED if ends and ends < today() else ResourceStatus.OPEN,
        "exercise": exercise,
    }


def check_row(row: Row, themes: set[str]) -> None:
    """Refuse a row with a theme that does not exist or an amount that cannot be."""
    unknown = {*row["themes"].split()} - themes
    if unknown or any(Decimal(row[name]) <= 0 for name in AMOUNTS if row[name]):
        raise ReferenceDataError(
            f"The offer {row['slug']} has an unknown theme or an amount that is not positive.",
            place="resources.csv",
            mend="Use the codes of themes.csv and positive amounts.",
        )


def load_file(name: str, *, exercise: bool) -> int:
    """Load the offers of one file; one that somebody changed or confirmed here is no longer the file's."""
    themes = {*Theme.objects.values_list("pk", flat=True)}
    taken_up = {*Resource.objects.exclude(confirmed_at=None).values_list("slug", flat=True)}
    found = rows(name)
    for row in found:
        check_row(row, themes)
        if row["slug"] not in taken_up:
            Resource.objects.update_or_create(slug=row["slug"], defaults=values_of(row, exercise=exercise))
    return len(found)


def load_calls() -> int:
    """Load the calls of the exercise's offers."""
    found = rows("exercise/calls.csv")
    for row in found:
        values = {
            "title": row["title"],
            "closes_on": date(row["closes_on"]),
            "priorities": row["priorities"],
            "amount": Decimal(row["amount"]) if row["amount"] else None,
        }
        resource = Resource.objects.get(slug=row["resource"])
        Call.objects.update_or_create(resource=resource, opens_on=row["opens_on"], defaults=values)
    return len(found)


def load_rates() -> int:
    """Load the exchange rates, those of the exercise's own currency too."""
    found = rows("exchange_rates.csv") + rows("exercise/exchange_rates.csv")
    for row in found:
        values = {"per_dollar": Decimal(row["per_dollar"]), "source": row["source"]}
        Rate.objects.update_or_create(currency=row["currency"], on=row["on"], defaults=values)
    return len(found)


@transaction.atomic
def load_resources() -> dict[str, int]:
    """Load rates, offers and calls; running it twice changes nothing."""
    with acting_as(MACHINE):
        return {
            "rates": load_rates(),
            "real": load_file("resources.csv", exercise=False),
            "exercise": load_file("exercise/resources.csv", exercise=True),
            "calls": load_calls(),
        }
