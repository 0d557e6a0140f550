import datetime as dt
import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection

from poaiss.access.rules import Refused
from poaiss.accounts import actions, delivery, tasks
from poaiss.accounts.enums import Role
from poaiss.accounts.errors import (
    AlreadyInvited,
    InvitationClosed,
    LastAdministrator,
    RoleAlreadyHeld,
    RoleEnded,
)
from poaiss.accounts.models import Invitation, Membership, Notification, Person
from poaiss.accounts.queries import invitation_of
from poaiss.audit.enums import Kind
from poaiss.audit.models import Entry
from poaiss.common.clock import now
from poaiss.directory.models import State
from poaiss.site.people import actions as ruled
from tests.unit.accounts.conftest import Cast

pytestmark = pytest.mark.rows("S1", "S3")
ADDRESS = "new.person@avaria.exercise.example"
PASSWORD = "a long and quiet river"


def invite(people: Cast, **changes: Any) -> Invitation:
    given = {"email": ADDRESS, "name": "New Person", "language": "fr", "role": Role.CONTRIBUTOR}
    avaria = State.objects.get(code="XAV")
    return ruled.invite(**{**given, "state": avaria, "by": people.actor("nadia"), **changes})


def token_of(invitation: Invitation) -> str:
    tasks.send_invitation(str(invitation.pk))
    found = re.search(r"/invitations/([^/]+)/", mail.outbox[-1].body)
    assert found
    return found[1]


