"""/reports/<id>/workbook/: take it along, send it back, look, take it in (R12)."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import answered, brought_to, started
from tests.unit.reporting.workbooks.books import BODY, FULL, TEXT, answer, edited, left, said

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]
GET = ["workbook/", "workbook/ar.xlsx"]


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def report() -> NationalReport:
    return answered(started(), FULL)


def at(report: NationalReport, tail: str = "") -> str:
    return f"/en/reports/{report.pk}/workbook/{tail}"


def sent(client: Client, report: NationalReport, data: bytes) -> Any:
    return client.post(at(report), {"file": SimpleUploadedFile("answers.xlsx", data)})


@pytest.mark.parametrize("tail", GET)
def test_who_may_open_it(signed_in: SignedIn, client: Client, report: NationalReport, tail: str) -> None:
    address = f"/en/reports/{report.pk}/{tail}"
    assert signed_in(Role.CONTRIBUTOR).get(address).status_code == 200
    assert signed_in(Role.CONTRIBUTOR, "XBO").get(address).status_code == 404
    assert signed_in(Role.STATE_ADMINISTRATOR).get(address).status_code == 403
    assert signed_in(Role.AGENCY_OFFICER).get(address).status_code in (403, 404)
    assert client.get(address).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).get(f"/en/reports/{uuid.uuid4()}/{tail}").status_code == 404


def test_taking_in_is_for_those_who_may_write_and_by_post(
    signed_in: SignedIn, client: Client, report: NationalReport
) -> None:
    address = at(report, "take-in/")
    assert signed_in(Role.CONTRIBUTOR).get(address).status_code == 405
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(address).status_code == 404
    assert signed_in(Role.STATE_ADMINISTRATOR).post(address).status_code == 403
    assert client.post(address).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).post(f"/en/reports/{uuid.uuid4()}/workbook/take-in/").status_code == 404
    assert signed_in(Role.CONTRIBUTOR).post(at(report, "ar.xlsx")).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).get(at(report, "de.xlsx")).status_code == 404


def test_the_file_is_a_workbook_in_the_language_chosen(signed_in: SignedIn, report: NationalReport) -> None:
    response = signed_in(Role.CONTRIBUTOR).get(at(report, "ar.xlsx"))
    assert response["Content-Disposition"] == 'attachment; filename="poaiss-XAV-2026-draft-ar.xlsx"'
    assert load_workbook(io.BytesIO(response.content)).worksheets[0].sheet_view.rightToLeft


def test_first_a_preview_then_the_merge(signed_in: SignedIn, report: NationalReport) -> None:
    data = edited(left(report), answer(TEXT, "From the workbook"), answer(BODY, "No"))
    answered(report, {BODY: Given("developing", remark="Since 2011")})
    before, client = said(report), signed_in(Role.CONTRIBUTOR)
    preview = sent(client, report, data)
    assert preview.status_code == 200
    assert said(report) == before
    context = preview.context
    assert [each["mine"] for each in context["merged"]] == ["From the workbook"]
    [conflict] = context["conflicts"]
    assert (conflict["number"], conflict["theirs"], conflict["mine"]) == (
        "1.1",
        "In development\nSince 2011",
        "No\nSince 2011",
    )
    text = preview.content.decode()
    assert "From the workbook" in text
    assert "Nothing has been stored yet." in text
    done = client.post(at(report, "take-in/"), {"workbook": context["token"]})
    assert (done.status_code, done["Location"]) == (302, f"/en/reports/{report.pk}/conflicts/")
    after = said(report)
    assert (after[TEXT][0], after[TEXT][3], after[BODY][0]) == ("From the workbook", "workbook", "developing")
    again = client.post(at(report, "take-in/"), {"workbook": context["token"]})
    assert again["Location"] == f"/en/reports/{report.pk}/workbook/"


def test_a_digest_of_somebody_elses_file_takes_nothing_in(signed_in: SignedIn, report: NationalReport) -> None:
    data = edited(left(report), answer(TEXT, "From the workbook"))
    token = sent(signed_in(Role.CONTRIBUTOR), report, data).context["token"]
    before = said(report)
    for given in (token, "f" * 64, "../../etc/passwd", ""):
        response = signed_in(Role.APPROVER).post(at(report, "take-in/"), {"workbook": given})
        assert response["Location"] == f"/en/reports/{report.pk}/workbook/"
    assert said(report) == before


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "No file was chosen"), (b"PK\x03\x04 not a zip", "Save"), (b"%PDF-1.7", "Save")],
)
def test_a_file_that_is_none_is_told(signed_in: SignedIn, report: NationalReport, data: bytes, words: str) -> None:
    before = said(report)
    response = sent(signed_in(Role.CONTRIBUTOR), report, data)
    assert response.status_code == 422
    assert response.context["problems"]
    assert said(report) == before


def test_the_workbook_of_another_state_is_told(signed_in: SignedIn, report: NationalReport) -> None:
    theirs = left(answered(started("XBO"), {TEXT: Given("Borovia's secret")}))
    response = sent(signed_in(Role.CONTRIBUTOR), report, theirs)
    assert response.status_code == 422
    assert "another State" in response.content.decode()
    assert "secret" not in response.content.decode()


def test_a_report_that_is_not_open_can_be_taken_along_but_not_back(signed_in: SignedIn) -> None:
    report = brought_to(1)
    client = signed_in(Role.CONTRIBUTOR)
    page = client.get(at(report))
    assert 'type="file"' not in page.content.decode()
    assert sent(client, report, client.get(at(report, "en.xlsx")).content).status_code == 422
