"""The cast of the exercise, by first name."""

import pytest

from poaiss.accounts import demo
from poaiss.accounts.actor import Actor, actor_of
from poaiss.accounts.models import Membership, Person


class Cast:
    """People and actors by first name."""

    def person(self, name: str) -> Person:
        row = next(row for row in demo.people() if row["key"] == name)
        return Person.objects.get(email=row["email"])

    def actor(self, name: str) -> Actor:
        return actor_of(self.person(name))

    def role(self, name: str) -> Membership:
        return self.person(name).memberships.get(ended_at=None)


@pytest.fixture
def people(db: None) -> Cast:
    demo.load_demo()
    return Cast()
