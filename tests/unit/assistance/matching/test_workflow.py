"""The way of a match: turns, consent, agreement of both, and what neither side learns before contact (N14, N9)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.models import Notification
from poaiss.assistance.enums import MATCH_TRANSITIONS, MatchStatus, Part, ReleasedTo
from poaiss.assistance.matching import actions
from poaiss.assistance.matching.errors import (
    AmountBeyond,
    ConsentMissing,
    MatchExists,
    MatchUnfit,
    NotYourTurn,
    ReasonMissing,
)
from poaiss.assistance.matching.expiring import run_daily
from poaiss.assistance.models import Match, MatchStep, Need, Project, Release
from poaiss.assistance.resources.errors import OfferStale
from poaiss.common.clock import today
from poaiss.common.errors import InvalidTransition
from tests.unit.assistance.matching.making import contacted, do, fresh, proposed, resource, sees
from tests.unit.assistance.needs.making import DONOR, let_see, need_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N14")]
UNNAMED = ("chidi", "idris", "dalia", "emeka", "ulrich", "leila", "rosa", "nobody")
AMOUNT = {"amount": Decimal(120_000), "currency": "USD", "text": ""}


def raw(cast: Any, who: str, sql: str) -> list[Any]:
    """Return what raw SQL over the application's login shows to WHO."""
    with acting_as(cast.actor(who)), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def told(cast: Any, who: str) -> list[str]:
    rows = Notification.objects.filter(person=cast.people[who], event__startswith="assistance.match")
    return list(rows.order_by("created_at").values_list("event", flat=True))


def test_from_a_proposal_to_a_project_with_both_sides(cast: Any) -> None:
    need = need_of(cast)
    match = proposed(cast, need)
    assert (match.status, match.proposed_by_side, match.organisation_id) == ("proposed", "recipient", DONOR)
    assert {each["code"] for each in match.reasons["for"]} >= {"theme", "region", "governments", "call-open"}
    match = do(cast, "bruno", "contact", match, consents=True, text="May we talk?")
    assert match.status == MatchStatus.CONTACTED
    match = do(cast, "grace", "negotiate", match, consents=False, text="Gladly.")
    match = do(cast, "grace", "offer_amount", match, **AMOUNT)
    assert (match.status, match.offered_by_side) == ("negotiating", "donor")
    match = do(cast, "bruno", "offer_amount", match, **AMOUNT)
    assert (match.status, match.amount, match.expires_on) == ("agreed", Decimal(120_000), None)
    project = do(cast, "bruno", "start", match)
    assert isinstance(project, Project)
    assert fresh(cast, "grace", match).status == MatchStatus.RUNNING
    assert do(cast, "grace", "close", match, reason="All was delivered.").status == MatchStatus.CLOSED
    with acting_as(cast.actor("grace")):
        steps = list(MatchStep.objects.filter(match=match).order_by("at", "pk").values_list("before", "after", "name"))
    assert [(before, after) for before, after, _name in steps] == [
        ("", "proposed"),
        ("proposed", "contacted"),
        ("contacted", "negotiating"),
        ("negotiating", "negotiating"),
        ("negotiating", "agreed"),
        ("agreed", "running"),
        ("running", "closed"),
    ]
    assert told(cast, "grace") == [f"assistance.match-{each}" for each in ("contacted", "agreed", "running")]
    assert told(cast, "hana") == [
        f"assistance.match-{each}" for each in ("contacted", "negotiating", "amount", "agreed", "running", "closed")
    ]


def test_before_contact_nobody_but_the_state_sees_it_whatever_becomes_of_it(cast: Any) -> None:
    need = need_of(cast)
    match = proposed(cast, need)
    for ended in (False, True):
        if ended:
            do(cast, "bruno", "decline", match, reason="We changed our mind.")
        assert sees(cast, "bruno", match)
        for who in ("grace", *UNNAMED):
            assert not sees(cast, who, match), who
            assert raw(cast, who, "SELECT id FROM assistance_match") == [], who
            assert raw(cast, who, "SELECT id FROM assistance_matchstep") == [], who
            assert raw(cast, who, "SELECT id FROM assistance_need") == [], who
    assert told(cast, "grace") == []


