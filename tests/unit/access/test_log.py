"""Who reads the audit log (S4): the own doing, the own State's chain, configuration and access of one's world."""

import pytest

from poaiss.access.permissions import DESIGNATION
from poaiss.access.rules import RULES, can
from poaiss.access.visibility import visibility, visible_to
from poaiss.accounts.actor import MACHINE, NOBODY, Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.audit.actions import record
from poaiss.audit.enums import Kind
from poaiss.audit.models import Entry
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S4")


@pytest.fixture
def auditor(cast: Cast) -> Actor:
    """A real auditor beside the exercise."""
    person = Person.objects.create_user("auditor@real.example", name="A Real Auditor")
    Membership.objects.create(person=person, role=Role.AUDITOR)
    return actor_of(person)


@pytest.fixture
def log(cast: Cast, auditor: Actor) -> None:
    ana, emeka, chidi = cast.actor("ana"), cast.actor("emeka"), cast.actor("chidi")
    record("ana.change", by=ana, state="XAV")
    record("ana.access", by=ana, state="XAV", kind=Kind.ACCESS)
    record("chidi.change", by=chidi, state="XBO")
    record("chidi.configuration", by=chidi, state="XBO", kind=Kind.CONFIGURATION)
    record("emeka.configuration", by=emeka, kind=Kind.CONFIGURATION)
    record("machine.access", by=None, kind=Kind.ACCESS)
    record("emeka.change", by=emeka)
    for chain, action in (("XAV", "ana.designation"), ("KEN", "real.designation")):
        Entry.objects.create(chain=chain, action=action, kind="change", outcome="done", object_type=DESIGNATION)
    record("real.change", by=auditor, state="KEN")
    record("real.access", by=None, state="KEN", kind=Kind.ACCESS)


SEEN = {
    "ana": {"ana.change", "ana.access"},
    "nadia": {"ana.change", "ana.access", "ana.designation"},
    "tina": {"chidi.change", "chidi.configuration"},
    "rosa": {"ana.access", "chidi.configuration", "emeka.configuration", "emeka.change"},
    "emeka": {"emeka.configuration", "emeka.change"},
    "dalia": {"ana.designation"},
    "hana": set(),
    "nobody": set(),
}


@pytest.mark.parametrize("name", SEEN)
def test_who_sees_which_entries(cast: Cast, log: None, name: str) -> None:
    seen = visible_to(cast.actor(name), Entry).filter(action__regex=r"^(ana|chidi|emeka|machine|real)\.")
    assert sorted(seen.values_list("action", flat=True)) == sorted(SEEN[name])


def test_a_real_auditor_sees_the_real_world_alone(log: None, auditor: Actor) -> None:
    seen = visible_to(auditor, Entry).exclude(action__startswith="reporting.").values_list("action", flat=True)
    assert sorted(seen) == ["machine.access", "real.access", "real.change"]


def test_the_machine_sees_all(log: None) -> None:
    assert visible_to(MACHINE, Entry).count() == Entry.objects.count()


def test_who_may_open_the_log(cast: Cast) -> None:
    allowed = [name for name in cast.people if can(cast.actor(name), "audit.read")]
    assert sorted(allowed) == ["dalia", "nadia", "rosa", "tina"]
    assert not can(NOBODY, "audit.read")
    assert not can(MACHINE, "audit.read")
    assert "audit.read" in RULES


def test_what_may_be_read_is_stated_once() -> None:
    with pytest.raises(ValueError, match="stated twice"):
        visibility(Entry)(lambda actor: None)  # type: ignore[arg-type,return-value]
