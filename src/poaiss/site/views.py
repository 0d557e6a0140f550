"""Front pages: home, States, search, help, glossary, calendar, workspace."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_request, override

from poaiss.access.web import Request, public, requires
from poaiss.analysis.models import Instrument
from poaiss.common.web import page
from poaiss.contacts import queries as contacts
from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import state_by_slug
from poaiss.library.pages import state_part
from poaiss.reporting import queries as reporting
from poaiss.reporting.rounds import pages as rounds
from poaiss.site import gallery, permissions, queries, work


@public
def front_door(request: Request) -> HttpResponse:
    """Lead to the home page in the visitor's language."""
    with override(get_language_from_request(request)):
        response = redirect("site:home")
    response.headers["Vary"] = "Accept-Language"
    return response


@public
def healthz(request: Request) -> HttpResponse:
    """Say that the process answers and reaches its database."""
    return HttpResponse("ok", content_type="text/plain")


@public
def robots(request: Request) -> HttpResponse:
    """Let robots read public pages."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")


@public
def home(request: Request) -> HttpResponse:
    """What this is, the world in tiles, the next meeting, the latest reports."""
    tiles = queries.world()
    context = {
        "tiles": tiles,
        "legend": queries.legend(tiles),
        "meeting": queries.next_meeting(),
        "reports": reporting.latest_published(limit=5),
    }
    return page(request, "site/home.html", context)


@public
def states(request: Request) -> HttpResponse:
    """Every State by name, the exercise States apart."""
    context = {
        "members": queries.listed_states(StateKind.MEMBER),
        "others": queries.listed_states(StateKind.OBSERVER, StateKind.NON_MEMBER),
        "exercise_states": queries.listed_states(StateKind.EXERCISE),
    }
    return page(request, "site/states.html", context)


@public
def state(request: Request, slug: str) -> HttpResponse:
    """A State: names, groups, contacts, reports, excerpts, years of reporting."""
    found: State | None = state_by_slug(slug)
    if found is None:
        raise Http404
    context = {
        "state": found,
        "exercise": found.is_exercise,
        "profile": queries.profile(found),
        "offices": contacts.offices_of(request.actor, found),
        "reports": reporting.reports_of(request.actor, found),
        "excerpts": reporting.excerpts_of(found),
        "unroca_years": queries.years_reported(found, Instrument.UNROCA),
        "sdg": queries.sdg_of(found),
        **state_part(found),
    }
    return page(request, "site/state.html", context)


@public
def search(request: Request) -> HttpResponse:
    """Search States, questions, terms, paragraphs and meetings."""
    text = request.GET.get("q", "")
    return page(request, "site/search.html", {"q": text, "groups": queries.search(text, request.actor)})


@public
def help_page(request: Request) -> HttpResponse:
    """Help for each kind of reader."""
    return page(request, "site/help.html")


@public
def about(request: Request) -> HttpResponse:
    """What this is, who runs it, what it is not."""
    return page(request, "site/about.html")


@public
def accessibility(request: Request) -> HttpResponse:
    """How the site can be used, and where to say that it cannot."""
    return page(request, "site/accessibility.html")


@public
def glossary(request: Request) -> HttpResponse:
    """The terms of the field in six languages."""
    return page(request, "site/glossary.html", {"terms": queries.glossary()})


@public
def paragraphs(request: Request) -> HttpResponse:
    """The paragraphs that questions are tied to."""
    return page(request, "site/paragraphs.html", {"groups": queries.paragraphs()})


@public
def calendar(request: Request) -> HttpResponse:
    """The meetings, past and to come, and the dates on which reports are due."""
    context = {
        "meetings": queries.meetings(),
        "next": queries.next_meeting(),
        "rounds": rounds.due(request.actor),
    }
    return page(request, "site/calendar.html", context)


@public
def components(request: Request) -> HttpResponse:
    """Every component with samples, in development alone."""
    return page(request, "site/components.html", gallery.samples(request))


@requires(permissions.WORKSPACE)
def workspace(request: Request) -> HttpResponse:
    """What waits for this person, and where to go."""
    return page(request, "site/workspace.html", {"desk": work.desk_of(request.actor)})
