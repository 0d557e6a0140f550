import pytest

from poaiss.access.rules import can
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.directory.models import Agency, Organisation, State
from tests.unit.accounts.conftest import Cast

pytestmark = pytest.mark.rows("S1")
EVERYBODY = (
    "ana",
    "bruno",
    "chidi",
    "dalia",
    "emeka",
    "farid",
    "grace",
    "hana",
    "idris",
    "julia",
    "nadia",
    "rosa",
    "tina",
)


def wanted(
    role: Role, state: str = "", organisation: str = "", email: str = "new@avaria.exercise.example"
) -> Invitation:
    return Invitation(
        email=email,
        role=role,
        state=State.objects.get(code=state) if state else None,
        agency=Agency.objects.filter(state=state).first() if role == Role.AGENCY_OFFICER else None,
        organisation=Organisation.objects.get(code=organisation) if organisation else None,
    )


@pytest.mark.parametrize(
    ("role", "state", "organisation", "givers"),
    [
        (Role.CONTRIBUTOR, "XAV", "", {"nadia"}),
        (Role.APPROVER, "XBO", "", {"tina"}),
        (Role.AGENCY_OFFICER, "XAV", "", {"nadia"}),
        (Role.MISSION, "XAV", "", {"dalia"}),
        (Role.POINT_OF_CONTACT, "XBO", "", {"dalia"}),
        (Role.STATE_ADMINISTRATOR, "XAV", "", {"dalia"}),
        (Role.DONOR, "", "fenmora-development", {"dalia"}),
        (Role.REGIONAL_CENTRE, "", "exercise-regional-centre", {"dalia"}),
        (Role.CHAIR, "", "", {"dalia"}),
        (Role.SECRETARIAT, "", "", {"emeka"}),
        (Role.AUDITOR, "", "", {"emeka"}),
        (Role.ADMINISTRATOR, "", "", {"emeka"}),
        (Role.CONTRIBUTOR, "FRA", "", set()),
        (Role.MISSION, "FRA", "", set()),
    ],
)
def test_each_role_is_given_by_its_giver_alone(
    people: Cast, role: Role, state: str, organisation: str, givers: set[str]
) -> None:
    invitation = wanted(role, state, organisation)
    assert {name for name in EVERYBODY if can(people.actor(name), "accounts.invite", invitation)} == givers


@pytest.mark.parametrize(("name", "role", "state"), [("nadia", Role.APPROVER, "XAV"), ("emeka", Role.SECRETARIAT, "")])
def test_nobody_gives_rights_to_oneself(people: Cast, name: str, role: Role, state: str) -> None:
    actor, person = people.actor(name), people.person(name)
    assert can(actor, "accounts.invite", wanted(role, state))
    assert not can(actor, "accounts.invite", wanted(role, state, email=person.email.upper()))
    assert not can(actor, "accounts.give_role", Membership(person=person, role=role, state_id=state or None))


@pytest.mark.parametrize(
    ("holder", "enders"),
    [
        ("ana", {"nadia"}),
        ("farid", {"nadia"}),
        ("paul", {"tina"}),
        ("hana", {"dalia"}),
        ("nadia", {"dalia"}),
        ("grace", {"dalia"}),
        ("rosa", {"emeka"}),
        ("dalia", {"emeka"}),
        ("emeka", set()),
    ],
)
def test_whoever_gives_a_role_ends_it_and_the_last_stays(people: Cast, holder: str, enders: set[str]) -> None:
    role = people.role(holder)
    assert {name for name in EVERYBODY if can(people.actor(name), "accounts.end_role", role)} == enders


def test_an_administrator_lays_down_the_own_role_once_another_is_there(people: Cast) -> None:
    nadia = people.actor("nadia")
    assert not can(nadia, "accounts.end_role", people.role("nadia"))
    Membership.objects.create(person=people.person("ana"), role=Role.STATE_ADMINISTRATOR, state_id="XAV")
    assert can(nadia, "accounts.end_role", people.role("nadia"))


def test_another_states_administrator_is_no_successor(people: Cast) -> None:
    Membership.objects.create(person=people.person("paul"), role=Role.STATE_ADMINISTRATOR, state_id="XBO")
    assert not can(people.actor("nadia"), "accounts.end_role", people.role("nadia"))


@pytest.mark.parametrize(("holder", "vetters"), [("farid", {"nadia"}), ("chidi", {"tina"}), ("ana", set())])
def test_a_state_vouches_for_its_own_officers(people: Cast, holder: str, vetters: set[str]) -> None:
    role = people.role(holder)
    assert {name for name in EVERYBODY if can(people.actor(name), "accounts.vet", role)} == vetters


@pytest.mark.parametrize(
    ("lost", "helpers"), [("ana", {"dalia"}), ("idris", {"dalia"}), ("emeka", set()), ("rosa", set()), ("dalia", set())]
)
def test_the_secretariat_alone_recovers_and_not_the_installation(people: Cast, lost: str, helpers: set[str]) -> None:
    person = people.person(lost)
    assert {name for name in EVERYBODY if can(people.actor(name), "accounts.recover", person)} == helpers


def test_the_other_world_is_out_of_reach(people: Cast) -> None:
    real = Person.objects.create_user("real@mission.example", name="Real Person")
    role = Membership.objects.create(person=real, role=Role.MISSION, state_id="FRA")
    dalia = people.actor("dalia")
    assert not can(dalia, "accounts.end_role", role)
    assert not can(dalia, "accounts.recover", real)
    assert real not in visible_to(dalia, Person)
    assert role not in visible_to(dalia, Membership)


def test_a_states_administrator_sees_the_own_state_alone(people: Cast) -> None:
    seen = visible_to(people.actor("nadia"), Person)
    assert set(seen) == {people.person(name) for name in ("ana", "bruno", "farid", "hana", "julia", "kofi", "nadia")}


def test_the_installations_administrator_sees_the_installations_people_alone(people: Cast) -> None:
    seen = visible_to(people.actor("emeka"), Person)
    assert set(seen) == {people.person(name) for name in ("dalia", "emeka", "rosa", "victor")}


def test_everybody_else_sees_oneself_and_nobody_sees_nothing(people: Cast) -> None:
    assert list(visible_to(people.actor("ana"), Person)) == [people.person("ana")]
    assert list(visible_to(people.actor("ana"), Membership)) == [people.role("ana")]
    assert list(visible_to(NOBODY, Person)) == []
    assert list(visible_to(NOBODY, Membership)) == []


def test_notifications_are_ones_own(people: Cast) -> None:
    mine = Notification.objects.create(person=people.person("ana"), event="e", subject="for Ana")
    Notification.objects.create(person=people.person("bruno"), event="e", subject="for Bruno")
    assert list(visible_to(people.actor("ana"), Notification)) == [mine]
    assert list(visible_to(people.actor("nadia"), Notification)) == []
    assert list(visible_to(NOBODY, Notification)) == []
