"""What a report says: its answers in the form, the kinds of silence, and the canonical content that is hashed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, override

from poaiss.access.enums import Marking
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting.enums import AnswerKind, Publication
from poaiss.reporting.models import Answer, NationalReport

FORMAT = "poaiss.national-report/1"
SAID = {"yes": AnswerKind.YES, "no": AnswerKind.NO, "developing": AnswerKind.DEVELOPING}
SILENT = (AnswerKind.NOT_APPLICABLE, AnswerKind.UNCHANGED)
"""Silences that a State chooses; the others follow from the form."""
Stored = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a report with its answer, as it stands in the content."""

    path: str
    number: str
    kind: str
    value: str = ""
    unchanged_since: int | None = None
    remark: str = ""
    file: Mapping[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the line as it is stored and hashed; what is empty is left out."""
        found = {
            "path": self.path,
            "number": self.number,
            "kind": str(self.kind),
            "value": self.value,
            "unchanged_since": self.unchanged_since,
            "remark": self.remark,
            "file": self.file,
        }
        return {key: each for key, each in found.items() if each not in ("", None)}


def stored_answers(report: NationalReport) -> dict[str, Answer]:
    """Return the answers of a report by path (one query)."""
    return {answer.path: answer for answer in report.answers.order_by("id")}


def evaluation(version: Version, stored: Stored) -> engine.Evaluation:
    """Return the form filled with the stored answers."""
    values = {
        path: str(answer.value)
        for path, answer in stored.items()
        if answer.kind != AnswerKind.NOT_APPLICABLE and (answer.value or "[" not in path)  # a blank makes no entry
    }
    return engine.Evaluation(form_of(version), values)


def is_yes_no(question: engine.Question) -> bool:
    """Return whether a question is answered by yes, no or developing."""
    names = {choice.name for choice in question.choices.items} if question.choices else set()
    return question.type == "select_one" and bool(names) and names <= SAID.keys()


def kind_of(question: engine.Question, value: str) -> AnswerKind:
    """Return the kind of an answer to a question; a text in a yes/no cell is an answer, never a yes."""
    if not value.strip():
        return AnswerKind.NO_ANSWER
    return SAID.get(value, AnswerKind.ANSWERED) if is_yes_no(question) else AnswerKind.ANSWERED


def leaves(filled: engine.Evaluation) -> Iterator[tuple[str, engine.Question]]:
    """Yield path and question of everything that is asked, in the order of the form, lists entry by entry."""

    def below(section: engine.Section, base: str) -> Iterator[tuple[str, engine.Question]]:
        for child in section.children:
            place = f"{base}{child.name}"
            if isinstance(child, engine.Question):
                if child.asked and child.type != "note":
                    yield place, child
            elif child.repeats:
                for instance in filled.instances(place):
                    yield from below(child, f"{instance}/")
            else:
                yield from below(child, f"{place}/")

    yield from below(filled.form.root, "")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far content goes: whether it is for the public, what the State keeps back, and the files attached."""

    public: bool = False
    restricted: frozenset[str] = frozenset()
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def hides(self, path: str, answer: Answer, value: str) -> bool:
        """Return whether what an answer says is left out: its marking or its section is not for the public."""
        kept_back = answer.marking != Marking.CLEAR or path.split("/")[0] in self.restricted
        says = answer.kind != AnswerKind.NOT_APPLICABLE and bool(value.strip() or answer.remark)
        return self.public and kept_back and says


def lines(filled: engine.Evaluation, stored: Stored, *, public: bool, reach: Reach | None = None) -> Iterator[Line]:
    """Yield a line for each question asked; PUBLIC leaves out what the State restricts, but says that it answered."""
    far = reach or Reach(public=public)
    for path, question in leaves(filled):
        yield line(filled, path, question, stored.get(path), far)


def line(filled: engine.Evaluation, path: str, question: engine.Question, answer: Answer | None, reach: Reach) -> Line:
    """Return the line of one question."""
    value, remark = filled.value(path), answer.remark if answer else ""
    if answer is not None and reach.hides(path, answer, value) and filled.relevant(path):
        return Line(path, question.number, AnswerKind.RESTRICTED)
    if answer is not None and answer.kind == AnswerKind.UNCHANGED:
        return Line(path, question.number, answer.kind, value, answer.unchanged_since, remark, reach.files.get(path))
    if answer is not None and answer.kind == AnswerKind.NOT_APPLICABLE:
        return Line(path, question.number, answer.kind, remark=remark)
    if not filled.relevant(path):
        return Line(path, question.number, AnswerKind.NOT_APPLICABLE)
    return Line(path, question.number, kind_of(question, value), value, None, remark, reach.files.get(path))


def reach_of(report: NationalReport, *, public: bool) -> Reach:
    """Return how far the content of a report goes (two queries)."""
    choices = report.section_choices.filter(publication=Publication.RESTRICTED)
    files = {
        each.path: {"name": each.name, "sha256": each.sha256, "size": each.size, "media_type": each.media_type}
        for each in report.attachments.filter(ended_at=None)
    }
    return Reach(public, frozenset(choices.values_list("section", flat=True)), files)


def words_of(question: engine.Question, line: Mapping[str, Any]) -> str:
    """Return what a line of content says in the reader's language; choices by their texts."""
    value, names = str(line.get("value", "")), {}
    if question.choices is not None:
        names = {choice.name: choice.labels for choice in question.choices.items}
    if not value.strip():
        value = str(AnswerKind(line["kind"]).label)
    elif names and set(value.split()) <= names.keys():
        value = "; ".join(engine.text_in(names[each], language_code(), "en") or each for each in value.split())
    return f"{value}\n{line['remark']}" if line.get("remark") else value


def content(report: NationalReport, stored: Stored, *, number: int, public: bool) -> dict[str, Any]:
    """Return the content of a report as it is hashed: whole for the submission, public for the snapshot."""
    version, filled = report.version, evaluation(report.version, stored)
    reach = reach_of(report, public=public)
    return {
        "format": FORMAT,
        "state": report.state_id,
        "exercise": report.state.is_exercise,
        "instrument": report.round.instrument,
        "round": report.round.year,
        "number": number,
        "language": report.language,
        "template": {"form": version.form_id, "edition": version.edition, "sha256": version.sha256},
        "answers": [each.as_dict() for each in lines(filled, stored, public=public, reach=reach)],
    }


def canonical(value: Any) -> bytes:
    """Return the one way in which content is written before it is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(value: Any) -> str:
    """Return the digest over the canonical JSON of VALUE."""
    return hashlib.sha256(canonical(value)).hexdigest()


def problems(report: NationalReport, stored: Stored | None = None) -> list[engine.AnswerProblem]:
    """Return what is wrong with the answers of a report, in the reader's language."""
    return problems_of(evaluation(report.version, stored_answers(report) if stored is None else stored))


def problems_of(filled: engine.Evaluation) -> list[engine.AnswerProblem]:
    """Return what is wrong with the answers in a form, in the reader's language."""
    return filled.problems([language_code()], translated)


def translated(sentence: str, language: str) -> str:
    """Return a sentence of the engine's catalogue in a language."""
    with override("zh-hans" if language == "zh" else language):
        return gettext(sentence)
