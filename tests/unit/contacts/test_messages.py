import datetime as dt

import pytest
import time_machine

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.models import Notification
from poaiss.contacts import actions, queries
from poaiss.contacts.actions.messages import MOST_IN_AN_HOUR
from poaiss.contacts.errors import TooManyMessages
from poaiss.contacts.models import Message, Thread
from tests.factories import contacts as make

pytestmark = pytest.mark.rows("D10")


def told() -> list[str]:
    found = Notification.objects.filter(event="contacts.message").order_by("person__name")
    return [name.split()[0] for name in found.values_list("person__name", flat=True)]


def subjects(cast: make.Cast, name: str) -> list[str]:
    with acting_as(cast.actor(name)):
        return [thread.subject for thread in queries.inbox_of(cast.actor(name))]


def test_a_message_reaches_holder_and_deputy(cast: make.Cast) -> None:
    make.thread(cast, make.point_of_contact(cast))
    assert told() == ["Julia", "Kofi"]
    assert subjects(cast, "julia") == subjects(cast, "kofi") == subjects(cast, "chidi") == ["A question"]
    assert [subjects(cast, name) for name in ("hana", "leila", "dalia", "farid")] == [[], [], [], []]


def test_the_notice_never_says_what_the_message_says(cast: make.Cast) -> None:
    make.thread(cast, make.point_of_contact(cast), text="The serial number is on the frame.")
    notices = Notification.objects.filter(event="contacts.message")
    text = " ".join(f"{n.subject} {n.body}" for n in notices)
    assert "serial" not in text
    assert "question" not in text
    assert "Chidi" not in text


def test_it_stays_with_the_office_when_the_holder_changes(cast: make.Cast) -> None:
    office = make.point_of_contact(cast, deputy=False)
    make.thread(cast, office)
    make.verified(cast, make.notified(cast, holder=make.who(cast.ana, starts_on=dt.date(2026, 9, 1))))
    assert subjects(cast, "ana") == ["A question"]
    assert subjects(cast, "julia") == []


def test_without_a_holder_it_goes_to_the_mission(cast: make.Cast) -> None:
    office = make.verified(cast, make.notified(cast)).office
    make.thread(cast, office)
    assert told() == ["Hana"]
    assert subjects(cast, "hana") == ["A question"]


def test_replies_from_the_office_and_from_the_writer(cast: make.Cast) -> None:
    thread = make.thread(cast, make.point_of_contact(cast))
    first = actions.reply_in_thread(thread=thread, text="Which frame?", by=cast.actor("kofi"))
    second = actions.reply_in_thread(thread=thread, text="The left one.", by=cast.actor("chidi"))
    assert (first.from_office, second.from_office) == (True, False)
    assert told() == ["Chidi", "Julia", "Julia", "Kofi", "Kofi"]


def test_nobody_else_replies(cast: make.Cast) -> None:
    thread = make.thread(cast, make.point_of_contact(cast))
    for name in ("leila", "hana", "dalia", "grace", "emeka"):
        with pytest.raises((Refused, Thread.DoesNotExist)):
            actions.reply_in_thread(thread=thread, text="x", by=cast.actor(name))
    with acting_as(cast.actor("julia")):
        assert Message.objects.count() == 1


@pytest.mark.parametrize("name", ["grace", "emeka", "rosa"])
def test_who_is_no_official_does_not_write(cast: make.Cast, name: str) -> None:
    office = make.point_of_contact(cast)
    with pytest.raises(Refused):
        make.thread(cast, office, by=name)


def test_read_and_unread(cast: make.Cast) -> None:
    thread = make.thread(cast, make.point_of_contact(cast))
    julia, kofi, chidi = (cast.actor(name) for name in ("julia", "kofi", "chidi"))
    counts = []
    for actor in (julia, kofi, chidi):
        with acting_as(actor):
            counts.append(queries.unread_count(actor))
    assert counts == [1, 1, 0]
    with acting_as(chidi):
        assert queries.thread_view(chidi, thread).read_by_others is False
    actions.mark_read(thread=thread, by=julia)
    with acting_as(julia):
        assert queries.unread_count(julia) == 0
    with acting_as(kofi):
        assert queries.unread_count(kofi) == 1
    with acting_as(chidi):
        assert queries.thread_view(chidi, thread).read_by_others is True


def test_a_flood_is_stopped_and_nothing_is_lost(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    for _each in range(MOST_IN_AN_HOUR):
        make.thread(cast, office)
    with pytest.raises(TooManyMessages):
        make.thread(cast, office)
    make.thread(cast, office, by="leila")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)):
        make.thread(cast, office)


def test_on_whose_behalf(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    with acting_as(MACHINE):
        pass
    found = [make.thread(cast, office, by=name).started_for for name in ("chidi", "idris", "dalia")]
    assert found == ["XBO", "exercise-regional-centre", "secretariat"]
