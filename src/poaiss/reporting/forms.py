"""What a person typed on the page of a section, as answers; whatever was typed is taken."""

import hashlib
import re
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from poaiss.access.enums import Marking
from poaiss.directory.enums import LANGUAGES
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind

MOST_FIELDS = 2_000
LONGEST = 100_000
DIGEST = re.compile(r"[0-9a-f]{64}")
YEAR = re.compile(r"20[0-9][0-9]")


@dataclass(slots=True)
class Typed:
    """The answers of a page by path, and what could not be understood, by path."""

    answers: dict[str, Given] = field(default_factory=dict)
    bases: dict[str, int] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)


def parse_section(posted: QueryDict, section: str) -> Typed:
    """Return the answers posted for the questions of SECTION; fields of other sections are not taken."""
    typed = Typed()
    for path in dict.fromkeys(posted.getlist("asked")[:MOST_FIELDS]):
        if path.startswith(f"{section}/"):
            typed.answers[path] = given(posted, path, typed)
            typed.bases[path] = base(posted, path)
    return typed


def base(posted: QueryDict, path: str) -> int:
    """Return the revision of the answer that the page had shown; 0: there was none."""
    revision = posted.get(f"revision:{path}", "")
    return int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0


def given(posted: QueryDict, path: str, typed: Typed) -> Given:
    """Return the answer posted for one question."""
    value = " ".join(each for each in posted.getlist(f"value:{path}") if each)[:LONGEST].replace("\r\n", "\n")
    if not value:
        value = posted.get(f"stray:{path}", "")[:LONGEST]  # a text that was no choice stays until one is chosen
    silence, year = silence_of(posted, path, typed)
    return Given(
        value=value if value.strip() else "",
        silence=silence,
        unchanged_since=year,
        remark=posted.get(f"remark:{path}", "")[:LONGEST].replace("\r\n", "\n").strip(),
        marking=Marking.AMBER if posted.get(f"restricted:{path}") else Marking.CLEAR,
    )


def silence_of(posted: QueryDict, path: str, typed: Typed) -> tuple[AnswerKind | None, int | None]:
    """Return the silence that a person chose; "unchanged since" needs the year of the report it stands in."""
    chosen = posted.get(f"silence:{path}", "")
    if chosen == AnswerKind.NOT_APPLICABLE:
        return AnswerKind.NOT_APPLICABLE, None
    if chosen != AnswerKind.UNCHANGED:
        return None, None
    year = posted.get(f"since:{path}", "").strip()
    if YEAR.fullmatch(year):
        return AnswerKind.UNCHANGED, int(year)
    message = _("Write the year of the report in which the answer stands, for example 2024.")
    typed.problems.append({"message": message, "path": path})
    return None, None


def language_chosen(posted: QueryDict) -> str:
    """Return the UN language that a report is to be written in; '' leaves it to the State's own."""
    given = posted.get("language", "")
    return given if given in LANGUAGES else ""


def digest_asked(request: HttpRequest) -> str:
    """Return the digest that a person asks about: of a file that was sent, or as typed; '' for none."""
    if sent := request.FILES.get("file"):
        digest = hashlib.sha256()
        for part in sent.chunks():
            digest.update(part)
        return digest.hexdigest()
    typed = "".join((request.POST.get("sha256") or request.GET.get("sha256") or "").split()).casefold()
    return typed if DIGEST.fullmatch(typed) else ""