def test_the_link_is_in_the_email_alone(people: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(people)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs")
        jobs = [(name, json.loads(given)) for name, given in cursor.fetchall()]
    assert jobs == [(delivery.INVITATION, {"identifier": str(invitation.pk)})]
    token = token_of(invitation)
    message = mail.outbox[-1]
    assert message.to == [ADDRESS]
    assert "/fr/invitations/" in message.body
    assert invitation_of(token) == invitation
    invitation.refresh_from_db()
    assert invitation.token_hash == delivery.hash_of(token)
    assert invitation.sent_at is not None
    assert token not in str(list(Entry.objects.values()))


def test_somebody_new_accepts_once(people: Cast) -> None:
    invitation = invitation_of(token_of(invite(people)))
    person = actions.accept(invitation=invitation, name="Néa", language="fr", password=PASSWORD)
    assert (person.email, person.name, person.language, person.exercise) == (ADDRESS, "Néa", "fr", True)
    assert person.check_password(PASSWORD)
    role = person.memberships.get()
    assert (role.role, role.state_id, role.given_by) == (Role.CONTRIBUTOR, "XAV", people.person("nadia"))
    with pytest.raises(InvitationClosed):
        actions.accept(invitation=invitation, name="Again", language="fr", password=PASSWORD)


@pytest.mark.parametrize("how", ["withdrawn", "expired", "sent again", "used"])
def test_a_closed_link_opens_nothing(people: Cast, how: str) -> None:
    invitation = invite(people)
    token = token_of(invitation)
    if how == "withdrawn":
        ruled.withdraw(invitation=invitation, by=people.actor("nadia"))
    elif how == "expired":
        Invitation.objects.update(expires_at=now() - dt.timedelta(seconds=1))
    elif how == "sent again":
        ruled.invite_again(invitation=invitation, by=people.actor("nadia"))
    else:
        actions.accept(invitation=invitation_of(token), name="N", language="fr", password=PASSWORD)
    with pytest.raises(InvitationClosed):
        invitation_of(token)


def test_a_link_that_was_replaced_while_its_page_was_open(people: Cast) -> None:
    invitation = invite(people)
    shown = invitation_of(token_of(invitation))
    ruled.invite_again(invitation=invitation, by=people.actor("nadia"))
    with pytest.raises(InvitationClosed):
        actions.accept(invitation=shown, name="N", language="fr", password=PASSWORD)
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_nobody_is_invited_twice_to_one_role(people: Cast) -> None:
    invite(people)
    with pytest.raises(AlreadyInvited):
        invite(people, email=ADDRESS.upper())
    with pytest.raises(RoleAlreadyHeld):
        invite(people, email=people.person("ana").email, **actions_scope(people.role("ana")))


def actions_scope(role: Membership) -> dict[str, Any]:
    return {"role": Role(role.role), "state": role.state, "agency": role.agency}


def test_only_the_invited_person_accepts_with_an_account(people: Cast) -> None:
    invitation = invitation_of(token_of(invite(people, email=people.person("bruno").email)))
    with pytest.raises(InvitationClosed):
        actions.accept_as(invitation=invitation, person=people.person("ana"))
    actions.accept_as(invitation=invitation, person=people.person("bruno"))
    assert {m.role for m in people.person("bruno").memberships.all()} == {Role.APPROVER, Role.CONTRIBUTOR}


def test_another_state_is_refused(people: Cast) -> None:
    with pytest.raises(Refused):
        invite(people, by=people.actor("tina"))
    assert not Invitation.objects.exists()


def test_a_role_is_given_and_ended_and_the_person_told(people: Cast) -> None:
    nadia, bruno = people.actor("nadia"), people.person("bruno")
    given = ruled.give_role(person=bruno, role=Role.CONTRIBUTOR, state=State.objects.get(code="XAV"), by=nadia)
    with pytest.raises(RoleAlreadyHeld):
        ruled.give_role(person=bruno, role=Role.CONTRIBUTOR, state=State.objects.get(code="XAV"), by=nadia)
    ended = ruled.end_role(membership=given, by=nadia)
    assert ended.ended_at is not None
    assert str(ended.ended_by_id) == nadia.identifier
    assert "contributor" not in people.actor("bruno").roles
    told = Notification.objects.filter(person=bruno).order_by("created_at").values_list("event", flat=True)
    assert list(told) == ["accounts.role-given", "accounts.role-ended"]
    entries = Entry.objects.filter(chain="XAV", kind=Kind.CONFIGURATION).order_by("number")
    assert [entry.action for entry in entries] == ["accounts.give_role", "accounts.end_role"]
    assert {entry.details["name"] for entry in entries} == {bruno.name}
    with pytest.raises(RoleEnded):
        actions.end_role(membership=given, by=nadia)


def test_the_last_administrator_stays_whatever_the_rules_say(people: Cast) -> None:
    with pytest.raises(LastAdministrator):
        actions.end_role(membership=people.role("nadia"), by=people.actor("nadia"))
    assert people.role("nadia").ended_at is None


def test_vetting_is_given_and_taken_back(people: Cast) -> None:
    for vetted in (False, True):
        ruled.vet(membership=people.role("farid"), vetted=vetted, by=people.actor("nadia"))
        assert people.role("farid").vetted is vetted
        assert people.actor("farid").is_vetted is vetted


def test_recovery_removes_what_was_and_sends_a_link(people: Cast, django_capture_on_commit_callbacks: Any) -> None:
    ana, day = people.person("ana"), dt.date(2026, 3, 2)
    assert Authenticator.objects.filter(user=ana).count() == 2
    with django_capture_on_commit_callbacks() as enqueued:
        ruled.recover(person=ana, letter_number="AV/2026/77", letter_date=day, by=people.actor("dalia"))
    assert len(enqueued) == 1
    assert Authenticator.objects.filter(user=ana).count() == 0
    assert not people.person("ana").has_usable_password()
    entry = Entry.objects.get(action="accounts.recover")
    assert (entry.chain, entry.object_id) == ("XAV", str(ana.pk))
    assert entry.details == {"letter_number": "AV/2026/77", "letter_date": "2026-03-02"}
    tasks.send_sign_in_link(str(ana.pk))
    assert mail.outbox[-1].to == [ana.email]
    assert "/en/account/password/reset/key/" in mail.outbox[-1].body


def test_a_notification_leaves_once_and_keeps_why_it_did_not(people: Cast, settings: Any) -> None:
    found = actions.notify(person=people.person("ana"), event="e", subject="Look", body="Here.", path="/en/you/")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    with pytest.raises(tasks.NotDelivered):
        tasks.send_notification(str(found.pk))
    found.refresh_from_db()
    assert found.sent_at is None
    assert found.failure.startswith("ConnectionRefusedError")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _again in range(2):
        tasks.send_notification(str(found.pk))
    found.refresh_from_db()
    assert (found.failure, found.sent_at is not None) == ("", True)
    assert [(message.to, message.subject) for message in mail.outbox] == [([people.person("ana").email], "Look")]
    assert f"{settings.BASE_URL}/en/you/" in mail.outbox[0].body


def test_nothing_is_sent_to_a_closed_account(people: Cast) -> None:
    found = actions.notify(person=people.person("ana"), event="e", subject="Look", body="", path="")
    Person.objects.filter(pk=found.person_id).update(is_active=False)
    tasks.send_notification(str(found.pk))
    assert mail.outbox == []


def test_each_person_marks_the_own_notifications_alone(people: Cast) -> None:
    mine, other = (
        actions.notify(person=people.person(name), event="e", subject=name, body="", path="")
        for name in ("ana", "bruno")
    )
    ana = people.actor("ana")
    with pytest.raises(Refused):
        ruled.mark_read(notification=other, by=ana)
    assert ruled.mark_all_read(by=ana) == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.read_at is not None, other.read_at) == (True, None)
