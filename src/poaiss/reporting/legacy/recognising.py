"""What a document seems to be: State, year and edition as proposals with their reason; a person chooses."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.common.clock import today
from poaiss.directory.models import State
from poaiss.questionnaires.models import Question, Version
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting.fragments.records import FIRST_YEAR, Names, words_of
from poaiss.reporting.legacy.passages import numbered
from poaiss.reporting.models import LegacyDocument

OPENING = 4000
"""Letters at the beginning in which a document says what it is."""
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
FEWEST, ALIKE = 2, 0.3
"""Questions that must be alike before an edition is proposed, and the share of words that makes two alike."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed value and why; without a value nothing is proposed."""

    value: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for a document."""

    state: Proposal
    year: Proposal
    edition: Proposal


def recognise(document: LegacyDocument) -> Proposals:
    """Return proposals for State, year and edition; nothing is stored."""
    return Proposals(state_of(document), year_of(document), edition_of(document.text))


def state_of(document: LegacyDocument) -> Proposal:
    """Propose the State that the opening of a document or its name mentions most; a tie proposes none."""
    kind = State.objects.filter(kind="exercise")
    own = set((kind if document.exercise else State.objects.exclude(kind="exercise")).values_list("code", flat=True))
    names = {words: next(iter(codes)) for words, codes in Names.load().states.items() if len(codes) == 1}
    counts = Counter(
        code for text in (document.name, document.text[:OPENING]) for code in mentioned(text, names) if code in own
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return Proposal()
    code, times = ranked[0]
    why = ngettext("named %(times)d time at the beginning", "named %(times)d times at the beginning", times)
    return Proposal(code, why % {"times": times})


def mentioned(text: str, names: dict[tuple[str, ...], str]) -> list[str]:
    """Return the States named in a text, the longest name first: Guinea-Bissau is no Guinea."""
    words, found, at = words_of(text.replace("_", " ")), [], 0
    longest = max(map(len, names), default=0)
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            if code := names.get(words[at : at + size]):
                found.append(code)
                at += size - 1
                break
        at += 1
    return found


def year_of(document: LegacyDocument) -> Proposal:
    """Propose the year in the name of the file, else the one that the opening shows most."""
    for text, why in ((document.name, _("in the name of the file")), (document.text[:OPENING], _("at the beginning"))):
        years = [int(each) for each in YEAR.findall(text.replace("_", " "))]
        ranked = Counter(each for each in years if FIRST_YEAR < each <= today().year).most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return Proposal(str(ranked[0][0]), why)
    return Proposal()


def edition_of(text: str) -> Proposal:
    """Propose the edition whose questions the numbered lines of a text resemble most; a tie proposes none."""
    lines = numbered(text)
    counts = Counter({edition: alike(lines, list(version.questions.all())) for edition, version in versions().items()})
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < FEWEST or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return Proposal()
    edition, count = ranked[0]
    return Proposal(edition, _("%(count)d numbered questions resemble it") % {"count": count})


def versions() -> dict[str, Version]:
    """Return the current form of each edition."""
    return {edition: version for edition, version in current_versions().items() if edition}


def alike(lines: list[tuple[str, str]], questions: list[Question]) -> int:
    """Count the numbered lines that share words with the question of the same number, in any language of the form."""
    labels = {each.number: [set(words_of(text)) for text in each.labels.values()] for each in questions}
    return sum(
        any(share(set(words_of(text)), each) >= ALIKE for each in labels.get(number, ())) for number, text in lines
    )


def share(line: set[str], label: set[str]) -> float:
    """Return which share of the longer words of a label stands in a line."""
    wanted = {word for word in label if len(word) > 3} or label
    return len(wanted & line) / len(wanted) if wanted else 0.0
