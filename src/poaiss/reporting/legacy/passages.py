"""Passages of a text that may be answers: a number of the edition at the beginning of a line, and what follows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poaiss.reporting.fragments.placing import Index, option_of, yes_or_no
from poaiss.reporting.legacy.text import PAGE

NUMBER = r"(?:[1-9]\d?(?:\.[0-9]{1,2})*(?:\.[a-z](?:\.[ivx]{1,4})?)?)"
LINE = re.compile(
    rf"^[ \t]*(?:(?:Q|Question|Pregunta|Вопрос|السؤال|问题)\.?[ \t]*)?({NUMBER})[.):]?[ \t]+(\S.*)$",
    re.MULTILINE | re.IGNORECASE,
)
LONGEST = 2000
TICKED = re.compile(r"(?:\[\s*[xX✓✔]\s*\]|[☒☑✓✔■])\s*([^\[\]☒☐☑□■\n\t]{1,40})")
BOXES = re.compile(r"\[\s*[xX✓✔]?\s*\]|[☒☐☑□■]")
NO_RESPONSE = re.compile(r"\[\s*no response\s*\]", re.IGNORECASE)
QUESTION_ENDS = re.compile(r"[?？؟]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its number, its page, and the answer that it seems to hold."""

    number: str
    page: int
    text: str
    value: str


def numbered(text: str) -> list[tuple[str, str]]:
    """Return the lines that begin with a number: number and the rest of the line."""
    return [(found[1].casefold(), found[2]) for found in LINE.finditer(text)]


def passages(text: str, index: Index) -> Iterator[Passage]:
    """Yield the passages that begin with a number of INDEX, each up to the next one, in their order."""
    found = [each for each in LINE.finditer(text) if is_known(each[1].casefold(), index)]
    for at, each in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        whole = text[each.start() : end].replace(PAGE, "\n").strip()[:LONGEST]
        page = text.count(PAGE, 0, each.start()) + 1
        yield Passage(each[1].casefold(), page, whole, answer_in(text[each.start(2) : end].replace(PAGE, "\n")))


def is_known(number: str, index: Index) -> bool:
    """Return whether an edition has the question or the choice NUMBER."""
    return number in index or option_of(number, index) is not None


def answer_in(text: str) -> str:
    """Return what seems to be the answer in the text after a number; '' when the cell seems to be blank.

    A ticked box counts, an unticked one does not; else it is what follows the question mark, or the first line.
    """
    if NO_RESPONSE.search(text):
        return ""
    if ticked := [each.strip(" .;,") for each in TICKED.findall(text)]:
        return "; ".join(each for each in ticked if each)
    if BOXES.search(text):
        return ""
    ends = list(QUESTION_ENDS.finditer(text))
    rest = text[ends[0].end() :] if ends else after_the_first_line(text)
    rest = rest.strip(" \t\r\n:.–-")
    last = rest.split("\t")[-1].strip() if "\t" in rest else rest
    return last if yes_or_no(last) else " ".join(rest.split())[:LONGEST]


def after_the_first_line(text: str) -> str:
    """Return what follows the first cell or the first line of a question without a question mark."""
    for mark in ("\t", "\n", ": "):
        _before, found, after = text.partition(mark)
        if found and after.strip():
            return after
    return ""
