"""What the exercise States answer in edition C: a profile a State under ``reference-data/exercise/reports``.

Each answer stands by the number of its question, once for all rounds or once a round. Nothing is about a real State.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from poaiss.access.enums import Marking
from poaiss.questionnaires import engine
from poaiss.reporting import drafting
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind

EDITION = "C"
UNCHANGED, NOT_APPLICABLE, RESTRICTED = "~", "n/a", "!"
"""How a profile writes that nothing changed since the last report, that a question does not apply, and that an answer
is not for the public (before the answer)."""
FOLDER = settings.REFERENCE_DATA / "exercise" / "reports"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one exercise State answers over the rounds."""

    state: str
    years: tuple[int, ...]
    answers: Mapping[str, Any]
    lists: Mapping[str, Any]
    restricted_sections: Mapping[str, list[str]]

    def written(self, number: str, year: int) -> str:
        """Return what is written for a question in a round, '' for a blank."""
        found = self.answers.get(number, "")
        if isinstance(found, str):
            return found
        return str(found[[at for at, each in enumerate(self.years) if each <= max(year, self.years[0])][-1]])

    def given(self, number: str, year: int, reported: tuple[int, ...]) -> Given | None:
        """Return the answer to a question in a round, None for a blank; REPORTED are the State's rounds until then."""
        text = self.written(number, year)
        if text == NOT_APPLICABLE:
            return Given(silence=AnswerKind.NOT_APPLICABLE)
        if text == UNCHANGED:
            since = max(each for each in reported if each < year and self.written(number, each) != UNCHANGED)
            value = self.written(number, since).removeprefix(RESTRICTED)
            return Given(value=value, silence=AnswerKind.UNCHANGED, unchanged_since=since)
        if text.startswith(RESTRICTED):
            return Given(value=text.removeprefix(RESTRICTED), marking=Marking.AMBER)
        return Given(value=text) if text else None

    def entries(self, number: str, year: int) -> Iterator[dict[str, str]]:
        """Yield the entries of a list in a round, each by the last word of the numbers of its questions."""
        found = self.lists.get(number, {})
        for row in found.get(str(year), ()):
            yield {name: str(value) for name, value in zip(found["columns"], row, strict=False)}


@functools.cache
def profile_of(state: str) -> Profile | None:
    """Return the profile of an exercise State over what most of them answer, None when it has none."""
    path = FOLDER / f"{state}.json"
    if not path.exists():
        return None
    common, own = (json.loads(each.read_text(encoding="utf-8")) for each in (FOLDER / "common.json", path))
    answers = {**common["answers"], **own["answers"]}
    return Profile(state, tuple(own["years"]), answers, own["lists"], own.get("restricted_sections", {}))


def fill(filled: engine.Evaluation, profile: Profile, year: int, reported: tuple[int, ...]) -> dict[str, Given]:
    """Fill a form of edition C and return the answers by path; what does not apply stays blank."""
    found: dict[str, Given] = {}
    for item in filled.form.items.values():
        if isinstance(item, engine.Section):
            if item.repeats:
                found.update(fill_list(filled, item, profile, year))
        elif "[" not in item.path and not repeated(filled.form, item.path):
            given = profile.given(item.number, year, reported)
            if given is not None and filled.relevant(item.path):
                filled.set(item.path, given.value)
                found[item.path] = marked(item, given)
    return found


def repeated(form: engine.Form, path: str) -> bool:
    """Return whether a question stands in a list."""
    above = form.items.get(path.rpartition("/")[0])
    return isinstance(above, engine.Section) and above.repeats


def fill_list(filled: engine.Evaluation, section: engine.Section, profile: Profile, year: int) -> dict[str, Given]:
    """Fill the entries of a list that applies, and return their answers by path."""
    found: dict[str, Given] = {}
    for entry in profile.entries(section.number, year):
        place = filled.add_repeat(section.path)
        for child in section.children:
            value = entry.get(child.number.rpartition(".")[2], "")
            if isinstance(child, engine.Question) and value and filled.relevant(f"{place}/{child.name}"):
                filled.set(f"{place}/{child.name}", value)
                found[f"{place}/{child.name}"] = marked(child, Given(value=value))
    return found


def marked(question: engine.Question, given: Given) -> Given:
    """Return an answer with the marking that the form proposes, unless the State chose one."""
    if given.marking != Marking.CLEAR:
        return given
    return Given(given.value, given.silence, given.unchanged_since, marking=drafting.marking_of(question))
