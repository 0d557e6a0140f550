"""Dialogue about a need with one partner, and a hand-over to a regional roadmap (N23, ¶28g-k)."""

from typing import Any

import pytest
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.access.visibility import visible_to
from poaiss.accounts.models import Notification
from poaiss.assistance.enums import ReleasedTo
from poaiss.assistance.models import DialogueMessage, Need, Roadmap
from poaiss.assistance.needs import facilitating, queries
from poaiss.assistance.needs.errors import PartnerUnfit, RoadmapUnfit, WordsMissing
from poaiss.assistance.releasing.actions import withdraw
from tests.unit.assistance.needs.making import CENTRE, DONOR, TITLE, let_see, need_of, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N23")]


def say(cast: Any, need: Need, who: str, code: str, text: str = "Good day.") -> DialogueMessage:
    """Write in a dialogue as somebody."""
    with acting_as(cast.actor(who)):
        return facilitating.say(need=need, partner=organisation(code), text=text, by=cast.actor(who))


def heard(cast: Any, who: str) -> list[str]:
    """Return what somebody reads, by Python and by raw SQL alike."""
    with acting_as(cast.actor(who)), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM assistance_dialoguemessage ORDER BY at")
        raw = [row[0] for row in cursor.fetchall()]
        seen = visible_to(cast.actor(who), DialogueMessage)
        assert raw == list(seen.order_by("at").values_list("text", flat=True))
        return raw


def test_each_partner_reads_its_own_dialogue_alone(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    say(cast, need, "ana", CENTRE, "To the centre.")
    say(cast, need, "idris", CENTRE, "From the centre.")
    say(cast, need, "hana", DONOR, "To the donor.")
    assert heard(cast, "idris") == ["To the centre.", "From the centre."]
    assert heard(cast, "grace") == ["To the donor."]
    assert heard(cast, "bruno") == ["To the centre.", "From the centre.", "To the donor."]
    assert heard(cast, "leila") == heard(cast, "dalia") == heard(cast, "nobody") == []


def test_nobody_writes_to_or_as_whoever_does_not_see_the_need(cast: Any) -> None:
    need = need_of(cast)
    with pytest.raises(PartnerUnfit):
        say(cast, need, "ana", DONOR)
    with pytest.raises((PartnerUnfit, Refused)):
        say(cast, need, "grace", DONOR)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    with pytest.raises(PartnerUnfit):
        say(cast, need, "grace", CENTRE)
    with pytest.raises(WordsMissing):
        say(cast, need, "grace", DONOR, "  ")


def test_the_dialogue_ends_with_the_release(cast: Any) -> None:
    need = need_of(cast)
    given = let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    say(cast, need, "grace", DONOR)
    with acting_as(cast.actor("bruno")):
        withdraw(release=given, by=cast.actor("bruno"))
    assert heard(cast, "grace") == []
    with pytest.raises(PartnerUnfit):
        say(cast, need, "grace", DONOR)


def test_the_other_side_is_told_without_the_title(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    say(cast, need, "idris", CENTRE)
    told = Notification.objects.filter(event="assistance.dialogue")
    assert {each.person.name for each in told} >= {"Ana Teller", "Julia Marden", "Hana Voss"}
    assert cast.idris not in [each.person for each in told]
    assert [each for each in told if TITLE in each.subject + each.body] == []


def propose(cast: Any, need: Need, who: str = "idris") -> Roadmap:
    """Propose a place in a roadmap as somebody."""
    with acting_as(cast.actor(who)):
        return facilitating.propose_roadmap(
            need=need, roadmap="Roadmap of the region", goal="Goal 3", by=cast.actor(who)
        )


def test_a_centre_proposes_and_the_state_alone_agrees(cast: Any) -> None:
    need = need_of(cast)
    with pytest.raises(RoadmapUnfit):
        propose(cast, need)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    place = propose(cast, need)
    for who in ("ana", "idris", "leila"):
        with acting_as(cast.actor(who)), pytest.raises(Refused):
            facilitating.agree_roadmap(place=place, by=cast.actor(who))
    with acting_as(cast.actor("bruno")):
        agreed = facilitating.agree_roadmap(place=place, by=cast.actor("bruno"))
        assert agreed.agreed_by_id == cast.bruno.pk
    assert Notification.objects.filter(event="assistance.roadmap-agreed", person=cast.idris).count() == 1
    with acting_as(cast.actor("idris")):
        (line,) = queries.follow_up(cast.actor("idris"))
        assert [each.roadmap for each in line.roadmaps] == ["Roadmap of the region"]


def test_a_donor_proposes_no_roadmap(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.DONOR, code=DONOR)
    with pytest.raises(Refused):
        propose(cast, need, "grace")


def test_withdrawing_the_need_ends_what_the_state_has_not_agreed_to(cast: Any) -> None:
    need = need_of(cast)
    given = let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    place = propose(cast, need)
    with acting_as(cast.actor("bruno")):
        withdraw(release=given, by=cast.actor("bruno"))
        assert Roadmap.objects.get(pk=place.pk).ended_at is not None
        with pytest.raises(RoadmapUnfit):
            facilitating.agree_roadmap(place=place, by=cast.actor("bruno"))
    with acting_as(cast.actor("idris")):
        assert queries.follow_up(cast.actor("idris")) == []


def test_either_side_ends_a_place_in_a_roadmap(cast: Any) -> None:
    need = need_of(cast)
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    for who in ("idris", "bruno"):
        place = propose(cast, need)
        with acting_as(cast.actor(who)):
            assert facilitating.end_roadmap(place=place, by=cast.actor(who)).ended_at is not None
    place = propose(cast, need)
    with acting_as(cast.actor("ana")), pytest.raises(Refused):
        facilitating.end_roadmap(place=place, by=cast.actor("ana"))
