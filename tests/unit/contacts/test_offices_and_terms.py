import pytest
from django.db import IntegrityError, transaction

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.audit.models import Entry
from poaiss.common.clock import today
from poaiss.contacts import actions, queries
from poaiss.contacts.actions import Particular
from poaiss.contacts.enums import DetailKind, OfficeKind, OnboardingTask
from poaiss.contacts.errors import AudienceTooWide, NotCurrent, OfficeExists, OfficeKindUnfit, TooManyDeputies
from poaiss.contacts.models import Detail, Office, Term
from poaiss.directory.models import Agency, Organisation
from tests.factories import contacts as make


@pytest.mark.rows("D1")
def test_an_office_of_an_intelligence_agency_is_hidden_and_stays_so(cast: make.Cast) -> None:
    office = make.hidden_office(cast)
    assert (office.hidden, office.is_hidden) == (True, True)
    office = actions.edit_office(office=office, name="Desk", hidden=False, by=cast.actor("nadia"))
    assert (office.name, office.hidden) == ("Desk", True)


def test_what_does_not_fit_is_refused(cast: make.Cast) -> None:
    make.point_of_contact(cast)
    nadia, idris = cast.actor("nadia"), cast.actor("idris")
    region = Organisation.objects.get(code="exercise-regional-centre")
    foreign = Agency.objects.get(key="xbo-police")
    with pytest.raises(OfficeExists):
        actions.create_office(owner=make.state(), kind=OfficeKind.POA, name="x", by=nadia)
    with pytest.raises(OfficeKindUnfit):
        actions.create_office(owner=make.state(), kind=OfficeKind.REGIONAL, name="x", by=nadia)
    with pytest.raises(OfficeKindUnfit):
        actions.create_office(owner=make.state(), kind=OfficeKind.TECHNICAL, name="x", agency=foreign, by=nadia)
    with pytest.raises(OfficeKindUnfit):
        actions.create_office(owner=region, kind=OfficeKind.POA, name="x", by=idris)
    office = actions.create_office(owner=region, kind=OfficeKind.REGIONAL, name="Desk", by=idris)
    assert (office.organisation_id, office.state_id, office.chain) == ("exercise-regional-centre", None, "")


def test_editing_audits_only_what_changed(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    before = Entry.objects.count()
    actions.edit_office(office=office, name=office.name, languages=office.languages, by=cast.actor("julia"))
    assert Entry.objects.count() == before
    actions.edit_office(office=office, name="New", languages=office.languages, by=cast.actor("julia"))
    assert Entry.objects.order_by("-id")[0].details == {"changed": ["name"]}


@pytest.mark.rows("D3")
def test_particulars_are_added_changed_and_ended(cast: make.Cast) -> None:
    office, julia = make.point_of_contact(cast), cast.actor("julia")
    (mail,) = make.particulars(office, julia, (DetailKind.EMAIL, " a@avaria.exercise.example ", Audience.STATES))
    assert mail.value == "a@avaria.exercise.example"
    given = [
        Particular(DetailKind.EMAIL, "b@avaria.exercise.example", Audience.PUBLIC, id=mail.pk),
        Particular(DetailKind.FAX, "", Audience.PUBLIC),
    ]
    (mail,) = actions.keep_particulars(office=office, particulars=given, by=julia)
    assert (mail.value, mail.audience) == ("b@avaria.exercise.example", "public")
    before = Entry.objects.count()
    actions.keep_particulars(office=office, particulars=given[:1], by=julia)
    assert Entry.objects.count() == before
    ended = [Particular(DetailKind.EMAIL, "", Audience.PUBLIC, id=mail.pk, ended=True)]
    assert actions.keep_particulars(office=office, particulars=ended, by=julia) == []
    with acting_as(NOBODY):
        assert Detail.objects.count() == 0
    with acting_as(julia):
        assert Detail.objects.get().ended_on == today()


@pytest.mark.rows("D2", "D3")
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.STATES])
def test_a_duty_line_is_never_shown_widely(cast: make.Cast, audience: Audience) -> None:
    office = make.point_of_contact(cast)
    with pytest.raises(AudienceTooWide) as refused:
        make.particulars(office, cast.actor("julia"), (DetailKind.DUTY_LINE, "+999", audience))
    assert [problem.place for problem in refused.value.problems] == ["details-0-audience"]
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(MACHINE):
        Detail.objects.create(office=office, kind="duty_line", value="+999", audience=audience)


