"""What the pages of the checklist show, in the reader's language."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.assistance.models import Checklist
from poaiss.assistance.needs.checklist import answers
from poaiss.assistance.needs.checklist.forms import AreaForm
from poaiss.directory.models import State
from poaiss.directory.queries import language_code, name_of
from poaiss.questionnaires import engine
from poaiss.questionnaires.models import Version


def kept(actor: Actor, state: State) -> tuple[Version | None, Checklist | None, dict[str, str]]:
    """Return the current version, what the State has filled in, and its answers as far as they have a place."""
    version, found = answers.version(), answers.checklist_of(actor, state)
    same = found is not None and version is not None and found.version_id == version.pk
    return version, (found if same else None), (dict(found.answers) if found else {})


def overview(actor: Actor, state: State) -> dict[str, Any]:
    """Return the areas of the checklist with how far each is answered."""
    version, found, given = kept(actor, state)
    form = answers.filled(version, given) if version else None
    rows = [area(each, form) for each in answers.areas(version)] if version and form else []
    return {
        "state": state,
        "state_name": name_of(state.pk),
        "areas": rows,
        "done": sum(1 for each in rows if each["said"]),
        "checklist": found,
        "exercise": state.is_exercise,
    }


def area(section: engine.Section, form: engine.Evaluation) -> dict[str, Any]:
    """Return an area for the list: its title and what was said first."""
    asked = answers.questions(section)
    value = form.value(asked["need"].path).strip() if "need" in asked else ""
    return {
        "title": title_of(section),
        "hint": hint_of(section),
        "url": reverse("assistance:needs-checklist-area", args=[answers.code_of(section)]),
        "said": answers.words_of(asked["need"], value) if value else "",
        "status": {"yes": "in_progress", "no": "done", "unsure": "pending"}.get(value, "not_started"),
        "status_label": answers.words_of(asked["need"], value) if value else _("not answered"),
    }


def title_of(section: engine.Section) -> str:
    """Return the title of an area."""
    return engine.text_in(section.labels, language_code(), "en")


def hint_of(section: engine.Section) -> str:
    """Return what an area is about, as its first question says."""
    first = answers.questions(section).get("need")
    return engine.text_in(first.hints, language_code(), "en") if first else ""


def area_page(actor: Actor, state: State, code: str, form: AreaForm | None = None) -> dict[str, Any] | None:
    """Return the page of an area, None where there is no such area."""
    version, found, given = kept(actor, state)
    if version is None:
        return None
    sections = answers.areas(version)
    at = next((place for place, each in enumerate(sections) if answers.code_of(each) == code), None)
    if at is None:
        return None
    filled = answers.filled(version, given)
    revision = {"revision": found.revision if found else 0}
    following = sections[at + 1] if at + 1 < len(sections) else None
    return {
        "state": state,
        "title": title_of(sections[at]),
        "code": code,
        "position": at + 1,
        "total": len(sections),
        "next": answers.code_of(following) if following else "",
        "form": form or AreaForm(section=sections[at], form=filled, initial=revision),
        "exercise": state.is_exercise,
    }
