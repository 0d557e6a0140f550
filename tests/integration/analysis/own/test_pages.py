"""What a State sees of itself: profile, over time, in company, contradictions, transfers, score."""

import re

import pytest
from django.urls import reverse

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.analysis.models import Explanation, MirrorConsent, ScoreChoice
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE
from poaiss.analysis.own.demo import load_demo
from poaiss.audit.models import Entry
from poaiss.reporting.actions import Given
from tests.integration.reporting.conftest import SignedIn
from tests.unit.analysis.own.reports import BROKERING_LAWS, MANUFACTURE, REGISTRATION, TRANSFER_LAWS, report
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db]
OTHERS = ("XBO", "XCE", "XDR", "XES", "XFE", "XGE")
RICH: dict[str, Given | str] = {
    BROKERING_LAWS: "yes",
    REGISTRATION: "no",
    TRANSFER_LAWS: Given("yes", remark="Amended in 2023."),
    MANUFACTURE: "no",
    "section_3/p_3_1_1[1]/p_3_1_1_title": "Arms Act",
    "section_3/p_3_1_1[1]/p_3_1_1_year": "2015",
    "section_6/p_6_5[1]/p_6_5_year": "2023",
    "section_6/p_6_5[1]/p_6_5_seized": "40",
    "section_6/p_6_5[1]/p_6_5_seized_traced": "10",
    "section_10/p_10_11[1]/p_10_11_description": "Few officers are trained.",
    "section_10/p_10_12[1]/p_10_12_description": "A regional course opens in 2025.",
}


def text(answer: object) -> str:
    """Return the words of a page, each run of spaces as one."""
    body = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def address(name: str, *args: str) -> str:
    return reverse(f"analysis:{name}", args=["avaria", *args])


@pytest.mark.rows("A4")
def test_an_empty_profile_says_what_to_do(signed_in: SignedIn) -> None:
    page = text(signed_in(Role.CONTRIBUTOR).get(address("own-profile")))
    assert "No report yet" in page
    assert "Go to the national report" in page


@pytest.mark.rows("A4")
def test_the_profile_of_a_published_report(signed_in: SignedIn) -> None:
    made = report(2024, RICH, steps=5)
    writing.refresh(EXERCISE)
    answer = signed_in(Role.MISSION).get(address("own-profile"))
    page = text(answer)
    assert "Avaria in its report of 2024" in page
    assert "From the published report of 2024." in page
    assert "Arms Act (2015)" in page
    assert "Amended in 2023." in page
    assert "Few officers are trained." in page
    assert "A regional course opens in 2025." in page
    assert re.search(r"2023 10 40 25% ", page)
    assert f"{reverse('reporting:review', args=[made.pk])}#a-4.1" in answer.content.decode()


@pytest.mark.rows("A4")
def test_a_draft_has_a_profile_that_leads_to_where_it_is_written(signed_in: SignedIn) -> None:
    made = report(2024, RICH)
    writing.refresh(EXERCISE)
    answer = signed_in(Role.CONTRIBUTOR).get(address("own-profile"))
    assert "From the report of 2024 as it stands (draft); what the State restricts is included." in text(answer)
    assert reverse("reporting:section", args=[made.pk, "section_4"]) in answer.content.decode()


@pytest.mark.rows("A4")
def test_what_is_restricted_shows_to_the_state_itself_on_demand(signed_in: SignedIn) -> None:
    hidden = "Kept in the armoury at the old harbour."
    path = "section_10/p_10_11[1]/p_10_11_description"
    report(2024, {**RICH, path: Given(hidden, marking=Marking.AMBER)}, steps=5)
    writing.refresh(EXERCISE)
    client = signed_in(Role.CONTRIBUTOR)
    assert hidden not in text(client.get(address("own-profile")))
    assert hidden in text(client.get(f"{address('own-profile')}?round=2024&stands=yes"))


@pytest.mark.rows("A4")
def test_over_time_every_silence_stands(signed_in: SignedIn) -> None:
    report(2022, {BROKERING_LAWS: "yes", REGISTRATION: "yes"}, steps=5)
    report(2024, {BROKERING_LAWS: Given("yes", silence="unchanged", unchanged_since=2022)})  # type: ignore[arg-type]
    report(2018, {"section_1/q_1": "yes"}, code="XBO", steps=5)
    writing.refresh(EXERCISE)
    page = text(signed_in(Role.CONTRIBUTOR).get(f"{address('own-time')}?theme=brokering"))
    assert "Not published, read as it stands: 2024." in page
    assert "(unchanged since 2022)" in page
    assert "No report received" in page
    assert "Rounds whose reports are not kept here: 2010, 2012" in page


