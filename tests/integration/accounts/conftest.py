"""The cast, and one browser that may be anybody's."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from poaiss.accounts import actions, demo
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership, Person
from poaiss.accounts.tasks import send_invitation
from poaiss.directory.models import State

NOWHERE = uuid4()
SIGN_IN = "/en/account/login/"


@dataclass
class House:
    """The people of the exercise and their pages."""

    client: Client

    def person(self, name: str) -> Person:
        row = next(row for row in demo.people() if row["key"] == name)
        return Person.objects.get(email=row["email"])

    def actor(self, name: str) -> Actor:
        return actor_of(self.person(name))

    def role(self, name: str) -> Membership:
        return self.person(name).memberships.get(ended_at=None)

    def visit(self, who: str, name: str, *args: Any, data: Any = None, method: str = "get") -> HttpResponse:
        """Ask for a page as WHO; POST where DATA is given."""
        self.client.logout()
        if who != "nobody":
            self.client.force_login(self.person(who))
        address = reverse(f"accounts:{name}", args=args)
        return self.client.post(address, data) if data is not None else getattr(self.client, method)(address)

    def status(self, who: str, name: str, *args: Any, **options: Any) -> int:
        return self.visit(who, name, *args, **options).status_code

    def asks_sign_in(self, name: str, *args: Any, **options: Any) -> bool:
        response = self.visit("nobody", name, *args, **options)
        return response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN)

    def invitation(self, email: str = "new@avaria.exercise.example") -> Invitation:
        return actions.invite(
            email=email,
            name="New Person",
            language="en",
            role=Role.CONTRIBUTOR,
            state=State.objects.get(code="XAV"),
            by=self.actor("nadia"),
        )

    def token(self, invitation: Invitation) -> str:
        """Deliver the invitation and return the token of its e-mail."""
        from django.core import mail

        send_invitation(str(invitation.pk))
        return mail.outbox[-1].body.split("/invitations/")[1].split("/")[0]


@pytest.fixture
def house(db: None, client: Client) -> House:
    demo.load_demo()
    return House(client)
