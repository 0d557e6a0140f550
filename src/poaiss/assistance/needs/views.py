"""Pages of needs: the entry of the room, lists, one need, writing and ordering. All work without JavaScript."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poaiss.access.web import Request, public, requires
from poaiss.assistance.enums import NeedStatus
from poaiss.assistance.models import Need
from poaiss.assistance.needs import actions, files, pages
from poaiss.assistance.needs.errors import NeedChanged
from poaiss.assistance.needs.forms import LetterForm, NeedForm
from poaiss.assistance.needs.suggesting import waiting
from poaiss.assistance.needs.web import act, need_or_404, own_state
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.helpers import add_problems

PLACES = {"first": -1_000, "up": -1, "down": 1}


@public
@require_safe
def index(request: Request) -> HttpResponse:
    """The entry of cooperation and assistance: how it works, what is open to all, one's own desk."""
    return page(request, "assistance/index.html", pages.entry(request.actor))


@public
@require_safe
def needs(request: Request) -> HttpResponse:
    """The needs of others that were released to the reader; for whoever is not signed in, the public ones."""
    return page(request, "assistance/needs/released.html", pages.released(request.actor, request.GET.dict()))


@requires("assistance.read")
@require_safe
def own(request: Request) -> HttpResponse:
    """The needs of one's own State in its order."""
    state = own_state(request)
    context = pages.own(request.actor, state, waiting(request.actor, state))
    return page(request, "assistance/needs/own.html", context)


@public
@require_safe
def need(request: Request, pk: UUID) -> HttpResponse:
    """One need, as far as its State lets the reader see it."""
    found = need_or_404(request, pk)
    context = {**pages.need(request.actor, found), "exercise": found.state.is_exercise}
    return page(request, "assistance/needs/need.html", context)


@requires("assistance.state_need")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a need: a title and a subject are enough to begin."""
    state = own_state(request, "assistance.state_need")
    sent = request.POST if request.method == "POST" else None
    form = NeedForm(sent, state=state, initial={"language": state.language})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(state=state, values=form.given(), by=request.actor)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The need is kept as a draft. Only your State sees it."))
            return go(request, "assistance:need", made.pk)
    context = {"form": form, "state": state, "exercise": state.is_exercise}
    return page(request, "assistance/needs/edit.html", context, status=422 if form.errors else 200)


@requires("assistance.state_need")
@require_http_methods(["GET", "POST"])
def letter(request: Request) -> HttpResponse:
    """Send a letter, or a format of the State's own, as a full need."""
    state = own_state(request, "assistance.state_need")
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterForm(*posted, initial={"language": state.language})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {name: data[name] for name in ("title", "theme", "language")}
        try:
            sent = data["file"]
            made = files.take_letter(state=state, name=sent.name, stream=sent, by=request.actor, **given)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The letter is kept as a full need. Only your State sees it."))
            return go(request, "assistance:need", made.pk)
    context = {"form": form, "state": state, "exercise": state.is_exercise}
    return page(request, "assistance/needs/letter.html", context, status=422 if form.errors else 200)


@requires("assistance.state_need")
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Write on a need; when somebody else did meanwhile, both texts are shown."""
    found = need_or_404(request, pk, "assistance.state_need")
    sent = request.POST if request.method == "POST" else None
    form = NeedForm(sent, state=found.state, initial=NeedForm.first(found))
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            actions.change(need=found, revision=revision, values=form.given(), by=request.actor)
        except NeedChanged as error:
            return apart(request, found, form, error)
        except PoaissError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("The need is saved."))
            return go(request, "assistance:need", pk)
    context = {"form": form, "need": found, "state": found.state, "exercise": found.state.is_exercise}
    return page(request, "assistance/needs/edit.html", context, status=422 if form.errors else 200)


def apart(request: Request, found: Need, form: NeedForm, error: NeedChanged) -> HttpResponse:
    """Show what stands beside what was typed; saving again keeps what the form holds then."""
    found.refresh_from_db()
    differs = pages.conflict(found, form.given())
    posted = request.POST.copy()
    posted["revision"] = str(found.revision)
    again = NeedForm(posted, state=found.state)
    again.is_valid()
    add_problems(again, error)
    context = {"form": again, "need": found, "state": found.state, "differs": differs}
    return page(request, "assistance/needs/edit.html", {**context, "exercise": found.state.is_exercise}, status=409)


@requires("assistance.state_need")
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """State a need, or take the next step with it."""
    found = need_or_404(request, pk, "assistance.state_need")
    to = request.POST.get("to", "")

    def do() -> object:
        return actions.move(
            need=found, to=NeedStatus(to if to in NeedStatus.values else found.status), by=request.actor
        )

    return act(request, do, _("Done."), "assistance:need", pk)


@requires("assistance.state_need")
@require_POST
def rank(request: Request, pk: UUID) -> HttpResponse:
    """Move a need up or down in the State's own order."""
    found = need_or_404(request, pk, "assistance.state_need")
    places = PLACES.get(request.POST.get("move", ""), 0)

    def do() -> object:
        return actions.shift(need=found, places=places, by=request.actor)

    return act(request, do, _("Your order is saved."), "assistance:needs-own")
