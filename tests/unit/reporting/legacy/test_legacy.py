"""Earlier reports: read, proposed, decided by a person, and an excerpt at the end; never a filing (R30)."""

import argparse
import io
import json
from pathlib import Path

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import Refused
from poaiss.accounts.actor import MACHINE, NOBODY, Actor
from poaiss.accounts.enums import Role
from poaiss.audit.models import Entry
from poaiss.common.errors import PoaissError
from poaiss.common.files import path_of
from poaiss.reporting import legacy, queries
from poaiss.reporting.commands import register
from poaiss.reporting.enums import Decision, LegacyStatus
from poaiss.reporting.legacy import bringing, reviewing, text
from poaiss.reporting.legacy.commands import brought, run_legacy
from poaiss.reporting.legacy.passages import answer_in
from poaiss.reporting.legacy.recognising import recognise
from poaiss.reporting.models import Excerpt, LegacyCandidate, LegacyDocument, NationalReport, Snapshot
from tests.unit.reporting.legacy import papers
from tests.unit.reporting.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R30")]


def dalia() -> Actor:
    return actor(Role.SECRETARIAT)


def brought_in(path: Path) -> LegacyDocument:
    with acting_as(dalia()):
        return legacy.bring_in(path, path.name, dalia())


def facts(document: LegacyDocument, edition: str = "A", source: str = "") -> LegacyDocument:
    with acting_as(dalia()):
        return reviewing.choose_facts(
            document=document, state="XAV", year=2012, edition=edition, source=source, by=dalia()
        )


def candidates(document: LegacyDocument) -> list[LegacyCandidate]:
    with acting_as(dalia()):
        return list(document.candidates.all())


def decide(row: LegacyCandidate, *, accept: bool = True, number: str = "", value: str | None = None) -> None:
    with acting_as(dalia()):
        given = {"number": number or row.number, "value": row.value if value is None else value}
        reviewing.decide(candidate=row, accept=accept, by=dalia(), **given)


def finish(document: LegacyDocument) -> Excerpt:
    with acting_as(dalia()):
        return reviewing.finish(document=document, by=dalia())


@pytest.mark.parametrize("make", [papers.text, papers.word, papers.pdf])
def test_the_text_of_each_kind_is_read(tmp_path: Path, make: object) -> None:
    document = brought_in(make(tmp_path))  # type: ignore[operator]
    assert "Avaria: national report 2012" in document.text
    assert "8.2" in document.text
    assert path_of(document.sha256).exists()
    assert (document.state_id, document.year, document.edition) == (None, None, "")


def test_recognition_proposes_and_stores_nothing(tmp_path: Path) -> None:
    document = brought_in(papers.pdf(tmp_path))
    with acting_as(dalia()):
        found = recognise(document)
    assert (found.state.value, found.year.value, found.edition.value) == ("XAV", "2012", "A")
    assert found.edition.why == "4 numbered questions resemble it"
    assert (document.state_id, document.year, document.edition) == (None, None, "")
    assert candidates(document) == []


def test_a_tie_proposes_nothing(tmp_path: Path) -> None:
    document = brought_in(papers.text(tmp_path, lines=("Avaria and Borovia, 2012 and 2014", "Some narrative.")))
    with acting_as(dalia()):
        found = recognise(document)
    assert (found.state.value, found.year.value, found.edition.value) == ("", "", "")


def test_passages_with_their_number_page_and_proposed_answer(tmp_path: Path) -> None:
    document = facts(brought_in(papers.pdf(tmp_path)))
    rows = candidates(document)
    assert [(row.position, row.page, row.number, row.value, row.decision) for row in rows] == [
        (1, 1, "8", "Yes", ""),
        (2, 2, "8.2", "Yes", ""),
        (3, 2, "8.3", "", ""),
        (4, 2, "10.3", "Every six months 99.1 A number of no edition? Yes", ""),
    ]
    assert rows[1].passage == "8.2 Must brokers be registered? Yes"


