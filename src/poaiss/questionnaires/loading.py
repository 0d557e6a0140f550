"""Loading forms into versions: the same content twice changes nothing, a form in use is never changed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from poaiss.common.clock import now
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import sheets_of
from poaiss.questionnaires.enums import VersionState
from poaiss.questionnaires.errors import refusal
from poaiss.questionnaires.indexing import rows_of
from poaiss.questionnaires.models import Question, Questionnaire, Version

EDITION = re.compile(r"(?P<code>.+)-(?P<edition>[a-z])")


class Outcome(StrEnum):
    """What loading did."""

    UNCHANGED = "unchanged"
    UPDATED = "updated"
    CREATED = "created"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded version and what loading did."""

    version: Version
    outcome: Outcome


def identity(form_id: str) -> tuple[str, str]:
    """Return code and edition in the identifier of a form: poa-iti-c is edition C of poa-iti."""
    found = EDITION.fullmatch(form_id)
    code, edition = (found["code"], found["edition"].upper()) if found else (form_id, "")
    return re.sub(r"[^A-Za-z0-9_-]+", "-", code)[:80] or "form", edition


def load_form(source: engine.Source) -> Loaded:
    """Load the XLSForm at SOURCE (an .xlsx, a folder of CSV sheets, or bytes) as a version.

    A changed draft is updated in place; a changed form whose version is frozen becomes the next version. Raise
    FormNotLoaded with every problem when the form cannot be used; then nothing is stored.
    """
    try:
        workbook = engine.load(source)
        form = engine.compile_form(workbook)
    except engine.FormRefused as refused:
        raise refusal(refused) from refused
    return store(workbook, form)


@transaction.atomic
def store(workbook: engine.Workbook, form: engine.Form) -> Loaded:
    """Store a compiled form as the version of its edition that content and state ask for."""
    code, edition = identity(form.id)
    Questionnaire.objects.get_or_create(code=code)
    questionnaire = Questionnaire.objects.select_for_update().get(code=code)  # one loader at a time
    last = questionnaire.versions.filter(edition=edition).order_by("-number").first()
    if last and last.sha256 == workbook.sha256:
        return Loaded(last, Outcome.UNCHANGED)
    if last and not last.is_frozen:
        version, outcome = last, Outcome.UPDATED
        last.questions.all().delete()
    else:
        number = last.number + 1 if last else 1
        version, outcome = Version(questionnaire=questionnaire, edition=edition, number=number), Outcome.CREATED
    fill(version, workbook, form)
    Question.objects.bulk_create(rows_of(version, form))
    name(questionnaire, edition, form)
    return Loaded(version, outcome)


def fill(version: Version, workbook: engine.Workbook, form: engine.Form) -> None:
    """Write the content of a form into a version that can still change."""
    version.version, version.form_id = form.version, form.id
    version.titles, version.languages = dict(form.titles), list(form.languages)
    version.sheets, version.xform, version.sha256 = sheets_of(workbook), form.xform, workbook.sha256
    version.save()


def name(questionnaire: Questionnaire, edition: str, form: engine.Form) -> None:
    """Let the questionnaire bear the titles of its last edition."""
    editions = questionnaire.versions.values_list("edition", flat=True)
    if edition == max([*editions, edition]) and questionnaire.titles != dict(form.titles):
        questionnaire.titles = dict(form.titles)
        questionnaire.save(update_fields=["titles"])


@transaction.atomic
def freeze(version: Version) -> Version:
    """Freeze a version on its first use; from then on the database refuses every change of it."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if not locked.is_frozen:
        locked.state, locked.frozen_at = VersionState.FROZEN, now()
        locked.save(update_fields=["state", "frozen_at"])
    return locked


def folders() -> list[Path]:
    """Return the folders of forms that come with the project."""
    return sorted(path.parent for path in Path(settings.QUESTIONNAIRES).glob("*/survey.csv"))


def load_questionnaires() -> dict[str, str]:
    """Load every form of the project and return what happened to each; running it twice changes nothing."""
    found = [(folder.name, load_form(folder)) for folder in folders()]
    return {name: loaded.outcome.value for name, loaded in found}
