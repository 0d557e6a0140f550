"""Personal data of officials: names, telephones and e-mail addresses are not imported by default."""

import re
from collections.abc import Iterator
from typing import Any

WITHHELD = "[withheld]"
EMAIL = re.compile(r"[^\s@<>,;:()\[\]\"']{1,64}@[^\s@<>,;()\[\]\"']{1,190}\.[^\W\d_]{2,24}")
TELEPHONE = re.compile(
    r"(?:\+|\b00)[\d\s().\-/]{6,24}\d"  # international
    r"|\b(?:tel|phone|fax|mobile|cell|t[eé]l[eé]fono|t[eé]l[eé]phone|тел)\b\W{0,4}[\d\s().\-/]{5,24}\d"
    r"|\(\d{2,5}\)[\s\-]?\d{3,4}[\s\-.]?\d{3,5}\b",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|M\.|Mme|Col|Gen|Maj|Capt|Lt|Amb|Ambassador|Colonel|General|Major|Captain|Lieutenant)\b"
    r"\.?\s+(?:[^\W\d_]\.\s*)?[A-ZÀ-ÞА-Я][^\W\d_]+"
)
OFFICE = re.compile(
    r"\b(?:ministry|ministerio|minist[eè]re|office|post|department|directorate|agency|police|commission|committee"
    r"|bureau|centre|center|division|unit|section|secretariat|force|forces|authority|embassy|mission|board|council)\b",
    re.IGNORECASE,
)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def looks_personal(value: Any) -> bool:
    """Return whether a value looks as if it held an e-mail address, a telephone number or a person with a title."""
    return any(EMAIL.search(text) or TELEPHONE.search(text) or TITLE.search(text) for text in texts_in(value))


def names_a_person(value: Any) -> bool:
    """Return whether the answer in the field for a person may be one: it does not name an office."""
    return any(text.strip() and not OFFICE.search(text) for text in texts_in(value))


def addresses(value: Any) -> list[str]:
    """Return the e-mail addresses in a value."""
    return [found for text in texts_in(value) for found in EMAIL.findall(text)]


def redacted(value: Any, whole: bool = False) -> Any:
    """Return VALUE with what looks personal taken out; WHOLE: every text of it."""
    if isinstance(value, str):
        if whole:
            return WITHHELD
        for pattern in (EMAIL, TELEPHONE, TITLE):
            value = pattern.sub(WITHHELD, value)
        return value
    if isinstance(value, dict):
        return {key: redacted(each, whole) for key, each in value.items()}
    if isinstance(value, list):
        return [redacted(each, whole) for each in value]
    return value