def test_the_rows_of_a_table_in_a_word_file_are_passages(tmp_path: Path) -> None:
    rows = candidates(facts(brought_in(papers.word(tmp_path))))
    assert [(row.number, row.value) for row in rows] == [("8", "Yes"), ("8.2", "Yes"), ("10.3", "Yearly")]


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("Must brokers be registered? Yes", "Yes"),
        ("Laws? ☐ Yes ☒ No", "No"),
        ("Kinds: [x] pistols [ ] rifles [X] mortars", "pistols; mortars"),
        ("Laws? [ ] Yes [ ] No", ""),
        ("Laws? [No response]", ""),
        ("Must brokers be registered?\tYes", "Yes"),
        ("Agency in charge\nMinistry of the Interior", "Ministry of the Interior"),
        ("Агентство? Министерство обороны", "Министерство обороны"),
        ("A heading alone", ""),
    ],
)
def test_the_answer_in_a_passage(given: str, answer: str) -> None:
    assert answer_in(given) == answer


def test_what_a_person_accepted_becomes_an_excerpt_and_no_filing(tmp_path: Path) -> None:
    document = facts(brought_in(papers.pdf(tmp_path)))
    first, second, third, fourth = candidates(document)
    decide(first)
    decide(second)
    decide(third, accept=False)
    decide(fourth, value="Every six months")
    excerpt = finish(document)
    answers = [(each.number, each.kind, each.value) for each in excerpt.answers.all()]
    assert answers == [("8", "yes", "Yes"), ("8.2", "yes", "Yes"), ("10.3", "answered", "Every six months")]
    assert excerpt.sources == [f"report.pdf, SHA-256 {document.sha256}"]
    with acting_as(dalia()):
        document = LegacyDocument.objects.get(pk=document.pk)
        assert (document.status, document.excerpt_id) == (LegacyStatus.REVIEWED, excerpt.pk)
        assert [row.decision for row in document.candidates.all()] == ["accepted", "accepted", "rejected", "corrected"]
        assert {row.decided_by.name for row in document.candidates.all() if row.decided_by} == {dalia().name}
        assert NationalReport.objects.count() == 0
    assert Snapshot.objects.count() == 0
    entry = Entry.objects.get(action="reporting.legacy_reviewed")
    assert {key: entry.details[key] for key in Decision.values} == {"accepted": 2, "corrected": 1, "rejected": 1}


def test_nothing_counts_before_the_end(tmp_path: Path) -> None:
    before = Excerpt.objects.count()
    document = facts(brought_in(papers.pdf(tmp_path)))
    decide(candidates(document)[1])
    assert Excerpt.objects.count() == before
    assert all(each.state != "XAV" for each in queries.aligned_answers(number="A:8.2", source="excerpts"))
    with pytest.raises(PoaissError) as caught:
        finish(document)
    assert [each.code for each in caught.value.problems] == ["passages-undecided"]
    assert str(caught.value.problems[0].reason) == "3 passages wait for a decision."


def test_a_number_accepted_twice_stops_the_end(tmp_path: Path) -> None:
    document = facts(brought_in(papers.text(tmp_path, lines=("8.2 Registered? Yes", "8.2 Registered? No"))))
    for row in candidates(document):
        decide(row)
    with pytest.raises(PoaissError) as caught:
        finish(document)
    assert [each.code for each in caught.value.problems] == ["number-twice"]


def test_a_scan_is_typed_by_hand(tmp_path: Path) -> None:
    document = brought_in(papers.scan(tmp_path))
    assert not bringing.has_text(document)
    document = facts(document, source="https://archive.example/avaria.pdf")
    with acting_as(dalia()):
        reviewing.add_by_hand(document=document, number="8.2", value="no", page=2, by=dalia())
    excerpt = finish(document)
    assert [(each.number, each.kind) for each in excerpt.answers.all()] == [("8.2", "no")]
    assert excerpt.sources == ["https://archive.example/avaria.pdf"]


def test_another_edition_rejects_the_undecided_passages_of_the_first(tmp_path: Path) -> None:
    document = facts(brought_in(papers.text(tmp_path, lines=("8.2 Registered? Yes", "4.1.3 Registered? Yes"))))
    assert [row.number for row in candidates(document)] == ["8.2"]
    document = facts(document, "C")
    assert [(row.number, row.decision) for row in candidates(document)] == [("8.2", "rejected"), ("4.1.3", "")]


