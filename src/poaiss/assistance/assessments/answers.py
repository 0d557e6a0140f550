"""The questionnaire of an assessment, filled by the one engine: the six criteria, indicators, lessons (N18)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from poaiss.assistance.assessments.errors import FormMissing
from poaiss.assistance.models import Assessment
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import content

CODE = "effectiveness"
LESSONS = "lessons"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in the reader's words."""

    number: str
    question: str
    words: str


def version() -> Version:
    """Return the current version of the questionnaire, or raise FormMissing."""
    found = current_versions(CODE).get("")
    if found is None:
        raise FormMissing(
            _("The questionnaire of assessments has not been loaded here."), mend=_("Ask the Secretariat.")
        )
    return found


def questions(found: Version) -> list[engine.Question]:
    """Return the questions of a version in order."""
    sections = [each for each in form_of(found).root.children if isinstance(each, engine.Section)]
    return [each for one in sections for each in one.children if isinstance(each, engine.Question) and each.asked]


def filled(found: Version, answers: Mapping[str, str]) -> engine.Evaluation:
    """Return the form filled with answers."""
    return engine.Evaluation(form_of(found), {path: text for path, text in answers.items() if text})


def said(assessment: Assessment) -> list[Said]:
    """Return what an assessment says, in the reader's words; what was left blank is left out."""
    form = filled(assessment.version, assessment.answers)
    language = language_code()
    found = []
    for each in questions(assessment.version):
        if value := form.value(each.path).strip():
            words = content.words_of(each, {"kind": "answered", "value": value})
            found.append(Said(each.number, engine.text_in(each.labels, language, "en"), words))
    return found


def lessons(assessment: Assessment) -> str:
    """Return the lessons of an assessment as they were written."""
    form = filled(assessment.version, assessment.answers)
    found = (form.value(each.path).strip() for each in questions(assessment.version) if each.name == LESSONS)
    return next(found, "")
