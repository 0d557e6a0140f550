"""The form of a document follows the ending of the name of its file."""

import pytest

from poaiss.analysis.documents import rendering
from tests.unit.analysis.documents.samples import small

pytestmark = [pytest.mark.rows("A12")]


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("pdf", b"%PDF-"), (".docx", b"PK"), ("analysis.HTML", b"<!doctype html>"), ("a.b/analysis.json", b"{")],
)
def test_each_ending_has_its_form(suffix: str, start: bytes) -> None:
    assert rendering.render(small(), suffix).startswith(start)


@pytest.mark.parametrize("suffix", ["", "odt", "pdf.exe", "analysis"])
def test_another_ending_is_told_with_what_to_do(suffix: str) -> None:
    with pytest.raises(rendering.UnknownForm) as caught:
        rendering.render(small(), suffix)
    problem = caught.value.problem
    assert (problem.code, problem.place) == ("analysis-unknown-form", suffix)
    assert str(problem.mend) == "Let the name of the file end in .pdf, .docx, .html, .json."
