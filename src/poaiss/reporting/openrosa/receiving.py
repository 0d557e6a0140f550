"""Reading what a client posts: bounded before and while it is read, chunked or not, in one part or several."""

import tempfile
from dataclasses import dataclass, field
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from poaiss.common.middleware import drop
from poaiss.reporting.openrosa.errors import BodyTooLarge, InstanceBroken, InstanceMissing, NotMultipart

PART = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sent:
    """One request of a submission: the answers, the files that came along, whether more are to come."""

    xml: bytes
    files: dict[str, IO[bytes]] = field(default_factory=dict)
    is_incomplete: bool = False
    device: str = ""


class Quota(FileUploadHandler):
    """Stop reading as soon as the parts together are larger than a request may be."""

    def __init__(self, request: HttpRequest) -> None:
        """Count from nothing."""
        super().__init__(request)
        self.total = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count a piece and hand it on."""
        self.total += len(raw_data)
        if self.total > settings.BODY_LIMIT:
            raise too_large()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def too_large() -> BodyTooLarge:
    """Return the refusal of a request that is too large."""
    words = {"request": settings.BODY_LIMIT // 2**20, "file": settings.ATTACHMENT_LIMIT // 2**20}
    return BodyTooLarge(
        _("What was sent is larger than %(request)d MB; a file may have %(file)d MB.") % words,
        mend=_("Send smaller files, or attach them on the site."),
    )


def read(request: HttpRequest) -> Sent:
    """Return what a client posted, or raise what is wrong with it; too much is refused before it is read."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if length.isascii() and length.isdigit() and int(length[:16]) > settings.BODY_LIMIT:
        drop(request, min(int(length[:16]), settings.BODY_DROPPED))
        raise too_large()
    if request.content_type != "multipart/form-data":
        raise NotMultipart(
            _("A submission is sent as multipart/form-data."), mend=_("Use a client that speaks OpenRosa 1.0.")
        )
    request.upload_handlers.insert(0, Quota(request))
    try:
        fields, files = parts(request, is_chunked="chunked" in request.headers.get("Transfer-Encoding", "").casefold())
    except (MultiPartParserError, SuspiciousOperation, EOFError) as error:
        raise InstanceBroken(
            _("What was sent could not be read to its end."), mend=_("Send it again, where the line is better.")
        ) from error
    return sent(request, fields, files)


def parts(request: HttpRequest, *, is_chunked: bool) -> tuple[Any, Any]:
    """Return fields and files of a request; a chunked one says its length only at its end."""
    if not is_chunked:
        return request.POST, request.FILES
    with tempfile.SpooledTemporaryFile(max_size=2**20) as whole:
        size = copied(request.META["wsgi.input"], whole)
        whole.seek(0)
        return request.parse_file_upload({**request.META, "CONTENT_LENGTH": str(size)}, cast(Any, whole))


def copied(source: Any, target: IO[bytes]) -> int:
    """Copy the body of a chunked request piece by piece and return its size."""
    size = 0
    while piece := source.read(PIECE):
        size += len(piece)
        if size > settings.BODY_LIMIT:
            forget(source, settings.BODY_DROPPED - size)
            raise too_large()
        target.write(piece)
    return size


def forget(source: Any, size: int) -> None:
    """Read on without keeping anything, so that the client gets to hear why it is refused."""
    while size > 0 and (piece := source.read(PIECE)):
        size -= len(piece)


def sent(request: HttpRequest, fields: Any, files: Any) -> Sent:
    """Return the parts in their roles; the answers may come as a file or as a field."""
    given = files.get(PART)
    xml = given.read() if given is not None else fields.get(PART, "").encode()
    if not xml.strip():
        raise InstanceMissing(
            _("The submission has no part “%(part)s”.") % {"part": PART},
            mend=_("Use a client that speaks OpenRosa 1.0."),
        )
    named: dict[str, IO[bytes]] = {}
    for key, file in files.items():
        if key != PART:
            named |= {name: file for name in (key, file.name or "") if name}
    is_incomplete = fields.get(INCOMPLETE, "").strip().casefold() == "yes"
    return Sent(xml, named, is_incomplete, request.GET.get("deviceID", "")[:200])
