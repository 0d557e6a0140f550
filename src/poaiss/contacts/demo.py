"""The demonstration: offices of the exercise States, built by the actions that people use (S14); idempotent."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE, Actor, actor_of
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.common.clock import today
from poaiss.contacts import actions
from poaiss.contacts.actions import Incoming, Notified, Particular
from poaiss.contacts.enums import DetailKind, OfficeKind, Speciality, VerificationMethod
from poaiss.contacts.models import Designation, Office
from poaiss.contacts.notes import store_note
from poaiss.directory.loading import Row, rows
from poaiss.directory.models import Agency, Organisation, State
from poaiss.directory.queries import name_of

A_NOTE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty page: the exercise has no seal to imitate."""
TELEPHONE = "+999 00 {:04d}"
"""Country code 999 is not assigned: nobody can be reached by it."""
LAPSED = ("XGE",)
"""States of the exercise whose confirmation is overdue in the demonstration."""


def people() -> dict[str, Person]:
    """Return the people of the exercise by key."""
    emails = {row["key"]: row["email"].lower() for row in rows("exercise/people.csv")}
    found = {person.email: person for person in Person.objects.filter(email__in=emails.values())}
    return {key: found[email] for key, email in emails.items() if email in found}


def mission_of(state: State) -> Actor:
    """Return somebody of the State's mission; one without a password where the cast has none."""
    member = Membership.objects.filter(role=Role.MISSION, state=state, ended_at__isnull=True).order_by("since").first()
    if member:
        return actor_of(member.person)
    name = f"Permanent Mission of {name_of(state.code, 'en')}"
    email = f"mission@{state.slug}.exercise.example"
    person = Person.objects.filter(email=email).first() or Person.objects.create_user(
        email, name=name, exercise=True, language=state.language
    )
    Membership.objects.create(person=person, role=Role.MISSION, state=state)
    return actor_of(person)


def note_of(state: State, number: int, day: dt.date) -> Notified:
    """Return an invented note verbale of an exercise State."""
    file = SimpleUploadedFile(f"note-{state.slug}-{number}.pdf", A_NOTE, "application/pdf")
    return Notified(number=f"{state.code}/{day.year}/{number:03d}", date=day, file=store_note(file))


def incoming(person: Person, *, starts_on: dt.date, title: str = "", audience: Audience = Audience.PUBLIC) -> Incoming:
    """Return a member of the cast as somebody who comes into office."""
    return Incoming(person.name, title, person.email, person.language, audience, starts_on)


def designate(row: Row, state: State, holder: Person, secretariat: Actor, number: int) -> Office:
    """Notify and verify the holder of a row's office, as mission and Secretariat do."""
    mission, day = mission_of(state), today() - dt.timedelta(days=400 + number)
    made = actions.notify_designation(
        state=state,
        kind=OfficeKind(row["instrument"]),
        office_name=f"Point of contact, {agency_named(row['agency']).name}",
        who=incoming(holder, starts_on=day, title="National point of contact"),
        note=note_of(state, number, day),
        by=mission,
    )
    actions.verify_designation(designation=made, method=VerificationMethod.CALL_BACK, by=secretariat)
    describe(made.office, row, mission, number)
    return made.office


def agency_named(key: str) -> Agency:
    """Return the agency with a key of the reference data."""
    return Agency.objects.get(key=key)


def describe(office: Office, row: Row, by: Actor, number: int) -> None:
    """Give an office its languages, time zone, e-mail address and an invented telephone."""
    actions.edit_office(
        office=office,
        name=office.name,
        languages=row["languages"].split(),
        time_zone=row["time_zone"],
        by=by,
    )
    actions.keep_particulars(
        office=office,
        particulars=[
            Particular(DetailKind.EMAIL, row["email"], Audience.PUBLIC),
            Particular(DetailKind.TELEPHONE, TELEPHONE.format(100 + number), Audience.STATES),
            Particular(DetailKind.DUTY_LINE, TELEPHONE.format(900 + number), Audience.VETTED),
            Particular(DetailKind.NEEDS, "A colleague for two weeks before each report is due.", Audience.STATES),
        ],
        by=by,
    )


def load_points_of_contact(cast: dict[str, Person], secretariat: Actor) -> None:
    """Load the offices of ``exercise/offices.csv``; one without a holder gets a designation that waits."""
    for number, row in enumerate(rows("exercise/offices.csv"), start=1):
        state = State.objects.get(code=row["state"])
        holder = cast.get(row["holder"])
        if holder is None:
            wait_for_secretariat(row, state, number)
            continue
        office = designate(row, state, holder, secretariat, number)
        if deputy := cast.get(row["deputy"]):
            who = incoming(deputy, starts_on=today() - dt.timedelta(days=300), title="Deputy point of contact")
            actions.appoint_deputy(office=office, who=who, by=actor_of(holder))


