"""A report, a submission or a publication as a document shows it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting import content, queries
from poaiss.reporting.comparing import Change
from poaiss.reporting.documents import answers
from poaiss.reporting.documents.building import Beside, Builder
from poaiss.reporting.documents.view import ReportView, Signature
from poaiss.reporting.documents.words import kind_words, labels, language_name, speaking
from poaiss.reporting.enums import AnswerKind, Instrument, Publication, ReportStatus
from poaiss.reporting.models import Answer, AnswerTranslation, NationalReport, Round, Snapshot, Step, Submission


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a document besides the content of the report."""

    state: State
    round: Round
    version: Version
    status: str
    date: dt.datetime
    is_final: bool
    sha256: str = ""
    is_public: bool = False
    has_restricted: bool = False
    steps: Sequence[Step] = ()
    beside: Beside = field(default_factory=Beside)


def view_of(report: NationalReport, *, language: str, final: bool, changes: Iterable[Change] = ()) -> ReportView:
    """Return a report as it stands, or with FINAL as it was submitted last, in LANGUAGE (a two-letter code).

    Raise Submission.DoesNotExist when FINAL is asked of a report that was never submitted.
    """
    if final:
        return view_of_submission(report.submissions.latest("number"), language=language, changes=changes)
    stored = content.stored_answers(report)
    whole = content.content(report, stored, number=0, public=False)
    frame = Frame(
        state=report.state,
        round=report.round,
        version=report.version,
        status=report.status,
        date=report.answers.aggregate(last=Max("changed_at"))["last"] or report.started_at,
        is_final=False,
        has_restricted=is_restricted(report, stored.values()),
        steps=list(report.steps.order_by("id")),
        beside=beside(report, language, stored.values(), changes),
    )
    return built(whole, frame, language)


def view_of_submission(submission: Submission, *, language: str, changes: Iterable[Change] = ()) -> ReportView:
    """Return what was submitted, with the steps up to then; what happened later does not change the document."""
    report = submission.report
    stored = content.stored_answers(report)
    frame = Frame(
        state=report.state,
        round=report.round,
        version=report.version,
        status=ReportStatus.SUBMITTED,
        date=submission.at,
        is_final=True,
        sha256=submission.sha256,
        has_restricted=is_restricted(report, stored.values()),
        steps=steps_until(report, submission.number),
        beside=beside(report, language, (), changes),
    )
    return built(submission.content, frame, language)


def view_of_snapshot(snapshot: Snapshot, *, language: str, changes: Iterable[Change] = ()) -> ReportView:
    """Return what was published; without the names of those who worked on it."""
    found = AnswerTranslation.objects.filter(report=snapshot.report_id, language=language, released=True)
    found = found.exclude(text="").order_by("path")  # by report would join the report, which the public does not see
    frame = Frame(
        state=snapshot.state,
        round=snapshot.round,
        version=snapshot.version,
        status=ReportStatus.PUBLISHED,
        date=snapshot.published_at,
        is_final=True,
        sha256=snapshot.sha256,
        is_public=True,
        beside=Beside(translations={each.path: each for each in found}, changes=tuple(changes)),
    )
    return built(snapshot.content, frame, language)


def is_restricted(report: NationalReport, stored: Iterable[Answer]) -> bool:
    """Return whether the State keeps an answer or a section back."""
    marked = any(each.marking != Marking.CLEAR and (each.value or each.remark) for each in stored)
    return marked or report.section_choices.filter(publication=Publication.RESTRICTED).exists()


def steps_until(report: NationalReport, number: int) -> list[Step]:
    """Return the steps up to the submission NUMBER."""
    steps = list(report.steps.order_by("id"))
    ends = [at for at, step in enumerate(steps, start=1) if step.after == ReportStatus.SUBMITTED]
    return steps[: ends[number - 1]] if len(ends) >= number else steps


def beside(report: NationalReport, language: str, stored: Iterable[Answer], changes: Iterable[Change]) -> Beside:
    """Return what stands beside the answers of a report."""
    found = report.translations.filter(language=language) if language != report.language else ()
    marked = {
        each.path: str(Marking(each.marking).label)
        for each in stored
        if each.marking != Marking.CLEAR and (each.value or each.remark)
    }
    return Beside(marked, {each.path: each for each in found}, tuple(changes))


def built(whole: dict[str, Any], frame: Frame, language: str) -> ReportView:
    """Return the view of content in its frame."""
    with speaking(language):
        builder = Builder(form_of(frame.version), whole["answers"], language, frame.beside)
        sections = tuple(builder.sections())
        changes = tuple(builder.changes())
        return ReportView(
            title=queries.title_of(frame.state.pk, frame.round.year),
            state=name_of(frame.state.pk, language),
            state_code=frame.state.pk,
            year=frame.round.year,
            period=period_of(frame.round),
            instrument=str(Instrument(frame.round.instrument).label),
            form=answers.text_of(builder.form.titles, language),
            edition=frame.version.edition,
            language=language,
            original_language=str(whole.get("language", "en")),
            status=status_words(frame),
            is_final=frame.is_final,
            is_exercise=frame.state.is_exercise,
            date=frame.date,
            sections=sections,
            counts=counts_of(whole["answers"]),
            asked=len(whole["answers"]),
            number=int(whole.get("number", 0)),
            sha256=frame.sha256,
            is_public=frame.is_public,
            has_restricted=frame.has_restricted,
            has_translation=bool(frame.beside.translations),
            notice=notice_of(builder.form, language),
            signatures=tuple(map(signature, frame.steps)),
            changes=changes,
            changes_since=max((each.before_year or 0 for each in changes), default=0) or None,
            words={**labels(), "original_name": language_name(str(whole.get("language", "en")))},
        )


def period_of(round: Round) -> str:
    """Return the years that a round covers."""
    years = dict.fromkeys(str(year) for year in (round.covers_from, round.covers_until) if year)
    return "–".join(years)


def status_words(frame: Frame) -> str:
    """Return where the report stands, in words."""
    if frame.is_public:
        return _("Published")
    return _("Final, as submitted") if frame.is_final else str(ReportStatus(frame.status).label)


def counts_of(lines: Sequence[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    """Return how many answers there are of each kind."""
    kinds = [str(each["kind"]) for each in lines]
    return tuple((kind_words(kind), kinds.count(kind)) for kind in AnswerKind.values if kind in kinds)


def notice_of(form: engine.Form, language: str) -> str:
    """Return what the form says of itself."""
    notes = [each for each in form.root.children if isinstance(each, engine.Question) and each.type == "note"]
    return answers.text_of(notes[0].labels, language) if notes else ""


def signature(step: Step) -> Signature:
    """Return a signed step in words."""
    return Signature(str(ReportStatus(step.after).label), step.name, step.capacity, step.at)
