"""The three addresses that an OpenRosa client asks: list of forms, form, submission."""

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from poaiss.access.rules import check
from poaiss.access.web import Request
from poaiss.reporting.openrosa import auth, forms, replies, submissions
from poaiss.reporting.openrosa.web import SentRequest, device


@require_safe
@device()
def form_list(request: Request) -> HttpResponse:
    """The forms that the person may fill: one for each open report of the person's State."""
    served = forms.listed(request.actor)
    if wanted := request.GET.get("formID"):
        served = [each for each in served if each.form_id == wanted]
    address = request.build_absolute_uri(reverse("openrosa:form", args=["x"])).removesuffix("x.xml")
    return replies.xml(forms.form_list(served, address))


@require_safe
@device(anonymous=True)
def form(request: Request, form_id: str) -> HttpResponse:
    """A published template, blank, for everybody; or the form of a report with its answers so far."""
    found = forms.blank(form_id)
    if found is None:
        if not request.actor.is_signed_in:
            raise auth.not_signed_in()
        check(request.actor, "reporting.devices")
        found = forms.filled(forms.report_of(form_id, request.actor))
    return HttpResponse(found.content, content_type=replies.XML)


@require_http_methods(["HEAD", "POST"])
@device()
def submission(request: SentRequest) -> HttpResponse:
    """HEAD: where to send and how much; POST: take in a filled form."""
    location = request.build_absolute_uri(reverse("openrosa:submission"))
    if request.method == "HEAD":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Location": location})
    found = submissions.receive(sent=request.sent, by=request.actor)
    nature = "submit_success" if found.status < HTTPStatus.BAD_REQUEST else "submit_error"
    response = replies.message(found.message, status=found.status, nature=nature, code=found.code)
    response["Location"] = location
    return response