def wait_for_secretariat(row: Row, state: State, number: int) -> Designation:
    """Notify a designation that the Secretariat has not verified yet."""
    return actions.notify_designation(
        state=state,
        kind=OfficeKind(row["instrument"]),
        office_name=f"Point of contact, {agency_named(row['agency']).name}",
        who=Incoming(
            "Nuru Castavan",
            "Head of the tracing unit",
            f"nuru@{state.slug}.exercise.example",
            "en",
            Audience.STATES,
            today(),
        ),
        note=note_of(state, number, today()),
        by=mission_of(state),
    )


def load_others(cast: dict[str, Person]) -> None:
    """Load technical contacts, a hidden office, a mission and a regional body."""
    nadia, tina, hana = (actor_of(cast[key]) for key in ("nadia", "tina", "hana"))
    recorded(agency_named("xbo-police-tracing"), Speciality.TRACING, cast["chidi"], tina, ["fr", "en"])
    recorded(agency_named("xav-customs"), Speciality.BORDERS, cast["farid"], nadia, ["ar", "en"])
    hidden = agency_named("xav-intelligence")
    actions.create_office(
        owner=hidden.state, kind=OfficeKind.TECHNICAL, name="Liaison desk", agency=hidden, languages=["en"], by=nadia
    )
    mission = actions.create_office(
        owner=State.objects.get(code="XAV"),
        kind=OfficeKind.MISSION,
        name="Permanent Mission of Avaria to the United Nations",
        languages=["en", "fr"],
        time_zone="America/New_York",
        by=hana,
    )
    start = today() - dt.timedelta(days=500)
    actions.record_holder(office=mission, who=incoming(cast["hana"], starts_on=start, title="Counsellor"), by=hana)
    actions.confirm_office(office=mission, by=hana)
    idris = actor_of(cast["idris"])
    regional = actions.create_office(
        owner=Organisation.objects.get(code=min(idris.organisations)),
        kind=OfficeKind.REGIONAL,
        name="Small arms desk",
        languages=["fr", "en"],
        by=idris,
    )
    actions.record_holder(office=regional, who=incoming(cast["idris"], starts_on=start, title="Officer"), by=idris)


def recorded(agency: Agency, speciality: Speciality, holder: Person, by: Actor, languages: list[str]) -> Office:
    """Add a technical contact of an agency with its holder and a duty line for vetted officers."""
    office = actions.create_office(
        owner=agency.state,
        kind=OfficeKind.TECHNICAL,
        name=agency.name,
        agency=agency,
        speciality=speciality,
        languages=languages,
        by=by,
    )
    who = incoming(holder, starts_on=today() - dt.timedelta(days=200), audience=Audience.STATES)
    actions.record_holder(office=office, who=who, by=by)
    actions.keep_particulars(
        office=office,
        particulars=[
            Particular(DetailKind.EMAIL, holder.email, Audience.STATES),
            Particular(DetailKind.DUTY_LINE, TELEPHONE.format(700), Audience.VETTED),
        ],
        by=by,
    )
    actions.confirm_office(office=office, by=actor_of(holder))
    return office


def load_messages(cast: dict[str, Person]) -> None:
    """Write a few messages to offices, one of them answered."""
    poa = {office.state_id: office for office in Office.objects.filter(kind=OfficeKind.POA, state__kind="exercise")}
    chidi, julia, leila, idris = (actor_of(cast[key]) for key in ("chidi", "julia", "leila", "idris"))
    thread = actions.write_to_office(
        office=poa["XAV"],
        subject="Seminar of border officers",
        text="Our tracing unit would gladly take part in your seminar in March. Whom should we name?",
        by=chidi,
    )
    actions.reply_in_thread(thread=thread, text="Thank you. Two officers, by the end of January.", by=julia)
    actions.write_to_office(
        office=poa["XAV"],
        subject="Joint section on cross-border cooperation",
        text="Shall we align what we report on our common border post?",
        by=leila,
    )
    actions.write_to_office(
        office=poa["XBO"],
        subject="Training on marking",
        text="The regional centre has three places left in its course on marking machines.",
        by=idris,
    )


def let_lapse(days: int = 215) -> None:
    """Put the last confirmation of some offices back in time: demonstration data, not an action of anybody."""
    with acting_as(MACHINE):
        found = Office.objects.filter(state__in=LAPSED, kind=OfficeKind.POA)
        found.update(confirmed_on=today() - dt.timedelta(days=days))


def load_demo() -> dict[str, Any]:
    """Load offices, holders, a designation that waits, a lapsed confirmation and messages, once."""
    with acting_as(MACHINE):
        if Office.objects.filter(state__kind="exercise").exists():
            return {"offices": 0}
    cast = people()
    load_points_of_contact(cast, actor_of(cast["dalia"]))
    load_others(cast)
    load_messages(cast)
    let_lapse()
    with acting_as(MACHINE):
        return {"offices": Office.objects.filter(state__kind="exercise").count()}
