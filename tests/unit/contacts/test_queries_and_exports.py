import csv
import io
from uuid import UUID

import pytest
import time_machine
import vobject
from django.utils import translation

from poaiss.access.enums import Audience
from poaiss.access.rls import acting_as
from poaiss.accounts.actor import NOBODY
from poaiss.cli import parser
from poaiss.contacts import actions, exports, notes, notes_verbales, queries
from poaiss.contacts.enums import DetailKind
from poaiss.contacts.exports import safe
from poaiss.directory.models import State
from tests.factories import contacts as make


def codes(found: list[object]) -> list[str]:
    return [office.state_id for office in found]  # type: ignore[attr-defined]


@pytest.mark.rows("D1")
def test_the_directory_is_in_the_readers_order_and_filters(cast: make.Cast) -> None:
    make.point_of_contact(cast, "XBO")
    make.point_of_contact(cast, "XAV")
    assert codes(queries.directory(NOBODY)) == ["XAV", "XBO"]
    with translation.override("fr"):
        assert codes(queries.directory(NOBODY, text="borovie")) == ["XBO"]
    assert codes(queries.directory(NOBODY, text="AVAR")) == ["XAV"]
    assert codes(queries.directory(NOBODY, language="fr")) == ["XBO"]
    assert codes(queries.directory(NOBODY, group="african", kind="poa")) == ["XAV", "XBO"]
    assert queries.directory(NOBODY, group="weog") == queries.directory(NOBODY, kind="iti") == []
    assert queries.directory(NOBODY, text="nowhere\0") == []


@pytest.mark.rows("D5")
def test_an_office_that_only_waits_is_listed_to_its_own_state_alone(cast: make.Cast) -> None:
    make.notified(cast)
    assert queries.offices_of(NOBODY, make.state()) == []
    with acting_as(cast.actor("farid")):
        assert len(queries.offices_of(cast.actor("farid"), make.state())) == 1


@pytest.mark.rows("D7")
def test_coverage_counts_with_denominators(cast: make.Cast) -> None:
    make.point_of_contact(cast)
    make.notified(cast, "XBO")
    african = next(group for group in queries.coverage(exercise=True) if group.label == "African States")
    assert [state.code for state in african.recorded] == ["XAV"]
    assert [state.code for state in african.not_recorded] == ["XBO", "XCE"]
    real = queries.coverage()
    assert sum(group.total for group in real) == State.objects.filter(kind__in=["member", "observer"]).count() == 195
    assert sum(len(group.recorded) for group in real) == 0
    assert [state.code for state in real[-1].not_recorded] == ["VAT", "PSE"]  # the observers stand apart


@pytest.mark.rows("D8")
def test_peers_share_a_language_or_the_subregion(cast: make.Cast) -> None:
    own = make.point_of_contact(cast, "XAV")
    peer = make.point_of_contact(cast, "XBO")
    julia = cast.actor("julia")
    with acting_as(julia):
        own = queries.offices(julia).get(pk=own.pk)
        assert queries.peers_of(julia, own) == [peer]  # the same subregion, another language
        own.state.m49_subregion = "061"  # type: ignore[union-attr]
        assert queries.peers_of(julia, own) == []
        own.languages = ["fr"]
        assert queries.peers_of(julia, own) == [peer]


@pytest.mark.rows("D3")
def test_the_preview_shows_what_others_see(cast: make.Cast) -> None:
    office, julia = make.point_of_contact(cast), cast.actor("julia")
    make.one_for_each_audience(office, julia)
    with acting_as(julia):
        seen = {
            key: {d.value.removeprefix("+999 ") for d in queries.office_view(reader(julia), office).details}
            for key, (_label, reader) in queries.AS_SEEN_BY.items()
        }
    assert seen == {
        "public": {"public"},
        "states": {"public", "states"},
        "vetted": {"public", "states", "vetted"},
        "own": {"public", "states", "vetted", "named", "own"},
    }


