"""Owners offer, change, confirm and close; what cannot be is refused at its place, nothing is half-stored (N8)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.accounts.models import Notification
from poaiss.assistance import loading
from poaiss.assistance.enums import RESOURCE_TRANSITIONS, ResourceStatus
from poaiss.assistance.matching.expiring import run_daily
from poaiss.assistance.models import Call, Rate, Resource
from poaiss.assistance.resources import actions
from poaiss.assistance.resources.actions import CallWords, Offer
from poaiss.assistance.resources.errors import CallUnfit, OfferStale, OfferUnfit, RatesUnfit
from poaiss.assistance.resources.money import in_dollars
from poaiss.assistance.resources.rates import import_rates
from poaiss.common.errors import InvalidTransition
from poaiss.directory.models import Organisation, State

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N8")]
GOOD = Offer(
    kind="money",
    title="Alarms (exercise)",
    themes=["stockpiles"],
    amount=Decimal(100_000),
    currency="USD",
    per_project=Decimal(50_000),
    valid_from=dt.date(2026, 1, 1),
    valid_until=dt.date(2027, 12, 31),
)


def offered(cast: Any, offer: Offer = GOOD, who: str = "grace", owner: str = "fenmora-development") -> Resource:
    by = cast.actor(who)
    with acting_as(by):
        of = Organisation.objects.filter(pk=owner).first() or State.objects.get(pk=owner)
        return actions.offer_resource(owner=of, offer=offer, by=by)


def step(cast: Any, name: str, resource: Resource, who: str = "grace", **given: Any) -> Any:
    by = cast.actor(who)
    with acting_as(by):
        return getattr(actions, f"{name}_resource")(resource=resource, by=by, **given)


def count() -> int:
    with acting_as(MACHINE):
        return Resource.objects.count()


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"amount": Decimal(-1)}, "amount-unfit", "amount"),
        ({"per_project": Decimal(0)}, "amount-unfit", "per_project"),
        ({"amount": Decimal("99999999999")}, "amount-unfit", "amount"),
        ({"per_state": Decimal(100_001)}, "amount-unfit", "per_state"),
        ({"currency": ""}, "currency-unknown", "currency"),
        ({"currency": "DOL"}, "currency-unknown", "currency"),
        ({"currency": "JPY"}, "rate-missing", "currency"),
        ({"valid_until": dt.date(2025, 12, 31)}, "offer-unfit", "valid_until"),
        ({"themes": ["tanks"]}, "offer-unfit", "themes"),
        ({"regions": ["moon"]}, "offer-unfit", "regions"),
        ({"states": ["ZZZ"]}, "offer-unfit", "states"),
        ({"applicants": ["anyone"]}, "offer-unfit", "applicants"),
        ({"kind": "gold"}, "offer-unfit", "kind"),
        ({"title": "  "}, "offer-unfit", "title"),
    ],
)
def test_bad_input_is_refused_with_its_place_and_nothing_is_kept(
    cast: Any, changed: dict[str, Any], code: str, place: str
) -> None:
    before = count()
    with pytest.raises(OfferUnfit) as caught:
        offered(cast, replace(GOOD, **changed))
    assert [(each.code, each.place) for each in caught.value.problems] == [(code, place)]
    assert count() == before
    made = offered(cast)
    with pytest.raises(OfferUnfit):
        step(cast, "change", made, offer=replace(GOOD, **changed))
    with acting_as(cast.actor("grace")):
        assert Resource.objects.get(pk=made.pk).title == GOOD.title


def test_every_problem_is_named_at_once(cast: Any) -> None:
    with pytest.raises(OfferUnfit) as caught:
        offered(cast, replace(GOOD, amount=Decimal(-1), title="", kind="gold"))
    assert {each.place for each in caught.value.problems} == {"amount", "title", "kind"}


def test_a_draft_is_its_owners_alone_until_it_is_published(cast: Any) -> None:
    made = offered(cast)
    for who in ("ana", "idris", "dalia", "nobody", "ulrich"):
        by = cast.actor(who)
        with acting_as(by), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM assistance_resource WHERE status = 'draft'")
            assert cursor.fetchall() == [], who
            assert not visible_to(by, Resource).filter(pk=made.pk).exists(), who
    step(cast, "open", made)
    with acting_as(NOBODY):
        assert visible_to(NOBODY, Resource).get(pk=made.pk).status == ResourceStatus.OPEN


@pytest.mark.parametrize("who", ["idris", "ana", "bruno", "dalia", "emeka", "nobody"])
def test_nobody_else_changes_an_offer(cast: Any, who: str) -> None:
    made = offered(cast)
    step(cast, "open", made)
    with pytest.raises(Refused):
        offered(cast, who=who)
    with pytest.raises((Refused, Resource.DoesNotExist)):
        step(cast, "close", made, who)
    with acting_as(cast.actor(who)), connection.cursor() as cursor:
        cursor.execute("UPDATE assistance_resource SET title = 'Taken over'")
        changed = cursor.rowcount
    own = {"idris": 2}.get(who, 0)  # Idris' centre owns two offers, and only these
    assert changed == own


@pytest.mark.rows("N13")
def test_a_state_offers_its_own_experience(cast: Any) -> None:
    offer = Offer(kind="experience", title="How we wrote our law (exercise)", themes=["legislation"])
    made = offered(cast, offer, "leila", "XBO")
    assert (made.state_id, made.donor_name, made.exercise) == ("XBO", "Borovia", True)
    with pytest.raises(Refused):
        offered(cast, offer, "leila", "XAV")


@pytest.mark.parametrize("before", list(ResourceStatus))
def test_the_table_of_transitions_is_the_only_way(cast: Any, before: ResourceStatus) -> None:
    made = offered(cast)
    by = cast.actor("grace")
    for after in ResourceStatus:
        with acting_as(by):
            Resource.objects.filter(pk=made.pk).update(status=before)
            held = actions.locked(made)
            if after in RESOURCE_TRANSITIONS[before]:
                actions.move(held, after, by)
                assert Resource.objects.get(pk=made.pk).status == after
            else:
                with pytest.raises(InvalidTransition):
                    actions.move(held, after, by)


def test_an_offer_whose_last_day_has_passed_does_not_open(cast: Any) -> None:
    made = offered(cast, replace(GOOD, valid_from=None, valid_until=dt.date(2026, 1, 1)))
    with pytest.raises(OfferStale):
        step(cast, "open", made)
    with pytest.raises(OfferStale):
        step(cast, "confirm", made)


@pytest.mark.parametrize(
    ("opens", "closes", "amount", "codes"),
    [
        ("2027-03-31", "2027-06-30", None, ["call-unfit"]),  # the day on which the other one closes
        ("2026-10-01", "2026-11-01", None, ["call-unfit"]),
        ("2026-10-01", "2027-10-01", None, ["call-unfit"]),
        ("2027-06-30", "2027-05-01", None, ["call-unfit"]),
        ("2028-12-01", "2029-01-31", None, ["call-unfit"]),
        ("2027-05-01", "2027-06-30", "-1", ["amount-unfit"]),
        ("2027-05-01", "2027-06-30", "1200001", ["amount-unfit"]),
        ("2027-04-01", "2027-06-30", "1200000", []),
    ],
)
def test_calls_have_days_in_order_within_the_offer_and_do_not_overlap(
    cast: Any, opens: str, closes: str, amount: str | None, codes: list[str]
) -> None:
    by = cast.actor("grace")
    days = dt.date.fromisoformat(opens), dt.date.fromisoformat(closes)
    words = CallWords("Another call", *days, amount=Decimal(amount) if amount else None)
    with acting_as(by):
        depots = Resource.objects.get(slug="fenmora-stockpiles")
        if codes:
            with pytest.raises(CallUnfit) as caught:
                actions.add_call(resource=depots, words=words, by=by)
            assert [each.code for each in caught.value.problems] == codes
        else:
            actions.add_call(resource=depots, words=words, by=by)
        assert Call.objects.filter(resource=depots).count() == (2 if codes else 3)


def test_offers_expire_and_their_owners_are_reminded_once(cast: Any) -> None:
    made = offered(cast, replace(GOOD, valid_until=dt.date(2027, 1, 20)))
    with time_machine.travel(dt.datetime(2026, 12, 1, 6, tzinfo=dt.UTC), tick=False):
        step(cast, "open", made)
    counts = []
    for day in ("2026-12-10", "2026-12-25", "2026-12-26", "2027-01-20", "2027-01-21", "2027-01-22"):
        with time_machine.travel(f"{day}T06:00:00Z", tick=False):
            run_daily(by=MACHINE)
        with acting_as(MACHINE):
            status = Resource.objects.get(pk=made.pk).status
        rows = Notification.objects.filter(person=cast.grace, subject__contains=made.title)
        counts.append((status, rows.filter(event="assistance.offer-nudge").count(), rows.count()))
    assert counts == [
        ("open", 0, 0),
        ("open", 1, 1),
        ("open", 1, 1),
        ("open", 1, 1),
        ("expired", 1, 2),
        ("expired", 1, 2),
    ]
    assert not Notification.objects.filter(
        event__startswith="assistance.offer", person=cast.idris, subject__contains=made.title
    )


def test_an_offer_that_nobody_confirmed_for_half_a_year_is_asked_about(cast: Any) -> None:
    with time_machine.travel("2026-06-01T06:00:00Z", tick=False):
        made = offered(cast, replace(GOOD, valid_until=None))
        step(cast, "open", made)
    asked = Notification.objects.filter(person=cast.grace, event="assistance.offer-nudge", subject__contains=made.title)
    for day, found in (("2026-11-01", 0), ("2026-12-01", 1), ("2026-12-15", 1), ("2027-01-05", 2)):
        with time_machine.travel(f"{day}T06:00:00Z", tick=False):
            run_daily(by=MACHINE)
        assert asked.count() == found, day
    with time_machine.travel("2027-01-06T06:00:00Z", tick=False):
        step(cast, "confirm", made)
    with time_machine.travel("2027-03-01T06:00:00Z", tick=False):
        run_daily(by=MACHINE)
    assert asked.count() == 2


def test_loading_leaves_alone_what_its_owner_took_up(cast: Any) -> None:
    by = cast.actor("grace")
    with acting_as(by):
        depots = Resource.objects.get(slug="fenmora-stockpiles")
        actions.change_resource(resource=depots, offer=replace(GOOD, title="Depots, as Grace says"), by=by)
    loading.load_resources()
    with acting_as(NOBODY):
        assert Resource.objects.get(slug="fenmora-stockpiles").title == "Depots, as Grace says"


def test_rates_are_loaded_all_or_none(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(
        "currency,on,per_dollar,source\nJPY,2026-11-01,150,UN operational rates\nXXQ,2026-11-01,2,nowhere\n"
    )
    with pytest.raises(RatesUnfit) as caught:
        import_rates(path=str(file), by=MACHINE)
    assert [each.place for each in caught.value.problems] == ["line 3"]
    assert not Rate.objects.filter(currency="JPY").exists()
    file.write_text("currency,on,per_dollar,source\nJPY,2026-11-01,150,UN operational rates\n")
    assert import_rates(path=str(file), by=MACHINE) == 1
    assert in_dollars(Decimal(300), "JPY", dt.date(2026, 11, 24)) == Decimal(2)


@pytest.mark.parametrize("rate", ["NaN", "Infinity", "0", "-1", "", "1e30"])
def test_a_rate_that_cannot_be_is_refused(tmp_path: Path, rate: str) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(f"currency,on,per_dollar,source\nJPY,2026-11-01,{rate},UN operational rates\n")
    with pytest.raises(RatesUnfit):
        import_rates(path=str(file), by=MACHINE)
