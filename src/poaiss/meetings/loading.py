"""Loading the calendar of meetings from reference data."""

from poaiss.directory.loading import date, names, rows, upsert
from poaiss.meetings.models import Meeting


def load_meetings() -> int:
    """Load the meetings and return how many; running it twice changes nothing."""
    found = []
    for row in rows("meetings.csv"):
        start = date(row.get("start", "") if len(row.get("start", "")) == 10 else "")
        end = date(row.get("end", "") if len(row.get("end", "")) == 10 else "")
        found.append(
            Meeting(
                code=row["code"],
                names=names(row) or {"en": row["name"]},
                starts_on=start,
                ends_on=end,
                year=start.year if start else int((row.get("year") or row["start"])[:4]),
                place=row.get("place", ""),
                chair=row.get("chair", ""),
                documents=row.get("documents", ""),
                outcome=row.get("outcome", ""),
                evidence=row.get("evidence") or "seen",
                source=row.get("source", ""),
            )
        )
    return upsert(Meeting, found)
