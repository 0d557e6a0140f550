"""Unofficial translations: beside the original, stale when it changes, public only with what is public (R14)."""

import pytest

from poaiss.access.enums import Marking
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.reporting import actions, translating
from poaiss.reporting.actions import Given
from poaiss.reporting.models import AnswerTranslation, NationalReport, Snapshot
from poaiss.reporting.translating.originals import digest, direction, of_report
from poaiss.reporting.translating.reading import orphans, pairs_of
from poaiss.reporting.translating.writing import Stored, TranslationRefused
from tests.unit.reporting.people import LAWS, REGISTRATION, actor, answered, started, step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R14")]

LICENCES = "section_4/brokering_details/p_4_5"
TITLE = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title"
LINK = "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_link"
ANSWERS = {
    LAWS: Given("yes"),
    REGISTRATION: Given("yes", remark="Kept by the ministry"),
    LICENCES: Given("One licence for each deal"),
    TITLE: Given("Brokers Act"),
    LINK: Given("https://laws.example/brokers"),
    "section_1/q_1_2": Given("yes"),
    "section_1/npc/q_1_2_1/q_1_2_1_name": Given("A Person"),
}
LADDER = (
    (Role.CONTRIBUTOR, actions.mark_complete),
    (Role.APPROVER, actions.approve),
    (Role.MISSION, actions.submit),
    (Role.SECRETARIAT, actions.receive),
    (Role.SECRETARIAT, actions.publish),
)


def written() -> NationalReport:
    return answered(started(), ANSWERS)


def given(
    report: NationalReport, path: str, text: str, *, by: Actor | None = None, before: str = "", fits: bool = False
) -> Stored:
    who = by or actor(Role.CONTRIBUTOR, report.state_id)
    with acting_as(who):
        seen = {each.path: each.sha256 for each in of_report(report)}.get(path, digest(""))
        words = translating.Translated(text, seen, digest(before), fits)
        return translating.translate(report=report, language="fr", given={path: words}, by=who)


def shown(report: NationalReport, *, public: bool, by: Actor | None = None) -> dict[str, str]:
    with acting_as(NOBODY if public else by or actor(Role.CONTRIBUTOR, report.state_id)):
        return translating.texts(report, "fr", public=public)


def publish(report: NationalReport) -> Snapshot:
    for role, action in LADDER:
        step(report, role, action)
    snapshot = Snapshot.objects.filter(report=report).latest("number")
    with acting_as(actor(Role.SECRETARIAT)):
        translating.release_translations(snapshot)
    return snapshot


def test_only_words_are_translated_never_links_choices_or_persons() -> None:
    report = written()
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert [(each.path, each.text) for each in of_report(report)] == [
            (TITLE, "Brokers Act"),
            (f"{REGISTRATION}#remark", "Kept by the ministry"),
            (LICENCES, "One licence for each deal"),
        ]


def test_a_translation_is_given_to_documents_of_the_draft_and_not_to_the_public() -> None:
    report = written()
    assert given(report, LICENCES, "Une licence par affaire").stored == (LICENCES,)
    given(report, f"{REGISTRATION}#remark", "Tenu par le ministère")
    assert shown(report, public=False) == {
        LICENCES: "Une licence par affaire",
        f"{REGISTRATION}#remark": "Tenu par le ministère",
    }
    assert shown(report, public=True) == {}
    with acting_as(NOBODY):
        assert AnswerTranslation.objects.count() == 0


def test_publication_releases_what_fits_the_published_words() -> None:
    report = written()
    given(report, LICENCES, "Une licence par affaire")
    snapshot = publish(report)
    assert shown(report, public=True) == {LICENCES: "Une licence par affaire"}
    with acting_as(NOBODY):
        assert translating.languages_of(snapshot) == ["fr"]
        context = translating.public_context(snapshot, "fr")["translation"]
    assert [each.translation for each in context["sections"][0]["pairs"]] == ["Une licence par affaire"]
    assert (context["original_language"], context["direction"], context["untranslated"]) == ("en", "ltr", 2)


