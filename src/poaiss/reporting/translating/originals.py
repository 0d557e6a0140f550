"""The words of a report that can be translated: free texts and explanations, never choices, numbers or links.

What a person is reached by has no translation; a place in the form names its explanation with ``#remark`` behind it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting import content
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import NationalReport, Snapshot

REMARK = "#remark"
RIGHT_TO_LEFT = ("ar",)
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Original:
    """A text of the State at its place in the form."""

    path: str
    number: str
    text: str

    @property
    def section(self) -> str:
        """Name of the section in the form."""
        return self.path.split("/")[0]

    @property
    def question_path(self) -> str:
        """Place of the question in the form, without the indexes of lists."""
        return INDEX.sub("", self.path.removesuffix(REMARK))

    @property
    def entry(self) -> str:
        """Which entry of a list it stands in, '' outside lists."""
        return "/".join(each.strip("[]") for each in INDEX.findall(self.path))

    @property
    def is_remark(self) -> bool:
        """Whether it explains an answer."""
        return self.path.endswith(REMARK)

    @property
    def sha256(self) -> str:
        """Digest of the text: another text makes a translation stale."""
        return digest(self.text)


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def direction(language: str) -> str:
    """Return the direction in which a UN language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def is_prose(text: str) -> bool:
    """Return whether a text holds words beside links and numbers."""
    return any(letter.isalpha() for letter in LINK.sub("", text))


def originals(version: Version, lines: Iterable[Mapping[str, Any]]) -> Iterator[Original]:
    """Yield the texts in the answers of a report or of a publication, in the order of the form."""
    items = form_of(version).items
    for line in lines:
        path, number = line["path"], line.get("number", "")
        question = items.get(INDEX.sub("", path))
        if not isinstance(question, engine.Question) or question.poa.get("marking"):
            continue
        value = str(line.get("value", ""))
        if question.type == "text" and line["kind"] == AnswerKind.ANSWERED and is_prose(value):
            yield Original(path, number, value)
        if is_prose(remark := str(line.get("remark", ""))):
            yield Original(f"{path}{REMARK}", number, remark)


def of_report(report: NationalReport) -> list[Original]:
    """Return the texts of a report as it stands, as far as the actor sees it."""
    found = content.content(report, content.stored_answers(report), number=0, public=False)
    return list(originals(report.version, found["answers"]))


def of_snapshot(snapshot: Snapshot) -> list[Original]:
    """Return the texts of a publication; what the State restricts is not among them."""
    return list(originals(snapshot.version, snapshot.content["answers"]))
