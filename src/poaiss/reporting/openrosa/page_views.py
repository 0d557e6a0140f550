"""Pages of devices, in the account of a person and beside a report."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poaiss.access.rules import check
from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems
from poaiss.reporting import queries
from poaiss.reporting.openrosa import devices, pages


@never_cache
@requires("reporting.devices")
@require_http_methods(["GET", "POST"])
def own_devices(request: Request) -> HttpResponse:
    """One's devices; a new one gets a token that is shown this once."""
    form, shown = pages.DeviceForm(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        try:
            row, secret = devices.add(name=form.cleaned_data["name"], by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            form, shown = pages.DeviceForm(), {"added": row, "secret": secret}
    context = {**pages.own_devices(request.actor, form), "email": request.user.get_username(), **shown}
    return page(request, "reporting/openrosa/devices.html", context, status=422 if form.errors else 200)


@requires("reporting.devices")
@require_POST
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """Take back the token of a device."""
    found = pages.device_at(request.actor, pk)
    if found is None:
        raise Http404
    devices.revoke(device=found, by=request.actor)
    messages.success(request, _("The device can no longer read or send anything."))
    return go(request, "reporting:devices")


@requires("reporting.devices")
@require_GET
def device_forms(request: Request, pk: UUID) -> HttpResponse:
    """What devices sent to a report, and how to fill it on one."""
    report = queries.report_visible(request.actor, pk)
    if report is None:
        raise Http404
    check(request.actor, "reporting.draft", report)
    return page(request, "reporting/openrosa/forms.html", pages.of_report(request.actor, report))


@requires("reporting.devices")
@require_GET
def device_form(request: Request, pk: UUID) -> HttpResponse:
    """The XML of a form as a device sent it."""
    found = pages.submission_at(request.actor, pk)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="form-{found.pk}.xml"'}
    return HttpResponse(found.xml.encode(), content_type="application/xml; charset=utf-8", headers=headers)