def test_contact_needs_the_consent_of_the_state_and_releases_the_need_to_that_donor_alone(cast: Any) -> None:
    need = need_of(cast)
    match = proposed(cast, need)
    with pytest.raises(ConsentMissing):
        do(cast, "bruno", "contact", match, consents=False, text="Hello")
    assert not sees(cast, "grace", match)
    do(cast, "bruno", "contact", match, consents=True, text="Hello")
    with acting_as(cast.actor("bruno")):
        kept = list(Release.objects.values_list("part", "object_id", "to", "organisation", "donor_state"))
    assert kept == [(Part.NEED, need.pk, ReleasedTo.DONOR, DONOR, None)]
    assert sees(cast, "grace", match)
    assert raw(cast, "grace", "SELECT title FROM assistance_need") == [(need.title,)]
    for who in UNNAMED:
        assert not sees(cast, who, match), who
        assert raw(cast, who, "SELECT id FROM assistance_match") == [], who


def test_only_who_binds_the_state_contacts_a_donor(cast: Any) -> None:
    match = proposed(cast, need_of(cast))
    with pytest.raises(Refused):  # Ana drafts; she does not bind her State
        do(cast, "ana", "contact", match, consents=True, text="")
    with pytest.raises(Refused), acting_as(cast.actor("ana")):
        actions.propose(need=Need.objects.get(), resource=resource("fenmora-scanners"), by=cast.actor("ana"))


def test_a_donor_proposes_only_for_what_it_was_let_see_and_the_state_learns_of_it_at_contact(cast: Any) -> None:
    need = need_of(cast)
    by = cast.actor("grace")
    with acting_as(by), pytest.raises(MatchUnfit):
        actions.propose(need=need, resource=resource(), by=by)
    let_see(cast, need, ReleasedTo.PUBLIC)
    match = proposed(cast, need, "grace")
    for who in ("bruno", "ana", "hana", *UNNAMED):
        assert not sees(cast, who, match), who
        assert raw(cast, who, "SELECT id FROM assistance_match") == [], who
    do(cast, "grace", "decline", match, reason="Not this year.")
    assert not sees(cast, "bruno", match)
    do(cast, "grace", "again", match)
    match = do(cast, "grace", "contact", match, consents=False, text="We could help.")
    assert sees(cast, "bruno", match)
    with pytest.raises(ConsentMissing):
        do(cast, "bruno", "negotiate", match, consents=False, text="")
    assert do(cast, "bruno", "negotiate", match, consents=True, text="").status == MatchStatus.NEGOTIATING
    with acting_as(cast.actor("bruno")):
        assert Release.objects.filter(organisation=DONOR, ended_at=None).count() == 1


def test_a_private_proposal_of_one_side_is_not_betrayed_by_the_other_sides_own(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.PUBLIC)
    hidden = proposed(cast, need, "grace")
    own = proposed(cast, need, "bruno")  # no refusal tells Bruno that there is one already
    assert own.pk != hidden.pk
    do(cast, "bruno", "contact", own, consents=True, text="")
    with pytest.raises(MatchExists):
        do(cast, "grace", "contact", hidden, consents=False, text="")
    with acting_as(cast.actor("grace")), pytest.raises(MatchExists):
        actions.propose(need=need, resource=resource(), by=cast.actor("grace"))


def test_raw_sql_of_the_other_side_neither_moves_nor_opens_a_hidden_match(cast: Any) -> None:
    match = proposed(cast, need_of(cast))
    with acting_as(cast.actor("grace")), connection.cursor() as cursor:
        cursor.execute("UPDATE assistance_match SET contacted_at = now()")
        assert cursor.rowcount == 0
    assert fresh(cast, "bruno", match).contacted_at is None
    assert not sees(cast, "grace", match)


def test_raw_sql_of_a_donor_makes_no_match_with_a_need_that_it_does_not_see(cast: Any) -> None:
    need = need_of(cast)
    with pytest.raises(Exception, match="row-level security"), acting_as(cast.actor("grace")):
        Match(
            need_id=need.pk, state_id="XAV", resource=resource(), organisation_id=DONOR, proposed_by_side="donor"
        ).save(force_insert=True)


def test_a_withdrawn_need_is_gone_from_the_donors_match(cast: Any) -> None:
    need = need_of(cast)
    match = contacted(cast, need)
    with acting_as(cast.actor("bruno")):
        Release.objects.update(ended_at=need.created_at, ended_by=cast.bruno)
    assert sees(cast, "grace", match)  # what both did stays known to both
    assert raw(cast, "grace", "SELECT id FROM assistance_need") == []


