"""From the XML that a device sent to answers: what the person changed since the form left, and nothing else.

What is absent was not asked (JavaRosa leaves out what does not apply) and stays as it is; what left with an answer
and came back blank was cleared; an entry that is missing while others of its list are there was removed.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from poaiss.access.enums import Marking
from poaiss.questionnaires import engine
from poaiss.questionnaires.errors import problem_of
from poaiss.reporting import drafting
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import Provenance
from poaiss.reporting.models import AnswerRevision, NationalReport
from poaiss.reporting.openrosa.errors import BodyTooLarge, InstanceBroken
from poaiss.reporting.openrosa.forms import TEMPLATE, local
from poaiss.reporting.openrosa.texts import alike, is_file, is_sent, on_device
from poaiss.reporting.paths import plain

LONGEST_ID = 250
Standing = Mapping[str, AnswerRevision]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which form an instance says that it is of."""

    form_id: str
    version: str


@dataclass(frozen=True, slots=True)
class Read:
    """An instance: its identifier, texts by path, names of files by path, entries of lists, what found no place."""

    instance_id: str
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    entries: frozenset[str] = frozenset()
    unknown: dict[str, str] = field(default_factory=dict)


def broken(detail: str = "") -> InstanceBroken:
    """Return the refusal of what is no instance."""
    reason = _("The answers are not XML that can be read.")
    return InstanceBroken(f"{reason} {detail}".strip(), mend=_("Send the form again from the device."))


def harmless() -> etree.XMLParser:
    """Return a parser that opens nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def identity(data: bytes) -> Identity:
    """Return which form the XML is of, from its first element alone."""
    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        _event, root = next(iter(events))
        if not root.get("id"):
            etree.fromstring(data, harmless())  # cut short, or of no form at all
    except (etree.XMLSyntaxError, StopIteration, ValueError) as error:
        raise broken() from error
    return Identity(str(root.get("id") or "").strip(), str(root.get("version") or "").strip())


def read(data: bytes, form: engine.Form) -> Read:
    """Return what an instance says; XML that is broken, hostile or too large is refused."""
    try:
        instance = engine.from_instance_xml(data, form)
    except engine.FormRefused as refused:
        first = problem_of(refused.problems[0])
        if first.code == "file-too-large":
            raise BodyTooLarge(first.reason, mend=first.mend) from refused
        raise broken(f"{first.reason} ({first.code})") from refused
    texts: dict[str, str] = {}
    files: dict[str, str] = {}
    for path, text in instance.answers.items():
        item = form.items.get(plain(path))
        if not isinstance(item, engine.Question) or not item.asked:
            continue
        if is_file(item):
            files |= {path: text.strip()} if text.strip() else {}
        elif is_sent(item):
            texts[path] = text
    given = instance.answers.get("meta/instanceID", "").strip()[:LONGEST_ID]
    unknown = {path: text for path, text in instance.unknown.items() if not path.startswith("meta")}
    return Read(given or digest_id(data), texts, files, frozenset(entries(data, form)), unknown)


def digest_id(data: bytes) -> str:
    """Return an identifier for an instance that brought none: the same bytes are the same instance."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def entries(data: bytes, form: engine.Form) -> Iterator[str]:
    """Yield the path of each entry of a list that stands in an instance (which was found harmless before)."""

    def below(element: etree._Element, path: str) -> Iterator[str]:
        counts: dict[str, int] = {}
        for each in element:
            name = local(each)
            item = form.items.get(plain(f"{path}{name}"))
            if not isinstance(item, engine.Section) or each.get(TEMPLATE) is not None:
                continue
            counts[name] = counts.get(name, 0) + 1
            place = f"{path}{name}[{counts[name]}]" if item.repeats else f"{path}{name}"
            if item.repeats:
                yield place
            yield from below(each, f"{place}/")

    yield from below(etree.fromstring(data, harmless()), "")


def standing_at(report: NationalReport, watermark: int) -> dict[str, AnswerRevision]:
    """Return each answer as it stood when a form left at WATERMARK (one query)."""
    rows = report.history.filter(id__lte=watermark).order_by("path", "-revision").distinct("path")
    return {row.path: row for row in rows}


def changes(found: Read, form: engine.Form, standing: Standing, markings: Mapping[str, str]) -> dict[str, Given]:
    """Return what the person changed: answers that differ from what left with the form, and what was cleared.

    Remark and marking are those that the answer left with: a form on a device does not ask for them. MARKINGS are
    those of the answers that stand now.
    """
    given: dict[str, Given] = {}
    for path, text in {**removed(found, form, standing), **found.texts}.items():
        question = form.items[plain(path)]
        assert isinstance(question, engine.Question)  # noqa: S101 both sources hold questions alone
        left = standing.get(path)
        before = on_device(question, str(left.value), left.kind) if left else ""
        if not alike(question, text, before):
            given[path] = answer_of(question, text, left, markings.get(path))
    return given


def answer_of(question: engine.Question, text: str, left: AnswerRevision | None, marking: str | None) -> Given:
    """Return what the person gives at one place."""
    own = left.marking if left else marking or drafting.marking_of(question)
    value = text.strip() if question.type != "text" else text
    return Given(value=value, remark=left.remark if left else "", marking=Marking(own), provenance=Provenance.OPENROSA)


def removed(found: Read, form: engine.Form, standing: Standing) -> dict[str, str]:
    """Return blanks for the answers in entries that left with the form and did not come back with their list."""
    lists = {entry.rpartition("[")[0] for entry in found.entries}
    blanks: dict[str, str] = {}
    for path in standing:
        item = form.items.get(plain(path))
        if not isinstance(item, engine.Question) or not is_sent(item):
            continue
        for entry in entries_around(path):
            if entry not in found.entries and entry.rpartition("[")[0] in lists:
                blanks[path] = ""
    return blanks


def entries_around(path: str) -> Iterator[str]:
    """Yield the entries of lists that a path lies in."""
    for match in re.finditer(r"\]/", path):
        yield path[: match.start() + 1]


def as_text(data: bytes) -> str:
    """Return the XML as the database keeps it."""
    return data.decode("utf-8", "replace").replace("\0", "\ufffd")


def numbers_of(form: engine.Form, paths: Any) -> list[str]:
    """Return the numbers of the questions at PATHS, each once, in their order."""
    items = (form.items.get(plain(path)) for path in paths)
    return list(dict.fromkeys(item.number or item.name for item in items if isinstance(item, engine.Question)))
