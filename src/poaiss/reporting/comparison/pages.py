"""What the pages of comparison show, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.directory.queries import language_code
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.models import Version
from poaiss.reporting import carrying, comparing, content, drafting, pages, queries
from poaiss.reporting.comparing import Change
from poaiss.reporting.comparison.words import Piece, pieces, whole
from poaiss.reporting.models import NationalReport, Snapshot
from poaiss.reporting.paths import plain
from poaiss.reporting.permissions import secretariat_of, sections_for


@dataclass(frozen=True, slots=True)
class Row:
    """One question on the page."""

    number: str
    entry: str
    label: str
    kind: str
    kind_label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def kind_words(kind: str) -> str:
    """Return what happened to an answer."""
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "dropped": _("No longer answered"),
        "confirmed": _("Confirmed"),
        "unchanged": _("Unchanged"),
    }[kind]


def row_of(found: Change, question: engine.Question) -> Row:
    """Return a change with its texts in the reader's words, set beside each other word by word."""
    before = words_of(question, found.before, found.before_kind, found.before_remark)
    after = words_of(question, found.after, found.after_kind, found.after_remark)
    if found.kind == "changed":
        old, new = pieces(before, after)
    else:
        old = whole("del" if found.kind == "dropped" else "same", before)
        new = whole("ins" if found.kind == "new" else "same", after)
    label = engine.text_in(question.labels, language_code(), "en") or question.name
    return Row(found.number, pages.entry_of(found.path), label, found.kind, kind_words(found.kind), old, new)


def words_of(question: engine.Question, value: str, kind: str, remark: str) -> str:
    """Return what one side says in the reader's language."""
    said = "" if value == kind and kind not in content.SAID.values() else value
    return content.words_of(question, {"kind": kind, "value": said, "remark": remark})


def sections(version: Version, changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return changes by section, in the order of the form."""
    form = form_of(version)
    grouped: dict[str, list[Row]] = {}
    for each in changes:
        question = form.items.get(plain(each.path))
        if isinstance(question, engine.Question):
            grouped.setdefault(each.path.split("/")[0], []).append(row_of(each, question))
    tops = [(each.name, drafting.part_of(each, ())) for each in drafting.top_sections(version)]
    return [{"part": part, "rows": grouped[name]} for name, part in tops if name in grouped]


def shown(version: Version, changes: list[Change], *, everything: bool) -> dict[str, Any]:
    """Return the changes with how many there are of each kind."""
    counts = {kind: sum(each.kind == kind for each in changes) for kind in ("new", "changed", "dropped")}
    kept = changes if everything else comparing.only_changed(changes)
    return {
        "sections": sections(version, kept),
        "counts": [(kind_words(kind), count) for kind, count in counts.items() if count],
        "same": len(changes) - sum(counts.values()),
        "everything": everything,
    }


def own(actor: Actor, report: NationalReport, changes: Iterable[Change]) -> list[Change]:
    """Return what the actor may see of the changes: an agency sees the sections assigned to it."""
    names = None if secretariat_of(actor, report) else sections_for(actor, report)
    return [each for each in changes if names is None or each.path.split("/")[0] in names]


def report_page(actor: Actor, report: NationalReport, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a report beside the State's last one, or beside its own submission ASKED for; None: no such one."""
    earlier = comparing.submissions_of(report)
    number = asked.get("since", "")
    source = carrying.source_of(report)
    context: dict[str, Any] = {
        "report": report,
        "title": pages.heading(report),
        "exercise": report.state.is_exercise,
        "submissions": earlier,
        "since": number,
        "last_year": source[0] if source else None,
        "after_label": _("This report"),
        "languages": (source[1]["language"] if source else "", report.language),
    }
    everything = "everything" in asked
    if number:
        chosen = next((each for each in earlier if str(each.number) == number), None)
        if chosen is None:
            return None
        found = own(actor, report, comparing.since_submission(report, chosen))
        label = _("Submission %(number)d") % {"number": chosen.number}
        languages = (chosen.content["language"], report.language)
        return {
            **context,
            **shown(report.version, found, everything=everything),
            "before_label": label,
            "languages": languages,
        }
    found = own(actor, report, comparing.changes_of(report))
    label = _("Report of %(year)d") % {"year": source[0]} if source else ""
    return {**context, **shown(report.version, found, everything=everything), "before_label": label}


def snapshot_page(snapshot: Snapshot, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a publication beside the one before it, or None when it is the first."""
    before = comparing.predecessor(snapshot)
    if before is None:
        return None
    found = comparing.between(before, snapshot)
    return {
        "snapshot": snapshot,
        "before": before,
        "title": queries.title_of(snapshot.state_id, snapshot.round.year),
        "exercise": snapshot.state.is_exercise,
        "before_label": publication_words(before),
        "after_label": publication_words(snapshot),
        "languages": (before.language, snapshot.language),
        **shown(snapshot.version, found, everything="everything" in asked),
    }


def publication_words(snapshot: Snapshot) -> str:
    """Return what a publication is called beside another."""
    words = {"year": snapshot.round.year, "number": snapshot.number}
    return _("Report of %(year)d, publication %(number)d") % words
