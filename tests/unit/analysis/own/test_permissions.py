"""Who may do what with a State's own analysis, role by role (S1)."""

import pytest

from poaiss.access.matrix import actor_as, permitted
from poaiss.access.rules import can
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.accounts.enums import Role
from poaiss.directory.models import State

pytestmark = pytest.mark.rows("S1", "A4", "A5", "A9", "A15")
MATRIX = {
    "analysis.own": {Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION},
    "analysis.explain": {Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION},
    "analysis.score": {Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER},
    "analysis.consent": {Role.POINT_OF_CONTACT, Role.APPROVER, Role.MISSION},
}


@pytest.mark.parametrize("rule", MATRIX)
def test_the_matrix(rule: str) -> None:
    assert set(permitted(rule)) == MATRIX[rule]
    for role in Role:
        who = actor_as(role)
        assert can(who, rule, State(pk="XAV")) is (role in MATRIX[rule])
        assert not can(who, rule, State(pk="XBO"))
    assert not can(NOBODY, rule)
    assert not can(MACHINE, rule)