def test_a_translation_added_after_publication_is_public_at_once() -> None:
    report = written()
    publish(report)
    given(report, LICENCES, "Une licence par affaire")
    assert shown(report, public=True) == {LICENCES: "Une licence par affaire"}


def test_what_the_state_restricts_is_never_released() -> None:
    report = answered(started(), ANSWERS | {LICENCES: Given("A secret register", marking=Marking.AMBER)})
    given(report, LICENCES, "Un registre secret")
    snapshot = publish(report)
    given(report, LICENCES, "Un registre très secret", before="Un registre secret")
    assert shown(report, public=True) == {}
    with acting_as(NOBODY):
        assert translating.public_context(snapshot, "fr")["translation"]["languages"] == []
        assert AnswerTranslation.objects.count() == 0


def test_the_translation_of_an_amended_text_waits_for_its_publication() -> None:
    report = written()
    given(report, LICENCES, "Une licence par affaire")
    publish(report)
    report = step(report, Role.MISSION, actions.amend)
    answered(report, {LICENCES: Given("No licence any more")})
    given(report, LICENCES, "Plus de licence", before="Une licence par affaire")
    assert shown(report, public=False) == {LICENCES: "Plus de licence"}
    assert shown(report, public=True) == {}
    publish(report)
    assert shown(report, public=True) == {LICENCES: "Plus de licence"}


def test_a_changed_original_makes_the_translation_stale_until_somebody_looks() -> None:
    report = written()
    given(report, LICENCES, "Une licence par affaire")
    answered(report, {LICENCES: Given("One licence per deal")})
    assert shown(report, public=False) == {}
    with acting_as(actor(Role.CONTRIBUTOR)):
        found = {each.original.path: each.is_stale for each in pairs_of(report, "fr") if each.translation}
    assert found == {LICENCES: True}
    given(report, LICENCES, "Une licence par affaire", before="Une licence par affaire", fits=True)
    assert shown(report, public=False) == {LICENCES: "Une licence par affaire"}


def test_what_somebody_else_saved_is_never_overwritten() -> None:
    report = written()
    given(report, LICENCES, "Une licence par affaire")
    late = given(report, LICENCES, "Une autorisation", by=actor(Role.APPROVER))
    assert late == Stored(conflicts=(LICENCES,))
    assert shown(report, public=False) == {LICENCES: "Une licence par affaire"}


def test_a_translation_whose_original_went_away_is_kept() -> None:
    report = written()
    given(report, LICENCES, "Une licence par affaire")
    answered(report, {LICENCES: Given("")})
    with acting_as(actor(Role.CONTRIBUTOR)):
        assert [row.text for row in orphans(report, "fr")] == ["Une licence par affaire"]
    assert shown(report, public=False) == {}


@pytest.mark.parametrize("language", ["en", "de", ""])
def test_only_another_un_language(language: str) -> None:
    report, who = written(), actor(Role.CONTRIBUTOR)
    with acting_as(who), pytest.raises(TranslationRefused):
        translating.translate(report=report, language=language, given={}, by=who)


def test_a_place_without_a_text_is_refused() -> None:
    report = written()
    with pytest.raises(TranslationRefused, match="no text at this place"):
        given(report, LAWS, "Oui")


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR])
def test_others_do_not_translate(role: Role) -> None:
    report, who = written(), actor(role)
    for ladder_role, action in LADDER:
        step(report, ladder_role, action)
    with acting_as(who), pytest.raises((Refused, NationalReport.DoesNotExist)):
        translating.translate(report=report, language="fr", given={}, by=who)


def test_arabic_runs_from_right_to_left() -> None:
    assert [direction(each) for each in ("ar", "zh", "fr")] == ["rtl", "ltr", "ltr"]
