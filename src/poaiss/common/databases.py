"""Turning a database URL into Django's dictionary."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database(url: str, **options: Any) -> dict[str, Any]:
    """Turn a PostgreSQL URL (socket folders percent-encoded in the host) into Django's dictionary."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") if "%2f" in url.lower() else parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {**dict(parse_qsl(parts.query)), **options},
    }
