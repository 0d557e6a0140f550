"""What a person typed on the pages of writing a report."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from poaiss.directory.models import Agency
from poaiss.reporting.errors import TextMissing


class Asked:
    """The form with which a section is entrusted to an agency; what was typed stays on the page."""

    def __init__(self, posted: QueryDict, *, agencies: Sequence[Agency]) -> None:
        """Take what was posted."""
        self.section = posted.get("section", "")
        self.agency = posted.get("agency", "")
        self.note = posted.get("note", "")
        self.due = posted.get("due", "").strip()
        self.agencies = {str(each.pk): each for each in agencies}

    def given(self) -> dict[str, Any]:
        """Return what ``assign`` takes, or raise TextMissing with the field that has to be mended."""
        agency = self.agencies.get(self.agency)
        if agency is None:
            raise TextMissing(_("Choose an agency of your State."), place="agency")
        return {"section": self.section, "agency": agency, "note": self.note, "due": self.date()}

    def date(self) -> dt.date | None:
        """Return the date wanted, None where none was given."""
        if not self.due:
            return None
        try:
            return dt.date.fromisoformat(self.due)
        except ValueError:
            raise TextMissing(_("Write the date as year, month, day: 2026-05-15."), place="due") from None
