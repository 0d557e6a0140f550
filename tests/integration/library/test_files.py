"""Pages of files: attach, replace, remove, download; each for whom it may concern and nobody else."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Attachment, NationalReport, Snapshot
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.attachments import samples
from tests.unit.reporting.attachments.test_attachments import HAS_PLAN, LAW, PLAN, assign, published, put, value
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R16")]


def sent(name: str = "law.pdf", data: bytes = samples.PDF) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data, content_type="application/octet-stream")}


def address(report: NationalReport, path: str = LAW) -> str:
    return reverse("reporting:attach", args=[report.pk, path])


def rows(report: NationalReport) -> list[Attachment]:
    with acting_as(actor(Role.CONTRIBUTOR, report.state_id)):
        return list(Attachment.objects.filter(report=report).order_by("at"))


def test_a_file_is_attached_without_javascript(signed_in: SignedIn) -> None:
    report = answered(started())
    browser = signed_in(Role.CONTRIBUTOR)
    page = browser.get(address(report))
    assert 'enctype="multipart/form-data"' in page.content.decode()
    answer = browser.post(address(report), sent("قانون الأسلحة.pdf"))
    assert answer.status_code == 302
    assert answer.url == reverse("reporting:section", args=[report.pk, "section_4"])
    assert [each.name for each in rows(report)] == ["قانون الأسلحة.pdf"]
    assert "قانون الأسلحة.pdf" in browser.get(address(report)).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("law.pdf", samples.EXE, "program"),
        ("law\u202efdp.exe", samples.PDF, "ends in"),
        ("law.pdf", b"", "empty"),
        ("law.docx", samples.WITH_MACROS, "macros"),
    ],
)
def test_a_bad_file_is_told_beside_its_field_and_changes_nothing(
    signed_in: SignedIn, name: str, data: bytes, code: str
) -> None:
    report = answered(started())
    put(report)
    page = signed_in(Role.CONTRIBUTOR).post(address(report), sent(name, data))
    assert page.status_code == 422
    assert code in page.content.decode()
    assert 'href="#file"' in page.content.decode()
    assert value(report, LAW) == "law.pdf"
    assert len(rows(report)) == 1


def test_no_file_at_all_is_told(signed_in: SignedIn) -> None:
    page = signed_in(Role.CONTRIBUTOR).post(address(answered(started())), {})
    assert page.status_code == 422
    assert "No file was chosen" in page.content.decode()


def test_a_file_over_the_limit_is_told(signed_in: SignedIn, settings) -> None:
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    page = signed_in(Role.CONTRIBUTOR).post(address(answered(started())), sent(data=samples.PDF + b"%" * 1024 * 1024))
    assert page.status_code == 422
    assert "larger than 1 MB" in page.content.decode()


def test_a_request_over_the_limit_is_refused_before_it_is_parsed(signed_in: SignedIn, settings) -> None:
    settings.BODY_LIMIT = 10_000
    report = answered(started())
    page = signed_in(Role.CONTRIBUTOR).post(address(report), sent(data=samples.PDF + b"%" * 20_000))
    assert page.status_code == 413
    assert "request-too-large" in page.content.decode()
    assert rows(report) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_open_the_page_of_a_file(signed_in: SignedIn, method: str) -> None:
    report = answered(started())
    codes = {
        who: getattr(browser, method)(address(report)).status_code
        for who, browser in {
            "other State": signed_in(Role.CONTRIBUTOR, "XBO"),
            "officer not asked": signed_in(Role.AGENCY_OFFICER),
            "without the role": signed_in(Role.STATE_ADMINISTRATOR),
            "Secretariat": signed_in(Role.SECRETARIAT),
            "anonymous": Client(),
        }.items()
    }
    assert codes == {
        "other State": 404,
        "officer not asked": 404,
        "without the role": 403,
        "Secretariat": 403,
        "anonymous": 302,
    }


def test_a_place_that_asks_for_no_file_is_not_found(signed_in: SignedIn) -> None:
    report = answered(started())
    browser = signed_in(Role.CONTRIBUTOR)
    for path in (LAWS, "nothing/here", "section_4/brokering_details/q_4_1_1[0]/q_4_1_1_file"):
        assert browser.get(address(report, path)).status_code == 404
        assert browser.post(address(report, path), sent()).status_code in (404,)
    assert browser.get(f"/en/reports/{uuid4()}/files/{PLAN}/").status_code == 404


def test_a_file_is_handed_out_as_a_download_with_its_whole_name(signed_in: SignedIn) -> None:
    report = answered(started())
    row = put(report, name="قانون الأسلحة.pdf")
    place = reverse("reporting:attachment", args=[report.pk, row.pk])
    answer = signed_in(Role.CONTRIBUTOR).get(place)
    assert b"".join(answer.streaming_content) == samples.PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D9%82")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(place).status_code == 404
    assert signed_in(Role.SECRETARIAT).get(place).status_code == 404
    assert signed_in(Role.STATE_ADMINISTRATOR).get(place).status_code in (403, 404)
    assert Client().get(place).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).post(place).status_code == 405


def test_an_officer_gets_the_files_of_the_section_asked_for_alone(signed_in: SignedIn) -> None:
    report = answered(started(), {LAWS: Given("yes"), HAS_PLAN: Given("yes")})
    law, plan = put(report), put(report, path=PLAN, name="plan.pdf")
    assign(report, "section_4")
    browser = signed_in(Role.AGENCY_OFFICER)
    answer = browser.get(reverse("reporting:attachment", args=[report.pk, law.pk]))
    assert b"".join(answer.streaming_content) == samples.PDF
    assert browser.get(reverse("reporting:attachment", args=[report.pk, plan.pk])).status_code == 404
    assert browser.get(address(report, PLAN)).status_code == 403
    assert browser.post(address(report), sent("other.pdf")).status_code == 302


def test_a_file_is_removed_and_stays_on_record(signed_in: SignedIn) -> None:
    report = answered(started())
    row = put(report)
    place = reverse("reporting:detach", args=[report.pk, row.pk])
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(place).status_code == 404
    assert signed_in(Role.STATE_ADMINISTRATOR).post(place).status_code == 403
    assert Client().post(place).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).get(place).status_code == 405
    assert value(report, LAW) == "law.pdf"
    assert signed_in(Role.CONTRIBUTOR).post(place).status_code == 302
    assert value(report, LAW) == ""
    assert "law.pdf" in signed_in(Role.CONTRIBUTOR).get(address(report)).content.decode()


def snapshot_of(report: NationalReport) -> Snapshot:
    return published(report)


def test_everybody_gets_a_file_that_a_publication_holds_and_no_other() -> None:
    report = answered(started(), {LAWS: Given("yes"), HAS_PLAN: Given("yes")})
    law, plan = put(report), put(report, path=PLAN, name="plan.pdf", data=samples.PDF + b"%plan")
    answered(report, {PLAN: Given("plan.pdf", marking="amber")})  # type: ignore[arg-type]
    snapshot = snapshot_of(report)
    answer = Client().get(reverse("reporting:published-file", args=[snapshot.pk, law.sha256]))
    assert b"".join(answer.streaming_content) == samples.PDF
    for pk, sha256 in ((snapshot.pk, plan.sha256), (uuid4(), law.sha256), (snapshot.pk, "no-digest")):
        assert Client().get(f"/en/reports/published/{pk}/files/{sha256}/").status_code == 404
    assert Client().post(reverse("reporting:published-file", args=[snapshot.pk, law.sha256])).status_code == 405


def test_contacts_are_written_by_a_press_of_who_may(signed_in: SignedIn) -> None:
    report = answered(
        started(), {"section_1/q_1_2": Given("yes"), "section_1/npc/q_1_2_1/q_1_2_1_email": Given("a@b.example")}
    )
    place = reverse("reporting:write-contacts", args=[report.pk])
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(place, {"do": "to-directory"}).status_code == 404
    assert signed_in(Role.CONTRIBUTOR).post(place, {"do": "to-directory"}).status_code == 403
    assert signed_in(Role.STATE_ADMINISTRATOR).post(place).status_code == 403
    assert Client().post(place).status_code == 302
    assert signed_in(Role.MISSION).get(place).status_code == 405
    answer = signed_in(Role.MISSION).post(place, {"do": "to-directory"}, follow=True)
    assert "1 particular was written to the directory." in answer.content.decode()
    answer = signed_in(Role.MISSION).post(place, {"do": "what"}, follow=True)
    assert "Press one of the buttons." in answer.content.decode()
