"""A State's own reports as they stand: what it wrote, restricted answers included; for its own desks alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.directory.models import State
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import alignment
from poaiss.reporting import content
from poaiss.reporting.enums import WITH_SECRETARIAT, AnswerKind
from poaiss.reporting.models import NationalReport
from poaiss.reporting.paths import plain

RESOLVED = {"yes", "no", "developing"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report, with the key of its question in the newest edition."""

    concept: str
    path: str
    kind: str
    value: str
    remark: str
    unchanged_since: int | None
    question: engine.Question

    @property
    def said(self) -> str:
        """What is said, with "unchanged" read as what it stands for."""
        if self.kind != AnswerKind.UNCHANGED:
            return self.kind
        if self.value in RESOLVED:
            return self.value
        return AnswerKind.ANSWERED if self.value.strip() else AnswerKind.NO_ANSWER

    @property
    def says_something(self) -> bool:
        """Whether a value stands there."""
        return bool(self.value.strip())

    @property
    def in_list(self) -> bool:
        """Whether the line belongs to an entry of a list."""
        return "[" in self.path

    @property
    def number(self) -> float | None:
        """The number that the answer is, where the question asks for one."""
        if self.question.datatype not in ("int", "decimal"):
            return None
        try:
            return float(self.value)
        except ValueError:
            return None

    @property
    def label(self) -> str:
        """The question in the reader's language."""
        return engine.text_in(self.question.labels, language_code(), "en") or self.question.name

    @property
    def words(self) -> str:
        """What is said, in the reader's language."""
        return content.words_of(self.question, {"kind": self.kind, "value": self.value})


@dataclass(frozen=True)
class Standing:
    """A report with its whole content as it stands now; ``same`` leads from edition to edition."""

    report: NationalReport
    content: Mapping[str, Any]
    same: Mapping[str, tuple[str, ...]]

    @property
    def year(self) -> int:
        """Year of the round."""
        return int(self.report.round.year)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line whose question the form knows, in the order of the form."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[Line]:
        form, edition = form_of(self.report.version), self.content["template"]["edition"]
        for each in self.content["answers"]:
            question = form.items.get(plain(each["path"]))
            if isinstance(question, engine.Question):
                key = f"{edition}:{each['number']}"
                yield Line(
                    concept=(self.same.get(key) or (key,))[-1],
                    path=each["path"],
                    kind=each["kind"],
                    value=str(each.get("value", "")),
                    remark=str(each.get("remark", "")),
                    unchanged_since=each.get("unchanged_since"),
                    question=question,
                )

    @cached_property
    def single(self) -> dict[str, Line]:
        """The lines outside lists by question; the first one counts where an edition has split a question."""
        found: dict[str, Line] = {}
        for each in self.lines:
            if not each.in_list:
                found.setdefault(each.concept, each)
        return found

    @cached_property
    def listed(self) -> dict[str, list[Line]]:
        """The lines of lists by question, entry by entry."""
        found: dict[str, list[Line]] = {}
        for each in self.lines:
            if each.in_list:
                found.setdefault(each.concept, []).append(each)
        return found


def reports_of(actor: Actor, state: State) -> list[NationalReport]:
    """Return the State's reports that ACTOR may read, the earliest round first; [] for whoever is not of the State."""
    if state.pk not in actor.desks:
        return []
    found = visible_to(actor, NationalReport).filter(state=state).select_related("state", "round", "version")
    return list(found.defer("version__sheets", "version__xform").order_by("round__year"))


def standings(reports: Iterable[NationalReport]) -> list[Standing]:
    """Return reports as they stand: as they were submitted, or as they are written now while they can change."""
    same = alignment()
    return [Standing(each, content_of(each), same) for each in reports]


def content_of(report: NationalReport) -> Mapping[str, Any]:
    """Return the whole content of a report."""
    if report.status in WITH_SECRETARIAT:
        submitted = report.submissions.order_by("-number").first()
        if submitted is not None:
            return dict(submitted.content)
    stored = content.stored_answers(report)
    return content.content(report, stored, number=report.revision, public=False)
