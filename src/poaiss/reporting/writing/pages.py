"""What the pages of writing a report show, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.common.clock import now
from poaiss.directory.queries import agency_name, language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import burden, carrying, contact_answers, content, drafting, history, pages, queries
from poaiss.reporting.actions.answering import Given, question_at
from poaiss.reporting.collaborating import colleagues
from poaiss.reporting.enums import AnswerKind, Publication
from poaiss.reporting.models import Answer, Comment, Conflict, NationalReport
from poaiss.reporting.paths import plain
from poaiss.reporting.permissions import DRAFTERS
from poaiss.reporting.queries import drafts


def section_page(
    actor: Actor, report: NationalReport, name: str, problems: Iterable[dict[str, str]] = ()
) -> dict[str, Any] | None:
    """Return the page of a section, or None when there is no such section or it is not the actor's."""
    section = drafting.section_named(report.version, name)
    if section is None or not queries.may_open(actor, report, name):
        return None
    stored = content.stored_answers(report)
    filled = content.evaluation(report.version, stored)
    source = carrying.source_of(report)
    beside = drafting.Beside(
        previous=carrying.previous(report, source) if source else {},
        comments=(talk := queries.comments_by_path(report, name)),
        conflicts=(apart := queries.conflicts_by_path(report, name)),
        files=queries.files_by_path(report, name),
    )
    found = drafting.blocks(filled, stored, section, beside)
    keys = {block.field.path: block.field.key for block in found if block.field}
    carried = [block.field.path for block in found if block.field and block.field.carried_from]
    return {
        **place(report, name),
        "report": report,
        "title": pages.heading(report),
        "exercise": report.state.is_exercise,
        "blocks": found,
        "asleep": drafting.asleep(filled, stored, section),
        "problems": [{"message": each["message"], "target": keys.get(each["path"], "")} for each in problems],
        "conflicts": sum(map(len, apart.values())),
        "carried": len(carried),
        "source_year": source[0] if source else earlier_year(found),
        "unchanged": sum(1 for each in found if each.field and each.field.silence == "unchanged"),
        "talk": talk[""],
        "whole": actor.holds(*DRAFTERS, state=report.state_id),
        "restricted": restricted(report, name),
        "minutes": burden.minutes_left(filled, stored, section=name),
        "has_contacts": name == contact_answers.section_of(report),
        "assignments": [shown(each) for each in queries.assignments_of(report) if each.section == name],
    }


def earlier_year(found: Iterable[drafting.Block]) -> int | None:
    """Return the year that carried answers come from, for an agency that does not see the earlier report."""
    fields = [block.field for block in found if block.field]
    years = [each.carried_from or each.unchanged_since for each in fields]
    return max((year for year in years if year), default=None)


def place(report: NationalReport, name: str) -> dict[str, Any]:
    """Return where a section stands among the others; how far each is stands in the task list alone."""
    sections = drafting.top_sections(report.version)
    at = next(number for number, each in enumerate(sections) if each.name == name)
    return {
        "part": {"name": name, "title": drafting.part_of(sections[at], ()).title},
        "next": at + 1 < len(sections),
        "position": at + 1,
        "total": len(sections),
    }


def restricted(report: NationalReport, section: str) -> bool:
    """Return whether the State keeps a section from publication."""
    choices = report.section_choices.filter(section=section, publication=Publication.RESTRICTED)
    return bool(choices.exists())


def unsaved(report: NationalReport, answers: Mapping[str, Given]) -> dict[str, Any]:
    """Return what was typed and could not be stored, where it differs from what stands, for the person to keep."""
    form, stored = form_of(report.version), content.stored_answers(report)
    rows = []
    for path, given in answers.items():
        row, item = stored.get(path), form.items.get(plain(path))
        before = (str(row.value), row.remark) if row else ("", "")
        if (given.value, given.remark) != before:
            question = item if isinstance(item, engine.Question) else None
            label = engine.text_in(question.labels, language_code(), "en") if question else path
            number, key = (question.number if question else ""), drafting.key_of(path)
            rows.append({"key": key, "number": number, "label": label, "value": given.value, "remark": given.remark})
    return {"report": report, "title": pages.heading(report), "exercise": report.state.is_exercise, "rows": rows}


def answer_state(report: NationalReport, path: str) -> dict[str, Any]:
    """Return what is told beside one answer after it was saved: its revision, what does not fit, conflicts."""
    row = queries.answer_at(report, path)
    apart = queries.conflicts_by_path(report, path.split("/")[0]).get(path, ())
    value = str(row.value) if row else ""
    return {
        "path": path,
        "key": drafting.key_of(path),
        "revision": row.revision if row else 0,
        "problems": problems_at(report, path, value),
        "conflicts": [drafting.disagreement(each, value) for each in apart],
        "saved_at": now(),
        "report": report,
    }


def reads_others(report: NationalReport, path: str) -> bool:
    """Return whether other questions depend on the answer at a path, or a list grows or is summed with it."""
    form = form_of(report.version)
    if form.is_read(plain(path)):
        return True
    return "[" in path and (drafting.counts(question_at(form, path)) or not drafts.entry_stands(report, path))


