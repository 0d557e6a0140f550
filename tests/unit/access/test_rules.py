"""Doing is a rule (S2): nobody passes by default, an unknown rule is an error, a refusal says why."""

import pytest
from django.utils.translation import gettext_lazy as _

from poaiss.access import rules
from poaiss.access.rules import NOT_SIGNED_IN, RULES, Denied, Refused, can, check, denied, rule
from poaiss.accounts.actor import MACHINE, NOBODY, Actor

SOMEBODY = Actor(identifier="00000000-0000-0000-0000-00000000000a", name="Somebody")
NO = Denied(_("Not today."))


@pytest.fixture(autouse=True)
def stated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rules of the test's own, beside none of the product's."""
    monkeypatch.setattr(rules, "RULES", {})
    rule("test.always", "always")(lambda actor, obj: None)
    rule("test.never", "never")(lambda actor, obj: NO)
    rule("test.even", "even numbers")(lambda actor, obj: None if obj is None or obj % 2 == 0 else NO)


def test_nobody_passes_not_even_what_everybody_may() -> None:
    assert denied(NOBODY, "test.always") == NOT_SIGNED_IN
    assert denied(SOMEBODY, "test.always") is None
    assert denied(MACHINE, "test.always") is None


def test_the_object_decides() -> None:
    assert [can(SOMEBODY, "test.even", number) for number in (None, 2, 3)] == [True, True, False]


def test_a_refusal_carries_rule_reason_and_object() -> None:
    with pytest.raises(Refused) as refused:
        check(SOMEBODY, "test.even", 3)
    assert (refused.value.rule, refused.value.denied, refused.value.obj) == ("test.even", NO, 3)
    assert str(refused.value) == "Not today."
    check(SOMEBODY, "test.even", 2)


def test_an_unknown_rule_is_an_error_and_never_a_yes() -> None:
    for ask in (can, check, denied):
        with pytest.raises(KeyError):
            ask(SOMEBODY, "test.unknown")


def test_a_rule_is_stated_once() -> None:
    with pytest.raises(ValueError, match=r"test\.never is stated twice"):
        rule("test.never", "again")(lambda actor, obj: None)


def test_the_rules_of_the_product_are_not_touched() -> None:
    assert "test.always" not in RULES
