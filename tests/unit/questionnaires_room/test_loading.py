"""Loading forms: the same twice changes nothing, a draft updates, a form in use becomes a new version."""

import csv
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.enums import QuestionKind
from poaiss.questionnaires.errors import FormNotLoaded
from poaiss.questionnaires.exports import xlsx
from poaiss.questionnaires.loading import Outcome, freeze, identity, load_form, load_questionnaires
from poaiss.questionnaires.models import Question, Version

pytestmark = pytest.mark.django_db
FORMS = Path(settings.QUESTIONNAIRES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small form that a test may change."""
    place = tmp_path / "needs-a"
    place.mkdir()
    write(place, "Does the State need help?")
    return place


def write(place: Path, label: str) -> None:
    survey = [
        ["type", "name", "label::English (en)", "relevant", "bind::poa:number", "bind::poa:implements"],
        ["select_one yesno", "help", label, "", "1", "PoA III.6; ITI 27"],
        ["text", "kind", "What help?", "${help} = 'yes'", "1.1", ""],
        ["begin_repeat", "laws", "Laws", "", "2", ""],
        ["text", "title", "Title", "", "2.title", ""],
        ["end_repeat", "", "", "", "", ""],
    ]
    choices = [["list_name", "name", "label::English (en)"], ["yesno", "yes", "Yes"], ["yesno", "no", "No"]]
    settings_sheet = [["form_title", "form_id", "version", "namespaces"], ["Needs", "needs-a", "1", 'poa="urn:x"']]
    for name, lines in (("survey", survey), ("choices", choices), ("settings", settings_sheet)):
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)


def test_the_forms_of_the_project_are_loaded_once() -> None:
    assert set(load_questionnaires().values()) == {"unchanged"}
    assert {"poa-iti-a", "poa-iti-b", "poa-iti-c"} <= set(Version.objects.values_list("form_id", flat=True))


def test_a_changed_draft_is_updated_in_place(folder: Path) -> None:
    first = load_form(folder)
    assert (first.outcome, first.version.number) == (Outcome.CREATED, 1)
    assert load_form(folder).outcome == Outcome.UNCHANGED
    write(folder, "Does the State wish for help?")
    second = load_form(folder)
    assert (second.outcome, second.version.pk) == (Outcome.UPDATED, first.version.pk)
    assert second.version.questions.get(number="1").labels == {"en": "Does the State wish for help?"}


def test_a_changed_form_in_use_becomes_a_new_version(folder: Path) -> None:
    first = freeze(load_form(folder).version)
    write(folder, "Another wording")
    second = load_form(folder)
    assert (second.outcome, second.version.number) == (Outcome.CREATED, 2)
    assert form_of(first).items["help"].labels == {"en": "Does the State need help?"}
    assert form_of(second.version).items["help"].labels == {"en": "Another wording"}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE questionnaires_version SET xform = '' WHERE form_id = 'needs-a'",
        "DELETE FROM questionnaires_version WHERE form_id = 'needs-a'",
        "UPDATE questionnaires_question SET number = 'x' WHERE name = 'help'",
        "DELETE FROM questionnaires_question WHERE name = 'help'",
        "INSERT INTO questionnaires_question SELECT * FROM questionnaires_question WHERE name = 'help'",
    ],
)
def test_the_database_refuses_to_change_a_frozen_version(folder: Path, sql: str) -> None:
    freeze(load_form(folder).version)
    with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_freezing_twice_changes_nothing(folder: Path) -> None:
    first = freeze(load_form(folder).version)
    assert freeze(first).frozen_at == first.frozen_at


def test_the_index_says_what_a_question_is(folder: Path) -> None:
    version = load_form(folder).version
    rows = {row.number: row for row in version.questions.all()}
    assert list(rows) == ["1", "1.1", "2", "2.title"]
    assert rows["1"].kind == QuestionKind.YES_NO
    assert rows["1"].implements == ["PoA III.6", "ITI 27"]
    assert rows["1.1"].depends_on == ["1"]
    assert rows["2"].kind == QuestionKind.LIST
    assert rows["2.title"].parent == "laws"


def test_the_workbook_says_the_same_as_the_sheets() -> None:
    for version in Version.objects.filter(questionnaire="poa-iti"):
        assert engine.load(xlsx(version)).sha256 == version.sha256


def test_two_questions_with_one_number_are_refused_and_nothing_is_stored(folder: Path) -> None:
    text = (folder / "survey.csv").read_text(encoding="utf-8")
    (folder / "survey.csv").write_text(text.replace(",1.1,", ",1,"), encoding="utf-8")
    with pytest.raises(FormNotLoaded, match="stands at two questions"):
        load_form(folder)
    assert not Version.objects.filter(form_id="needs-a").exists()


def test_a_broken_form_is_refused_with_sheet_row_reason_and_mend(folder: Path) -> None:
    text = (folder / "survey.csv").read_text(encoding="utf-8")
    (folder / "survey.csv").write_text(text.replace("${help} = 'yes'", "nonsense(${help})"), encoding="utf-8")
    with pytest.raises(FormNotLoaded) as refused:
        load_form(folder)
    problem = refused.value.problems[0]
    assert (problem.code, problem.place) == ("function-unknown", "survey, row 3, relevant")
    assert problem.reason
    assert problem.mend
    shutil.rmtree(folder)
    with pytest.raises(FormNotLoaded):
        load_form(folder)


@pytest.mark.parametrize(
    ("form_id", "expected"),
    [("poa-iti-c", ("poa-iti", "C")), ("needs", ("needs", "")), ("a b/c", ("a-b-c", "")), ("", ("form", ""))],
)
def test_code_and_edition_follow_from_the_identifier(form_id: str, expected: tuple[str, str]) -> None:
    assert identity(form_id) == expected


def test_every_question_of_the_report_has_a_number_and_a_text() -> None:
    rows = Question.objects.filter(version__questionnaire="poa-iti")
    assert rows.filter(number="").count() == 0
    assert rows.filter(version__edition="A").count() > 130
