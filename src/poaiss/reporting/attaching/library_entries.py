"""Each law or plan attached to a report is an entry of the library: the State's own, then everybody's (R16).

An entry is described with the answers beside the file in the same entry of the list: title, title in English, year.
What becomes public is described with the public content alone, so that nothing the State restricts gets out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from poaiss.accounts.actor import Actor
from poaiss.library import actions as library
from poaiss.library.enums import Kind
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting.models import Attachment, NationalReport, Snapshot
from poaiss.reporting.paths import plain

AREAS = "law_area"
"""The list of choices that stands beside every law."""
PLAN = "II.A.5"
"""Where the outcome of the third review conference asks for a national action plan."""
Valued = Callable[[str], str]


def origin_of(key: object) -> str:
    """Return the origin of the entry that an attachment became."""
    return f"reporting.attachment:{key}"


def beside(form: engine.Form, path: str) -> Mapping[str, engine.Question]:
    """Return the questions of the same entry of a list by the ending of their name: title, title_en, year, area."""
    question = form.items[plain(path)]
    section = form.items.get(plain(path).rpartition("/")[0])
    if not isinstance(section, engine.Section) or not section.repeats:
        return {}
    stem = question.name.rpartition("_")[0] + "_"
    found = (child for child in section.children if isinstance(child, engine.Question))
    return {child.name.removeprefix(stem): child for child in found if child.name.startswith(stem)}


def kind_of(form: engine.Form, path: str) -> Kind | None:
    """Return what a file attached at PATH is; None for what the library does not take, such as a project proposal."""
    near = beside(form, path)
    area = near.get("area")
    if area is not None and area.choices is not None and area.choices.name == AREAS:
        return Kind.LAW
    if PLAN in form.items[plain(path)].poa.get("implements", ""):
        return Kind.PLAN
    return Kind.OTHER if "title" in near else None


def described(report: NationalReport | Snapshot, path: str, name: str, value: Valued) -> library.Described | None:
    """Return what is known of a file from the answers that VALUE gives, or None when it is not for the library."""
    form = form_of(report.version)
    kind = kind_of(form, path)
    if kind is None:
        return None
    folder = path.rpartition("/")[0]
    near = {key: value(f"{folder}/{each.name}").strip() for key, each in beside(form, path).items()}
    question = form.items[plain(path)]
    year = near.get("year", "")
    return library.Described(
        title=near.get("title") or near.get("title_en") or name,
        kind=kind,
        title_english=near.get("title_en", ""),
        adopted=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        theme=question.poa.get("theme", ""),
        year=report.round.year,
        number=question.number,
    )


def deposit(report: NationalReport, attachment: Attachment, by: Actor) -> None:
    """Put an attached law or plan into the library for its State's own eyes."""
    stored = dict(report.answers.values_list("path", "value"))
    found = described(report, attachment.path, attachment.name, lambda path: str(stored.get(path, "")))
    if found is None:
        return
    file = library.File(attachment.name, attachment.sha256, attachment.media_type, attachment.size)
    library.deposit(state=report.state, origin=origin_of(attachment.pk), file=file, described=found, by=by)


def end(report: NationalReport, attachment: Attachment, by: Actor) -> None:
    """Say in the library that a file no longer stands in the report."""
    library.end(state=report.state, origin=origin_of(attachment.pk), by=by)


def release_published(snapshot: Snapshot, by: Actor) -> int:
    """Show everybody the laws and plans that a publication holds, and those alone; return how many are shown.

    What an earlier publication of the report showed and this one does not goes back to the State's own eyes; the
    earlier publication itself never changes.
    """
    lines = {each["path"]: each for each in snapshot.content["answers"]}
    public = {path: each["file"] for path, each in lines.items() if "file" in each}
    texts, others = {}, []
    for row in Attachment.objects.filter(report=snapshot.report_id):
        said = public.get(row.path)
        is_said = said is not None and said["sha256"] == row.sha256 and row.ended_at is None
        found = described(snapshot, row.path, row.name, value_in(lines)) if is_said else None
        if found is None:
            others.append(origin_of(row.pk))
        else:
            texts[origin_of(row.pk)] = found
    library.withhold(state=snapshot.state, origins=others, by=by)
    return len(library.release(state=snapshot.state, texts=texts, by=by))


def value_in(lines: Mapping[str, Mapping[str, Any]]) -> Valued:
    """Return how to read a value of public content; what is restricted is blank there."""
    return lambda path: str(lines.get(path, {}).get("value", ""))
