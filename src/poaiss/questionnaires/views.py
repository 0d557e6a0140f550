"""Pages of the questionnaires: what they ask, in the reader's language, and the forms to download."""

from django.http import Http404, HttpResponse

from poaiss.access.web import Request, public
from poaiss.common.web import page
from poaiss.questionnaires import exports, pages, queries
from poaiss.questionnaires.models import Version

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def found(code: str, edition: str, number: int) -> Version:
    """Return the version at an address or answer 404."""
    version = queries.version_at(code, edition, number)
    if version is None:
        raise Http404
    return version


@public
def listing(request: Request) -> HttpResponse:
    """The questionnaires and their versions."""
    return page(request, "questionnaires/list.html", {"groups": pages.groups()})


@public
def version(request: Request, code: str, edition: str, number: int) -> HttpResponse:
    """One version, question by question."""
    return page(request, "questionnaires/version.html", pages.version_page(found(code, edition, number)))


@public
def workbook(request: Request, code: str, edition: str, number: int) -> HttpResponse:
    """The XLSForm of a version."""
    each = found(code, edition, number)
    return download(exports.xlsx(each), WORKBOOK, exports.file_name(each, "xlsx"))


@public
def xform(request: Request, code: str, edition: str, number: int) -> HttpResponse:
    """The XForm of a version."""
    each = found(code, edition, number)
    return download(each.xform.encode(), "application/xml; charset=utf-8", exports.file_name(each, "xml"))


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return CONTENT as a file called NAME."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
