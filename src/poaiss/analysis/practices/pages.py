"""What the pages of good practices show: each text with its question, how it stands, and what the reader may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.analysis import reading, results
from poaiss.analysis.models import Decision, Practice
from poaiss.analysis.practices.finding import Candidate, candidates, world_of
from poaiss.analysis.practices.forms import AskForm, GiveForm
from poaiss.analysis.words import Words
from poaiss.directory.models import State
from poaiss.directory.queries import language_code, name_of

PAGE = 20
ORDER = (Decision.WAITING, "", Decision.GIVEN, Decision.WITHDRAWN, Decision.DECLINED)
"""In which order texts stand: what waits for the State first, then what nobody has asked about."""
TONES = {Decision.WAITING: "warning", Decision.GIVEN: "success"}


@dataclass(frozen=True, slots=True)
class Row:
    """A text on the page."""

    key: str
    state: State
    year: int
    number: str
    parent: str
    label: str
    theme: str
    language: str
    text: str
    is_asked: bool
    is_published: bool
    practice: Practice | None
    decision: str
    tone: str
    may_ask: bool
    may_decide: bool
    ask: Form
    give: Form
    report_url: str


def state_at(actor: Actor, slug: str) -> State | None:
    """Return the State at an address if ACTOR may know what it published and was asked, else None."""
    found = State.objects.filter(slug=slug).first()
    return found if found is not None and can(actor, "analysis.practices", found) else None


def states_of(actor: Actor) -> list[State]:
    """Return the States for whose report ACTOR works, by name."""
    return sorted(State.objects.filter(pk__in=actor.desks), key=lambda state: name_of(state.pk))


def is_office(actor: Actor) -> bool:
    """Return whether ACTOR sees the texts of all States."""
    return Role.SECRETARIAT in actor.roles


def page(actor: Actor, state: State | None, asked: str = "", form: Form | None = None) -> dict[str, Any]:
    """Return the context of the page of one State, or of all States of the Secretariat's world."""
    rows = rows_for(actor, state, form)
    shown = Paginator(rows, PAGE).get_page(asked)
    if form is not None:  # a form that was refused is shown wherever its text stands
        shown = Paginator([row for row in rows if form in (row.ask, row.give)], PAGE).get_page(1)
    return {
        "state": state,
        "state_name": name_of(state.pk) if state else "",
        "exercise": actor.exercise if state is None else state.is_exercise,
        "is_office": is_office(actor),
        "page": shown,
        "waiting": sum(1 for row in rows if row.decision == Decision.WAITING),
        "form": form,
    }


def rows_for(actor: Actor, state: State | None, form: Form | None) -> list[Row]:
    """Return the rows of a page in their order."""
    world = world_of(actor)
    words = results.words_of(reading.data_folder(world), language_code())
    kept = visible_to(actor, Practice).select_related("state", "entry", "asked_by", "decided_by")
    known = {each.key: each for each in (kept.filter(state=state) if state else kept)}
    found = {each.key: each for each in candidates(world, state.pk if state else "")}
    states = {each.pk: each for each in State.objects.filter(pk__in={each.state for each in found.values()})}
    rows = [row_of(actor, known.get(key), each, states[each.state], words, form) for key, each in found.items()]
    gone = (each for key, each in known.items() if key not in found)
    rows += [row_of(actor, each, None, each.state, words, form) for each in gone]
    return ordered(rows)


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Return the rows: what waits first, then what nobody has asked about, the latest round first."""
    return sorted(rows, key=lambda row: (ORDER.index(row.decision), -row.year, not row.is_asked, name_of(row.state.pk)))


def row_of(
    actor: Actor,
    practice: Practice | None,
    found: Candidate | None,
    state: State,
    words: Words,
    form: Form | None,
) -> Row:
    """Return a text with what the reader may do about it."""
    said: Any = found or practice
    decision = practice.decision if practice else ""
    mine = getattr(form, "key", "") == said.key
    return Row(
        key=said.key,
        state=state,
        year=said.year,
        number=said.number,
        parent=parent_of(said.concept, words),
        label=words.of("concept", said.concept),
        theme=words.of("theme", said.theme) if said.theme else "",
        language=said.language,
        text=said.text,
        is_asked=bool(found and found.is_asked),
        is_published=found is not None,
        practice=practice,
        decision=decision,
        tone=TONES.get(Decision(decision), "") if decision else "",
        may_ask=not practice and found is not None and can(actor, "analysis.ask_practice", state),
        may_decide=can(actor, "analysis.decide_practice", state),
        ask=form if mine and isinstance(form, AskForm) else AskForm(key=said.key),
        give=form if mine and isinstance(form, GiveForm) else GiveForm(key=said.key),
        report_url=reverse("reporting:place", args=[state.slug, said.year]),
    )


def parent_of(concept: str, words: Words) -> str:
    """Return the words of the question or list above one: "Details" alone says too little; empty where none is."""
    above = concept.rpartition(".")[0]
    found = words.of("concept", above)
    return "" if found == above else found


def told(decision: str) -> str:
    """Return what is said after a State decided."""
    return {
        Decision.GIVEN: _("The text is in the library, under the name of your State."),
        Decision.DECLINED: _("The text does not go into the library. You may change your mind at any time."),
        Decision.WITHDRAWN: _("The text is no longer shown in the library."),
    }[Decision(decision)]
