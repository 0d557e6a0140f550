"""Needs as their State puts them: created, changed, ordered, moved on (N3, N4)."""

import io
from typing import Any

import pytest
from django.db import connection

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.assistance.enums import NeedOrigin, NeedStatus, PriorityMethod, ReleasedTo
from poaiss.assistance.models import Need
from poaiss.assistance.needs import actions, files, prioritising
from poaiss.assistance.needs.errors import AgencyUnfit, JudgementsMissing, NeedChanged, NeedClosed, NeedIncomplete
from poaiss.assistance.releasing.readers import readers
from poaiss.audit.models import Entry
from poaiss.common.errors import InvalidTransition
from poaiss.directory.models import Agency
from poaiss.reporting.attaching.errors import FileKindRefused
from tests.unit.assistance.needs.making import CENTRE, TITLE, let_see, need_of, state

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N3")]


def test_a_need_begins_as_a_draft_of_its_state(cast: Any) -> None:
    by = cast.actor("ana")
    with acting_as(by):
        made = actions.create(state=state(), values={"title": f"  {TITLE} ", "theme": "stockpiles"}, by=by)
    assert (made.title, made.status, made.origin, made.rank, made.revision) == (TITLE, "draft", "typed", None, 1)


@pytest.mark.parametrize("values", [{"title": " ", "theme": "stockpiles"}, {"title": TITLE, "theme": ""}])
def test_a_title_and_a_subject_are_enough_and_needed(cast: Any, values: dict[str, str]) -> None:
    by = cast.actor("ana")
    with acting_as(by), pytest.raises(NeedIncomplete):
        actions.create(state=state(), values=values, by=by)
    assert Entry.objects.filter(action="assistance.state_need").count() == 0


@pytest.mark.parametrize("who", ["chidi", "grace", "idris", "dalia", "emeka", "nadia", "hana", "farid", "leila"])
def test_only_those_who_state_needs_for_the_state_do_it(cast: Any, who: str) -> None:
    by = cast.actor(who)
    with acting_as(by), pytest.raises(Refused):
        actions.create(state=state(), values={"title": TITLE, "theme": "stockpiles"}, by=by)


def test_an_agency_of_another_state_is_refused(cast: Any) -> None:
    need, by = need_of(cast), cast.actor("ana")
    foreign = Agency.objects.filter(state="XBO").first()
    with acting_as(by), pytest.raises(AgencyUnfit):
        actions.change(need=need, revision=need.revision, values={"agency": foreign}, by=by)


def test_two_who_write_at_once_lose_nothing(cast: Any) -> None:
    need, ana, bruno = need_of(cast), cast.actor("ana"), cast.actor("bruno")
    with acting_as(ana):
        actions.change(need=need, revision=1, values={"problem": "Doors do not close."}, by=ana)
    with acting_as(bruno), pytest.raises(NeedChanged):
        actions.change(need=need, revision=1, values={"problem": "Keys are lost."}, by=bruno)
    with acting_as(bruno):
        stands = Need.objects.get(pk=need.pk)
        assert (stands.problem, stands.revision) == ("Doors do not close.", 2)
        actions.change(need=need, revision=2, values={"problem": "Keys are lost."}, by=bruno)
        assert Need.objects.get(pk=need.pk).revision == 3


def test_saving_the_same_text_is_no_change(cast: Any) -> None:
    need, ana = need_of(cast), cast.actor("ana")
    with acting_as(ana):
        assert actions.change(need=need, revision=1, values={"title": TITLE}, by=ana).revision == 1
    assert Entry.objects.filter(action="assistance.change_need").count() == 0


def test_the_log_of_a_state_never_holds_a_title(cast: Any) -> None:
    need_of(cast)
    written = [f"{each.object_name} {each.details}" for each in Entry.objects.filter(chain="XAV")]
    assert written
    assert [each for each in written if TITLE in each] == []


def test_steps_follow_the_table(cast: Any) -> None:
    need, ana = need_of(cast), cast.actor("ana")
    with acting_as(ana):
        with pytest.raises(InvalidTransition):
            actions.move(need=need, to=NeedStatus.STATED, by=ana)
        assert actions.move(need=need, to=NeedStatus.MET, by=ana).rank is None
        with pytest.raises(NeedClosed):
            actions.change(need=need, revision=1, values={"problem": "x"}, by=ana)


