"""Rows for the pages of figures, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from poaiss.analysis.queries import Participation, Sdg, side_by_side
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.queries import name_of
from poaiss.reporting import queries as reporting


def participation_table(found: Participation) -> dict[str, Any]:
    """Return columns and rows of participation: a line a year, a column a regional group."""
    groups = [name for name in found.by_group if name in RegionalGroup.values]
    heads = [_("Year"), _("Reported"), _("Members"), *[str(RegionalGroup(name).label) for name in groups]]
    rows = [
        [str(year), found.by_year[year], found.members[year], *[found.by_group[name].by_year[year] for name in groups]]
        for year in reversed(found.years)
    ]
    return {"columns": [{"label": head, "numeric": True} for head in heads], "rows": rows}


def sdg_rows(found: Sdg) -> list[dict[str, Any]]:
    """Return a row a State and year, in the order of names, with a cell for each release."""
    rows = [
        {
            "state": state,
            "year": year,
            "cells": [by_release.get(release) for release in found.releases],
            "differs": len({each.value for each in by_release.values()}) > 1,
        }
        for state, year, by_release in side_by_side(found)
    ]
    return sorted(rows, key=lambda row: (name_of(row["state"]), row["year"]))


def aligned_blocks(number: str) -> list[dict[str, Any]]:
    """Return the aligned answers in two blocks that are never joined: real excerpts, and the exercise."""
    return [
        {
            "key": "excerpts",
            "heading": _("From excerpts in secondary sources"),
            "words": _("Fragments that others quoted; not filings received here. Whoever is missing was not quoted."),
            "answers": reporting.aligned_answers(number=number, source="excerpts"),
        },
        {
            "key": "exercise",
            "heading": _("From the exercise States"),
            "words": _("Invented reports for training. Every kind of silence is shown."),
            "answers": reporting.aligned_answers(number=number, source="exercise"),
        },
    ]
