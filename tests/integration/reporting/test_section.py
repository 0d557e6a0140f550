"""/reports/<id>/sections/<name>/: one section a page, without JavaScript; nothing typed is lost (R3)."""

import uuid

import pytest
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from poaiss.reporting.models import NationalReport
from tests.integration.reporting.conftest import SignedIn
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, brought_to, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R3")]
TITLE = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title"


def address(report: NationalReport, name: str = "section_4") -> str:
    return f"/en/reports/{report.pk}/sections/{name}/"


def stored(report: NationalReport) -> dict[str, tuple[str, str]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return {each.path: (each.value, each.kind) for each in report.answers.all()}


def asked(page: object) -> list[str]:
    return [block.field.number for block in page.context["blocks"] if block.field]  # type: ignore[attr-defined]


def test_an_answer_opens_what_follows(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    assert "4.1.2" not in asked(own.get(address(report)))
    response = own.post(address(report), {"asked": [LAWS], f"value:{LAWS}": "yes"})
    assert response.headers["Location"] == address(report)
    assert "4.1.2" in asked(own.get(address(report)))
    assert stored(report) == {LAWS: ("yes", "yes")}


def test_save_and_continue_leads_to_the_next_section_and_at_last_to_the_review(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    assert own.post(address(report), {"continue": "1"}).headers["Location"] == address(report, "section_5")
    assert own.post(address(report, "section_11"), {"continue": "1"}).headers["Location"].endswith("/review/")


def test_silences_remarks_and_restrictions_are_stored(signed_in: SignedIn) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    form = {
        "asked": [LAWS, REGISTRATION],
        f"value:{LAWS}": "yes",
        f"revision:{LAWS}": "1",
        f"remark:{LAWS}": "See the annex.",
        f"restricted:{LAWS}": "1",
        f"silence:{REGISTRATION}": "unchanged",
        f"since:{REGISTRATION}": "2024",
    }
    own.post(address(report), form)
    with acting_as(actor(Role.CONTRIBUTOR)):
        laws, registration = report.answers.get(path=LAWS), report.answers.get(path=REGISTRATION)
    assert (laws.remark, laws.marking) == ("See the annex.", "amber")
    assert (registration.kind, registration.unchanged_since) == ("unchanged", 2024)


def test_a_year_that_is_none_is_told_and_the_rest_is_stored(signed_in: SignedIn) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    form = {"asked": [LAWS, REGISTRATION], f"value:{LAWS}": "no", f"silence:{REGISTRATION}": "unchanged"}
    form[f"revision:{LAWS}"] = "1"
    response = own.post(address(report), {**form, f"since:{REGISTRATION}": "last time"})
    assert response.status_code == 422
    assert stored(report)[LAWS] == ("no", "no")


def test_a_text_that_is_none_of_the_choices_stays_until_one_is_chosen(signed_in: SignedIn) -> None:
    report = answered(started(), {LAWS: Given("Only for exports")})
    own = signed_in(Role.CONTRIBUTOR)
    text = own.get(address(report)).content.decode()
    assert "Kept as typed, none of the choices:" in text
    assert "Only for exports" in text
    kept = {"asked": [LAWS], f"stray:{LAWS}": "Only for exports", f"revision:{LAWS}": "1"}
    own.post(address(report), {**kept, f"value:{LAWS}": ""})
    assert stored(report)[LAWS] == ("Only for exports", "answered")
    own.post(address(report), {**kept, f"value:{LAWS}": "yes"})
    assert stored(report)[LAWS] == ("yes", "yes")


def test_what_no_longer_applies_is_kept_and_shown(signed_in: SignedIn) -> None:
    report = answered(started(), {LAWS: Given("yes"), REGISTRATION: Given("yes")})
    answered(report, {LAWS: Given("no")})
    page = signed_in(Role.CONTRIBUTOR).get(address(report))
    assert [each.path for each in page.context["asleep"]] == [REGISTRATION]


def test_an_entry_of_a_list_is_added_without_a_script(signed_in: SignedIn) -> None:
    report, own = answered(started()), signed_in(Role.CONTRIBUTOR)
    own.post(address(report), {"asked": [TITLE], f"value:{TITLE}": "Brokering Act"})
    entries = [block.entry for block in own.get(address(report)).context["blocks"] if block.entry]
    assert entries[:2] == [1, 2]
    assert stored(report)[TITLE] == ("Brokering Act", "answered")


def test_fields_of_other_sections_are_not_taken(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    own.post(address(report, "section_5"), {"asked": [LAWS], f"value:{LAWS}": "yes"})
    assert stored(report) == {}


def test_others_do_not_save(signed_in: SignedIn, client: Client) -> None:
    report = started()
    form = {"asked": [LAWS], f"value:{LAWS}": "yes"}
    assert signed_in(Role.CONTRIBUTOR, "XBO").post(address(report), form).status_code == 404
    assert signed_in(Role.SECRETARIAT).post(address(report), form).status_code == 403
    assert client.post(address(report), form).status_code == 302
    assert stored(report) == {}


def test_a_closed_report_leads_to_its_review(signed_in: SignedIn) -> None:
    report, own = brought_to(1), signed_in(Role.CONTRIBUTOR)
    assert own.get(address(report)).headers["Location"].endswith("/review/")
    assert own.post(address(report), {"asked": [LAWS], f"value:{LAWS}": "yes"}).headers["Location"].endswith("/review/")


def test_what_comes_after_the_report_was_closed_is_shown_and_not_lost(signed_in: SignedIn) -> None:
    report, own, path = brought_to(1), signed_in(Role.CONTRIBUTOR), "section_0/p_0_3"
    form = {"asked": [path], f"value:{path}": "Words of an hour", f"remark:{path}": "and why"}
    response = own.post(address(report, "section_0"), form)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Words of an hour\nand why" in text
    assert path not in stored(report)


def test_a_place_that_the_form_does_not_have_is_told_and_nothing_is_stored(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    form = {"asked": ["section_4/none"], "value:section_4/none": "Some words"}
    response = own.post(address(report), form)
    assert response.status_code == 409
    assert "Some words" in response.content.decode()
    assert stored(report) == {}


def test_no_such_section_and_no_such_report(signed_in: SignedIn) -> None:
    report, own = started(), signed_in(Role.CONTRIBUTOR)
    assert own.get(address(report, "section_99")).status_code == 404
    assert own.get(f"/en/reports/{uuid.uuid4()}/sections/section_4/").status_code == 404
