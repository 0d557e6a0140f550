"""What a device is answered: the headers of every OpenRosa answer, and the OpenRosaResponse."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.translation import get_language
from lxml import etree

from poaiss.common.clock import now
from poaiss.common.errors import PoaissError
from poaiss.common.files import TooLarge
from poaiss.reporting.attaching.errors import FileActive, FileEmpty, FileKindRefused, FileNameOtherwise
from poaiss.reporting.errors import ReportClosed
from poaiss.reporting.openrosa.errors import OpenRosaError

XML = "text/xml; charset=utf-8"
RESPONSE = "http://openrosa.org/http/response"
DEFAULT: dict[Any, str] = {None: RESPONSE}
REALM = 'Basic realm="poaiss", charset="UTF-8"'
STATUSES: dict[type[PoaissError], HTTPStatus] = {
    ReportClosed: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    FileKindRefused: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    FileActive: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    FileNameOtherwise: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    FileEmpty: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def status_of(error: PoaissError) -> HTTPStatus:
    """Return the HTTP status that an error is answered with."""
    if isinstance(error, OpenRosaError):
        return error.status
    return STATUSES.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)


def with_headers(response: HttpResponse) -> HttpResponse:
    """Add what every OpenRosa answer carries (OpenRosa HTTP request standard)."""
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(settings.BODY_LIMIT)
    response["Date"] = http_date(now().timestamp())
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = get_language() or "en"
    return response


def message(text: str, *, status: int, nature: str, code: str = "") -> HttpResponse:
    """Return an OpenRosaResponse with one message; CODE is the stable code of the catalogue."""
    root = etree.Element(f"{{{RESPONSE}}}OpenRosaResponse", nsmap=dict(DEFAULT))
    element = etree.SubElement(root, f"{{{RESPONSE}}}message", nature=nature)
    element.text = "".join(each for each in text if each in "\n\t" or ord(each) >= 0x20)
    if code:
        element.set("code", code)
    return xml(root, status=status)


def refusal(error: PoaissError) -> HttpResponse:
    """Return the answer to an error of the catalogue: code, reason and mend; 401 asks for credentials."""
    status, first = status_of(error), error.problems[0]
    text = f"{first.reason} {first.mend} ({first.code})".replace("  ", " ")
    response = message(text, status=status, nature="submit_error", code=first.code)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = REALM
    return response


def xml(root: Any, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """Return an XML document."""
    content = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type=XML, status=status)
