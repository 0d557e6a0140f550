"""A stock client lists, downloads, fills and sends; the answers enter the draft, and nothing is filed (R12)."""

import pytest
from lxml import etree

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting import actions
from poaiss.reporting.actions import Given
from poaiss.reporting.enums import AnswerKind
from poaiss.reporting.models import NationalReport
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import fill, place, prefilled, primary
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, brought_to, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12", "R25")]
TITLE = "section_4/brokering_details/q_4_1_1[{}]/q_4_1_1_title"


def stands(report: NationalReport) -> dict[str, tuple[str, str]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return {row.path: (row.value, row.provenance) for row in report.answers.order_by("path")}


def said(report: NationalReport) -> dict[str, str]:
    return {path: value for path, (value, _provenance) in stands(report).items()}


def sent_by_devices(report: NationalReport) -> list[tuple[str, str]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return [(row.instance_id, row.outcome["status"]) for row in report.device_submissions.order_by("at")]


def conflicts(report: NationalReport) -> list[tuple[str, str]]:
    with acting_as(actor(Role.CONTRIBUTOR)):
        return list(report.conflicts.values_list("path", "value"))


def test_the_list_names_the_open_report_of_the_state_and_nothing_else(phone_of: PhoneOf) -> None:
    started(), started("XBO")
    [entry] = phone_of().entries()
    assert entry["formID"] == "poa-iti-c-xav-2026"
    assert entry["name"].startswith("Avaria 2026: ")
    assert entry["downloadUrl"] == "http://testserver/openrosa/forms/poa-iti-c-xav-2026.xml"
    assert entry["version"].endswith(".0")


def test_an_answer_from_a_device_enters_the_draft_and_is_not_filed(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    head = phone.head()
    assert (head.status, head.headers["Location"]) == (204, "http://testserver/openrosa/submission")
    assert int(head.headers["X-OpenRosa-Accept-Content-Length"]) == 50 * 1024 * 1024
    answer = phone.send(fill(phone.form(), {LAWS: "yes", REGISTRATION: "no"}))
    assert (answer.status, answer.message.get("nature")) == (201, "submit_success")
    assert stands(report) == {LAWS: ("yes", "openrosa"), REGISTRATION: ("no", "openrosa")}
    with acting_as(actor(Role.CONTRIBUTOR)):
        now = NationalReport.objects.get(pk=report.pk)
    assert (now.status, now.submitted_hash) == ("draft", "")


def test_answers_so_far_are_in_the_form_and_its_version_says_how_far(phone_of: PhoneOf) -> None:
    report = answered(started(), {LAWS: Given("yes"), TITLE.format(2): Given("Arms Act")})
    form = phone_of().form()
    root = primary(form)
    assert place(root, LAWS).text == "yes"
    assert place(root, TITLE.format(1)).text is None
    assert place(root, TITLE.format(2)).text == "Arms Act"
    with acting_as(actor(Role.CONTRIBUTOR)):
        last = report.history.order_by("-id").values_list("id", flat=True)[0]
    assert (root.get("id"), (root.get("version") or "").rpartition(".")[2]) == ("poa-iti-c-xav-2026", str(last))


def test_a_form_sent_back_untouched_changes_nothing(phone_of: PhoneOf) -> None:
    given = {LAWS: Given("yes", remark="since 2019", marking=Marking.AMBER), TITLE.format(1): Given(" Arms Act\n")}
    report, phone = answered(started(), given), phone_of()
    before = stands(report)
    assert phone.send(fill(phone.form(), {})).status == 201
    assert stands(report) == before
    assert conflicts(report) == []


def test_a_changed_answer_keeps_its_remark_and_its_marking(phone_of: PhoneOf) -> None:
    report, phone = answered(started(), {LAWS: Given("yes", remark="2019", marking=Marking.AMBER)}), phone_of()
    assert phone.send(fill(phone.form(), {LAWS: "no"})).status == 201
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = report.answers.get(path=LAWS)
    assert (row.value, row.remark, row.marking) == ("no", "2019", "amber")


def test_absent_is_not_cleared_and_blank_is(phone_of: PhoneOf) -> None:
    report, phone = answered(started(), {LAWS: Given("yes"), REGISTRATION: Given("no")}), phone_of()
    form = phone.form()
    assert phone.send(fill(form, {}, drop=("section_4/brokering_details",))).status == 201
    assert said(report) == {LAWS: "yes", REGISTRATION: "no"}
    assert phone.send(fill(form, {REGISTRATION: ""})).status == 201
    assert said(report) == {LAWS: "yes", REGISTRATION: ""}


def test_a_silence_and_a_text_that_does_not_fit_stay_through_a_blank_place(phone_of: PhoneOf) -> None:
    silent = {LAWS: Given(silence=AnswerKind.UNCHANGED, unchanged_since=2024), REGISTRATION: Given("perhaps")}
    report, phone = answered(started(), silent), phone_of()
    form = phone.form()
    assert prefilled(form) == {}
    assert phone.send(fill(form, {})).status == 201
    assert said(report) == {LAWS: "", REGISTRATION: "perhaps"}
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert report.answers.get(path=LAWS).kind == "unchanged"


def test_entries_of_a_list_come_and_go(phone_of: PhoneOf) -> None:
    given = {TITLE.format(n): Given(name) for n, name in ((1, "First Act"), (2, "Second Act"))}
    report, phone = answered(started(), given), phone_of()
    form = phone.form()
    assert phone.send(fill(form, {TITLE.format(3): "Third Act"})).status == 201
    assert said(report)[TITLE.format(3)] == "Third Act"
    assert phone.send(fill(phone.form(), {}, drop=("section_4/brokering_details/q_4_1_1[3]",))).status == 201
    assert said(report) == {TITLE.format(1): "First Act", TITLE.format(2): "Second Act", TITLE.format(3): ""}


def test_the_same_form_twice_is_stored_and_merged_once(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    xml = fill(phone.form(), {LAWS: "yes"})
    assert phone.send(xml).status == 201
    answered(report, {LAWS: Given("no")})  # somebody thinks better of it
    assert phone.send(xml).status == 202
    assert said(report) == {LAWS: "no"}
    assert (len(sent_by_devices(report)), conflicts(report)) == (1, [])


def test_forms_out_of_order_make_a_conflict_and_overwrite_nothing(phone_of: PhoneOf) -> None:
    report, phone = answered(started(), {REGISTRATION: Given("yes")}), phone_of()
    early = phone.form()
    assert phone.send(fill(early, {LAWS: "yes"})).status == 201
    late = phone.form()
    assert phone.send(fill(late, {LAWS: "no"})).status == 201
    answer = phone.send(fill(early, {LAWS: "yes", REGISTRATION: "no"}))
    assert answer.status == 201
    assert said(report) == {LAWS: "no", REGISTRATION: "no"}
    assert conflicts(report) == [(LAWS, "yes")]
    assert "both texts are kept" in (answer.message.text or "")


def test_the_same_identifier_with_other_answers_is_kept_apart(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    form = phone.form()
    assert phone.send(fill(form, {LAWS: "yes"}, instance="uuid:1")).status == 201
    answer = phone.send(fill(form, {LAWS: "no"}, instance="uuid:1"))
    assert (answer.status, answer.code) == (409, "instance-otherwise")
    assert said(report) == {LAWS: "yes"}
    assert [status for _name, status in sent_by_devices(report)] == ["merged", "kept"]


def test_places_that_the_form_does_not_have_are_kept_and_told(phone_of: PhoneOf) -> None:
    report, phone = started(), phone_of()
    answer = phone.send(fill(phone.form(), {LAWS: "yes"}, extra="never_asked"))
    assert answer.status == 201
    assert "instance-unknown" in (answer.message.text or "")
    assert said(report) == {LAWS: "yes"}
    with acting_as(actor(Role.CONTRIBUTOR)):
        row = report.device_submissions.get()
    assert row.outcome["unknown"] == {"never_asked[1]": "somebody typed this"}
    assert "somebody typed this" in row.xml


def test_a_report_that_is_not_open_refuses_the_answers_and_keeps_what_was_sent(phone_of: PhoneOf) -> None:
    report, phone = answered(started()), phone_of()
    xml = fill(phone.form(), {LAWS: "no"})
    step(report, Role.CONTRIBUTOR, actions.mark_complete)
    answer = phone.send(xml)
    assert (answer.status, answer.code, answer.message.get("nature")) == (409, "report-closed", "submit_error")
    assert phone.entries() == []
    assert said(report) == {LAWS: "yes"}
    step(report, Role.CONTRIBUTOR, actions.reopen)
    assert phone.send(xml).status == 201
    assert (said(report), len(sent_by_devices(report))) == ({LAWS: "no"}, 1)


@pytest.mark.parametrize("version", ["", "417", "20190101.0", "{template}.99999999", "{template}.-1", "{template}.x"])
def test_a_version_that_never_left_is_refused_and_kept(phone_of: PhoneOf, version: str) -> None:
    report, phone = started(), phone_of()
    form = phone.form()
    root = etree.fromstring(fill(form, {LAWS: "yes"}))
    template = (root.get("version") or "").rpartition(".")[0]
    root.set("version", version.format(template=template))
    answer = phone.send(etree.tostring(root))
    assert (answer.status, answer.code) == (422, "form-version-unknown")
    assert said(report) == {}
    assert [status for _name, status in sent_by_devices(report)] == ["kept"]


def test_a_form_that_was_only_kept_may_be_changed_and_sent_again(phone_of: PhoneOf) -> None:
    report, phone = answered(started()), phone_of()
    form = phone.form()
    step(report, Role.CONTRIBUTOR, actions.mark_complete)
    assert phone.send(fill(form, {LAWS: "no"}, instance="uuid:1")).status == 409
    step(report, Role.CONTRIBUTOR, actions.reopen)
    assert phone.send(fill(form, {LAWS: "no", REGISTRATION: "yes"}, instance="uuid:1")).status == 201
    assert said(report) == {LAWS: "no", REGISTRATION: "yes"}


def test_a_device_of_another_drafter_sends_into_the_same_draft(phone_of: PhoneOf) -> None:
    report, first, second = started(), phone_of(), phone_of(Role.APPROVER)
    early = second.form()
    assert first.send(fill(first.form(), {LAWS: "yes"})).status == 201
    assert second.send(fill(early, {REGISTRATION: "yes"})).status == 201
    assert (said(report), conflicts(report)) == ({LAWS: "yes", REGISTRATION: "yes"}, [])
    xml = fill(early, {LAWS: "no"})
    assert second.send(xml).status == 201
    assert conflicts(report) == [(LAWS, "no")]
    assert first.send(xml).status == 202


def test_a_published_report_is_not_listed(phone_of: PhoneOf) -> None:
    brought_to(5)
    assert phone_of().entries() == []
