"""/verify/ and the receipt: anyone can check that a file is the one submitted (R26); sections kept back (R15)."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.reporting import actions, content
from poaiss.reporting.models import NationalReport, Receipt, Snapshot, Submission
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import actor, answered, brought_to, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R26")]


def submission() -> Submission:
    with acting_as(MACHINE):
        return Submission.objects.select_related("report__round").get()


def test_the_very_bytes_are_known_and_a_changed_byte_is_not(client: Client) -> None:
    brought_to(3)
    data = content.canonical(submission().content)
    page = client.post("/en/verify/", {"file": SimpleUploadedFile("r.json", data)})
    assert "these are the very bytes that were submitted" in page.content.decode()
    changed = data.replace(b'"yes"', b'"no"', 1)
    assert changed != data
    page = client.post("/en/verify/", {"file": SimpleUploadedFile("r.json", changed)})
    assert "no report with these bytes was submitted" in page.content.decode()


def test_a_digest_can_be_asked_for_by_its_address(client: Client) -> None:
    brought_to(3)
    digest = submission().sha256
    assert len(client.get("/en/verify/", {"sha256": digest.upper()}).context["found"]) == 1
    assert client.get("/en/verify/", {"sha256": "f" * 64}).context["found"] == []
    assert client.get("/en/verify/", {"sha256": "nonsense"}).context["digest"] == ""
    assert client.get("/en/verify/").status_code == 200


def test_a_draft_has_no_receipt_and_each_submission_keeps_its_own() -> None:
    report = brought_to(2)
    assert not Receipt.objects.exists()
    step(report, Role.MISSION, actions.submit)
    step(report, Role.SECRETARIAT, actions.return_with_remarks, remarks="The annex cannot be read.")
    step(report, Role.CONTRIBUTOR, actions.reopen)
    answered(report, {"section_0/p_0_3": actions.Given("More")})
    for role, action in (
        (Role.CONTRIBUTOR, actions.mark_complete),
        (Role.APPROVER, actions.approve),
        (Role.MISSION, actions.submit),
    ):
        step(report, role, action)
    assert [(each.kind, each.number) for each in Receipt.objects.order_by("number")] == [
        ("submission", 1),
        ("submission", 2),
    ]
    assert Receipt.objects.values("sha256").distinct().count() == 2


def test_the_receipt_is_printed_for_those_who_may_read_the_report(signed_in: SignedIn, client: Client) -> None:
    report = brought_to(3)
    address = f"/en/reports/{report.pk}/receipt/"
    text = signed_in(Role.MISSION).get(address).content.decode()
    assert submission().sha256 in text
    assert "permanent mission" in text
    assert signed_in(Role.SECRETARIAT).get(address).status_code == 200
    assert signed_in(Role.MISSION, "XBO").get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert signed_in(Role.MISSION).post(address).status_code == 405
    assert signed_in(Role.MISSION).get(f"/en/reports/{uuid.uuid4()}/receipt/").status_code == 404


def test_before_submission_there_is_no_receipt(signed_in: SignedIn) -> None:
    assert signed_in(Role.MISSION).get(f"/en/reports/{started().pk}/receipt/").status_code == 404


@pytest.mark.rows("R15")
def test_a_section_kept_back_is_submitted_whole_and_published_without_its_answers(signed_in: SignedIn) -> None:
    report = answered(started(), {"section_0/p_0_3": actions.Given("Public words")})
    answered(report, {"section_4/q_4_1": actions.Given("yes")})
    base = f"/en/reports/{report.pk}/sections/section_4/publication/"
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(base, {"restricted": "1"}).status_code == 404
    assert signed_in(Role.SECRETARIAT).post(base, {"restricted": "1"}).status_code == 403
    assert signed_in(Role.CONTRIBUTOR).get(base).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).post(base, {"restricted": "1"}).status_code == 302
    for role, action in (
        (Role.CONTRIBUTOR, actions.mark_complete),
        (Role.APPROVER, actions.approve),
        (Role.MISSION, actions.submit),
        (Role.SECRETARIAT, actions.receive),
        (Role.SECRETARIAT, actions.publish),
    ):
        step(report, role, action)
    whole = {each["path"]: each["kind"] for each in submission().content["answers"]}
    public = {each["path"]: each["kind"] for each in Snapshot.objects.get().content["answers"]}
    assert (whole["section_4/q_4_1"], public["section_4/q_4_1"]) == ("yes", "restricted")
    assert (whole["section_0/p_0_3"], public["section_0/p_0_3"]) == ("answered", "answered")
    assert "Public words" in json.dumps(Snapshot.objects.get().content)
    assert {each.kind for each in Receipt.objects.all()} == {"submission", "publication"}


def test_what_was_submitted_cannot_be_changed_in_the_database() -> None:
    from django.db import Error, transaction

    report = brought_to(3)
    mission = actor(Role.MISSION)
    for rows in (Submission.objects.all(), Receipt.objects.all()):
        with acting_as(mission), pytest.raises(Error), transaction.atomic():
            rows.update(sha256="0" * 64)
    with acting_as(MACHINE):
        assert NationalReport.objects.get(pk=report.pk).submitted_hash == submission().sha256
