"""The cast, and one small house of contacts for every page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.contacts.enums import OfficeKind
from poaiss.contacts.models import Designation, Office, Term, Thread
from tests.factories import contacts as make

NOWHERE = uuid4()
SIGN_IN = "/en/account/login/"


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def cast(db: None) -> make.Cast:
    return make.make_cast()


@dataclass
class House:
    """Avaria's point of contact (Julia, deputy Kofi), its hidden desk, a note that waits, a message of Chidi's."""

    cast: make.Cast
    client: Client
    office: Office
    hidden: Office
    designation: Designation
    thread: Thread
    deputy: Term

    def visit(
        self, who: str, name: str, *args: Any, data: Any = None, method: str = "get", **extra: Any
    ) -> HttpResponse:
        """Ask for a page as WHO; POST where DATA is given."""
        self.client.logout()
        if who != "nobody":
            self.client.force_login(self.cast.people[who])
        address = reverse(f"contacts:{name}", args=args)
        if data is not None:
            return self.client.post(address, data, **extra)
        return getattr(self.client, method)(address, **extra)

    def status(self, who: str, name: str, *args: Any, **options: Any) -> int:
        return self.visit(who, name, *args, **options).status_code

    def asks_sign_in(self, name: str, *args: Any, **options: Any) -> bool:
        response = self.visit("nobody", name, *args, **options)
        return response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN)

    def fresh(self, thing: Any) -> Any:
        """Return a row as the machine sees it now."""
        with acting_as(MACHINE):
            return type(thing)._default_manager.get(pk=thing.pk)


@pytest.fixture
def house(cast: make.Cast, client: Client) -> House:
    office = make.point_of_contact(cast)
    with acting_as(MACHINE):
        deputy = make.deputy_of(office)
    return House(
        cast=cast,
        client=client,
        office=office,
        hidden=make.hidden_office(cast),
        designation=make.notified(cast, kind=OfficeKind.ITI),
        thread=make.thread(cast, office),
        deputy=deputy,
    )