def problems_at(report: NationalReport, path: str, value: str) -> tuple[str, ...]:
    """Return what is wrong with one answer, in the reader's language; others are read only where its rule may.

    Of its section alone: a rule lets a blank pass, and the report is looked over as a whole before it is complete.
    """
    question = question_at(form_of(report.version), path)
    if question.constraint or (question.choices is not None and question.choices.is_filtered):
        filled = content.evaluation(report.version, queries.answers_beside(report, path))
        return drafting.told(filled).get(path, ())
    found = engine.check_text(question, path, value, (language_code(),), content.translated)
    return tuple(next(iter(each.messages.values()), each.code) for each in found)


def shown(assignment: Any) -> dict[str, Any]:
    """Return an assignment in the reader's language."""
    return {
        "pk": assignment.pk,
        "section": assignment.section,
        "agency": agency_name(assignment.agency),
        "note": assignment.note,
        "due": assignment.due,
        "asked_at": assignment.asked_at,
        "asked_by": assignment.asked_by.name,
        "done_at": assignment.done_at,
        "done_by": assignment.done_by.name if assignment.done_by else "",
    }


def conflict_page(report: NationalReport) -> dict[str, Any]:
    """Return every conflict that waits, with the history of its answer."""
    form = form_of(report.version)
    rows = []
    for each in queries.open_conflicts(report):
        row = queries.answer_at(report, each.path)
        question = question_at(form, each.path)
        steps = history.of_answer(report, each.path)
        rows.append(
            {
                "conflict": each,
                "label": engine.text_in(question.labels, language_code(), "en"),
                "theirs": words_of(row, question),
                "mine": words_of(each, question),
                "raw_theirs": str(row.value) if row else "",
                "who": steps[0].by_name if steps else "",
                "at": steps[0].at if steps else None,
                "is_text": not question.choices,
                "url": reverse("reporting:section", args=[report.pk, each.path.split("/")[0]]),
                "key": drafting.key_of(each.path),
            }
        )
    return {"report": report, "title": pages.heading(report), "exercise": report.state.is_exercise, "rows": rows}


def words_of(row: Answer | Conflict | None, question: engine.Question) -> str:
    """Return a text of a conflict in the reader's words; choices by their texts."""
    if row is None or row.kind in (AnswerKind.NO_ANSWER, AnswerKind.NOT_APPLICABLE):
        return str(AnswerKind(row.kind if row else AnswerKind.NO_ANSWER).label)
    names = {each.name: each.labels for each in question.choices.items} if question.choices else {}
    value = str(row.value)
    if names and set(value.split()) <= names.keys():
        value = "; ".join(engine.text_in(names[each], language_code(), "en") or each for each in value.split())
    return f"{value} ({AnswerKind.UNCHANGED.label}, {row.unchanged_since})" if row.unchanged_since else value


def comments_page(actor: Actor, report: NationalReport, section: str, path: str) -> dict[str, Any] | None:
    """Return the talk about a question or a section, or None when the actor may not see it."""
    found = drafting.section_named(report.version, section)
    if found is None or not queries.may_open(actor, report, section):
        return None
    question = form_of(report.version).items.get(plain(path)) if path else None
    if path and not (path.startswith(f"{section}/") and isinstance(question, engine.Question)):
        return None
    texts = question.labels if isinstance(question, engine.Question) else found.labels
    return {
        "report": report,
        "title": pages.heading(report),
        "exercise": report.state.is_exercise,
        "section": section,
        "path": path,
        "key": drafting.key_of(path) if path else "",
        "label": engine.text_in(texts, language_code(), "en"),
        "number": question.number if isinstance(question, engine.Question) else "",
        "talk": [comment_shown(each) for each in queries.comments_at(report, section, path)],
        "colleagues": [each for each in colleagues(report, section) if str(each.pk) != actor.identifier],
    }


def comment_shown(comment: Comment) -> dict[str, Any]:
    """Return a comment for its page."""
    return {
        "pk": comment.pk,
        "text": comment.text,
        "who": comment.by.name,
        "at": comment.at,
        "mentions": [person.name for person in comment.mentions.all()],
        "settled_at": comment.settled_at,
        "settled_by": comment.settled_by.name if comment.settled_by else "",
    }


def assignments_page(actor: Actor, report: NationalReport) -> dict[str, Any]:
    """Return who was asked for which section, and the form to ask."""
    titles = {each.name: drafting.part_of(each, ()).title for each in drafting.top_sections(report.version)}
    return {
        "report": report,
        "title": pages.heading(report),
        "exercise": report.state.is_exercise,
        "rows": [{**shown(each), "section_title": titles[each.section]} for each in queries.assignments_of(report)],
        "sections": list(titles.items()),
        "agencies": [(str(each.pk), agency_name(each)) for each in queries.agencies_of(report)],
        "may_assign": report.is_open and can(actor, "reporting.draft", report),
    }
