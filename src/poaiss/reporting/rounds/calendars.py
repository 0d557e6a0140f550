"""The date due of a round for people's own calendars (iCalendar, RFC 5545)."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.common.clock import now
from poaiss.reporting.models import Round
from poaiss.reporting.rounds.queries import key_of, title_of

LONGEST = 74
"""Octets of a line before it is folded."""


def escaped(text: str) -> str:
    """Return a text value as RFC 5545, 3.3.11 writes it."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line folded at a letter, never within one (RFC 5545, 3.1)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])


def calendar_of(found: Round) -> str:
    """Return the date due of a round as a calendar with one whole-day event; the round must have a date due."""
    if found.deadline is None:
        raise ValueError("The round has no date due.")
    address = settings.BASE_URL + reverse("reporting:round", args=[key_of(found)])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//poaiss//rounds of reporting//EN",
        "BEGIN:VEVENT",
        f"UID:round-{found.instrument}-{key_of(found)}@{urlsplit(settings.BASE_URL).hostname}",
        f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{found.deadline:%Y%m%d}",
        f"DTEND;VALUE=DATE:{found.deadline + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(_('National reports due'))}: {escaped(title_of(found))}",
        f"DESCRIPTION:{escaped(found.note)}" if found.note else "",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines if line)
