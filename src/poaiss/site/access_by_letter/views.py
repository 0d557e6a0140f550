"""Pages of access by letter: how to obtain it (public), and giving it (the Secretariat)."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from poaiss.access.web import Request, public, requires
from poaiss.common.errors import PoaissError
from poaiss.common.web import go, page
from poaiss.contacts.views.directory import attachment
from poaiss.contacts.views.helpers import add_problems
from poaiss.site.access_by_letter import actions, model_letter, queries
from poaiss.site.access_by_letter.forms import LetterForm


@public
@require_GET
def how(request: Request) -> HttpResponse:
    """How to obtain access, in three steps, with the model text of the letter."""
    language = model_letter.chosen(request.GET.get("text", ""))
    here = reverse("letters:how")
    context = {
        "chosen": language,
        "text": model_letter.text_in(language),
        "tabs": model_letter.tabs(here, language),
    }
    return page(request, "letters/how.html", context)


@public
@require_GET
def letter(request: Request) -> HttpResponse:
    """The model text to take away, as text or for Word."""
    language = model_letter.chosen(request.GET.get("text", ""))
    if request.GET.get("format") == "docx":
        return attachment(model_letter.word_in(language), model_letter.WORD, f"letter-of-access-{language}.docx")
    return attachment(model_letter.text_in(language), "text/plain; charset=utf-8", f"letter-of-access-{language}.txt")


@requires("letters.admit")
@require_GET
def states(request: Request) -> HttpResponse:
    """Who can sign in for each State, and who was invited and has not answered."""
    found = queries.reach(request.actor)
    context = {
        "without": [each for each in found if not each.has_contact],
        "reached": [each for each in found if each.has_contact],
        "total": len(found),
        "exercise": request.actor.exercise,
    }
    return page(request, "letters/states.html", context)


@requires("letters.admit")
@require_http_methods(["GET", "POST"])
def admit(request: Request) -> HttpResponse:
    """Give an officer access on a letter of the permanent mission."""
    first = {"state": request.GET.get("state", ""), "language": request.GET.get("language", "en")}
    form = LetterForm(request.POST or None, request.FILES or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.admit(by=request.actor, **form.given())
        except PoaissError as error:
            form.keep()
            add_problems(form, error)
        else:
            messages.success(request, _("The letter is registered, and the invitation is on its way."))
            return go(request, "contacts:designation", made.pk)
    chosen = form.states.get(form["state"].value() or "")
    holders = queries.holders(chosen) if chosen else []
    context = {"form": form, "chosen": chosen, "holders": holders, "exercise": request.actor.exercise}
    return page(request, "letters/admit.html", context, status=422 if form.errors else 200)
