"""/access/ and what lies below: how access is obtained, and how the Secretariat gives it on a letter."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Person
from poaiss.audit.models import Entry
from poaiss.common.clock import today
from poaiss.contacts.models import Designation, Office, Term
from tests.factories.contacts import PDF
from tests.unit.reporting.people import person

SignedIn = Callable[..., Client]
pytestmark = [pytest.mark.django_db, pytest.mark.rows("D5", "S1")]
HOW, LETTER, LIST, NEW = "/en/access/", "/en/access/letter/", "/en/access/states/", "/en/access/states/new/"
OFFICER = "awa@celmara.exercise.example"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "state": "XCE",
        "note_number": "CE/2026/7",
        "note_date": "2026-03-02",
        "note_file": SimpleUploadedFile("letter.pdf", PDF, "application/pdf"),
        "method": "call_back",
        "remarks": "Called the mission on its known number.",
        "name": "Awa Lindor",
        "title": "Head of unit",
        "email": OFFICER,
        "language": "fr",
        "office_name": "Bureau des armes légères",
    } | changes


def as_machine(model: Any) -> list[Any]:
    with acting_as(MACHINE):
        return list(model.objects.all())


# -- How to obtain access ----------------------------------------------------------------------------------------


def test_the_page_is_public_and_names_the_operator(client: Client) -> None:
    text = client.get(HOW).content.decode()
    assert "operator@demonstration.example" in text
    assert (
        text.index("Your permanent mission writes")
        < text.index("The mission sends it")
        < text.index("The officer opens")
    )
    assert client.post(HOW).status_code == 405


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_letter_comes_in_each_language(client: Client, language: str) -> None:
    plain = client.get(f"{LETTER}?text={language}")
    assert plain.headers["Content-Disposition"] == f'attachment; filename="letter-of-access-{language}.txt"'
    text = plain.content.decode()
    assert "operator@demonstration.example" in text
    word = client.get(f"{LETTER}?text={language}&format=docx")
    document = Document(io.BytesIO(word.content))
    assert "\n\n".join(each.text for each in document.paragraphs) == text.strip()
    is_turned = [each._p.pPr is not None and b"w:bidi" in each._p.xml.encode() for each in document.paragraphs]
    assert set(is_turned) == {language == "ar"}
    assert len(word.content) < 50_000


def test_an_unknown_language_gives_the_readers(client: Client) -> None:
    assert "letter-of-access-en.txt" in client.get(f"{LETTER}?text=../x").headers["Content-Disposition"]


# -- The Secretariat's pages -------------------------------------------------------------------------------------


def test_the_list_says_who_can_sign_in_for_each_state(signed_in: SignedIn) -> None:
    contact, mission = person(Role.POINT_OF_CONTACT, "XAV"), person(Role.MISSION, "XES")
    page = signed_in(Role.SECRETARIAT).get(LIST)
    assert {each.state.pk for each in page.context["reached"]} == {"XAV"}
    assert "XCE" in {each.state.pk for each in page.context["without"]}
    assert contact.name in page.content.decode()
    assert mission.name in page.content.decode()
    real = signed_in(Role.SECRETARIAT, exercise=False).get(LIST)
    assert not {each.state.pk for each in [*real.context["reached"], *real.context["without"]]} & {"XAV", "XCE"}


@pytest.mark.parametrize("address", [LIST, NEW])
def test_only_the_secretariat_opens_them(signed_in: SignedIn, client: Client, address: str) -> None:
    for role in (Role.MISSION, Role.STATE_ADMINISTRATOR, Role.ADMINISTRATOR):
        assert signed_in(role).get(address).status_code == 403
    assert client.get(address).headers["Location"].startswith("/en/account/login/")
    assert signed_in(Role.SECRETARIAT).delete(address).status_code == 405


def test_a_letter_brings_designation_invitation_and_log(signed_in: SignedIn) -> None:
    response = signed_in(Role.SECRETARIAT).post(NEW, filled(approves="on"))
    made = as_machine(Designation)[0]
    assert response.headers["Location"] == f"/en/contacts/designations/{made.pk}/"
    assert (made.status, made.state_id, made.note_number, made.method) == ("in_force", "XCE", "CE/2026/7", "call_back")
    assert [(each.kind, each.state_id, each.name) for each in as_machine(Office)] == [
        ("poa", "XCE", "Bureau des armes légères")
    ]
    assert [each.name for each in as_machine(Term)] == ["Awa Lindor"]
    invited = list(Invitation.objects.order_by("invited_at"))
    assert [(each.role, each.state_id, each.email, each.language) for each in invited] == [
        ("point_of_contact", "XCE", OFFICER, "fr"),
        ("approver", "XCE", OFFICER, "fr"),
    ]
    entry = Entry.objects.get(action="letters.admit")
    assert (entry.chain, entry.kind) == ("XCE", "access")
    assert entry.details == {
        "letter_number": "CE/2026/7",
        "letter_date": "2026-03-02",
        "roles": ["point_of_contact", "approver"],
    }
    assert Entry.objects.filter(chain="XCE", action="contacts.register").count() == 1


def test_without_the_tick_there_is_one_role(signed_in: SignedIn) -> None:
    signed_in(Role.SECRETARIAT).post(NEW, filled())
    assert [each.role for each in Invitation.objects.all()] == ["point_of_contact"]


def test_the_scan_is_kept_while_other_fields_are_mended(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT)
    wrong = office.post(NEW, filled(email="no address"))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["email"])
    text = wrong.content.decode()
    assert "The file that you uploaded is kept: letter.pdf" in text
    assert "Awa Lindor" in text
    again = filled(kept=wrong.context["form"]["kept"].value())
    del again["note_file"]
    assert office.post(NEW, again).status_code == 302
    assert as_machine(Designation)[0].note_name == "letter.pdf"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note_date": (today() + dt.timedelta(days=2)).isoformat()}, "note_date"),
        ({"note_file": SimpleUploadedFile("letter.pdf", b"MZ\x90\x00", "application/pdf")}, "note_file"),
        ({"note_file": ""}, "note_file"),
        ({"method": "believed"}, "method"),
        ({"state": "KEN"}, "state"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(
    signed_in: SignedIn, changes: dict[str, Any], field: str
) -> None:
    page = signed_in(Role.SECRETARIAT).post(NEW, filled(**changes))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert (as_machine(Designation), as_machine(Office), list(Invitation.objects.all())) == ([], [], [])


def test_a_state_with_a_point_of_contact_is_shown_first(signed_in: SignedIn) -> None:
    there, office = person(Role.POINT_OF_CONTACT, "XCE"), signed_in(Role.SECRETARIAT)
    page = office.post(NEW, filled())
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["state"])
    assert [each.person for each in page.context["holders"]] == [there]
    assert there.name in page.content.decode()
    assert not Invitation.objects.exists()
    assert office.post(NEW, filled(although_held="on")).status_code == 302


@pytest.mark.parametrize("role", [Role.STATE_ADMINISTRATOR, Role.APPROVER])
def test_a_state_with_people_of_its_own_gives_approval_itself(signed_in: SignedIn, role: Role) -> None:
    person(role, "XCE")
    office = signed_in(Role.SECRETARIAT)
    page = office.post(NEW, filled(approves="on"))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["approves"])
    assert (as_machine(Designation), list(Invitation.objects.all())) == ([], [])
    assert office.post(NEW, filled()).status_code == 302


def test_the_same_letter_twice_invites_once(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT)
    office.post(NEW, filled())
    page = office.post(NEW, filled(note_file=SimpleUploadedFile("letter.pdf", PDF, "application/pdf")))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["email"])
    assert (len(as_machine(Designation)), Invitation.objects.count()) == (1, 1)


def test_nobody_else_registers_a_note_in_the_database(signed_in: SignedIn) -> None:
    """The policy lets in the Secretariat of the State's world alone, whatever the Python says."""
    from django.db import connection, transaction
    from django.db.utils import ProgrammingError

    from tests.unit.reporting.people import actor

    signed_in(Role.SECRETARIAT).post(NEW, filled())
    made = as_machine(Designation)[0]
    columns = ", ".join(f'"{each.column}"' for each in Designation._meta.concrete_fields if each.name != "id")
    copy = f"INSERT INTO contacts_designation (id, {columns}) SELECT gen_random_uuid(), {columns} FROM taken"
    with acting_as(MACHINE), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE taken ON COMMIT DROP AS SELECT * FROM contacts_designation WHERE id = %s", [made.pk]
        )
    for who in (actor(Role.SECRETARIAT, exercise=False), actor(Role.ADMINISTRATOR), actor(Role.MISSION, "XBO")):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting_as(who),
            connection.cursor() as cursor,
        ):
            cursor.execute(copy)
    assert Person.objects.filter(email=OFFICER).count() == 0
