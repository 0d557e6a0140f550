"""Public pages: the directory, a State's contacts, one office, exports, coverage, the model note verbale."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from poaiss.access.rules import can
from poaiss.access.web import Request, public
from poaiss.common.web import page
from poaiss.contacts import exports, notes_verbales, queries
from poaiss.contacts.forms import DirectoryFilter
from poaiss.contacts.permissions import exercise_of
from poaiss.directory.queries import states as all_states

PAGE_SIZE = 50


@public
@require_GET
def directory(request: Request) -> HttpResponse:
    """The directory: search, filters, a long list in pages (D1)."""
    form = DirectoryFilter(request.GET)
    asked = {"text": "", "group": "", "kind": "", "language": ""}
    if form.is_valid():
        data = form.cleaned_data
        asked = {"text": data["q"], "group": data["group"], "kind": data["kind"], "language": data["language"]}
    found = queries.directory(request.actor, **asked)
    offices = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "offices": offices, "total": len(found), "asked": any(asked.values())}
    return page(request, "contacts/directory.html", context)


@public
@require_GET
def state(request: Request, slug: str) -> HttpResponse:
    """The contacts of one State."""
    found = get_object_or_404(all_states(*queries.EVERY_KIND), slug=slug)
    offices = queries.offices_of(request.actor, found)
    context = {
        "state": found,
        "exercise": found.is_exercise,
        "views": queries.office_views(request.actor, offices),
        "can_create": can(request.actor, "contacts.create_office", found),
        "can_notify": can(request.actor, "contacts.notify", found),
    }
    return page(request, "contacts/state.html", context)


@public
@require_GET
def office(request: Request, pk: UUID) -> HttpResponse:
    """One office: particulars, holder, deputies, when it was last confirmed (D2-D4)."""
    found = get_object_or_404(queries.offices(request.actor), pk=pk)
    sees_freshness = can(request.actor, "contacts.see_freshness", found)
    context = {
        "office": found,
        "view": queries.office_view(request.actor, found),
        "exercise": exercise_of(found),
        "stale": sees_freshness and queries.is_lapsed(found),
        "due_on": found.due_on if sees_freshness else None,
        "doors": queries.doors_of(request.actor, found),
        "pending": queries.pending_designation(request.actor, found) if sees_freshness else None,
    }
    return page(request, "contacts/office.html", context)


@public
@require_GET
def vcard(request: Request, pk: UUID) -> HttpResponse:
    """The office as a vCard, with what the asking person sees (D9)."""
    found = get_object_or_404(queries.offices(request.actor), pk=pk)
    text = exports.vcard_of(queries.office_view(request.actor, found))
    return attachment(text, "text/vcard; charset=utf-8", f"office-{found.pk}.vcf")


@public
@require_GET
def export_table(request: Request) -> HttpResponse:
    """The directory as CSV, with what the asking person sees."""
    text = exports.table(queries.directory(request.actor))
    return attachment(text, "text/csv; charset=utf-8", "contacts.csv")


@public
@require_GET
def coverage(request: Request) -> HttpResponse:
    """Which States have a point of contact recorded here, by regional group, with denominators (D7)."""
    context = {"groups": queries.coverage(), "exercise_groups": queries.coverage(exercise=True)}
    return page(request, "contacts/coverage.html", context)


@public
@require_GET
def note_verbale(request: Request) -> HttpResponse:
    """The text of a note verbale in six languages, to start from (D7; outcome document ¶28c)."""
    chosen = notes_verbales.chosen(request.GET.get("text", ""))
    context = {"text": notes_verbales.text_in(chosen), "chosen": chosen, "tabs": notes_verbales.tabs(chosen)}
    return page(request, "contacts/note_verbale.html", context)


@public
@require_GET
def note_verbale_text(request: Request) -> HttpResponse:
    """The same as a text file."""
    chosen = notes_verbales.chosen(request.GET.get("text", ""))
    name = f"note-verbale-{chosen}.txt"
    return attachment(notes_verbales.text_in(chosen), "text/plain; charset=utf-8", name)


def attachment(content: str | bytes, kind: str, name: str) -> HttpResponse:
    """Return a download that a browser keeps and never runs."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
