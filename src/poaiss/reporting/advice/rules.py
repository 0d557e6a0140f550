"""The rules of the adviser, read from the reference data and compiled for a form."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy

from poaiss.directory.loading import rows
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version

FILE = "report_advice.csv"
ANY = "*"
"""Stands under edition for every edition, under place for every question that is answered in words."""


class Kind(TextChoices):
    """What sort of advice a rule gives."""

    MISSING = "missing", gettext_lazy("Missing")
    VAGUE = "vague", gettext_lazy("Vague")
    CONTRADICTORY = "contradictory", gettext_lazy("Does not agree")
    SUM = "sum", gettext_lazy("Does not add up")
    OUTDATED = "outdated", gettext_lazy("Outdated")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: where it looks, when it speaks, what it says, and the paragraph that it rests on."""

    code: str
    edition: str
    kind: Kind
    place: str
    condition: str
    predicate: str
    argument: str
    message: str
    mend: str
    source: str

    @property
    def told(self) -> str:
        """What is the matter, in the reader's language."""
        return gettext(self.message)

    @property
    def mended(self) -> str:
        """What to do about it, in the reader's language."""
        return gettext(self.mend)

    def looks_at(self, question: engine.Question) -> bool:
        """Return whether the rule looks at a question; patterns such as ``p_*_90_1`` stand for many."""
        if self.place == ANY:
            return question.type == "text"
        return any(fnmatchcase(question.name, each) for each in self.place.split())


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rules for one form: which look at which question, and which look at the report as a whole."""

    at: dict[str, tuple[tuple[Rule, engine.Condition | None], ...]]
    whole: tuple[Rule, ...]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return every rule on file, in the order of the file."""
    names = [name for name in Rule.__slots__ if name != "kind"]
    return tuple(Rule(kind=Kind(row["kind"]), **{name: row[name] for name in names}) for row in rows(FILE))


def rules_for(edition: str) -> list[Rule]:
    """Return the rules for an edition of the template."""
    return [each for each in rules() if each.edition in (edition, ANY)]


def compiled(version: Version) -> Compiled:
    """Return the rules for a version; compiled once in a process."""
    if version.sha256 not in _KNOWN:
        _KNOWN[version.sha256] = compile_rules(form_of(version), rules_for(version.edition))
    return _KNOWN[version.sha256]


_KNOWN: dict[str, Compiled] = {}


def compile_rules(form: engine.Form, wanted: list[Rule]) -> Compiled:
    """Return RULES compiled for a form; a rule that names a question which the form does not ask is left out there."""
    at: dict[str, list[tuple[Rule, engine.Condition | None]]] = {}
    for rule in wanted:
        for question in form.questions if rule.place else ():
            if not rule.looks_at(question):
                continue
            try:
                condition = engine.compile_condition(form, question.path, rule.condition) if rule.condition else None
            except KeyError:
                continue
            at.setdefault(question.path, []).append((rule, condition))
    return Compiled({path: tuple(each) for path, each in at.items()}, tuple(r for r in wanted if not r.place))
