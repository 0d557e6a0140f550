"""Editions of the report as files name them; the edition is never derived from the year."""

import re

FORMATS_WITHOUT_FORM = (
    "pre-template narrative",
    "2003-08 guideline format",
    "2007 questionnaire",
    "2008 ITI note verbale outline",
    "PoA-ISS country profile (ITI page)",
    "PoA-ISS country profile (general)",
)
"""Formats that are kept as they are: their questions have no form here."""

WITH_FORM = re.compile(r"(?P<edition>[ABC])(?:-(?:2010/14|2010/2014|2015/18|2016/18|2015/2018|2020\+?))?")


def edition_of(given: str) -> str | None:
    """Return the letter of the edition GIVEN, '' for a format without a form, None for an unknown one.

    Iraq filed an old format in 2012, Ghana and Switzerland the newer one in 2015: year and edition are two facts.
    """
    text = given.strip()
    if text.casefold() in {name.casefold() for name in FORMATS_WITHOUT_FORM}:
        return ""
    found = WITH_FORM.fullmatch(text)
    return found["edition"] if found else None


def known() -> str:
    """Return the editions that can be named, for a message."""
    return ", ".join(("A-2010/14", "B-2016/18", "C-2020+", *FORMATS_WITHOUT_FORM))
