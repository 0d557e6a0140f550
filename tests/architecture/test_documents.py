"""The documents: every picture that is shown exists and is used; links within the project lead somewhere."""

import re
from pathlib import Path

import pytest

from tools.pictures import wanted

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]


def test_the_pictures_are_those_that_are_shown() -> None:
    found = {path.name for path in (PROJECT / "docs" / "tutorials" / "pictures").glob("*.png")}
    assert found == wanted()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_committed_file_is_larger_than_a_megabyte() -> None:
    folders = ("src", "docs", "tests", "questionnaires", "reference-data", "tools", "bench")
    files = (path for name in folders for path in (PROJECT / name).rglob("*") if path.is_file())
    assert [path for path in files if path.stat().st_size > 1_000_000 and "__pycache__" not in path.parts] == []
