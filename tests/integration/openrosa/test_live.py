"""A stock client over a real line: a web server that runs, sockets, chunks; nothing of Django in the client (R12)."""

import pytest
from django.test.utils import override_settings

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import fill, over_http
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, started

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.rows("R12", "R25")]


def test_a_stock_client_fills_and_sends(live_server: object, phone_of: PhoneOf) -> None:
    report, phone = answered(started(), {LAWS: Given("yes")}), phone_of()
    phone.ask, phone.where = over_http, f"{live_server}/openrosa"
    right, phone.authorization = phone.authorization, ""
    challenge = phone.list()
    assert (challenge.status, challenge.headers["WWW-Authenticate"].split()[0]) == (401, "Basic")
    phone.authorization = right
    [entry] = phone.entries()
    assert entry["downloadUrl"].startswith(str(live_server))
    head = phone.head()
    assert (head.status, head.headers["Location"]) == (204, f"{live_server}/openrosa/submission")
    xml = fill(phone.download(entry), {REGISTRATION: "yes"})
    assert [phone.send(xml).status for _time in range(2)] == [201, 202]
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert dict(report.answers.values_list("path", "provenance")) == {LAWS: "typed", REGISTRATION: "openrosa"}
        assert report.device_submissions.count() == 1


@override_settings(BODY_LIMIT=100_000)
def test_a_body_that_is_too_large_is_refused_over_the_line(live_server: object, phone_of: PhoneOf) -> None:
    started()
    phone = phone_of()
    form = phone.form()
    phone.ask, phone.where = over_http, f"{live_server}/openrosa"
    answer = phone.send(fill(form, {LAWS: "yes"}), {"plan.pdf": b"%PDF" + b"x" * 200_000})
    assert (answer.status, answer.code) == (413, "body-too-large")