def test_a_need_that_is_taken_back_is_taken_from_every_reader(cast: Any) -> None:
    need, ana = need_of(cast), cast.actor("ana")
    let_see(cast, need, ReleasedTo.FACILITATOR, code=CENTRE)
    let_see(cast, need, ReleasedTo.STATES)
    with acting_as(ana):
        actions.move(need=need, to=NeedStatus.DRAFT, by=ana)
        assert [each.release.to for each in readers(need)] == ["facilitator"]
        actions.move(need=need, to=NeedStatus.WITHDRAWN, by=ana)
        assert readers(need) == []


@pytest.mark.rows("N4")
def test_needs_are_moved_up_and_down_in_the_own_order(cast: Any) -> None:
    first, second, third = (need_of(cast, title=title) for title in ("First", "Second", "Third"))
    ana = cast.actor("ana")
    with acting_as(ana):
        assert actions.shift(need=third, places=-1, by=ana) == [first.pk, third.pk, second.pk]
        assert actions.shift(need=first, places=-1, by=ana) == [first.pk, third.pk, second.pk]
        assert [each.title for each in actions.ranked(state())] == ["First", "Third", "Second"]
        assert [each.rank for each in actions.ranked(state())] == [1, 2, 3]


@pytest.mark.rows("N4")
def test_an_order_two_by_two_counts_once_somebody_decides_on_it(cast: Any) -> None:
    one, two, three = (need_of(cast, title=title) for title in ("One", "Two", "Three"))
    ana, bruno = cast.actor("ana"), cast.actor("bruno")
    said = {f"{one.pk}:{two.pk}": str(two.pk), f"{one.pk}:{three.pk}": "same", f"{two.pk}:{three.pk}": str(two.pk)}
    with acting_as(ana):
        made = prioritising.weigh(state=state(), method=PriorityMethod.PAIRWISE, judgements=said, note="Both", by=ana)
        assert made.order == [str(each.pk) for each in (two, one, three)]
        assert [each.rank for each in Need.objects.all()] == [None, None, None]
    with acting_as(bruno):
        decided = prioritising.decide(order=made, by=bruno)
        assert (decided.name, decided.capacity) == ("Bruno Castel", "approver XAV")
        assert [each.title for each in actions.ranked(state())] == ["Two", "One", "Three"]


@pytest.mark.rows("N4")
def test_an_order_by_criteria_needs_every_judgement(cast: Any) -> None:
    one, two = need_of(cast, title="One"), need_of(cast, title="Two")
    ana = cast.actor("ana")
    low = {f"{one.pk}:{name}": "1" for name in prioritising.CRITERIA}
    high = {f"{two.pk}:{name}": "4" for name in prioritising.CRITERIA}
    with acting_as(ana):
        with pytest.raises(JudgementsMissing):
            prioritising.weigh(state=state(), method=PriorityMethod.CRITERIA, judgements=low, note="", by=ana)
        given = {**low, **high}
        made = prioritising.weigh(state=state(), method=PriorityMethod.CRITERIA, judgements=given, note="", by=ana)
    assert made.order == [str(two.pk), str(one.pk)]


@pytest.mark.rows("N3")
def test_a_letter_is_a_full_need_and_a_program_is_not(cast: Any) -> None:
    ana = cast.actor("ana")
    given: dict[str, Any] = {"state": state(), "theme": "marking", "title": "Letter of the Minister", "language": "fr"}
    with acting_as(ana):
        letter = io.BytesIO("Madame, Monsieur, …".encode())
        made = files.take_letter(name="lettre.txt", stream=letter, by=ana, **given)
        assert (made.origin, made.letter_name, len(made.letter_sha256)) == (NeedOrigin.LETTER, "lettre.txt", 64)
        assert files.media_type(made.letter_name) == "text/plain"
        with pytest.raises(FileKindRefused):
            files.take_letter(name="letter.pdf", stream=io.BytesIO(b"MZ\x90\x00"), by=ana, **given)
        assert Need.objects.count() == 1


@pytest.mark.rows("N9")
@pytest.mark.parametrize("table", ["assistance_need", "assistance_checklist", "assistance_suggestiondecision"])
def test_raw_sql_shows_strangers_nothing(cast: Any, table: str) -> None:
    need_of(cast)
    for who in ("chidi", "leila", "grace", "idris", "dalia", "emeka", "nobody"):
        with acting_as(cast.actor(who)), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
