"""A State's answers to the checklist, filled into the form by the one engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.assistance.models import Checklist
from poaiss.assistance.needs.because import Because
from poaiss.assistance.needs.errors import NeedChanged
from poaiss.audit.actions import record
from poaiss.directory.models import State
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.loading import freeze
from poaiss.questionnaires.models import Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import content

CODE = "needs-checklist"
AREA = "area_"
NEEDED, UNSURE = "yes", "unsure"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the checklist in which a State says that help is needed, or that it may be."""

    code: str
    because: tuple[Because, ...]
    problem: str
    already_done: str


def version() -> Version | None:
    """Return the current version of the checklist, None where it was never loaded."""
    return current_versions(CODE).get("")


def checklist_of(actor: Actor, state: State) -> Checklist | None:
    """Return the State's answers to the version that it filled in last, None before that."""
    rows = visible_to(actor, Checklist).filter(state=state).select_related("version", "changed_by")
    return rows.order_by("-version__number").first()


def filled(found: Version, answers: Mapping[str, str]) -> engine.Evaluation:
    """Return the form filled with answers; those without a place in it are kept by the engine."""
    return engine.Evaluation(form_of(found), {path: text for path, text in answers.items() if text})


def areas(found: Version) -> list[engine.Section]:
    """Return the areas of the checklist in order; an area's name is ``area_`` and its code."""
    top = form_of(found).root.children
    return [each for each in top if isinstance(each, engine.Section) and each.name.startswith(AREA)]


def code_of(section: engine.Section) -> str:
    """Return the code of an area."""
    return section.name.removeprefix(AREA)


def questions(section: engine.Section) -> dict[str, engine.Question]:
    """Return the questions of an area by what they ask for: the part of the name before the area's code."""
    found = [each for each in section.children if isinstance(each, engine.Question) and each.asked]
    return {each.name.partition("_")[0]: each for each in found}


def helped_areas(actor: Actor, state: State) -> Iterator[Area]:
    """Yield the areas in which the State says that help is needed; an "unsure" counts once something is said."""
    kept = checklist_of(actor, state)
    if kept is None:
        return
    form = filled(kept.version, kept.answers)
    for section in areas(kept.version):
        asked = questions(section)
        said = {name: form.value(each.path).strip() for name, each in asked.items() if form.relevant(each.path)}
        extra = said.get("missing") or said.get("problem")
        if said.get("need") == NEEDED or (said.get("need") == UNSURE and extra):
            yield area_of(section, asked, said)


def area_of(section: engine.Section, asked: dict[str, engine.Question], said: dict[str, str]) -> Area:
    """Return what a State said of an area, in the reader's words."""
    words = {name: words_of(asked[name], value) for name, value in said.items() if value}
    missing = _("Missing: %(what)s.") % {"what": words["missing"]} if "missing" in words else ""
    return Area(
        code=code_of(section),
        because=tuple(
            Because(asked[name].number, engine.text_in(asked[name].labels, language_code(), "en"), text)
            for name, text in words.items()
        ),
        problem="\n".join(each for each in (words.get("problem", ""), missing) if each),
        already_done=words.get("done", ""),
    )


def words_of(question: engine.Question, value: str) -> str:
    """Return an answer in the reader's language; choices by their texts."""
    return content.words_of(question, {"kind": "answered", "value": value})


@transaction.atomic
def save(*, state: State, form: Version, given: Mapping[str, str], revision: int, by: Actor) -> Checklist:
    """Keep answers to the checklist; other areas stay as they are. The version is frozen on its first use.

    Raise NeedChanged when somebody else changed one of the same answers since REVISION.
    """
    check(by, "assistance.state_need", state)
    State.objects.select_for_update().get(pk=state.pk)
    freeze(form)
    kept = Checklist.objects.filter(state=state, version=form).first()
    if kept is None:
        kept = Checklist(state=state, version=form, answers=carried(by, state, form), revision=0)
    differs = {path for path, text in given.items() if kept.answers.get(path, "") != text}
    if differs and kept.revision != revision:
        raise NeedChanged(
            _("Somebody else has changed the checklist since you opened it. What you wrote stands below."),
            mend=_("Compare it with what stands beside it, and save again."),
        )
    if differs:
        kept.answers = {**kept.answers, **{path: given[path] for path in differs}}
        kept.revision, kept.changed_by_id = kept.revision + 1, UUID(by.identifier)
        kept.save()
        record("assistance.checklist", by=by, on=kept, state=state.pk, details={"questions": sorted(differs)})
    return kept


def carried(by: Actor, state: State, form: Version) -> dict[str, str]:
    """Return the answers that the State gave to an earlier version, where the new one still has their place."""
    before = checklist_of(by, state)
    known = form_of(form).items
    return {path: text for path, text in before.answers.items() if path in known} if before else {}