@pytest.mark.rows("D3")
def test_what_is_shown_to_those_named_can_be_taken_back(cast: make.Cast) -> None:
    office, julia = make.point_of_contact(cast), cast.actor("julia")
    (line,) = make.particulars(office, julia, (DetailKind.DUTY_LINE, "+999", Audience.NAMED))
    leila = cast.actor("leila")
    assert [queries.office_view(leila, office).details] == [[]]
    grant = actions.show_to(thing=line, state=make.state("XBO"), purpose="joint action", by=julia)
    with acting_as(leila):
        assert queries.office_view(leila, office).details == [line]
    actions.stop_showing(grant=grant, thing=line, by=julia)
    with acting_as(leila):
        assert queries.office_view(leila, office).details == []
    with pytest.raises(Refused):
        actions.show_to(thing=line, state=make.state("XBO"), by=leila)


def test_a_regional_body_names_nobody(cast: make.Cast) -> None:
    idris = cast.actor("idris")
    region = Organisation.objects.get(code="exercise-regional-centre")
    office = actions.create_office(owner=region, kind=OfficeKind.REGIONAL, name="Desk", by=idris)
    with pytest.raises(OfficeKindUnfit):
        actions.show_to(thing=office, state=make.state("XBO"), by=idris)


def test_a_closed_office_is_kept_and_not_listed(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    actions.close_office(office=office, by=cast.actor("hana"))
    assert queries.directory(NOBODY) == []
    with acting_as(MACHINE):
        assert Office.objects.count() == 1


@pytest.mark.rows("D2")
def test_a_deputy_takes_over_and_gives_back(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    kofi = cast.actor("kofi")
    with acting_as(kofi):
        term = make.deputy_of(office)
    assert actions.deputy_takes_over(term=term, by=kofi).acting_since == today()
    entries = Entry.objects.filter(action="contacts.take_over").count()
    actions.deputy_takes_over(term=term, by=kofi)
    assert Entry.objects.filter(action="contacts.take_over").count() == entries
    with acting_as(kofi):
        acting = queries.office_view(kofi, office).acting
        assert acting is not None
        assert acting.name == "Kofi Adelan"
    assert actions.end_take_over(term=term, by=cast.actor("julia")).acting_since is None
    with pytest.raises(NotCurrent):
        actions.end_take_over(term=term, by=cast.actor("julia"))


@pytest.mark.rows("D2")
def test_one_deputy_acts_at_a_time(cast: make.Cast) -> None:
    office, hana = make.point_of_contact(cast), cast.actor("hana")
    second = actions.appoint_deputy(office=office, who=make.who(cast.ana), by=hana)
    with acting_as(hana):
        first = office.terms.get(capacity="deputy", position=1)
        holder = make.holder_of(office)
    actions.deputy_takes_over(term=first, by=hana)
    actions.deputy_takes_over(term=second, by=hana)
    with acting_as(hana):
        assert list(office.terms.filter(acting_since__isnull=False).values_list("position", flat=True)) == [2]
    with pytest.raises(NotCurrent):
        actions.deputy_takes_over(term=holder, by=hana)


@pytest.mark.rows("D2")
def test_at_most_three_deputies_and_one_holder(cast: make.Cast) -> None:
    office, hana = make.point_of_contact(cast), cast.actor("hana")
    for person in (cast.ana, cast.bruno):
        actions.appoint_deputy(office=office, who=make.who(person), by=hana)
    with pytest.raises(TooManyDeputies):
        actions.appoint_deputy(office=office, who=make.who(cast.farid), by=hana)
    for capacity, position in (("holder", 1), ("deputy", 1), ("deputy", 4)):
        with pytest.raises(IntegrityError), transaction.atomic(), acting_as(MACHINE):
            Term.objects.create(office=office, name="x", capacity=capacity, position=position, starts_on=today())
    with acting_as(hana):
        ended = actions.end_term(term=office.terms.get(position=2), by=hana)
    assert ended.ended_on == today()
    with pytest.raises(NotCurrent):
        actions.end_term(term=ended, by=hana)
    assert actions.appoint_deputy(office=office, who=make.who(cast.farid), by=hana).position == 2


@pytest.mark.rows("D1")
def test_a_technical_contact_is_recorded_by_its_state(cast: make.Cast) -> None:
    office = make.technical(cast)
    actions.record_holder(office=office, who=make.who(cast.people["samuel"]), by=cast.actor("omar"))
    with acting_as(MACHINE):
        assert sorted(office.terms.values_list("name", "ended_on")) == [
            ("Chidi Okarande", make.who().starts_on),
            ("Samuel Ndoro", None),
        ]
    with pytest.raises(Refused):
        actions.record_holder(office=office, who=make.who(), by=cast.actor("chidi"))


@pytest.mark.rows("D8")
def test_first_steps_are_marked_and_taken_back(cast: make.Cast) -> None:
    office, julia = make.point_of_contact(cast), cast.actor("julia")
    with acting_as(julia):
        term = queries.my_term(julia, office)
        assert term is not None
        actions.mark_first_step(term=term, task=OnboardingTask.MEET_PEERS, done=True, by=julia)
        assert [step["task"] for step in queries.steps_of(julia, term) if step["done"]] == ["meet_peers"]
        actions.mark_first_step(term=term, task=OnboardingTask.MEET_PEERS, done=False, by=julia)
        assert [step["task"] for step in queries.steps_of(julia, term) if step["done"]] == []
        with pytest.raises(Refused):
            actions.mark_first_step(term=term, task=OnboardingTask.MEET_PEERS, done=True, by=cast.actor("hana"))


@pytest.mark.rows("D11")
def test_the_successor_reads_the_handover_pack(cast: make.Cast) -> None:
    office = make.point_of_contact(cast, deputy=False)
    make.thread(cast, office)
    actions.leave_handover_note(office=office, text="Ask customs in May.", by=cast.actor("julia"))
    make.verified(cast, make.notified(cast, holder=make.who(cast.ana, starts_on=today())))
    ana = cast.actor("ana")
    with acting_as(ana):
        pack = queries.handover_pack(ana, office)
    assert [note.text for note in pack.notes] == ["Ask customs in May."]
    assert [thread.subject for thread in pack.threads] == ["A question"]
    assert [term.name for term in pack.view.past] == ["Julia Marden"]
    assert [each.status for each in pack.designations] == ["in_force", "superseded"]
    assert [each.via for each in pack.confirmations] == ["designation", "designation"]


@pytest.mark.rows("D1")
@pytest.mark.parametrize(
    ("kind", "by", "role"), [(OfficeKind.MISSION, "hana", "mission"), (OfficeKind.REGIONAL, "idris", "regional_centre")]
)
def test_a_new_holder_is_invited_to_the_role_of_the_office(
    cast: make.Cast, kind: OfficeKind, by: str, role: str
) -> None:
    owner = Organisation.objects.get(code="exercise-regional-centre") if by == "idris" else make.state()
    office = actions.create_office(owner=owner, kind=kind, name="Desk", by=cast.actor(by))
    term = actions.record_holder(office=office, who=make.who(), by=cast.actor(by))
    assert term.invitation is not None
    assert (term.invitation.role, term.person) == (role, None)


@pytest.mark.rows("D1")
def test_an_officer_is_invited_within_the_agency_and_not_without_an_address(cast: make.Cast) -> None:
    agency = Agency.objects.get(key="xav-licensing")
    nadia = cast.actor("nadia")
    office = actions.create_office(
        owner=make.state(), kind=OfficeKind.TECHNICAL, name="Licensing", agency=agency, by=nadia
    )
    term = actions.record_holder(office=office, who=make.who(email=""), by=nadia)
    assert (term.invitation, term.person) == (None, None)
    term = actions.record_holder(office=office, who=make.who(), by=nadia)
    assert term.invitation is not None
    assert (term.invitation.role, term.invitation.agency) == ("agency_officer", agency)
