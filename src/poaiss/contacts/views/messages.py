"""Messages to a role: write, inbox, thread (D10)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from poaiss.access.rules import can
from poaiss.access.web import Request, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts import actions, queries
from poaiss.contacts.forms import MessageForm, ReplyForm
from poaiss.contacts.permissions import exercise_of
from poaiss.contacts.views.helpers import add_problems, fetch_office


@requires("contacts.read_messages")
@require_GET
def inbox(request: Request) -> HttpResponse:
    """Messages written to one's offices, and those that one wrote."""
    found = Paginator(queries.inbox_of(request.actor), 50).get_page(request.GET.get("page"))
    return page(request, "contacts/inbox.html", {"threads": found, "unread": queries.unread_count(request.actor)})


@requires("contacts.write")
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: UUID) -> HttpResponse:
    """Write to an office, whoever holds it."""
    office = fetch_office(request, pk, "contacts.write")
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            thread = actions.write_to_office(office=office, by=request.actor, **form.cleaned_data)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("Your message has been delivered to whoever holds the office."))
            return go(request, "contacts:thread", thread.pk)
    context = {"office": office, "form": form, "exercise": exercise_of(office)}
    return page(request, "contacts/write.html", context, status=422 if form.errors else 200)


@requires("contacts.read_messages")
@require_http_methods(["GET", "POST"])
def thread(request: Request, pk: UUID) -> HttpResponse:
    """Read a thread, which marks it as read, and reply."""
    found = get_object_or_404(queries.threads(request.actor), pk=pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_in_thread(thread=found, text=form.cleaned_data["text"], by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("Your reply has been sent."))
            return go(request, "contacts:thread", found.pk)
    view = queries.thread_view(request.actor, found)
    actions.mark_read(thread=found, by=request.actor)
    context = {
        "view": view,
        "form": form,
        "exercise": exercise_of(found.office),
        "can_hand_over": can(request.actor, "contacts.handover", found.office),
    }
    return page(request, "contacts/thread.html", context, status=422 if form.errors else 200)
