"""Contacts for tests; every state is reached through the actions that people use."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from poaiss.access.enums import Audience
from poaiss.accounts import demo as accounts_demo
from poaiss.accounts.actor import NOBODY, Actor, actor_of
from poaiss.accounts.models import Person
from poaiss.contacts import actions, demo
from poaiss.contacts.actions import Incoming, Notified, Particular
from poaiss.contacts.enums import DetailKind, OfficeKind, VerificationMethod
from poaiss.contacts.models import Designation, Detail, Office, Term, Thread
from poaiss.contacts.notes import store_note
from poaiss.directory.models import Agency, State

PDF = demo.A_NOTE
EVERYBODY = (
    "ana",
    "bruno",
    "chidi",
    "dalia",
    "emeka",
    "farid",
    "grace",
    "hana",
    "idris",
    "julia",
    "kofi",
    "leila",
    "marc",
    "nadia",
    "omar",
    "rosa",
    "nobody",
)


@dataclass
class Cast:
    """The people of the exercise by their first names, and the actor of each."""

    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str) -> Actor:
        return NOBODY if name == "nobody" else actor_of(self.people[name])


def make_cast() -> Cast:
    accounts_demo.load_demo()
    return Cast(demo.people())


def state(code: str = "XAV") -> State:
    return State.objects.get(code=code)


def note(number: str = "AV/2026/014", day: dt.date = dt.date(2026, 3, 2), content: bytes = PDF) -> Notified:
    return Notified(number, day, store_note(SimpleUploadedFile("note.pdf", content, "application/pdf")))


def who(person: Person | None = None, **changes: Any) -> Incoming:
    given: dict[str, Any] = {"name": "New Holder", "email": "new.holder@avaria.exercise.example"}
    if person:
        given = {"name": person.name, "email": person.email, "language": person.language}
    return Incoming(**{**given, "audience": Audience.STATES, "starts_on": dt.date(2026, 3, 2), **changes})


def notified(
    cast: Cast, code: str = "XAV", kind: OfficeKind = OfficeKind.POA, holder: Incoming | None = None
) -> Designation:
    by = {"XAV": "hana", "XBO": "omar"}[code]
    return actions.notify_designation(
        state=state(code),
        kind=kind,
        office_name=f"Point of contact of {code}",
        who=holder or who(),
        note=note(),
        by=cast.actor(by),
    )


def verified(cast: Cast, designation: Designation) -> Designation:
    return actions.verify_designation(
        designation=designation, method=VerificationMethod.CALL_BACK, by=cast.actor("dalia")
    )


def point_of_contact(cast: Cast, code: str = "XAV", *, deputy: bool = True) -> Office:
    """Return the State's point of contact in force: Julia with her deputy Kofi, or Leila with Marc."""
    holder, second = {"XAV": ("julia", "kofi"), "XBO": ("leila", "marc")}[code]
    made = verified(cast, notified(cast, code, holder=who(cast.people[holder])))
    if deputy:
        actions.appoint_deputy(office=made.office, who=who(cast.people[second]), by=cast.actor(holder))
    return made.office


def hidden_office(cast: Cast) -> Office:
    agency = Agency.objects.get(key="xav-intelligence")
    return actions.create_office(
        owner=agency.state, kind=OfficeKind.TECHNICAL, name="Liaison desk", agency=agency, by=cast.actor("nadia")
    )


def technical(cast: Cast, key: str = "xbo-police-tracing", by: str = "tina", holder: str = "chidi") -> Office:
    agency = Agency.objects.get(key=key)
    office = actions.create_office(
        owner=agency.state, kind=OfficeKind.TECHNICAL, name=agency.name, agency=agency, by=cast.actor(by)
    )
    actions.record_holder(office=office, who=who(cast.people[holder]), by=cast.actor(by))
    return office


def particulars(office: Office, by: Actor, *given: tuple[DetailKind, str, Audience]) -> list[Detail]:
    return actions.keep_particulars(office=office, particulars=[Particular(*each) for each in given], by=by)


def one_for_each_audience(office: Office, by: Actor) -> list[Detail]:
    """Give an office one telephone for each audience; the number names its audience."""
    return particulars(
        office, by, *((DetailKind.TELEPHONE, f"+999 {audience.value}", audience) for audience in Audience)
    )


def deputy_of(office: Office) -> Term:
    return office.terms.get(capacity="deputy", ended_on__isnull=True)


def holder_of(office: Office) -> Term:
    return office.terms.get(capacity="holder", ended_on__isnull=True)


def thread(cast: Cast, office: Office, by: str = "chidi", text: str = "The serial number is on the frame.") -> Thread:
    return actions.write_to_office(office=office, subject="A question", text=text, by=cast.actor(by))
