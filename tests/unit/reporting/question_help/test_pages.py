"""The help with a question: what the form says, paragraphs with their grade, modules that a source shows (R28)."""

import pytest

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.directory.loading import rows
from poaiss.reporting.question_help.modules import modules, modules_for
from poaiss.reporting.question_help.pages import help_page
from tests.unit.reporting.people import actor, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R28")]


def test_the_help_with_a_question() -> None:
    report, drafter = started(), actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        found = help_page(drafter, report, "P9.90.2")
    assert found is not None
    assert found["guidance"] == ["Describe the problem, the result wanted and the agency responsible."]
    assert [(each.pk, bool(each.title)) for each in found["paragraphs"]] == [("PoA III.6", True)]
    assert found["modules"] == []
    assert found["back"]["url"].endswith("/sections/section_9/#q-section-9-assistance-9-p-9-90-2")


def test_a_number_that_the_form_does_not_have() -> None:
    report, drafter = started(), actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        assert help_page(drafter, report, "99.9") is None


@pytest.mark.parametrize(
    ("number", "module"),
    [("P8.1", "MOSAIC 05.31"), ("P7.1", "MOSAIC 05.30"), ("P11.bms4.1", None), ("P11.bms4.2", "MOSAIC 05.60")],
)
def test_modules_come_from_the_theme_of_the_question_or_of_its_paragraphs(number: str, module: str | None) -> None:
    report, drafter = started(), actor(Role.CONTRIBUTOR)
    with acting_as(drafter):
        found = help_page(drafter, report, number)
    assert found is not None
    assert [each.code for each in found["modules"]] == ([module] if module else [])


def test_every_module_has_its_grade_source_and_known_themes() -> None:
    themes = {row["code"] for row in rows("themes.csv")}
    assert [each.code for each in modules()] == ["MOSAIC 05.30", "MOSAIC 05.31", "MOSAIC 05.60"]
    for each in modules():
        assert each.themes <= themes
        assert each.evidence == "seen"
        assert each.source
        assert each.link.startswith("https://")
    assert modules_for(["brokering"]) == []
