"""/reports/<id>/answer/: one answer at a time, what became of it beside the question (R8, R11)."""

import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import Conflict, NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, brought_to, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R8", "R11")]
TEXT = "section_0/p_0_3"
YEAR = "section_0/p_0_1"


def address(report: NationalReport) -> str:
    return f"/en/reports/{report.pk}/answer/"


def form(path: str, value: str, revision: int = 0) -> dict[str, str]:
    return {"asked": path, f"value:{path}": value, f"revision:{path}": str(revision)}


def stored(report: NationalReport) -> dict[str, tuple[str, int]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return {each.path: (each.value, each.revision) for each in report.answers.all()}


def test_an_answer_is_stored_and_its_revision_comes_back(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    response = own.post(address(report), form(TEXT, "New law"))
    assert (response.status_code, stored(report)) == (200, {TEXT: ("New law", 1)})
    assert (response.context["revision"], response.context["problems"], response.context["conflicts"]) == (1, (), [])
    assert "HX-Trigger" not in response.headers
    assert "Saved at" in response.content.decode()


def test_an_answer_that_opens_others_says_so(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    assert own.post(address(report), form(LAWS, "yes")).headers["HX-Trigger"] == "poaiss:follow"
    page = own.get(f"/en/reports/{report.pk}/sections/section_4/?blocks=1")
    assert REGISTRATION in page.content.decode()
    assert "<html" not in page.content.decode()


def test_what_does_not_fit_is_stored_and_told(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    response = own.post(address(report), form(YEAR, "last year"))
    assert stored(report) == {YEAR: ("last year", 1)}
    assert len(response.context["problems"]) == 1
    assert own.post(address(report), form(YEAR, "2024", 1)).context["problems"] == ()


def test_a_conflict_shows_both_texts_and_stores_neither_over_the_other(signed_in: SignedIn) -> None:
    report = answered(started(), {TEXT: Given("first")})
    own, colleague = signed_in(Role.CONTRIBUTOR), signed_in(Role.APPROVER)
    own.post(address(report), form(TEXT, "Ana wrote this", 1))
    response = colleague.post(address(report), form(TEXT, "Bruno wrote that", 1))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Ana wrote this" in text
    assert "Bruno wrote that" in text
    assert stored(report) == {TEXT: ("Ana wrote this", 2)}
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert Conflict.objects.get().value == "Bruno wrote that"


def test_a_closed_report_refuses_with_its_reason(signed_in: SignedIn) -> None:
    report = brought_to(1)
    response = signed_in(Role.CONTRIBUTOR).post(address(report), form(TEXT, "late"))
    assert response.status_code == 422
    assert "Not saved:" in response.content.decode()
    assert TEXT not in stored(report)


def test_a_place_that_the_form_does_not_have(signed_in: SignedIn) -> None:
    report = started()
    assert signed_in(Role.CONTRIBUTOR).post(address(report), form("section_0/none", "x")).status_code == 422
    assert stored(report) == {}


def test_others_do_not_save(signed_in: SignedIn, client: Client) -> None:
    report, given = started(), form(TEXT, "x")
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(address(report), given).status_code == 404
    assert signed_in(Role.SECRETARIAT).post(address(report), given).status_code == 403
    assert client.post(address(report), given).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).get(address(report)).status_code == 405
    assert signed_in(Role.CONTRIBUTOR).post(f"/en/reports/{uuid.uuid4()}/answer/", given).status_code == 404
    assert stored(report) == {}


def test_saving_costs_few_queries(signed_in: SignedIn, django_assert_max_num_queries: object) -> None:
    report, own = answered(started(), {TEXT: Given("first")}), signed_in(Role.CONTRIBUTOR)
    own.post(address(report), form(TEXT, "second", 1))
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        own.post(address(report), form(TEXT, "third", 2))
