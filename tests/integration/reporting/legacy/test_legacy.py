"""``reports/earlier/``: several files at once, facts, passages by keyboard, and an excerpt at the end (R30)."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.models import LegacyDocument
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.legacy import papers
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R30")]
ARCHIVE = "reporting:legacy"
STEPS = ("facts", "add", "finish", "aside")


def upload(*paths: Path) -> dict[str, list[SimpleUploadedFile]]:
    return {"files": [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]}


def documents() -> list[LegacyDocument]:
    with acting_as(actor(Role.SECRETARIAT)):
        return list(LegacyDocument.objects.order_by("name"))


def at(name: str, document: LegacyDocument, *more: int) -> str:
    return reverse(f"reporting:legacy-{name}", args=[document.pk, *more])


@pytest.fixture
def document(signed_in: SignedIn, tmp_path: Path) -> LegacyDocument:
    signed_in(Role.SECRETARIAT).post(reverse(ARCHIVE), upload(papers.pdf(tmp_path)))
    return documents()[0]


def test_several_files_at_once_and_a_bad_one_keeps_none_out(signed_in: SignedIn, tmp_path: Path) -> None:
    client = signed_in(Role.SECRETARIAT)
    response = client.post(
        reverse(ARCHIVE), upload(papers.pdf(tmp_path), papers.locked(tmp_path), papers.word(tmp_path))
    )
    assert response.status_code == 422
    assert "The document is protected by a password." in response.content.decode()
    assert "legacy-encrypted" in response.content.decode()
    assert [each.name for each in documents()] == ["Avaria 2012.docx", "report.pdf"]


def test_from_the_file_to_the_excerpt(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.SECRETARIAT)
    text = client.get(at("document", document)).content.decode()
    assert "4 numbered questions resemble it" in text
    assert '<option value="XAV" selected>' in text
    chosen = {"state": "XAV", "year": "2012", "edition": "A", "source": ""}
    assert client.post(at("facts", document), chosen).status_code == 302
    for position, decision in ((1, "accept"), (2, "accept"), (3, "reject")):
        text = client.get(at("document", document)).content.decode()
        assert f"Passage {position}" in text
        number = {1: "8", 2: "8.2", 3: "8.3"}[position]
        answer = {"decision": decision, "number": number, "value": "Yes"}
        assert client.post(at("decide", document, position), answer).status_code == 302
    assert client.post(at("finish", document)).status_code == 422
    last = {"decision": "accept", "number": "10.3", "value": "Every six months"}
    client.post(at("decide", document, 4), last)
    assert "4 of 4 passages decided." in client.get(at("document", document)).content.decode()
    assert client.post(at("finish", document)).status_code == 302
    assert "The excerpt made of it" in client.get(at("document", document)).content.decode()
    place = Client().get(reverse("reporting:place", args=["avaria", 2012])).content.decode()
    assert "Every six months" in place
    assert f"report.pdf, SHA-256 {document.sha256}" in place


def test_a_scan_says_so(signed_in: SignedIn, tmp_path: Path) -> None:
    client = signed_in(Role.SECRETARIAT)
    client.post(reverse(ARCHIVE), upload(papers.scan(tmp_path)))
    assert "no-text-layer" in client.get(at("document", documents()[0])).content.decode()


def test_what_was_typed_wrongly_is_told(signed_in: SignedIn, document: LegacyDocument) -> None:
    response = signed_in(Role.SECRETARIAT).post(at("facts", document), {"state": "FRA", "edition": "A"})
    assert response.status_code == 422
    assert "No such State." in response.content.decode()


def test_an_answer_by_hand_and_setting_aside(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.SECRETARIAT)
    client.post(at("facts", document), {"state": "XAV", "edition": "A"})
    assert client.post(at("add", document), {"number": "", "value": "Yes"}).status_code == 422
    assert client.post(at("add", document), {"number": "10.2", "value": "Yes", "page": "2"}).status_code == 302
    assert client.post(at("aside", document)).status_code == 302
    assert documents()[0].status == "set_aside"


def test_the_file_itself_is_saved_and_never_shown(signed_in: SignedIn, document: LegacyDocument) -> None:
    response = signed_in(Role.SECRETARIAT).get(at("file", document))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]


def test_no_file_at_all(signed_in: SignedIn) -> None:
    response = signed_in(Role.SECRETARIAT).post(reverse(ARCHIVE))
    assert response.status_code == 422
    assert "Choose at least one file." in response.content.decode()


def test_the_other_world_finds_nothing(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.SECRETARIAT, exercise=False)
    assert client.get(at("document", document)).status_code == 404
    assert client.get(at("file", document)).status_code == 404
    assert "report.pdf" not in client.get(reverse(ARCHIVE)).content.decode()
    assert [client.post(at(name, document)).status_code for name in STEPS] == [404] * 4


def test_other_roles_are_refused(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.CONTRIBUTOR)
    assert client.get(reverse(ARCHIVE)).status_code == 403
    assert client.get(at("document", document)).status_code == 403
    assert client.get(at("file", document)).status_code == 403
    assert [client.post(at(name, document)).status_code for name in STEPS] == [403] * 4
    assert client.post(at("decide", document, 1), {"decision": "accept"}).status_code == 403


def test_nobody_signs_in_first(document: LegacyDocument) -> None:
    for place in (reverse(ARCHIVE), at("document", document), at("file", document)):
        response = Client().get(place)
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]


def test_steps_are_posted_and_pages_are_got(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.SECRETARIAT)
    assert [client.get(at(name, document)).status_code for name in STEPS] == [405] * 4
    assert client.get(at("decide", document, 1)).status_code == 405
    assert client.post(at("document", document)).status_code == 405
    assert client.post(at("file", document)).status_code == 405


def test_unknown_places(signed_in: SignedIn, document: LegacyDocument) -> None:
    client = signed_in(Role.SECRETARIAT)
    unknown = reverse("reporting:legacy-document", args=["3f3b1c0e-0000-4000-8000-000000000000"])
    assert client.get(unknown).status_code == 404
    assert client.post(at("decide", document, 999), {"decision": "accept"}).status_code == 404
    client.post(at("facts", document), {"state": "XAV", "edition": "A"})
    assert client.post(at("decide", document, 1), {"decision": "perhaps"}).status_code == 404
