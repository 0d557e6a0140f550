"""The audit log as pages: whose entries, how much of each, filters, pages, a table to take away (S4)."""

import csv
import io
import re

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.urls import reverse

from poaiss.accounts.actor import MACHINE
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind, Outcome
from poaiss.audit.models import Entry
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S2", "S4")
PAGE, EXPORT = "/en/audit/", "/en/audit/entries.csv"


@pytest.fixture
def log(cast: Cast) -> Cast:
    """Avaria, Borovia and the system, each with something to hide."""
    hana, chidi, emeka = cast.actor("hana"), cast.actor("chidi"), cast.actor("emeka")
    record("contacts.edit", by=hana, on=cast.ana, state="XAV", details={"secret": "of Avaria"})
    record("accounts.give_role", by=hana, on=cast.bruno, state="XAV", kind=Kind.CONFIGURATION, details={"role": "x-av"})
    record("contacts.edit", by=chidi, state="XBO", details={"secret": "of Borovia"})
    record("audit.read", by=chidi, state="XBO", kind=Kind.ACCESS, outcome=Outcome.REFUSED, details={"path": "/bo/"})
    record("accounts.vet", by=emeka, kind=Kind.CONFIGURATION, details={"note": "=1+1"})
    return cast


def text(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


def chains(response: HttpResponse) -> list[str]:
    return re.findall(r'<td class="nowrap"><bdi class="code" dir="ltr">(\w+):\d+<', text(response))


def rows(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(response).removeprefix("\ufeff"))))


def test_a_states_administrator_reads_its_chain_with_details(log: Cast) -> None:
    response = log.client("nadia").get(PAGE)
    assert chains(response) == ["XAV", "XAV"]
    assert "of Avaria" in text(response)
    assert "of Borovia" not in text(response)
    assert "Hana Voss did this: edit the particulars of an office" in text(response)


def test_an_auditor_reads_configuration_and_access_without_a_states_details(log: Cast) -> None:
    response = log.client("rosa").get(PAGE)
    assert chains(response) == ["system", "XBO", "XAV"]
    shown = text(response)
    assert "Chidi Okarande was refused: read the audit log." in shown
    assert "=1+1" in shown
    assert [word for word in ("of Avaria", "of Borovia", "x-av", "/bo/", "Bruno Castel") if word in shown] == []
    assert shown.count("The details stay with the State.") == 2


def test_the_secretariat_reads_about_designations_and_no_more(log: Cast) -> None:
    about = {"kind": "change", "outcome": "done", "object_type": "contacts.designation", "details": {"method": "call"}}
    Entry.objects.create(chain="XAV", action="contacts.verify", object_name="Point of contact", **about)
    Entry.objects.create(chain="KEN", action="contacts.verify", object_name="Of a real State", **about)
    response = log.client("dalia").get(PAGE)
    assert chains(response) == ["XAV"]
    assert "Point of contact" in text(response)
    assert "call" in text(response)
    assert re.findall(r">(\w+):\d+:[0-9a-f]{64}<", text(response)) == []
    assert [row["name"] for row in rows(log.client("dalia").get(EXPORT))] == ["Point of contact"]


@pytest.mark.parametrize("name", ["ana", "hana", "chidi", "grace", "emeka", "idris", "victor"])
@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_everybody_else_is_refused(log: Cast, name: str, address: str) -> None:
    response = log.client(name).get(address)
    assert response.status_code == 403
    assert "of Avaria" not in response.content.decode()
    assert Entry.objects.filter(action="audit.read", outcome=Outcome.REFUSED, actor_name=log.people[name].name).exists()


def test_nobody_is_asked_to_sign_in(log: Cast) -> None:
    response = log.client("nobody").get(PAGE)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=configuration", ["system", "XAV"]),
        ("kind=access", ["XBO"]),
        ("outcome=refused", ["XBO"]),
        ("outcome=done&kind=access", []),
        ("actor=EMEKA", ["system"]),
        ("since=2000-01-01&until=2000-12-31", []),
        ("since=2000-01-01", ["system", "XBO", "XAV"]),
        ("since=yesterday&kind=access", ["XBO"]),
        ("kind=nonsense", ["system", "XBO", "XAV"]),
        ("page=99", ["system", "XBO", "XAV"]),
    ],
)
def test_filters(log: Cast, query: str, found: list[str]) -> None:
    client = log.client("rosa")
    assert chains(client.get(f"{PAGE}?{query}")) == found
    assert [row["chain"] for row in rows(client.get(f"{EXPORT}?{query}"))] == found


def test_a_wrong_filter_keeps_what_was_typed(log: Cast) -> None:
    shown = text(log.client("rosa").get(f"{PAGE}?since=yesterday"))
    assert 'value="yesterday"' in shown
    assert "Enter a valid date." in shown


def test_long_logs_come_in_pages(log: Cast) -> None:
    for _ in range(60):
        record("accounts.vet", by=log.actor("emeka"), kind=Kind.CONFIGURATION)
    client = log.client("rosa")
    assert len(chains(client.get(PAGE))) == 50
    assert len(chains(client.get(f"{PAGE}?page=2"))) == 13
    assert len(rows(client.get(EXPORT))) == 63


def test_the_table_hides_the_same_and_holds_no_formula(log: Cast) -> None:
    response = log.client("rosa").get(EXPORT)
    assert response.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    taken = rows(response)
    assert [row["details"] for row in taken] == ['{"note": "=1+1"}', "", ""]
    assert [row["name"] for row in taken] == ["", "", ""]
    record("contacts.write", by=None, state="XAV", details={})
    Entry.objects.create(chain="XAV", kind="change", action="=cmd()", outcome="done", actor_name="@SUM(A1)")
    first = rows(log.client("nadia").get(EXPORT))[0]
    assert (first["action"], first["who"]) == ("'=cmd()", "'@SUM(A1)")


def test_an_action_without_words_shows_its_name(log: Cast) -> None:
    record("somewhere.somehow", by=MACHINE, state="XAV")
    record("contacts.in_force", by=None, state="XAV")
    shown = text(log.client("nadia").get(PAGE))
    assert "poaiss did this: somewhere.somehow." in shown
    assert "The system did this: bring a designation into force." in shown


def test_only_verified_on_request_and_only_what_is_read(log: Cast) -> None:
    shown = text(log.client("nadia").get(PAGE))
    assert "The log holds" not in shown
    assert re.findall(r">(\w+):\d+:[0-9a-f]{64}<", shown) == ["XAV"]
    assert "2 entries were verified just now." in text(log.client("nadia").get(f"{PAGE}?verify=1"))
    seen = re.findall(r">(\w+):\d+:[0-9a-f]{64}<", text(log.client("rosa").get(PAGE)))
    assert seen == ["XAV", "XBO", "system"]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_broken_log_is_said(transactional_db: None, log: Cast) -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET actor_name = 'Somebody' WHERE chain = 'XAV' AND number = 1")
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
    shown = text(log.client("nadia").get(f"{PAGE}?verify=1"))
    assert "Entry 1 of the chain XAV is the first that is broken." in shown
