"""The one place that asks what time it is."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the current moment, in UTC, aware."""
    return timezone.now()


def today() -> dt.date:
    """Return today's date in UTC."""
    return timezone.now().date()
