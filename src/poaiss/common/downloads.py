"""Sending a kept file: always as a download, never shown within the site's own pages."""

from typing import cast

from django.http import FileResponse, HttpResponse

from poaiss.common.files import open_kept


def download(*, name: str, sha256: str, media_type: str) -> HttpResponse:
    """Answer with a file of the store; any name arrives whole (RFC 6266 and RFC 8187), and no browser guesses."""
    text = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response = FileResponse(open_kept(sha256), as_attachment=True, filename=name, content_type=text)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return cast(HttpResponse, response)  # Django has no type for what streams and what does not
