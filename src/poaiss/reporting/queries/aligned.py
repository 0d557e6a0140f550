"""The answers to one question across editions, with every kind of silence; excerpts and reports kept apart."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse

from poaiss.directory.enums import StateKind
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.questionnaires.models import Question
from poaiss.questionnaires.queries import alignment, by_keys, current_versions, label_of, same_question, text_of
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import ExcerptAnswer, Round, Snapshot

Source = Literal["excerpts", "exercise"]
FIRST = "C:4.1.2"


@dataclass(frozen=True, slots=True)
class AlignedAnswer:
    """The answer of a State to one question, in the edition in which it was asked."""

    state: str
    year: int | None
    edition: str
    number: str
    kind: str
    value: Any
    display: str
    url: str
    sources: tuple[str, ...] = ()
    is_paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class AlignedQuestion:
    """A question that stands in more than one edition."""

    key: str
    label: str
    numbers: str


def alignable_questions() -> list[AlignedQuestion]:
    """Return the questions that stand in more than one edition, named by their latest one, in its order."""
    found = alignment()
    latest = max(current_versions(), default="")
    wanted = [keys for key, keys in found.items() if len(keys) > 1 and key == keys[-1] and key.startswith(f"{latest}:")]
    questions = by_keys([keys[-1] for keys in wanted])
    rows = [
        (questions[keys[-1]].position, AlignedQuestion(keys[-1], label_of(questions[keys[-1]]), dotted(keys)))
        for keys in wanted
        if keys[-1] in questions and label_of(questions[keys[-1]])
    ]
    return [row for _position, row in sorted(rows, key=lambda pair: pair[0])]


def dotted(keys: tuple[str, ...]) -> str:
    """Return keys as people write them: A.8.2, B.7.2, C.4.1.2."""
    return ", ".join(key.replace(":", ".", 1) for key in keys)


def aligned_answers(*, number: str, source: Source) -> tuple[AlignedAnswer, ...]:
    """Return every known answer to the question NUMBER (edition and number, such as C:4.1.2) and its counterparts.

    ``excerpts``: what secondary sources quote of real States; whoever is not quoted is left out, because nothing
    is known. ``exercise``: a row for each exercise State and round, silences included. The two are never joined.
    """
    keys = same_question(number) or (number,)
    found = from_excerpts(keys) if source == "excerpts" else from_snapshots(keys)
    return tuple(sorted(found, key=lambda each: (name_of(each.state), each.year or 0, each.edition, each.number)))


def from_excerpts(keys: tuple[str, ...]) -> Iterator[AlignedAnswer]:
    """Yield the answers that excerpts hold; withheld ones and excerpts without a source or a State are left out."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        edition, _colon, number = key.partition(":")
        numbers[edition].add(number)
    rows = ExcerptAnswer.objects.filter(
        excerpt__edition__in=numbers,
        excerpt__replaced_by__isnull=True,
        excerpt__state__isnull=False,
        is_withheld=False,
        question__number__in=set().union(*numbers.values()),
    ).exclude(excerpt__state__kind=StateKind.EXERCISE)
    for row in rows.exclude(excerpt__sources=[]).select_related("excerpt__state", "question"):
        if row.question is not None and row.question.number in numbers[row.excerpt.edition]:
            yield AlignedAnswer(
                state=str(row.excerpt.state_id),
                year=row.excerpt.report_year,
                edition=row.excerpt.edition,
                number=row.question.number,
                kind=row.kind,
                value=row.placed_value,
                display=display(row.kind, row.placed_value, row.question),
                url=place_url(row.excerpt.state, row.excerpt.report_year),
                sources=tuple(row.excerpt.sources),
                is_paraphrase=row.is_paraphrase,
            )


def place_url(state: State | None, year: int | None) -> str:
    """Return the address of a State's page for a round or year."""
    if state is None:
        return reverse("reporting:unattributed")
    if year is None:
        return reverse("reporting:undated", args=[state.slug])
    return reverse("reporting:place", args=[state.slug, year])


