"""Reports and read-back for the tests of documents."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from pypdf import PdfReader

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.documents.assembling import view_of
from poaiss.reporting.documents.view import Heading, Line, ReportView, Skipped, Table
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import AnswerTranslation, Attachment, NationalReport
from poaiss.reporting.translating.originals import digest
from tests.unit.reporting.people import LADDER, actor, answered, person, started, step

BODY, DEVELOPMENTS, CONTACT = "section_1/q_1_1", "section_0/p_0_3", "section_1/q_1_2"
PLAN, PLAN_FILE, BODY_NAME = "section_1/q_1_3", "section_1/q_1_3_file", "section_1/body/q_1_1_a"
SURPLUS, CRIME, LOST = "section_5/p_5_6", "section_6/p_6_2", "section_7/p_7_10"
NARRATIVE = "The register was renewed.\nIt now holds 9 678 weapons."
ARABIC = "تأسست لجنة وطنية جديدة في عام 2025 برئاسة وزارة الداخلية"
FRENCH = "Le registre a été renouvelé."


def destroyed(*rows: tuple[str, str, str]) -> dict[str, Given]:
    """Return entries of the list of destruction: year, type of weapon, number."""
    found = {}
    for at, values in enumerate(rows, start=1):
        for name, value in zip(("year", "type", "count"), values, strict=True):
            found[f"section_6/p_6_7[{at}]/p_6_7_{name}"] = Given(value)
    return found


ANSWERS: dict[str, Given] = {
    BODY: Given("yes", remark="The decree is being revised."),
    DEVELOPMENTS: Given(NARRATIVE),
    BODY_NAME: Given(ARABIC),
    CONTACT: Given("no"),
    PLAN: Given("yes"),
    SURPLUS: Given("a b", marking=Marking.AMBER),
    CRIME: Given("yes", silence=AnswerKind.UNCHANGED, unchanged_since=2024),
    LOST: Given(silence=AnswerKind.NOT_APPLICABLE, remark="There is no register."),
    **destroyed(("2024", "pistols", "1610"), ("2025", "hmg", "8068")),
}


def draft(answers: dict[str, Given] | None = None) -> NationalReport:
    """Return a draft with an answer of each sort, a file, and an unofficial translation."""
    report = answered(started(), answers or ANSWERS)
    with acting_as(actor(Role.CONTRIBUTOR)):
        Attachment.objects.create(
            report=report,
            path=PLAN_FILE,
            name="plan 2025.pdf",
            media_type="application/pdf",
            size=12,
            sha256="ab" * 32,
            by=person(Role.CONTRIBUTOR),
        )
    return report


def translated(report: NationalReport, path: str, text: str, original: str, language: str = "fr") -> None:
    """Put an unofficial translation beside an answer."""
    with acting_as(actor(Role.CONTRIBUTOR)):
        AnswerTranslation.objects.create(
            report=report,
            path=path,
            language=language,
            text=text,
            original_sha256=digest(original),
            by=person(Role.CONTRIBUTOR),
        )


def submitted(steps: int = 3) -> NationalReport:
    """Return a report after so many steps of the ladder."""
    report = draft()
    for role, action in LADDER[:steps]:
        report = step(report, role, action)
    return report


def view(report: NationalReport, language: str = "en", *, final: bool = False, **given: object) -> ReportView:
    """Return the view of a report as its own State sees it."""
    with acting_as(actor(Role.CONTRIBUTOR)):
        return view_of(report, language=language, final=final, **given)  # type: ignore[arg-type]


def lines(found: ReportView) -> dict[str, Line]:
    """Return the questions of a view by path, those in lists too."""
    own = [each for section in found.sections for each in section.items]
    cells = [cell for each in own if isinstance(each, Table) for row in each.rows for cell in row]
    return {each.path: each for each in (*own, *cells) if isinstance(each, Line)}


def tables(found: ReportView) -> dict[str, Table]:
    """Return the lists of a view by number."""
    return {each.number: each for section in found.sections for each in section.items if isinstance(each, Table)}


def skipped(found: ReportView) -> list[str]:
    """Return the numbers of the questions that were not asked."""
    own = [each for section in found.sections for each in section.items if isinstance(each, Skipped)]
    return [number for each in own for number in each.numbers]


def headings(found: ReportView) -> list[str]:
    """Return the titles of the groups."""
    return [each.title for section in found.sections for each in section.items if isinstance(each, Heading)]


def saying(found: ReportView, path: str, text: str) -> ReportView:
    """Return a view in which the State's answer at PATH is TEXT."""
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(each, value=text, is_words=False, is_silence=False)
                if isinstance(each, Line) and each.path == path
                else each
                for each in section.items
            ),
        )
        for section in found.sections
    )
    return replace(found, sections=sections)


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF as an extractor finds it, letters in their plain form, spaces as one."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(unicodedata.normalize("NFKC", "\n".join(pages)).split())


def words_in(text: str, words: Iterable[str]) -> list[str]:
    """Return which words stand in a text whole; extractors find the words of a line in one order or the other."""
    return [word for word in words if word in text]