@pytest.mark.rows("A15")
def test_a_group_of_five_is_shown_as_a_whole_and_nobody_is_named(signed_in: SignedIn) -> None:
    for code in OTHERS[:5]:
        report(2024, {BROKERING_LAWS: "yes" if code != "XBO" else "no"}, code=code, steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    writing.refresh(EXERCISE)
    answer = signed_in(Role.CONTRIBUTOR).get(f"{address('own-company')}?round=2024&like=reported")
    page = text(answer)
    assert "5 other States" in page
    assert re.search(r"Reported as not done 80% 80% 80% 5 of 5", page)
    for name in ("Borovia", "Celmara", "Drevia", "Esmara", "Fenmora"):
        assert name not in page


@pytest.mark.rows("A15")
def test_a_group_below_five_is_refused_in_a_sentence(signed_in: SignedIn) -> None:
    for code in OTHERS[:4]:
        report(2024, {BROKERING_LAWS: "yes"}, code=code, steps=5)
    report(2024, {BROKERING_LAWS: "no"}, steps=5)
    writing.refresh(EXERCISE)
    page = text(signed_in(Role.CONTRIBUTOR).get(f"{address('own-company')}?round=2024"))
    assert "4 other States" in page
    assert "This group is too small" in page
    assert "Worst case" not in page


@pytest.mark.rows("A11", "A15")
def test_bounds_hold_who_did_not_report(signed_in: SignedIn) -> None:
    for code in OTHERS[:5]:
        report(2024, {BROKERING_LAWS: "yes"}, code=code, steps=5)
    report(2024, {BROKERING_LAWS: "yes"}, steps=5)
    writing.refresh(EXERCISE)
    page = text(signed_in(Role.CONTRIBUTOR).get(f"{address('own-company')}?round=2024&like=lldc&like=ldc"))
    assert "6 other States ; 4 of them reported in 2024." in page
    page = text(signed_in(Role.CONTRIBUTOR).get(f"{address('own-company')}?round=2024&like=sids"))
    assert "6 other States ; 5 of them reported in 2024." in page
    assert re.search(r"Reported as done 83.3% 100% 100% 5 of 6", page)


@pytest.mark.rows("A9")
def test_a_contradiction_is_explained_and_asked_anew_when_the_answer_changes(signed_in: SignedIn) -> None:
    report(2022, {BROKERING_LAWS: "yes"}, steps=5)
    made = report(2024, {BROKERING_LAWS: "no"})
    client = signed_in(Role.CONTRIBUTOR)
    answer = client.get(address("own-contradictions"))
    assert "1 place where answers do not seem to agree" in text(answer)
    assert reverse("reporting:section", args=[made.pk, "section_4"]) in answer.content.decode()
    key = re.search(r'id="c-([0-9a-f]{16})"', answer.content.decode())
    assert key is not None
    refused = client.post(address("own-explain", key[1]), {"text": "  "})
    assert refused.status_code == 422
    assert client.post(address("own-explain", key[1]), {"text": "The act was repealed."}).status_code == 302
    page = text(client.get(address("own-contradictions")))
    assert "No answers that do not seem to agree" in page
    assert "The act was repealed." in page
    with acting_as(actor(Role.APPROVER)):
        assert Explanation.objects.get().text == "The act was repealed."
    logged = Entry.objects.get(action="analysis.explain")
    assert (logged.chain, "repealed" in str(logged.details)) == ("XAV", False)
    assert client.post(address("own-explain", "f" * 16), {"text": "x"}).status_code == 404
    assert "The act was repealed." not in text(signed_in(Role.APPROVER, "XBO").get(reverse("reporting:mine")))


@pytest.mark.rows("A9")
def test_transfers_are_compared_while_both_consent(signed_in: SignedIn) -> None:
    load_demo()
    own, partner = signed_in(Role.MISSION), signed_in(Role.APPROVER, "XBO")
    theirs = reverse("analysis:own-mirror", args=["borovia"])
    assert "They differ" not in text(own.get(address("own-mirror")))
    assert own.post(address("own-consent"), {"partner": "XBO"}).status_code == 302
    assert "Borovia has not agreed yet. Nothing is compared." in text(own.get(address("own-mirror")))
    page = text(partner.get(theirs))
    assert "Avaria agrees; your State has not agreed yet." in page
    assert "They differ" not in page
    assert "250" not in page
    assert partner.post(reverse("analysis:own-consent", args=["borovia"]), {"partner": "XAV"}).status_code == 302
    for client, at in ((own, address("own-mirror")), (partner, theirs)):
        page = text(client.get(at))
        assert re.search(r"2023 Avaria Borovia Rifles and carbines 250 180 They differ", page)
        assert re.search(r"2022 Avaria Borovia Rifles and carbines 400 400 They agree", page)
        assert re.search(r"2023 Avaria Borovia Sub-machine guns 60 not declared They differ", page)
    assert own.post(address("own-withdraw", "XBO")).status_code == 302
    for client, at in ((own, address("own-mirror")), (partner, theirs)):
        assert "They differ" not in text(client.get(at))
    actions = Entry.objects.filter(chain="XAV", action__startswith="analysis.").order_by("number")
    assert [(each.action, each.details) for each in actions] == [
        ("analysis.consent", {"partner": "XBO", "withdrawn": withdrawn}) for withdrawn in (False, True)
    ]
    with acting_as(actor(Role.MISSION)):
        assert MirrorConsent.objects.filter(ended_at=None).count() == 1


@pytest.mark.rows("A9")
@pytest.mark.parametrize("partner", ["XAV", "AUT", "none", ""])
def test_one_compares_with_another_state_of_the_same_world(signed_in: SignedIn, partner: str) -> None:
    assert signed_in(Role.MISSION).post(address("own-consent"), {"partner": partner}).status_code == 422
    if partner:
        assert signed_in(Role.MISSION).post(address("own-withdraw", partner)).status_code == 404


@pytest.mark.rows("A5")
def test_the_score_is_off_until_the_state_switches_it_on(signed_in: SignedIn) -> None:
    report(2024, RICH, steps=5)
    writing.refresh(EXERCISE)
    client = signed_in(Role.APPROVER)
    page = text(client.get(address("own-score")))
    assert "The score is off" in page
    assert "points" not in page
    assert client.post(address("own-switch"), {"on": "yes"}).status_code == 302
    page = text(client.get(address("own-score")))
    assert "Research method, not endorsed by the United Nations" in page
    assert re.search(r"Between [\d.]+ and [\d.]+ of [\d.]+ points", page)
    assert client.post(address("own-switch"), {"on": "no"}).status_code == 302
    assert "The score is off" in text(client.get(address("own-score")))
    logged = Entry.objects.filter(action="analysis.score").order_by("number")
    assert [each.details for each in logged] == [{"on": True}, {"on": False}]


@pytest.mark.rows("A5")
def test_weights_are_the_states_own(signed_in: SignedIn) -> None:
    report(2024, RICH, steps=5)
    writing.refresh(EXERCISE)
    client = signed_in(Role.APPROVER)
    client.post(address("own-switch"), {"on": "yes"})
    before = text(client.get(address("own-score")))
    assert client.post(address("own-weights"), {"primary_firm": "2", "developing": "0.5"}).status_code == 302
    with acting_as(actor(Role.APPROVER)):
        assert ScoreChoice.objects.get().weights == {"primary_firm": 2.0}
    after = text(client.get(address("own-score")))
    assert "Your State uses weights of its own." in after
    assert before.split("points")[0] != after.split("points")[0]
    assert client.post(address("own-weights"), {"primary_firm": "-1"}).status_code == 422
    assert client.post(address("own-weights"), {"developing": "1.5"}).status_code == 422
    assert client.post(address("own-weights"), {"reset": "yes"}).status_code == 302
    with acting_as(actor(Role.APPROVER)):
        assert ScoreChoice.objects.get().weights == {}


@pytest.mark.rows("A5")
def test_no_score_stands_elsewhere(signed_in: SignedIn) -> None:
    report(2024, RICH, steps=5)
    folder = writing.refresh(EXERCISE)
    signed_in(Role.APPROVER).post(address("own-switch"), {"on": "yes"})
    names = {each.name for each in folder.rglob("*")}
    assert not {name for name in names if "score" in name}
    other = signed_in(Role.APPROVER, "XBO")
    for name in ("own-company", "own-profile"):
        page = text(other.get(reverse(f"analysis:{name}", args=["borovia"])))
        assert "points" not in page
