"""Functions on dates and times (ODK XForms: date and time functions)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from .context import Context
from .dates import Moment, instant_days, moment_of, parse_moment, parse_time
from .errors import ExpressionError
from .registry import function
from .values import NAN, Value, to_number, to_string

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_FORMATS: dict[str, Callable[[datetime], str]] = {
    "%": lambda moment: "%",
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
    "a": lambda moment: _WEEKDAYS[moment.weekday()],
    "W": lambda moment: str(moment.isocalendar().week),
}


@function("today", 0)
def today(context: Context) -> date:
    """Return the date on the clock of the evaluation."""
    return context.environment.today()


@function("now", 0)
def now(context: Context) -> datetime:
    """Return the instant on the clock of the evaluation, with its offset."""
    return context.environment.clock()


def _moment(context: Context, value: Value, *, keep_time: bool) -> Moment | None:
    """Return the date or instant of a value: itself, days since 1970, or a text; None for anything else."""
    zone = context.environment.zone
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value if keep_time else value.astimezone(zone).date()
    if isinstance(value, date):
        return value
    text = to_string(value)
    found = parse_moment(text, zone)
    if found is not None:
        return _moment(context, found, keep_time=keep_time)
    number = to_number(text)
    return None if number != number else moment_of(number, zone, keep_time=keep_time)


@function("date", 1)
def to_date(context: Context, value: Value) -> Value:
    """Return the date of a value; '' for what is no date."""
    found = _moment(context, value, keep_time=False)
    return "" if found is None else found


@function("date-time", 1)
def to_date_time(context: Context, value: Value) -> Value:
    """Return the instant of a value; '' for what is none."""
    found = _moment(context, value, keep_time=True)
    return "" if found is None else found


@function("decimal-date-time", 1)
def decimal_date_time(context: Context, value: Value) -> float:
    """Return the days since 1970-01-01T00:00Z; NaN for what is no date."""
    if isinstance(value, float):
        return value
    found = _moment(context, value, keep_time=True)
    return NAN if found is None else instant_days(found, context.environment.zone)


@function("decimal-time", 1)
def decimal_time(context: Context, value: Value) -> float:
    """Return the time of day as a part of the day on the clock of the evaluation: noon is 0.5."""
    zone = context.environment.zone
    text = to_string(value)
    clock = parse_time(text, zone)
    found = parse_moment(text, zone) if clock is None else datetime.combine(context.environment.today(), clock)
    if found is None:
        return NAN
    if not isinstance(found, datetime):
        return 0.0
    local = found.astimezone(zone)
    return (local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6) / 86_400


@function("format-date", 2)
def format_date(context: Context, value: Value, pattern: Value) -> str:
    """Write a date by a pattern such as ``%d/%m/%Y``; '' for what is no date."""
    found = _moment(context, value, keep_time=True)
    if found is None:
        return ""
    if not isinstance(found, datetime):
        found = datetime.combine(found, time(), tzinfo=UTC)
    else:
        found = found.astimezone(context.environment.zone)
    return _written(found, to_string(pattern))


function("format-date-time", 2)(format_date)


def _written(moment: datetime, pattern: str) -> str:
    first, *pieces = pattern.replace("%%", "%\0").split("%")
    written = [first]
    for piece in pieces:
        mark = "%" if piece[:1] == "\0" else piece[:1]
        if mark not in _FORMATS or not mark:
            raise ExpressionError("function-value", name="format-date", value=pattern)
        written.append(_FORMATS[mark](moment) + piece[1:])
    return "".join(written)