def display(kind: str, value: Any, question: Question | None, unchanged_since: int | None = None) -> str:
    """Return an answer in the reader's words; choices by their texts."""
    if kind == AnswerKind.UNCHANGED and unchanged_since:
        return f"{AnswerKind.UNCHANGED.label} ({unchanged_since})"
    if kind != AnswerKind.ANSWERED:
        return str(AnswerKind(kind).label)
    if isinstance(value, dict) and "choices" in value:
        texts = value.get("texts", {})
        return "; ".join(f"{choice_text(question, name)}{beside(texts.get(name))}" for name in value["choices"])
    if isinstance(value, dict) and "option" in value:
        said = AnswerKind(value["value"]).label if value["value"] in AnswerKind.values else value["value"]
        text = choice_text(question, value["option"])
        return f"{text}: {said}{beside(value.get('texts', {}).get(value['option']))}"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if question is not None and question.choices and isinstance(value, str):
        known = {choice["name"] for choice in question.choices}
        return "; ".join(choice_text(question, n) for n in value.split()) if set(value.split()) <= known else value
    return str(value)


def beside(text: Any) -> str:
    """Return the text beside a choice in brackets."""
    return f" ({text})" if text else ""


def choice_text(question: Question | None, name: str) -> str:
    """Return the text of a choice in the reader's language, else its name."""
    choices = question.choices if question else []
    return next((text_of(each["labels"]) for each in choices if each["name"] == name), "") or name


def from_snapshots(keys: tuple[str, ...]) -> Iterator[AlignedAnswer]:
    """Yield a row for each exercise State and round with a template: an answer or the kind of silence."""
    questions = by_keys(keys)
    rounds = list(
        Round.objects.exclude(edition="").filter(exercise=False, snapshots__state__kind=StateKind.EXERCISE).distinct()
    )
    latest = latest_snapshots()
    for state in State.objects.filter(kind=StateKind.EXERCISE):
        for round in rounds:
            own = [key for key in keys if key.startswith(f"{round.edition}:")]
            yield from rows_of(state, round, latest.get((state.pk, round.pk)), own, questions)


def latest_snapshots() -> dict[tuple[str, int], Snapshot]:
    """Return the last snapshot of each exercise State and round (one query)."""
    rows = Snapshot.objects.filter(state__kind=StateKind.EXERCISE)
    rows = rows.order_by("report_id", "-number").distinct("report_id")
    return {(row.state_id, row.round_id): row for row in rows}


def rows_of(
    state: State, round: Round, snapshot: Snapshot | None, keys: list[str], questions: dict[str, Question]
) -> Iterator[AlignedAnswer]:
    """Yield the rows of one State and round."""
    base: dict[str, Any] = {
        "state": state.pk,
        "year": round.year,
        "edition": round.edition,
        "url": place_url(state, round.year),
    }
    silence = silence_of(state, round, snapshot, keys)
    if silence:
        number = keys[0].partition(":")[2] if keys else ""
        yield AlignedAnswer(**base, number=number, kind=silence, value=None, display=display(silence, None, None))
        return
    answers = by_number(snapshot)
    for key in keys:
        number = key.partition(":")[2]
        given = answers.get(number, {"kind": AnswerKind.NOT_ASKED})
        words = display(given["kind"], given.get("value", ""), questions.get(key), given.get("unchanged_since"))
        yield AlignedAnswer(**base, number=number, kind=given["kind"], value=given.get("value"), display=words)


def by_number(snapshot: Snapshot | None) -> dict[str, dict[str, Any]]:
    """Return the answers of a publication by number; entries of a list are joined."""
    found: dict[str, dict[str, Any]] = {}
    for each in snapshot.content["answers"] if snapshot else ():
        known = found.get(each["number"])
        if known and known.get("value") and each.get("value"):
            each = {**known, "value": f"{known['value']}; {each['value']}"}
        if known is None or each.get("value"):
            found[each["number"]] = each
    return found


def silence_of(state: State, round: Round, snapshot: Snapshot | None, keys: list[str]) -> str:
    """Return why there is no answer at all: not yet a State, no report, or not asked in the edition; else ''."""
    if state.member_since and state.member_since > dt.date(round.year, 12, 31):
        return AnswerKind.NOT_YET_A_STATE
    if snapshot is None:
        return AnswerKind.DID_NOT_REPORT
    return "" if keys else AnswerKind.NOT_ASKED