def test_choices_and_lists_find_their_place(tmp_path: Path) -> None:
    document = facts(brought_in(papers.text(tmp_path, lines=("10.5 Which? a; d; e", "10.2 Standards? Yes"))))
    for row in candidates(document):
        decide(row)
    found = {each.number: each.placed_value for each in finish(document).answers.select_related("question")}
    assert found["10.5"] == {"choices": ["a", "d", "e"]}


def test_the_same_bytes_are_one_document(tmp_path: Path) -> None:
    path = papers.text(tmp_path)
    assert brought_in(path).pk == brought_in(path).pk


def refused(path: Path) -> str:
    with acting_as(dalia()), pytest.raises(PoaissError) as caught:
        legacy.bring_in(path, path.name, dalia())
    with acting_as(dalia()):
        assert LegacyDocument.objects.count() == 0
    return caught.value.problem.code


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_password_is_told(tmp_path: Path) -> None:
    assert refused(papers.locked(tmp_path)) == "legacy-encrypted"


def test_a_damaged_pdf_is_told(tmp_path: Path) -> None:
    whole = papers.pdf(tmp_path).read_bytes()
    assert refused(written(tmp_path, "cut.pdf", b"%PDF-1.4\n" + b"\x00\xff" * 50 + whole[-20:])) == "legacy-damaged"


def test_a_program_under_the_name_of_a_report_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "report.pdf", b"MZ\x90\x00" + b"\0" * 200)) == "attachment-kind"


def test_an_image_is_no_report(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
    assert refused(written(tmp_path, "page.png", png)) == "legacy-kind"


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "LARGEST", 100)
    assert refused(papers.text(tmp_path)) == "file-too-large"


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_PAGES", 1)
    assert refused(papers.pdf(tmp_path)) == "legacy-too-long"


def test_a_stream_with_no_path_does_as_well() -> None:
    with acting_as(dalia()):
        document = legacy.bring_in(io.BytesIO(b"8.2 Registered? Yes"), "../../etc/report.txt", dalia())
    assert document.name == "report.txt"


def test_real_files_are_about_real_states_and_the_exercise_about_its_own(tmp_path: Path) -> None:
    document = brought_in(papers.text(tmp_path))
    with acting_as(dalia()), pytest.raises(PoaissError) as caught:
        reviewing.choose_facts(document=document, state="FRA", year=2012, edition="A", source="", by=dalia())
    assert caught.value.problem.code == "legacy-facts"


def test_the_other_world_and_other_roles_see_nothing(tmp_path: Path) -> None:
    brought_in(papers.text(tmp_path))
    for who in (actor(Role.SECRETARIAT, exercise=False), actor(Role.CONTRIBUTOR), NOBODY):
        with acting_as(who):
            assert LegacyDocument.objects.count() == 0
    with acting_as(actor(Role.CONTRIBUTOR)), pytest.raises(Refused):
        legacy.bring_in(papers.text(tmp_path), "report.txt", actor(Role.CONTRIBUTOR))


def test_a_document_looked_over_is_closed(tmp_path: Path) -> None:
    document = facts(brought_in(papers.text(tmp_path, lines=("8.2 Registered? Yes",))))
    row = candidates(document)[0]
    decide(row)
    finish(document)
    with pytest.raises(PoaissError) as caught:
        decide(row, accept=False)
    assert caught.value.problem.code == "legacy-closed"


def test_the_command_says_one_line_a_file(tmp_path: Path) -> None:
    with acting_as(MACHINE):
        good, bad = brought(papers.scan(tmp_path), MACHINE), brought(papers.locked(tmp_path), MACHINE)
    assert good["warnings"] == ["no-text-layer"]
    assert json.loads(json.dumps(bad))["error"]["code"] == "legacy-encrypted"


def test_the_verb_is_one_of_the_reports_commands() -> None:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers())
    found = parser.parse_args(["reports", "legacy", "a.pdf", "b.docx"])
    assert (found.files, found.run) == (["a.pdf", "b.docx"], run_legacy)
