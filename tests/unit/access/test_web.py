"""Default deny: a refusal rolls back what the view did, and is kept (S4)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from poaiss.access import rules
from poaiss.access.rls import current_actor
from poaiss.access.rules import Denied, Refused, check, rule
from poaiss.access.web import View, public, requires
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.audit.models import Entry
from poaiss.directory.models import Theme
from tests.factories.cast import Cast

pytestmark = pytest.mark.rows("S4")


@pytest.fixture(autouse=True)
def stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", dict(rules.RULES))
    rule("test.open", "open")(lambda actor, obj: None)
    rule("test.shut", "shut")(lambda actor, obj: Denied("Shut."))


def asked(actor: Actor) -> HttpRequest:
    request = RequestFactory().post("/en/somewhere/")
    request.actor = actor  # type: ignore[attr-defined]
    return request


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(current_actor().name)


def write_then_ask(request: HttpRequest) -> HttpResponse:
    """Write a row, then run into a refusal."""
    theme = Theme.objects.create(code="half-done")
    check(request.actor, "test.shut", theme)  # type: ignore[attr-defined]
    return HttpResponse()


def test_a_view_runs_as_its_actor_and_names_its_policy(cast: Cast) -> None:
    ana = cast.actor("ana")
    assert requires("test.open")(answer)(asked(ana)).content.decode() == "Ana Teller"
    assert public(answer)(asked(NOBODY)).content == b""
    assert (requires("test.open")(answer).policy, public(answer).policy) == ("test.open", "public")  # type: ignore[attr-defined]
    assert public(answer).login_required is False  # type: ignore[attr-defined]


def test_nobody_is_refused_before_the_view_runs(db: None) -> None:
    with pytest.raises(Refused):
        requires("test.open")(write_then_ask)(asked(NOBODY))
    assert not Theme.objects.filter(code="half-done").exists()


@pytest.mark.parametrize("declared", [requires("test.open"), public], ids=["requires", "public"])
def test_a_refusal_within_rolls_back_and_is_kept(cast: Cast, declared: "type[View]") -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused):
        declared(write_then_ask)(asked(cast.actor("ana")))  # type: ignore[arg-type]
    assert not Theme.objects.filter(code="half-done").exists()
    entry = Entry.objects.get(action="test.shut")
    assert Entry.objects.count() == before + 1
    assert (entry.chain, entry.kind, entry.outcome, entry.actor_id) == ("XAV", "access", "refused", str(cast.ana.pk))
    assert entry.details == {"path": "/en/somewhere/", "method": "POST", "object": "directory.theme half-done"}
    assert entry.object_name == ""


def test_a_refusal_of_the_rule_itself_names_no_object(cast: Cast) -> None:
    with pytest.raises(Refused):
        requires("test.shut")(answer)(asked(cast.actor("dalia")))
    entry = Entry.objects.get(action="test.shut")
    assert (entry.chain, entry.details) == ("system", {"path": "/en/somewhere/", "method": "POST"})
