"""Assessing a project: each side for itself, shared with the other, public by consent of both (N18, ¶20, ¶28e)."""

import io
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rls import acting_as
from poaiss.access.rules import check
from poaiss.accounts.actor import MACHINE, Actor
from poaiss.assistance.assessments import answers
from poaiss.assistance.assessments.errors import (
    AssessmentChanged,
    AssessmentEmpty,
    AssessmentShared,
    NotPublic,
    NotShared,
)
from poaiss.assistance.enums import AssessmentStatus, Side
from poaiss.assistance.models import Assessment, Project
from poaiss.assistance.projects import telling
from poaiss.assistance.projects.errors import NotOwnSide
from poaiss.assistance.projects.sides import own_side
from poaiss.audit.actions import record
from poaiss.common import files
from poaiss.common.clock import now
from poaiss.library import actions as library
from poaiss.library.enums import Kind, Shown
from poaiss.library.models import Entry
from poaiss.questionnaires.loading import freeze
from poaiss.questionnaires.models import Version


def log(assessment: Assessment, by: Actor, step: str, **details: object) -> None:
    """Write into the log what was done with an assessment, never what it says."""
    facts = {"step": step, "side": str(assessment.side), **details}
    record("assistance.assess", by=by, on=assessment, state=assessment.state_id, details=facts)


@transaction.atomic
def save(*, project: Project, form: Version, given: Mapping[str, str], revision: int, by: Actor) -> Assessment:
    """Keep the answers of one's own side; nobody else sees them until they are shared."""
    check(by, "assistance.run_project", project)
    side = own_side(by, project)
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    freeze(form)
    found = Assessment.objects.filter(project=project, side=side).first() or Assessment(
        project=project,
        side=side,
        state_id=project.state_id,
        organisation_id=project.organisation_id,
        donor_state_id=project.donor_state_id,
        version=form,
        revision=0,
    )
    if found.status == AssessmentStatus.SHARED:
        raise AssessmentShared(
            _("The other side reads this assessment; it stays as it is."),
            mend=_("Write what is new to the other side."),
        )
    if found.revision not in (0, revision):
        raise AssessmentChanged(
            _("Somebody of your side has changed the assessment since you opened it. What you wrote stands below."),
            mend=_("Compare it with what is kept, and save again."),
        )
    found.answers = {**found.answers, **given}
    found.revision += 1
    found.save()
    log(found, by, "saved", revision=found.revision)
    return found


def locked(assessment: Assessment) -> Assessment:
    """Return the assessment as it stands now, locked."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("project", "project__state", "version")
    return rows.get(pk=assessment.pk)


@transaction.atomic
def share(*, assessment: Assessment, by: Actor) -> Assessment:
    """Share the assessment of one's own side with the other side; twice changes nothing."""
    found = locked(assessment)
    check(by, "assistance.run_project", found)
    if own_side(by, found) != found.side:
        raise NotOwnSide(_("Each side shares its own assessment."), mend=_("Open the assessment of your side."))
    if found.status == AssessmentStatus.SHARED:
        return found
    if not any(found.answers.values()):
        raise AssessmentEmpty(_("Nothing is written yet."), mend=_("Answer at least one question first."))
    found.status, found.shared_at = AssessmentStatus.SHARED, now()
    found.save(update_fields=["status", "shared_at"])
    log(found, by, "shared")
    telling.assessed(found.project, by)
    return found


@transaction.atomic
def consent(*, assessment: Assessment, agrees: bool, by: Actor) -> Assessment:
    """Say for one's own side whether a shared assessment may be public; it is once both sides say so."""
    found = locked(assessment)
    side = own_side(by, found)
    check(by, "assistance.release" if side == Side.RECIPIENT else "assistance.run_project", found)
    if found.status != AssessmentStatus.SHARED:
        raise NotShared(_("Only what both sides have read can become public."), mend=_("Share it first."))
    name = "consents_public" if side == found.side else "other_consents"
    if getattr(found, name) == agrees:
        return found
    setattr(found, name, agrees)
    found.save(update_fields=[name])
    log(found, by, "consents" if agrees else "withdraws consent", by_side=str(side))
    if not agrees:
        take_back(found, by)
    return found


def take_back(assessment: Assessment, by: Actor) -> None:
    """Show lessons to their own State alone once a side withdraws its consent; the machine does it for either side."""
    with acting_as(MACHINE):
        found = Entry.objects.filter(origin=origin_of(assessment), audience=Shown.PUBLIC).first()
        if found is not None:
            found.audience = Shown.OWN
            found.save(update_fields=["audience"])
            record("library.withhold", by=by, on=found, state=assessment.state_id)


def is_public(assessment: Assessment) -> bool:
    """Return whether both sides agree that everybody reads it."""
    return assessment.status == AssessmentStatus.SHARED and assessment.consents_public and assessment.other_consents


def origin_of(assessment: Assessment) -> str:
    """Return the origin of the entry that the lessons of an assessment become."""
    return f"assistance.assessment:{assessment.pk}"


@transaction.atomic
def offer_lessons(*, assessment: Assessment, title: str, by: Actor) -> None:
    """Put the lessons of a public assessment of the recipient's into the library; its State alone does it."""
    found = locked(assessment)
    check(by, "assistance.release", found)
    words, text = " ".join(title.split())[:200], answers.lessons(found)
    if not is_public(found) or found.side != Side.RECIPIENT:
        raise NotPublic(_("Lessons go into the library once both sides agree."), mend=_("Ask the other side first."))
    if not words or not text:
        raise AssessmentEmpty(_("The entry needs a title and lessons."), place="title", mend=_("Write them first."))
    kept = files.keep(io.BytesIO(f"{words}\n\n{text}\n".encode()))
    described = library.Described(title=words, kind=Kind.PRACTICE, summary=text, theme=found.project.theme)
    origin, file = origin_of(found), library.File("lessons.txt", kept.sha256, "text/plain", kept.size)
    library.deposit(state=found.project.state, origin=origin, file=file, described=described, by=by)
    library.release(state=found.project.state, texts={origin: described}, by=by)
    log(found, by, "lessons")
