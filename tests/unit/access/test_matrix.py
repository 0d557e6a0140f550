"""The generated matrix says what the rules say."""

import pytest

from poaiss.access.matrix import actor_as, matrix_page, permitted
from poaiss.access.rules import RULES, can
from poaiss.accounts.actor import NOBODY
from poaiss.accounts.enums import Role
from poaiss.cli import parser


def test_each_rule_has_its_line_and_each_role_its_column() -> None:
    lines = [line for line in matrix_page().splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == sorted(RULES)
    assert {line.count("|") for line in lines} == {len(Role) + 3}


@pytest.mark.parametrize("role", Role)
def test_no_role_passes_every_rule(role: Role) -> None:
    assert not all(can(actor_as(role), name) for name in RULES)


def test_nobody_passes_none() -> None:
    assert [name for name in RULES if can(NOBODY, name)] == []
    assert matrix_page().rstrip().endswith("0 of them open to nobody in particular.")


def test_everybody_has_a_workspace() -> None:
    assert permitted("site.workspace") == list(Role)


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = parser().parse_args(["access", "matrix"])
    assert arguments.run(arguments) == 0
    assert capsys.readouterr().out == matrix_page()
