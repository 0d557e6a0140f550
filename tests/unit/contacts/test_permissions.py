"""Who may do what, over the whole cast: each rule's answer for each person, named literally."""

from typing import Any

import pytest

from poaiss.access.rules import RULES, Refused, can, check
from poaiss.accounts.actor import MACHINE
from poaiss.contacts import actions
from poaiss.contacts.models import Office
from tests.factories import contacts as make

EXPECTED: dict[str, set[str]] = {
    "contacts.edit": {"hana", "julia", "kofi", "nadia"},
    "contacts.confirm": {"hana", "julia", "kofi"},
    "contacts.take_over": {"hana", "julia", "kofi"},
    "contacts.appoint": {"hana", "julia", "nadia"},
    "contacts.write": {
        "ana",
        "bruno",
        "chidi",
        "dalia",
        "farid",
        "hana",
        "idris",
        "julia",
        "kofi",
        "leila",
        "marc",
        "nadia",
        "omar",
    },
    "contacts.handover": {"julia", "kofi"},
    "contacts.onboard": {"julia", "kofi"},
    "contacts.share": {"hana", "julia", "kofi", "nadia"},
    "contacts.see_freshness": {"ana", "bruno", "dalia", "farid", "hana", "julia", "kofi", "nadia"},
    "contacts.record_holder": set(),
}
"""For Avaria's national point of contact, held by Julia with her deputy Kofi."""


def those_who(cast: make.Cast, rule: str, obj: Any) -> set[str]:
    return {name for name in make.EVERYBODY if can(cast.actor(name), rule, obj)}


@pytest.mark.parametrize("rule", EXPECTED)
@pytest.mark.rows("S2")
def test_rules_on_an_office(cast: make.Cast, rule: str) -> None:
    office = make.point_of_contact(cast)
    found = set()
    for name in make.EVERYBODY:
        allowed = can(cast.actor(name), rule, as_machine(office))
        if allowed:
            found.add(name)
            continue
        with pytest.raises(Refused):
            check(cast.actor(name), rule, as_machine(office))
    assert found == EXPECTED[rule]


def as_machine(office: Office) -> Office:
    """Return the office with its terms at hand, so that the rule alone decides."""
    from poaiss.access.rls import acting_as
    from poaiss.contacts.actions.terms import locked

    with acting_as(MACHINE):
        found = locked(office)
        list(found.terms.all())
        from django.db.models import Prefetch, prefetch_related_objects

        from poaiss.contacts.models import Term

        prefetch_related_objects([found], Prefetch("terms", Term.objects.select_related("invitation")))
    return found


def test_rules_on_a_hidden_office(cast: make.Cast) -> None:
    hidden = make.hidden_office(cast)
    assert those_who(cast, "contacts.record_holder", as_machine(hidden)) == {"hana", "nadia"}
    assert those_who(cast, "contacts.edit", as_machine(hidden)) == {"hana", "julia", "kofi", "nadia"}


def test_an_officer_edits_the_contact_of_the_own_agency(cast: make.Cast) -> None:
    office = make.technical(cast, key="xbo-border", holder="samuel")
    assert those_who(cast, "contacts.edit", as_machine(office)) == {"leila", "marc", "omar"}
    assert can(cast.actor("samuel"), "contacts.edit", as_machine(office))
    assert can(cast.actor("tina"), "contacts.edit", as_machine(office))


def test_rules_on_a_designation(cast: make.Cast) -> None:
    made = make.notified(cast)
    assert those_who(cast, "contacts.verify", made) == {"dalia"}
    assert those_who(cast, "contacts.notify", made.state) == {"hana"}
    assert those_who(cast, "contacts.notify", make.state("XBO")) == {"omar"}
    assert those_who(cast, "contacts.create_office", make.state("XBO")) == {"leila", "marc", "omar"}


def test_rules_on_a_thread(cast: make.Cast) -> None:
    thread = make.thread(cast, make.point_of_contact(cast), by="chidi")
    thread.office = as_machine(thread.office)
    assert those_who(cast, "contacts.read_messages", thread) == {"chidi", "julia", "kofi"}


def test_the_mission_answers_while_nobody_who_can_sign_in_does(cast: make.Cast) -> None:
    made = make.verified(cast, make.notified(cast))  # the new holder has not accepted the invitation yet
    thread = make.thread(cast, made.office, by="chidi")
    thread.office = as_machine(thread.office)
    assert those_who(cast, "contacts.read_messages", thread) == {"chidi", "hana"}
    assert those_who(cast, "contacts.handover", thread.office) == {"hana"}


def test_only_the_machine_chases(cast: make.Cast) -> None:
    assert those_who(cast, "contacts.chase", None) == set()
    assert can(MACHINE, "contacts.chase")
    with pytest.raises(Refused):
        actions.run_daily(by=cast.actor("dalia"))


def test_the_secretariat_of_the_exercise_verifies_no_real_note(cast: make.Cast) -> None:
    made = make.notified(cast)
    made.state.kind = "member"
    assert not can(cast.actor("dalia"), "contacts.verify", made)


COULD_EVER = {
    "contacts.notify": {"hana", "omar"},
    "contacts.verify": {"dalia"},
    "contacts.create_office": {"hana", "idris", "julia", "kofi", "leila", "marc", "nadia", "omar"},
    "contacts.share": {"hana", "idris", "julia", "kofi", "leila", "marc", "nadia", "omar"},
    "contacts.appoint": {"hana", "idris", "julia", "kofi", "leila", "marc", "nadia", "omar"},
    "contacts.record_holder": {"hana", "idris", "nadia", "omar"},
    "contacts.write": set(make.EVERYBODY) - {"emeka", "grace", "rosa", "nobody"},
}


@pytest.mark.parametrize("rule", COULD_EVER)
def test_whether_somebody_could_ever(cast: make.Cast, rule: str) -> None:
    assert those_who(cast, rule, None) == COULD_EVER[rule]


@pytest.mark.parametrize("rule", sorted(name for name in RULES if name.startswith("contacts.")))
def test_donor_administrator_auditor_and_nobody_may_nothing(cast: make.Cast, rule: str) -> None:
    assert {name for name in ("grace", "emeka", "rosa", "nobody") if can(cast.actor(name), rule)} == set()
