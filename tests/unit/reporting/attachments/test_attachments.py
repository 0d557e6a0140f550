"""Attach, replace, detach, publish: answer, row, library, audit log; what is refused changes nothing."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry as Logged
from poaiss.common import files
from poaiss.common.errors import PoaissError
from poaiss.library.models import Entry
from poaiss.reporting import actions, attachments
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Answer, Assignment, Attachment, NationalReport, Snapshot
from tests.unit.reporting.attachments import samples
from tests.unit.reporting.people import LAWS, actor, answered, brought_to, person, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R16")]
LAW = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_file"
TITLE = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title"
TITLE_EN = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title_en"
YEAR = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_year"
PLAN = "section_1/q_1_3_file"
HAS_PLAN = "section_1/q_1_3"


def put(
    report: NationalReport, path: str = LAW, data: bytes = samples.PDF, name: str = "law.pdf", by: Actor | None = None
) -> Attachment:
    who = by or actor(Role.CONTRIBUTOR, report.state_id)
    with acting_as(who):
        return attachments.attach(report=report, path=path, name=name, stream=io.BytesIO(data), by=who)


def value(report: NationalReport, path: str) -> str:
    with acting_as(actor(Role.CONTRIBUTOR, report.state_id)):
        found = Answer.objects.filter(report=report, path=path).first()
        return str(found.value) if found else ""


def seen(who: Actor, model: Any = Attachment) -> set[str]:
    with acting_as(who):
        return {each.name for each in visible_to(who, model)}


def kept(store: Path) -> int:
    return len([each for each in store.rglob("*") if each.is_file()]) if store.exists() else 0


def test_an_attached_law_is_an_answer_a_row_a_line_in_the_log_and_an_entry_of_the_library(store: Path) -> None:
    report = answered(
        started(), {LAWS: Given("yes"), TITLE: Given("Loi n° 5"), TITLE_EN: Given("Law 5"), YEAR: Given("2019")}
    )
    row = put(report, name="../laws/Loi n° 5.pdf")
    assert (row.name, row.media_type, row.size) == ("Loi n° 5.pdf", "application/pdf", len(samples.PDF))
    assert value(report, LAW) == "Loi n° 5.pdf"
    assert files.path_of(row.sha256).read_bytes() == samples.PDF
    with acting_as(actor(Role.CONTRIBUTOR)):
        entry = Entry.objects.get()
        assert attachments.current(report) == {LAW: row}
    assert (entry.title, entry.title_english, entry.adopted, entry.kind) == ("Loi n° 5", "Law 5", 2019, "law")
    assert (entry.state_id, entry.theme, entry.year, entry.number) == ("XAV", "brokering", 2026, "4.1.1.file")
    assert (entry.audience, entry.sha256, entry.origin) == ("own", row.sha256, f"reporting.attachment:{row.pk}")
    log = Logged.objects.filter(chain="XAV", object_id=str(row.pk)).values_list("action", flat=True)
    assert list(log) == ["reporting.attach"]


def test_a_file_takes_the_place_of_another_which_is_kept(store: Path) -> None:
    report = answered(started())
    first = put(report)
    second = put(report, data=samples.DOCX, name="law.docx")
    with acting_as(actor(Role.CONTRIBUTOR)):
        first.refresh_from_db()
        assert first.ended_at is not None
        assert str(first.ended_by_id) == actor(Role.CONTRIBUTOR).identifier
        assert attachments.current(report) == {LAW: second}
        assert dict(Entry.objects.values_list("name", "ended_at"))["law.pdf"] is not None
        assert dict(Entry.objects.values_list("name", "ended_at"))["law.docx"] is None
    assert value(report, LAW) == "law.docx"
    assert kept(store) == 2


def test_a_detached_file_stays_on_record_and_its_answer_is_blank(store: Path) -> None:
    report = answered(started())
    row = put(report)
    step(report, Role.CONTRIBUTOR, lambda report, by: attachments.detach(attachment=row, by=by))
    again = step(report, Role.CONTRIBUTOR, lambda report, by: attachments.detach(attachment=row, by=by))
    assert value(report, LAW) == ""
    assert again.ended_at is not None
    assert seen(actor(Role.CONTRIBUTOR)) == {"law.pdf"}
    assert files.path_of(row.sha256).exists()


def test_remark_and_marking_stay_as_the_state_chose(store: Path) -> None:
    report = answered(started(), {LAWS: Given("yes"), LAW: Given("", remark="by post", marking=Marking.AMBER)})
    put(report)
    with acting_as(actor(Role.CONTRIBUTOR)):
        found = Answer.objects.get(report=report, path=LAW)
    assert (found.value, found.remark, found.marking) == ("law.pdf", "by post", "amber")


BAD = {
    "zero bytes": (b"", "law.pdf", "attachment-empty"),
    "a disguised executable": (samples.EXE, "law.pdf", "attachment-kind"),
    "a name turned round": (samples.EXE, "law\u202efdp.exe", "attachment-kind"),
    "a name turned round, a real document": (samples.PDF, "law\u202efdp.exe", "attachment-name"),
    "macros": (samples.WITH_MACROS, "law.docx", "attachment-active"),
    "an archive": (samples.ZIP, "laws.zip", "attachment-kind"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_and_the_draft_is_as_it_was(store: Path, case: str) -> None:
    data, name, code = BAD[case]
    report = answered(started())
    first = put(report)
    with pytest.raises(PoaissError) as found:
        put(report, data=data, name=name)
    assert found.value.code == code
    assert value(report, LAW) == "law.pdf"
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert attachments.current(report) == {LAW: first}
        assert Entry.objects.count() == 1
    assert kept(store) == 1


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(store: Path, settings: Any) -> None:
    settings.ATTACHMENT_LIMIT = 100
    report = answered(started())
    with pytest.raises(files.TooLarge):
        put(report, data=samples.PDF + b"%" * 100)
    assert kept(store) == 0
    assert value(report, LAW) == ""


def test_no_more_files_than_a_report_may_have(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "AT_ONCE", 1)
    report = answered(started(), {LAWS: Given("yes"), HAS_PLAN: Given("yes")})
    put(report)
    put(report, data=samples.DOCX, name="other.docx")  # in the place of the first
    with pytest.raises(PoaissError) as found:
        put(report, path=PLAN)
    assert found.value.code == "attachment-too-many"


@pytest.mark.parametrize(
    "path",
    [
        "section_4/q_4_1",
        "section_4/brokering_details/q_4_1_1/q_4_1_1_file",
        "section_4/brokering_details/q_4_1_1[0]/q_4_1_1_file",
        "section_4/brokering_details/q_4_1_1[1001]/q_4_1_1_file",
        "section_4/brokering_details/q_4_1_1[x]/q_4_1_1_file",
        "section_4[1]/brokering_details/q_4_1_1[1]/q_4_1_1_file",
        "../section_1/q_1_3_file",
        "",
    ],
)
def test_only_a_question_for_a_file_takes_one(store: Path, path: str) -> None:
    report = answered(started())
    with pytest.raises(PoaissError) as found:
        put(report, path=path)
    assert found.value.code in ("question-unknown", "attachment-question")
    assert kept(store) == 0


def test_a_closed_report_takes_no_file(store: Path) -> None:
    report = brought_to(1)
    with pytest.raises(PoaissError) as found:
        put(report)
    assert found.value.code == "report-closed"
    assert kept(store) == 0


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.STATE_ADMINISTRATOR, Role.AGENCY_OFFICER])
def test_who_does_not_draft_attaches_nothing(store: Path, role: Role) -> None:
    report = answered(started())
    with pytest.raises((Refused, NationalReport.DoesNotExist)):
        put(report, by=actor(role))
    assert kept(store) == 0


def assign(report: NationalReport, section: str) -> Actor:
    officer = person(Role.AGENCY_OFFICER)
    agency = officer.memberships.get().agency
    assert agency is not None
    with acting_as(actor(Role.CONTRIBUTOR)):
        Assignment.objects.create(
            report=report, state=report.state, section=section, agency=agency, asked_by=person(Role.CONTRIBUTOR)
        )
    return actor(Role.AGENCY_OFFICER)


def test_an_officer_attaches_in_the_section_asked_for_and_sees_that_alone(store: Path) -> None:
    report = answered(started(), {LAWS: Given("yes"), HAS_PLAN: Given("yes")})
    put(report, path=PLAN, name="plan.pdf")
    officer = assign(report, "section_4")
    with pytest.raises(Refused):
        put(report, path=PLAN, name="other.pdf", by=officer)
    put(report, by=officer)
    assert seen(officer) == {"law.pdf"}
    assert seen(officer, Entry) == {"law.pdf"}
    with acting_as(officer):
        assert set(Attachment.objects.values_list("name", flat=True)) == {"law.pdf"}


def test_files_of_a_draft_are_the_states_own_until_submitted(store: Path) -> None:
    report = answered(started())
    put(report, name="first.pdf")
    put(report, data=samples.DOCX, name="law.docx")
    office, stranger = actor(Role.SECRETARIAT), actor(Role.CONTRIBUTOR, "XBO")
    everybody = (office, stranger, NOBODY)
    assert [seen(each) for each in everybody] == [set(), set(), set()]
    for role, action in ((Role.CONTRIBUTOR, actions.mark_complete), (Role.APPROVER, actions.approve)):
        step(report, role, action)
    step(report, Role.MISSION, actions.submit)
    assert [seen(each) for each in everybody] == [{"law.docx"}, set(), set()]
    assert [seen(each, Entry) for each in everybody] == [set(), set(), set()]


def published(report: NationalReport) -> Snapshot:
    for role, action in (
        (Role.CONTRIBUTOR, actions.mark_complete),
        (Role.APPROVER, actions.approve),
        (Role.MISSION, actions.submit),
        (Role.SECRETARIAT, actions.receive),
        (Role.SECRETARIAT, actions.publish),
    ):
        step(report, role, action)
    snapshot = Snapshot.objects.order_by("-number").first()
    assert snapshot is not None
    return snapshot


def test_publishing_releases_what_is_public_and_nothing_restricted(store: Path) -> None:
    amber = Given("Secret title", marking=Marking.AMBER)
    report = answered(started(), {LAWS: Given("yes"), HAS_PLAN: Given("yes"), TITLE: amber, YEAR: Given("2019")})
    law = put(report)
    put(report, path=PLAN, name="plan.pdf", data=samples.PDF + b"%2")
    answered(report, {PLAN: Given("plan.pdf", marking=Marking.AMBER)})
    snapshot = published(report)
    with acting_as(NOBODY):
        (entry,) = visible_to(NOBODY, Entry)
        assert Entry.objects.count() == 1
    assert (entry.name, entry.title, entry.adopted) == ("law.pdf", "law.pdf", 2019)
    assert attachments.public_file(snapshot.content, law.sha256) == {
        "name": "law.pdf",
        "sha256": law.sha256,
        "size": law.size,
        "media_type": "application/pdf",
    }
    with acting_as(actor(Role.CONTRIBUTOR)):
        plan = Attachment.objects.get(path=PLAN)
    assert attachments.public_file(snapshot.content, plan.sha256) is None


def test_an_amendment_takes_back_what_it_no_longer_holds(store: Path) -> None:
    report = answered(started())
    row = put(report)
    published(report)
    assert seen(NOBODY, Entry) == {"law.pdf"}
    step(report, Role.MISSION, actions.amend)
    step(report, Role.CONTRIBUTOR, lambda report, by: attachments.detach(attachment=row, by=by))
    assert seen(NOBODY, Entry) == {"law.pdf"}, "what was published stays until the next publication"
    published(report)
    assert seen(NOBODY, Entry) == set()


def test_a_project_proposal_is_no_entry_of_the_library(store: Path) -> None:
    report = answered(started())
    put(report, path="section_4/assistance_4/p_4_90_4", name="proposal.pdf")
    assert seen(actor(Role.CONTRIBUTOR)) == {"proposal.pdf"}
    assert seen(actor(Role.CONTRIBUTOR), Entry) == set()


def test_the_database_itself_refuses_a_file_of_another_state(store: Path) -> None:
    report = answered(started())
    put(report)
    stranger = actor(Role.CONTRIBUTOR, "XBO")
    with acting_as(stranger):
        assert Attachment.objects.count() == 0
        assert Entry.objects.count() == 0
        assert Entry.objects.update(audience="public", released_at="2026-01-01T00:00Z") == 0
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO reporting_attachment (id, report_id, path, name, media_type, size, sha256, at, by_id)"
                " VALUES (%s, %s, 'section_4/x', 'x', 'x', 1, 'x', now(), %s)",
                [uuid4(), report.pk, stranger.identifier],
            )
