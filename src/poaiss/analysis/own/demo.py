"""Invented declarations of transfers between exercise States; idempotent. There are none for real States."""

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.analysis.models import TransferDeclaration
from poaiss.analysis.models.own import Direction
from poaiss.analysis.own.mirror import Category
from poaiss.directory.loading import ReferenceDataError, Row, rows

FILE = "exercise/unroca_transfers.csv"


def load_demo() -> int:
    """Load the declarations that are not there yet and return how many there were."""
    with acting_as(MACHINE):
        known = {key_of(each) for each in TransferDeclaration.objects.all()}
        wanted = [declaration_of(row) for row in rows(FILE)]
        new = [each for each in wanted if key_of(each) not in known]
        TransferDeclaration.objects.bulk_create(new)
    return len(new)


def key_of(row: TransferDeclaration) -> tuple[object, ...]:
    """Return what tells a declaration from the others."""
    return row.state_id, row.partner_id, row.year, row.direction, row.category


def declaration_of(row: Row) -> TransferDeclaration:
    """Build a declaration; an unknown category or direction stops the load."""
    if row["category"] not in Category.values or row["direction"] not in Direction.values:
        raise ReferenceDataError(
            f"{row['category']} or {row['direction']} is not known.",
            place=f"reference-data/{FILE}",
            mend="Use a category and a direction of the Register.",
        )
    return TransferDeclaration(
        state_id=row["state"],
        partner_id=row["partner"],
        year=int(row["year"]),
        direction=row["direction"],
        category=row["category"],
        items=int(row["items"]),
        remark=row["remark"],
    )
