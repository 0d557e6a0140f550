import datetime as dt
import json

import pytest
import time_machine
from django.core import signing
from procrastinate.contrib.django.models import ProcrastinateJob

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.models import Notification
from poaiss.audit.models import Entry
from poaiss.cli import parser
from poaiss.common.clock import today
from poaiss.contacts import actions, links, mail, tasks
from poaiss.contacts.enums import DetailKind
from poaiss.contacts.errors import LinkNotValid
from poaiss.contacts.models import Confirmation, Office, Reminder
from tests.factories import contacts as make

pytestmark = pytest.mark.rows("D4")
DAY = dt.timedelta(days=1)


def told(event: str = "contacts.confirmation-due") -> list[str]:
    found = Notification.objects.filter(event=event).order_by("person__name")
    return [name.split()[0] for name in found.values_list("person__name", flat=True)]


def due(office: Office) -> dt.date:
    with acting_as(MACHINE):
        return Office.objects.get(pk=office.pk).due_on


def chase(day: dt.date) -> dict[str, object]:
    return actions.chase_lapsed_confirmations(by=MACHINE, day=day).as_dict()


@pytest.mark.parametrize(
    ("confirmed", "months", "expected"),
    [
        ("2026-01-15", 6, "2026-07-15"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-06-30", 6, "2026-12-30"),
    ],
)
def test_the_due_day_is_months_later_and_exists(confirmed: str, months: int, expected: str) -> None:
    office = Office(confirmed_on=dt.date.fromisoformat(confirmed), confirm_every_months=months)
    assert office.due_on == dt.date.fromisoformat(expected)


def test_reminders_escalate_and_no_step_is_sent_twice(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    first = due(office)
    assert chase(first - DAY)["due"] == 0
    assert chase(first) == {"on": first.isoformat(), "due": 1, "reminders": 1, "persons": 1, "addresses": 0}
    assert told() == ["Julia"]
    assert chase(first)["reminders"] == 0
    assert chase(first + 13 * DAY)["reminders"] == 0
    assert chase(first + 14 * DAY)["persons"] == 2
    assert chase(first + 29 * DAY)["reminders"] == 0
    assert chase(first + 30 * DAY)["persons"] == 3
    assert chase(first + 200 * DAY)["reminders"] == 0
    assert told() == ["Hana", "Julia", "Julia", "Julia", "Kofi", "Kofi"]
    with acting_as(cast.actor("dalia")):
        assert [(each.step, each.persons) for each in Reminder.objects.order_by("step")] == [(0, 1), (14, 2), (30, 3)]


def test_a_run_that_comes_late_sends_the_latest_step_alone(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    assert chase(due(office) + 40 * DAY)["reminders"] == 1
    assert told() == ["Hana", "Julia", "Kofi"]
    assert chase(due(office) + 41 * DAY)["reminders"] == 0


def test_an_office_in_which_nobody_can_sign_in_goes_to_the_mission_and_to_its_address(cast: make.Cast) -> None:
    office = make.verified(cast, make.notified(cast)).office
    make.particulars(office, cast.actor("hana"), (DetailKind.EMAIL, "office@avaria.exercise.example", Audience.OWN))
    assert chase(due(office)) == {
        "on": due(office).isoformat(),
        "due": 1,
        "reminders": 1,
        "persons": 1,
        "addresses": 1,
    }
    assert told() == ["Hana"]
    job = ProcrastinateJob.objects.get(task_name="contacts.mail_reminder")
    assert job.args["address"] == "office@avaria.exercise.example"
    assert "/contacts/confirm/" in job.args["text"]


def test_the_reminder_carries_a_link_and_nothing_restricted(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    make.one_for_each_audience(office, cast.actor("julia"))
    chase(due(office))
    notice = Notification.objects.get(event="contacts.confirmation-due")
    assert notice.path.startswith("/en/contacts/confirm/")
    assert "+999" not in notice.subject + notice.body + notice.path
    assert "Julia" not in notice.subject + notice.body


def test_each_is_told_in_the_own_language(cast: make.Cast) -> None:
    office = make.point_of_contact(cast, "XBO")
    chase(due(office))
    assert Notification.objects.get(event="contacts.confirmation-due").path.startswith("/fr/contacts/confirm/")


def test_one_press_confirms(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    with time_machine.travel(today() + 100 * DAY, tick=False):
        confirmed = actions.confirm_office(office=office, by=cast.actor("kofi"))
        assert confirmed.confirmed_on == today()
    with acting_as(cast.actor("farid")):
        assert list(Confirmation.objects.values_list("via", "person__name")) == [
            ("page", "Kofi Adelan"),
            ("designation", None),
        ]
    assert chase(due(office) - DAY)["due"] == 0


@pytest.mark.parametrize("name", ["ana", "nadia", "chidi", "dalia", "emeka", "grace", "omar"])
def test_others_do_not_confirm(cast: make.Cast, name: str) -> None:
    office = make.point_of_contact(cast)
    with pytest.raises(Refused):
        actions.confirm_office(office=office, by=cast.actor(name))


def test_the_link_confirms_once_without_sign_in(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    with time_machine.travel(due(office), tick=False):
        with acting_as(MACHINE):
            token = links.link_token(Office.objects.get(pk=office.pk))
        assert actions.confirm_by_link(token=token, by=MACHINE).confirmed_on == today()
        with pytest.raises(LinkNotValid):
            actions.confirm_by_link(token=token, by=MACHINE)
        with acting_as(cast.actor("dalia")):
            assert list(Confirmation.objects.values_list("via", flat=True)) == ["link", "designation"]
    assert Entry.objects.filter(action="contacts.confirm").get().actor_name == "poaiss"


@pytest.mark.parametrize(
    "token",
    [
        "x",
        signing.dumps({"office": "1", "due": "2026-01-01"}, salt=links.SALT),
        signing.dumps({"office": "1"}, salt=links.SALT),
        signing.dumps("text", salt=links.SALT),
        signing.dumps({"office": "00000000-0000-4000-8000-000000000000", "due": "2026-01-01"}, salt="another purpose"),
    ],
    ids=["no token", "no identifier", "no date", "no mapping", "another purpose"],  # a token holds the time
)
def test_a_link_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(LinkNotValid):
        links.read_token(token)


def test_a_link_ends_after_four_months(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    token = links.link_token(office)
    with time_machine.travel(today() + 121 * DAY), pytest.raises(LinkNotValid):
        links.read_token(token)


def test_a_link_to_an_office_that_never_was_is_refused(cast: make.Cast) -> None:
    token = links.link_token(Office(confirmed_on=today()))
    with pytest.raises(LinkNotValid):
        actions.confirm_by_link(token=token, by=MACHINE)


def test_the_command_prints_one_line(cast: make.Cast, capsys: pytest.CaptureFixture[str]) -> None:
    office = make.point_of_contact(cast)
    arguments = parser().parse_args(["contacts", "chase", "--on", due(office).isoformat()])
    assert arguments.run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["reminders"] == 1


def test_the_daily_job_chases_and_the_mail_job_keeps_a_failure(
    cast: make.Cast, settings: object, mailoutbox: list[object]
) -> None:
    office = make.point_of_contact(cast)
    with time_machine.travel(due(office), tick=False):
        tasks.chase(0)
    with acting_as(MACHINE):
        reminder = Reminder.objects.get()
    tasks.mail_reminder("office@avaria.exercise.example", "Subject", "Text", reminder.pk)
    assert len(mailoutbox) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1  # type: ignore[attr-defined]
    tasks.mail_reminder("office@avaria.exercise.example", "Subject", "Text", reminder.pk)
    with acting_as(cast.actor("farid")):
        assert Reminder.objects.get().failure.startswith("ConnectionRefusedError")


def test_mail_that_leaves_says_nothing(mailoutbox: list[object]) -> None:
    assert mail.send("office@avaria.exercise.example", "Subject", "Text") == ""
