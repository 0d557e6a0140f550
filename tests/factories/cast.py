"""The cast of the exercise for tests: loaded by the product's own ``load_demo``, reached by first names."""

from dataclasses import dataclass, field

from django.test import Client

from poaiss.accounts.actor import NOBODY, Actor, actor_of
from poaiss.accounts.demo import load_demo, people
from poaiss.accounts.models import Person


@dataclass
class Cast:
    """The people by key (``cast.ana``), their actors, and browsers in which they are signed in."""

    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, key: str) -> Person:
        try:
            return self.people[key]
        except KeyError:
            raise AttributeError(key) from None

    def actor(self, key: str) -> Actor:
        """Return the actor as it is now; ``nobody`` is nobody."""
        return NOBODY if key == "nobody" else actor_of(self.people[key])

    def client(self, key: str) -> Client:
        """Return a browser in which the person is signed in; nobody's is fresh."""
        client = Client()
        if key != "nobody":
            client.force_login(self.people[key])
        return client


def load_cast() -> Cast:
    """Load the exercise's people into the test's database."""
    load_demo()
    keys = {row["email"].lower(): row["key"] for row in people()}
    return Cast({keys[person.email]: person for person in Person.objects.filter(email__in=keys)})
