"""What the help with a question shows, in the reader's language."""

from typing import Any

from django.urls import reverse

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.directory.models import Paragraph
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import label_of, same_question
from poaiss.reporting import drafting, queries
from poaiss.reporting.models import NationalReport
from poaiss.reporting.question_help.examples import examples
from poaiss.reporting.question_help.modules import modules_for


def help_url(report: NationalReport, number: str) -> str:
    """Return the address of the help with a question of a report."""
    return reverse("reporting:question-help", args=[report.pk, number])


def help_page(actor: Actor, report: NationalReport, number: str) -> dict[str, Any] | None:
    """Return the help with the question NUMBER of a report; None when its form has no such question."""
    question = report.version.questions.filter(number=number).first()
    if question is None:
        return None
    item = form_of(report.version).items.get(question.path)
    paragraphs = paragraphs_of(question)
    themes = {question.theme, *(each.theme_id for each in paragraphs if each.theme_id)}
    return {
        "report": report,
        "exercise": report.state.is_exercise,
        "title": queries.title_of(report.state_id, report.round.year),
        "question": question,
        "label": label_of(question),
        "guidance": guidance(item),
        "paragraphs": paragraphs,
        "unlisted": [each for each in question.implements if each not in {found.pk for found in paragraphs}],
        "modules": modules_for(themes),
        "examples": examples(question, report.state),
        "earlier": [key.replace(":", " ") for key in same_question(question.key) if key != question.key],
        "back": back(actor, report, question),
    }


def guidance(item: Any) -> list[str]:
    """Return the hint and the guidance of a question in the reader's language, each once."""
    texts = [item.hints, item.guidance] if isinstance(item, engine.Question) else []
    found = [engine.text_in(each, language_code(), "en") for each in texts]
    return [each for each in dict.fromkeys(found) if each]


def paragraphs_of(question: Question) -> list[Paragraph]:
    """Return the paragraphs that a question reports on, in the order in which the form names them."""
    known = Paragraph.objects.select_related("theme").in_bulk(question.implements)
    return [known[code] for code in question.implements if code in known]


def back(actor: Actor, report: NationalReport, question: Question) -> dict[str, str]:
    """Return where the reader came from: the question in its section, or the report."""
    section = question.path.split("/")[0]
    if report.is_open and can(actor, "reporting.answer", report) and drafting.section_named(report.version, section):
        place = reverse("reporting:section", args=[report.pk, section])
        return {"url": f"{place}#{drafting.key_of(question.path)}", "is_question": "1"}
    return {"url": reverse("reporting:detail", args=[report.pk]), "is_question": ""}
