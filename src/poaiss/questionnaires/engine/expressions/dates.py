"""Dates as the ODK XForms specification has them: whole days, or instants with an offset, counted from 1970-01-01."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

Moment = date | datetime
_MOMENT = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?\s*"
)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?")
_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def looks_like_date(text: str) -> bool:
    """Tell whether a text begins like a date: the cheap test before the exact one."""
    return len(text) >= 8 and text[4:5] == "-" and text[:4].isdigit()


def parse_moment(text: str, zone: tzinfo = UTC) -> Moment | None:
    """Return the date or the instant that a text writes in ISO 8601, else None.

    An instant without an offset is taken in ``zone``.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    try:
        if match.group(4) is None:
            return date(year, month, day)
        clock = _clock(match.group(4, 5, 6, 7))
        return datetime.combine(date(year, month, day), clock, tzinfo=_offset(match.group(8), zone))
    except ValueError:
        return None


def parse_time(text: str, zone: tzinfo = UTC) -> time | None:
    """Return the time of day that a text writes, else None."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return _clock(match.group(1, 2, 3, 4)).replace(tzinfo=_offset(match.group(5), zone))
    except ValueError:
        return None


def _clock(parts: tuple[str | None, ...]) -> time:
    hour, minute, second, fraction = parts
    return time(int(hour or 0), int(minute or 0), int(second or 0), int((fraction or "").ljust(6, "0")[:6]))


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    """Return the zone that ``Z``, ``+03`` or ``-07:30`` means; ValueError for one that no clock has."""
    if text is None:
        return zone
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(delta if text[0] == "+" else -delta)


def days_of(moment: Moment, zone: tzinfo = UTC) -> float:
    """Return the days since 1970-01-01: whole for a date, on the clock of ``zone`` for an instant."""
    if not isinstance(moment, datetime):
        return float(moment.toordinal() - _EPOCH)
    local = moment.astimezone(zone).replace(tzinfo=UTC)
    return (local - _EPOCH_INSTANT) / _DAY


def instant_days(moment: Moment, zone: tzinfo = UTC) -> float:
    """Return the days since the epoch in UTC, as ``decimal-date-time()`` counts them."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), tzinfo=zone)
    return (moment - _EPOCH_INSTANT) / _DAY


def moment_of(days: float, zone: tzinfo, *, keep_time: bool) -> Moment | None:
    """Return the date (or, with ``keep_time``, the instant) so many days after 1970-01-01; None out of range."""
    try:
        if keep_time:
            return (_EPOCH_INSTANT + timedelta(days=days)).astimezone(zone)
        return date.fromordinal(_EPOCH + int(days // 1))
    except (ValueError, OverflowError):
        return None


def write(moment: Moment) -> str:
    """Return a date as ``2024-01-31`` and an instant as ``2024-01-31T08:00:00.000+00:00``."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="milliseconds")
    return moment.isoformat()
