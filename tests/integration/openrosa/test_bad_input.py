"""What is too large, disguised, broken or half sent is refused with a code, and the draft stays whole (R4, R12)."""

from io import BytesIO

import pytest
from django.test.utils import override_settings

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import Reply, fill, part
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R4", "R12")]
PLAN, LAW = "section_1/q_1_3_file", "section_3/p_3_1_1[1]/p_3_1_1_file"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
KIND = {"Content-Type": "multipart/form-data; boundary=odk-boundary"}


def said(report: NationalReport) -> dict[str, str]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return dict(report.answers.order_by("path").values_list("path", "value"))


def attached(report: NationalReport) -> list[tuple[str, str]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return list(report.attachments.filter(ended_at=None).order_by("path").values_list("path", "name"))


def files_of(report: NationalReport) -> dict[str, str]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = report.device_submissions.get()
    return {path: each["status"] for path, each in row.outcome["files"].items()}


def refused(answer: Reply) -> tuple[int, str, str | None]:
    return answer.status, answer.code, answer.message.get("nature")


def test_a_file_that_comes_along_is_attached(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    answer = phone.send(fill(phone.form(), {LAWS: "yes", PLAN: "plan.pdf"}), {"plan.pdf": PDF})
    assert answer.status == 201
    assert attached(report) == [(PLAN, "plan.pdf")]
    assert said(report) == {LAWS: "yes", PLAN: "plan.pdf"}


def test_a_submission_in_parts_is_whole_at_its_end(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    xml = fill(phone.form(), {LAWS: "yes", PLAN: "plan.pdf", LAW: "law.pdf"})
    assert phone.send(xml, {"plan.pdf": PDF}, incomplete=True).status == 202
    assert (said(report)[LAWS], files_of(report)) == ("yes", {PLAN: "attached", LAW: "awaited"})
    assert phone.send(xml, {"law.pdf": PDF}).status == 201
    assert files_of(report) == {PLAN: "attached", LAW: "attached"}
    assert phone.send(xml, {"law.pdf": PDF}).status == 202
    assert [path for path, _name in attached(report)] == [PLAN, LAW]


def test_a_disguised_program_is_refused_and_the_answers_are_kept(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    answer = phone.send(fill(phone.form(), {LAWS: "yes", PLAN: "plan.pdf"}), {"plan.pdf": b"MZ\x90\0" + b"\0" * 400})
    assert refused(answer) == (415, "attachment-kind", "submit_error")
    assert (said(report), attached(report), files_of(report)) == ({LAWS: "yes"}, [], {PLAN: "refused"})


def test_after_a_refused_file_the_mended_form_is_taken(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    form = phone.form()
    bad = fill(form, {LAWS: "yes", PLAN: "plan.pdf"}, instance="uuid:1")
    assert phone.send(bad, {"plan.pdf": b"MZ" + b"\0" * 400}).status == 415
    good = fill(form, {LAWS: "no", PLAN: "better.pdf"}, instance="uuid:1")
    assert phone.send(good, {"better.pdf": PDF}).status == 201
    assert said(report) == {LAWS: "no", PLAN: "better.pdf"}
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert (report.conflicts.count(), report.device_submissions.count()) == (0, 2)


@override_settings(ATTACHMENT_LIMIT=1000)
def test_a_file_that_is_too_large_is_refused_and_the_answers_are_kept(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    answer = phone.send(fill(phone.form(), {LAWS: "yes", PLAN: "plan.pdf"}), {"plan.pdf": PDF + b" " * 1000})
    assert refused(answer) == (413, "file-too-large", "submit_error")
    assert (said(report), attached(report)) == ({LAWS: "yes"}, [])


def test_two_hundred_megabytes_are_refused_before_they_are_read(phone_of: PhoneOf) -> None:
    report, phone = answered(started(), {LAWS: Given("yes")}), phone_of()
    from django.test import Client

    client = Client()
    big = client.generic(
        "POST",
        "/openrosa/submission",
        b"",
        content_type=KIND["Content-Type"],
        headers={"Authorization": phone.authorization},
        CONTENT_LENGTH="200000000",
        **{"wsgi.input": BytesIO(b"x" * 100)},
    )
    assert (big.status_code, b"body-too-large" in big.content) == (413, True)
    assert said(report) == {LAWS: "yes"}


@override_settings(BODY_LIMIT=5_000)
def test_what_grows_while_it_is_read_is_refused(phone_of: PhoneOf) -> None:
    started()
    from poaiss.reporting.openrosa.errors import BodyTooLarge
    from poaiss.reporting.openrosa.receiving import copied

    with pytest.raises(BodyTooLarge):
        copied(BytesIO(b"x" * 6_000), BytesIO())
    from django.test import RequestFactory

    from poaiss.reporting.openrosa.receiving import Quota

    quota = Quota(RequestFactory().post("/"))
    assert quota.receive_data_chunk(b"x" * 5_000, 0) == b"x" * 5_000
    with pytest.raises(BodyTooLarge):
        quota.receive_data_chunk(b"x", 5_000)


BROKEN = [
    (b"", 400, "instance-missing"),
    (b"   ", 400, "instance-missing"),
    (b"no xml", 400, "instance-broken"),
    (b"<data", 400, "instance-broken"),
    (b"<data/>", 404, "form-unknown"),
    (b'<data id="poa-iti-c-xav-2026" version="x.0"><a></data>', 400, "instance-broken"),
    (
        b'<!DOCTYPE d [<!ENTITY a "aaaa">]><data id="poa-iti-c-xav-2026" version="{version}"><about>&a;</about></data>',
        400,
        "instance-broken",
    ),
    (
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><data id="poa-iti-c-xav-2026" version="{version}"/>',
        400,
        "instance-broken",
    ),
    (b'<data id="poa-iti-c-xav-2024" version="1.0"/>', 404, "form-unknown"),
    (b'<data id="poa-iti-b-xav-2026" version="1.0"/>', 404, "form-unknown"),
    (b'<data id="\xd9\xa3" version="1.0"/>', 404, "form-unknown"),
]


@pytest.mark.parametrize(("xml", "status", "code"), BROKEN)
def test_what_is_no_form_of_ours_is_refused(phone_of: PhoneOf, xml: bytes, status: int, code: str) -> None:
    report, phone = answered(started(), {LAWS: Given("yes")}), phone_of()
    [entry] = phone.entries()
    answer = phone.send(xml.replace(b"{version}", entry["version"].encode()))
    assert refused(answer) == (status, code, "submit_error")
    assert said(report) == {LAWS: "yes"}


@pytest.mark.parametrize("kind", ["text/xml", "application/json", "application/x-www-form-urlencoded"])
def test_what_is_not_multipart_is_refused(phone_of: PhoneOf, kind: str) -> None:
    phone = phone_of()
    answer = phone.request("POST", f"{phone.where}/submission", b"<data/>", **{"Content-Type": kind})
    assert refused(answer) == (415, "not-multipart", "submit_error")


@pytest.mark.parametrize("body", [b"", b"--odk", b"--odk-boundary\r\n", b"garbage\r\n\r\n"])
def test_a_body_cut_short_is_refused(phone_of: PhoneOf, body: bytes) -> None:
    phone = phone_of()
    answer = phone.request("POST", f"{phone.where}/submission", body, **KIND)
    assert answer.status == 400
    assert answer.code in ("instance-missing", "instance-broken")


def test_too_many_parts_are_refused(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    xml = fill(phone.form(), {LAWS: "yes"})
    answer = phone.send(xml, {f"f{n}.pdf": b"x" for n in range(200)})
    assert refused(answer) == (400, "instance-broken", "submit_error")
    assert said(report) == {}


def test_answers_in_a_field_instead_of_a_file_are_read(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    body = part("xml_submission_file", fill(phone.form(), {LAWS: "yes"})) + b"--odk-boundary--\r\n"
    answer = phone.request("POST", f"{phone.where}/submission", body, **KIND)
    assert answer.status == 201, answer.body
    assert said(report) == {LAWS: "yes"}


def test_a_file_nobody_named_is_ignored_and_a_name_is_never_a_path(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    answer = phone.send(
        fill(phone.form(), {LAWS: "yes", PLAN: "../../plan.pdf"}), {"../../plan.pdf": PDF, "stray.pdf": PDF}
    )
    assert answer.status in (201, 202)
    assert [name for _path, name in attached(report)] in ([], ["plan.pdf"])


def test_answers_that_do_not_fit_are_kept_as_they_are(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    odd = {"section_1/body/q_1_1_d/q_1_1_d_men": "٣", LAWS: "perhaps", "section_6/p_6_5[1]/p_6_5_seized": "31.12.2025"}
    assert phone.send(fill(phone.form(), odd)).status == 201
    assert said(report) == odd
