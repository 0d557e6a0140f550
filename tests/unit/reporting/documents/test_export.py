"""Exports: JSON under its schema and in its very bytes, the OpenRosa instance, drafts and finals."""

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from poaiss.access.rls import acting_as
from poaiss.accounts import demo as accounts_demo
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.enums import Role
from poaiss.questionnaires import engine
from poaiss.questionnaires.compiled import form_of
from poaiss.reporting import actions, content, demo
from poaiss.reporting.documents import export, export_snapshot
from poaiss.reporting.documents.json_ import schema
from poaiss.reporting.models import NationalReport, Snapshot, Submission
from tests.unit.reporting.documents.reports import BODY, DEVELOPMENTS, NARRATIVE, SURPLUS, draft, submitted
from tests.unit.reporting.people import step

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R13", "R25")]


def exported(report: NationalReport, format: str, language: str = "en") -> bytes:
    with acting_as(MACHINE):
        return export(report, format, language).data


def problems(found: Any) -> list[str]:
    return [each.message for each in Draft202012Validator(schema()).iter_errors(found)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    described = [*schema()["properties"].values(), *schema()["$defs"]["line"]["properties"].values()]
    assert all(each.get("description") for each in described)


def test_every_report_of_the_demonstration_is_under_the_schema() -> None:
    accounts_demo.load_demo()
    demo.load_demo()
    with acting_as(MACHINE):
        reports = list(NationalReport.objects.select_related("state", "round", "version"))
        for report in reports:
            whole = content.content(report, content.stored_answers(report), number=0, public=False)
            assert problems(json.loads(content.canonical(whole))) == []
        kept = [*Submission.objects.all(), *Snapshot.objects.all()]
        for each in kept:
            assert problems(each.content) == []
    assert len(reports) == sum(len(plan) for plan in demo.PLAN.values())
    assert len(kept) > len(reports)


def line_of(found: dict[str, Any], path: str) -> dict[str, Any]:
    return next(each for each in found["answers"] if each["path"] == path)


MUTATIONS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another format": lambda found: found.update(format="poaiss.national-report/2"),
    "no State": lambda found: found.pop("state"),
    "a State by name": lambda found: found.update(state="Avaria"),
    "a round as text": lambda found: found.update(round="2026"),
    "a language that is none of the six": lambda found: found.update(language="de"),
    "a further key": lambda found: found.update(score=7),
    "a digest that is none": lambda found: found["template"].update(sha256="x"),
    "an answer without a place": lambda found: found["answers"][0].pop("path"),
    "a kind that there is not": lambda found: line_of(found, BODY).update(kind="maybe"),
    "a value that is a number": lambda found: line_of(found, DEVELOPMENTS).update(value=7),
    "a blank with a value": lambda found: line_of(found, BODY).update(kind="no_answer"),
    "unchanged since when": lambda found: line_of(found, BODY).update(kind="unchanged"),
    "restricted, with its remark": lambda found: line_of(found, BODY).update(kind="restricted"),
    "a year on a fresh answer": lambda found: line_of(found, BODY).update(unchanged_since=2024),
    "a further key of an answer": lambda found: line_of(found, BODY).update(author="Ana"),
}


def test_a_changed_content_is_refused() -> None:
    found = json.loads(exported(draft(), "json"))
    assert problems(found) == []
    for name, mutate in MUTATIONS.items():
        changed = copy.deepcopy(found)
        mutate(changed)
        assert problems(changed), name


def test_the_json_of_a_final_report_is_the_very_submission() -> None:
    report = submitted()
    data = exported(report, "json")
    assert hashlib.sha256(data).hexdigest() == report.submitted_hash
    for role, action in ((Role.SECRETARIAT, actions.receive), (Role.SECRETARIAT, actions.publish)):
        report = step(report, role, action)
        assert exported(report, "json") == data
    amended = step(report, Role.MISSION, actions.amend)
    assert exported(amended, "json") != data
    assert json.loads(exported(amended, "json"))["number"] == 0


def test_the_json_of_a_draft_is_its_content() -> None:
    found = json.loads(exported(draft(), "json"))
    assert line_of(found, DEVELOPMENTS)["value"] == NARRATIVE
    assert found["number"] == 0


@pytest.mark.rows("R7")
@pytest.mark.parametrize("steps", [0, 3])
def test_the_openrosa_instance_brings_the_answers_back(steps: int) -> None:
    report = submitted(steps)
    data = exported(report, "xform")
    assert etree.fromstring(data).get("id") == report.version.form_id
    read = engine.from_instance_xml(data, form_of(report.version))
    assert read.problems == ()
    assert (read.answers[BODY], read.answers[DEVELOPMENTS]) == ("yes", NARRATIVE)
    assert read.answers["section_6/p_6_7[2]/p_6_7_count"] == "8068"


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_draft_is_named_so_and_a_submitted_report_is_final(format: str) -> None:
    report = draft()
    with acting_as(MACHINE):
        assert export(report, format, "fr").name == f"XAV-2026-draft-fr.{format}"
    for role, action in (
        (Role.CONTRIBUTOR, actions.mark_complete),
        (Role.APPROVER, actions.approve),
        (Role.MISSION, actions.submit),
    ):
        report = step(report, role, action)
    with acting_as(MACHINE):
        assert export(report, format, "fr").name == f"XAV-2026-final-fr.{format}"
    assert exported(report, format) == exported(report, format)


def test_a_publication_goes_out_without_what_the_state_keeps_back() -> None:
    report = submitted(steps=5)
    with acting_as(MACHINE):
        snapshot = Snapshot.objects.select_related("state", "round", "version").get(report=report)
        found = json.loads(export_snapshot(snapshot, "json", "en").data)
        assert hashlib.sha256(export_snapshot(snapshot, "json", "ar").data).hexdigest() == snapshot.sha256
        made = export_snapshot(snapshot, "pdf", "en")
    assert line_of(found, SURPLUS) == {"path": SURPLUS, "number": "P5.6", "kind": "restricted"}
    assert line_of(json.loads(exported(report, "json")), SURPLUS)["value"] == "a b"
    assert made.name == "XAV-2026-final-en.pdf"


def test_a_format_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        exported(draft(), "odt")


@pytest.mark.rows("R7")
def test_a_report_names_what_changed_since_the_last_one() -> None:
    from tests.unit.reporting.documents.reports import pdf_text
    from tests.unit.reporting.people import LADDER, answered, started

    earlier = answered(started(year=2024), {BODY: actions.Given("no"), DEVELOPMENTS: actions.Given(NARRATIVE)})
    for role, action in LADDER:
        earlier = step(earlier, role, action)
    text = pdf_text(exported(draft(), "pdf"))
    assert "What changed since the report of 2024" in text
    start = text.index("What changed since the report of 2024 No. Question 2024 Now Change")
    part = text[start : start + 400]
    assert "1.1 Is there a national coordination body" in part
    assert "P0.3" not in part.split("Answered now")[0]
