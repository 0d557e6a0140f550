"""From what was sent to answers: which questions the sender saw, and whether an answer has opened more."""

from django.http import Http404, QueryDict

from poaiss.accounts.actor import Actor
from poaiss.assistance.models import Checklist
from poaiss.assistance.needs.checklist import answers, pages
from poaiss.assistance.needs.checklist.forms import AreaForm
from poaiss.directory.models import State
from poaiss.questionnaires import engine
from poaiss.questionnaires.models import Version


def section_at(version: Version, code: str) -> engine.Section:
    """Return the area with a code."""
    return next(each for each in answers.areas(version) if answers.code_of(each) == code)


def form_sent(actor: Actor, state: State, code: str, posted: QueryDict) -> tuple[Version, AreaForm]:
    """Return the version and the form of an area as it was sent."""
    version, _found, given = pages.kept(actor, state)
    if version is None:
        raise Http404
    filled = answers.filled(version, given)
    return version, AreaForm(posted, section=section_at(version, code), form=filled)


def with_current_revision(actor: Actor, state: State, code: str, posted: QueryDict) -> AreaForm:
    """Return the form as it was sent, with the revision that stands now, and what stands beside each text."""
    _version, found, given = pages.kept(actor, state)
    again = posted.copy()
    again["revision"] = str(found.revision if found else 0)
    _same, form = form_sent(actor, state, code, again)
    form.is_valid()
    for name, path in form.paths.items():
        if given.get(path) and given[path] != posted.get(name, ""):
            form.add_error(name, given[path])
    return form


def opens_more(kept: Checklist, code: str, form: AreaForm) -> bool:
    """Return whether questions apply now that the sender has not seen."""
    filled = answers.filled(kept.version, kept.answers)
    now = AreaForm(section=section_at(kept.version, code), form=filled)
    return not set(now.paths) <= set(form.paths)