@pytest.mark.rows("D9")
def test_the_vcard_holds_what_the_reader_sees(cast: make.Cast) -> None:
    office, julia = make.point_of_contact(cast), cast.actor("julia")
    make.particulars(
        office,
        julia,
        (DetailKind.EMAIL, "poa@avaria.exercise.example", Audience.PUBLIC),
        (DetailKind.TELEPHONE, "+999 1", Audience.STATES),
        (DetailKind.DUTY_LINE, "+999 2", Audience.OWN),
        (DetailKind.POST, "1 Square\nAvaria City", Audience.PUBLIC),
        (DetailKind.WEBSITE, "https://avaria.exercise.example", Audience.PUBLIC),
        (DetailKind.KEY, "KEY-BLOCK", Audience.PUBLIC),
    )
    cards = {}
    for name in ("nobody", "julia"):
        actor = cast.actor(name)
        with acting_as(actor):
            cards[name] = vobject.readOne(exports.vcards(actor, queries.directory(actor)))
    assert cards["nobody"].email.value == "poa@avaria.exercise.example"
    assert cards["nobody"].fn.value == "national point of contact, Programme of Action, Avaria"
    assert not hasattr(cards["nobody"], "tel")
    assert not hasattr(cards["nobody"], "note")
    assert [line.value for line in cards["julia"].contents["tel"]] == ["+999 1", "+999 2"]
    assert cards["julia"].note.value == "Holder: Julia Marden"
    assert UUID(cards["julia"].uid.value.removeprefix("urn:uuid:")) == office.pk


@pytest.mark.rows("D9")
@pytest.mark.parametrize("form", ["csv", "vcard"])
def test_the_command_exports_the_public_view(cast: make.Cast, capsys: pytest.CaptureFixture[str], form: str) -> None:
    office = make.point_of_contact(cast)
    make.particulars(office, cast.actor("julia"), (DetailKind.TELEPHONE, "+999 1", Audience.STATES))
    arguments = parser().parse_args(["contacts", "export", "--format", form])
    assert arguments.run(arguments) == 0
    printed = capsys.readouterr().out
    assert "Point of contact of XAV" in printed
    assert "+999" not in printed
    assert "Julia" not in printed


def test_the_table_reads_back(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    actions.edit_office(office=office, name="=HYPERLINK(1)", languages=["en", "fr"], by=cast.actor("julia"))
    (row,) = csv.DictReader(io.StringIO(exports.table(queries.directory(NOBODY)).removeprefix("\ufeff")))
    assert (row["state"], row["code"], row["office"], row["languages"]) == ("Avaria", "XAV", "'=HYPERLINK(1)", "en fr")
    assert safe("") == ""


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
@pytest.mark.rows("D7")
def test_the_note_verbale_has_a_text_in_each_language(language: str) -> None:
    assert "[" in notes_verbales.text_in(language)
    assert [tab["current"] for tab in notes_verbales.tabs(language)].count(True) == 1
    assert notes_verbales.chosen(language) == language
    assert notes_verbales.chosen("xx") == "en"


def test_a_kept_file_is_its_uploaders_alone_and_for_a_day(cast: make.Cast) -> None:
    stored = make.note().file
    ticket = notes.ticket_for(stored, cast.actor("hana"))
    assert notes.note_of(ticket, cast.actor("hana")) == stored
    assert notes.note_of(ticket, cast.actor("omar")) is None
    assert notes.note_of("x", cast.actor("hana")) is None
    with time_machine.travel("2040-01-01"):
        assert notes.note_of(ticket, cast.actor("hana")) is None


def tasks_of(cast: make.Cast, name: str) -> list[tuple[str, int]]:
    actor = cast.actor(name)
    with acting_as(actor):
        return [(item.label, item.count) for item in queries.tasks_for(actor)]


@pytest.mark.rows("S10")
def test_what_waits_for_each(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    make.thread(cast, office)
    waiting = make.notified(cast, holder=make.who())
    assert tasks_of(cast, "julia") == [("Unread messages", 1)]
    assert tasks_of(cast, "dalia") == [("Notes verbales to verify", 1)]
    assert tasks_of(cast, "chidi") == tasks_of(cast, "nobody") == tasks_of(cast, "grace") == []
    actions.return_designation(designation=waiting, remarks="No seal.", by=cast.actor("dalia"))
    assert tasks_of(cast, "hana") == [("Notes verbales returned to you", 1)]
    assert tasks_of(cast, "dalia") == []
    with time_machine.travel(office.due_on.replace(year=office.due_on.year + 1)):
        assert ("Confirm the particulars of an office", 1) in tasks_of(cast, "kofi")
        assert ("Confirm the particulars of an office", 1) in tasks_of(cast, "hana")
        assert tasks_of(cast, "ana") == []
