"""Rules for any mixture of roles: default deny, nothing gained by ending a role, no role that passes all (S2)."""

from hypothesis import given
from hypothesis import strategies as st

from poaiss.access.matrix import actor_as
from poaiss.access.rls import SETTINGS, settings_of
from poaiss.access.rules import RULES, can
from poaiss.access.visibility import audiences
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role

ROLES = st.frozensets(st.sampled_from(list(Role)))
NAMES = st.sampled_from(sorted(RULES))


def holding(roles: frozenset[Role], *, second: bool = True) -> Actor:
    held = frozenset(capacity for role in roles for capacity in actor_as(role).capacities)
    return Actor(identifier="somebody", name="Somebody", capacities=held, exercise=True, has_second_factor=second)


@given(roles=ROLES, name=NAMES)
def test_several_roles_may_do_what_each_may_and_no_more(roles: frozenset[Role], name: str) -> None:
    alone = can(holding(frozenset()), name)
    assert can(holding(roles), name) == (alone or any(can(holding(frozenset({role})), name) for role in roles))


@given(roles=ROLES)
def test_without_a_second_factor_nobody_is_vetted(roles: frozenset[Role]) -> None:
    assert "vetted" not in audiences(holding(roles, second=False))
    assert ("vetted" in audiences(holding(roles))) == (Role.AGENCY_OFFICER in roles)


@given(roles=ROLES)
def test_the_database_is_told_codes_alone_and_never_the_machine(roles: frozenset[Role]) -> None:
    told = settings_of(holding(roles))
    assert set(told) == set(SETTINGS)
    assert "machine" not in told["audiences"].split(",")
    assert "Somebody" not in " ".join(told.values())


def test_nobody_passes_no_rule_and_no_role_passes_all() -> None:
    assert [name for name in RULES if can(NOBODY, name)] == []
    assert [role for role in Role if all(can(actor_as(role), name) for name in RULES)] == []