@pytest.mark.parametrize("status", list(MatchStatus))
def test_the_table_of_transitions_is_the_only_way(cast: Any, status: MatchStatus) -> None:
    match = contacted(cast, need_of(cast))
    for after in MatchStatus:
        with acting_as(cast.actor("bruno")):
            Match.objects.filter(pk=match.pk).update(status=status)
            held = actions.locked(match)
            if after in MATCH_TRANSITIONS[status]:
                assert actions.move(held, after, cast.actor("bruno")).status == after
            else:
                with pytest.raises(InvalidTransition):
                    actions.move(held, after, cast.actor("bruno"))


def test_each_side_waits_for_its_turn(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    with pytest.raises(NotYourTurn):
        do(cast, "bruno", "negotiate", match, consents=True, text="")
    match = do(cast, "grace", "negotiate", match, consents=False, text="")
    match = do(cast, "bruno", "offer_amount", match, **AMOUNT)
    again = do(cast, "bruno", "offer_amount", match, **AMOUNT)  # one side alone agrees to nothing
    assert again.status == MatchStatus.NEGOTIATING
    other = do(cast, "grace", "offer_amount", match, amount=Decimal(100_000), currency="USD", text="Less, please.")
    assert (other.status, other.offered_by_side) == ("negotiating", "donor")
    assert do(cast, "bruno", "offer_amount", match, amount=Decimal(100_000), currency="USD", text="").status == "agreed"


@pytest.mark.parametrize("who", UNNAMED)
def test_nobody_else_moves_a_match(cast: Any, who: str) -> None:
    match = contacted(cast, need_of(cast))
    with pytest.raises((Refused, NotYourTurn, Match.DoesNotExist)):
        do(cast, who, "decline", match, reason="Because.")
    assert fresh(cast, "bruno", match).status == MatchStatus.CONTACTED


def test_declining_says_why(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    with pytest.raises(ReasonMissing):
        do(cast, "grace", "decline", match, reason="  ")
    assert do(cast, "grace", "decline", match, reason="Not this year.").status == MatchStatus.DECLINED
    with pytest.raises(NotYourTurn):  # the side that proposed it takes it up again
        do(cast, "grace", "again", match)
    assert do(cast, "bruno", "again", match).status == MatchStatus.PROPOSED


@pytest.mark.parametrize(
    ("amount", "currency", "code", "place"),
    [
        ("-5", "USD", "amount-unfit", "amount"),
        ("0", "USD", "amount-unfit", "amount"),
        ("99999999999", "USD", "amount-unfit", "amount"),
        ("100", "", "currency-unknown", "currency"),
        ("100", "QQQ", "currency-unknown", "currency"),
        ("100", "JPY", "rate-missing", "currency"),
        ("400000.01", "USD", "amount-beyond", "amount"),
        ("800000.02", "XTS", "amount-beyond", "amount"),
        (None, "", "amount-unfit", "amount"),
    ],
)
def test_an_amount_that_cannot_be(cast: Any, amount: str | None, currency: str, code: str, place: str) -> None:
    match = contacted(cast, need_of(cast))
    match = do(cast, "grace", "negotiate", match, consents=False, text="")
    with pytest.raises(AmountBeyond) as caught:
        do(
            cast,
            "grace",
            "offer_amount",
            match,
            amount=Decimal(amount) if amount else None,
            currency=currency,
            text="",
        )
    assert (code, place) in [(each.code, each.place) for each in caught.value.problems]
    assert fresh(cast, "grace", match).amount is None


def test_the_ceiling_for_one_state_counts_what_is_agreed_already(cast: Any) -> None:
    first, second = need_of(cast), need_of(cast, title="Alarms for two depots")
    with acting_as(cast.actor("grace")):
        resource_, big = resource(), Decimal(350_000)
    for need, amount in ((first, big), (second, Decimal(250_001))):
        match = contacted(cast, need)
        match = do(cast, "grace", "negotiate", match, consents=False, text="")
        given = {"amount": amount, "currency": "USD", "text": ""}
        if need is second:
            with pytest.raises(AmountBeyond) as caught:
                do(cast, "grace", "offer_amount", match, **given)
            reasons = [str(each.reason) for each in caught.value.problems]
            assert reasons == ["This is more than the offer gives for one State."]
        else:
            do(cast, "grace", "offer_amount", match, **given)
            assert do(cast, "bruno", "offer_amount", match, **given).status == MatchStatus.AGREED
    assert resource_.per_state == Decimal(600_000)


@pytest.mark.parametrize(("slug", "error"), [("fenmora-destruction-2024", OfferStale), ("unscar", MatchUnfit)])
def test_offers_that_ended_or_are_of_the_other_world_are_refused(cast: Any, slug: str, error: type[Exception]) -> None:
    need = need_of(cast)
    with pytest.raises(error):
        proposed(cast, need, slug=slug)
    with acting_as(cast.actor("bruno")):
        assert not Match.objects.exists()


def test_a_state_is_not_matched_with_its_own_offer_nor_with_a_draft_need(cast: Any) -> None:
    own = need_of(cast, "paul", "XBO")
    with pytest.raises(MatchUnfit):
        proposed(cast, own, "paul", "borovia-marking-experience")
    draft = need_of(cast, stated=False)
    with pytest.raises(MatchUnfit):
        proposed(cast, draft)


@pytest.mark.rows("N13")
def test_a_state_with_experience_answers_for_its_own_offer(cast: Any) -> None:
    match = contacted(cast, need_of(cast), slug="borovia-marking-experience")
    assert match.donor_state_id == "XBO"
    assert sees(cast, "leila", match)
    assert not sees(cast, "grace", match)
    match = do(cast, "leila", "negotiate", match, consents=False, text="With pleasure.")
    given = {"amount": None, "currency": "", "text": "Two officers for a week."}
    do(cast, "leila", "offer_amount", match, **given)
    assert do(cast, "bruno", "offer_amount", match, **given).status == MatchStatus.AGREED


def test_it_expires_after_a_reminder_and_nobody_else_learns_of_it(cast: Any) -> None:
    match = proposed(cast, need_of(cast))
    begun = today()
    days = {46: (0, 1), 47: (0, 0), 60: (0, 0), 61: (1, 0), 62: (0, 0)}
    for after, counts in days.items():
        with time_machine.travel(dt.datetime.combine(begun + dt.timedelta(days=after), dt.time(6), dt.UTC), tick=False):
            found = run_daily(by=MACHINE)
        assert (found["matches_expired"], found["matches_nudged"]) == counts, after
    assert fresh(cast, "bruno", match).status == MatchStatus.EXPIRED
    assert told(cast, "hana") == ["assistance.match-nudge", "assistance.match-expired"]
    assert told(cast, "grace") == []
    assert not sees(cast, "grace", match)
    assert raw(cast, "grace", "SELECT id FROM assistance_match") == []


def test_a_contact_that_nobody_answers_expires_for_both(cast: Any) -> None:
    match = contacted(cast, need_of(cast))
    with time_machine.travel(dt.datetime.combine(today() + dt.timedelta(days=50), dt.time(6), dt.UTC), tick=False):
        run_daily(by=MACHINE)
    assert told(cast, "grace")[-1] == "assistance.match-nudge"
    assert "assistance.match-nudge" not in told(cast, "hana")
    with time_machine.travel(dt.datetime.combine(today() + dt.timedelta(days=70), dt.time(6), dt.UTC), tick=False):
        run_daily(by=MACHINE)
    assert fresh(cast, "grace", match).status == MatchStatus.EXPIRED
    assert told(cast, "hana")[-1] == told(cast, "grace")[-1] == "assistance.match-expired"


def test_a_notice_says_nothing_of_the_need(cast: Any) -> None:
    need = need_of(cast)
    contacted(cast, need)
    for row in Notification.objects.filter(event__startswith="assistance.match"):
        assert need.title not in row.subject + row.body
        assert "Avaria" not in row.subject + row.body


def test_visibility_in_python_and_in_sql_agree(cast: Any) -> None:
    contacted(cast, need_of(cast))
    other = need_of(cast, title="Alarms for two depots")
    proposed(cast, other)
    let_see(cast, other, ReleasedTo.STATES)
    for who in ("bruno", "hana", "ana", "grace", *UNNAMED):
        by = cast.actor(who)
        with acting_as(by):
            in_python = {str(each) for each in visible_to(by, Match).values_list("pk", flat=True)}
            steps = visible_to(by, MatchStep).count()
        assert in_python == {str(row[0]) for row in raw(cast, who, "SELECT id FROM assistance_match")}, who
        assert steps == len(raw(cast, who, "SELECT id FROM assistance_matchstep")), who
