"""The furniture of the rooms: what views, style sheets and functions may not do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "poaiss"
VIEWS = sorted(SOURCE.glob("*/views.py")) + sorted(SOURCE.glob("*/views/*.py"))
PYTHON = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
STYLES = sorted(SOURCE.rglob("static/**/*.css"))
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|text-align\s*:\s*(?:left|right)"
    r"|float\s*:\s*(?:left|right))"
)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_views_neither_query_nor_write(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\.objects\b|\.save\(|\.delete\(|\.create\(|\.update\(", text) == []


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_views_are_short(path: Path) -> None:
    assert {node.name: length(node) for node in functions(path) if length(node) > 25} == {}


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_keep_their_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    assert {node.name: length(node) for node in functions(path) if length(node) > 60} == {}


def test_settings_stay_readable() -> None:
    assert len((SOURCE / "settings.py").read_text(encoding="utf-8").splitlines()) < 250


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_use_logical_properties_only(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert PHYSICAL.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*(?:\bsrc=|application/json))", text) == []
    assert re.findall(r"https?://(?!localhost)", re.sub(r"{%.*?%}|{{.*?}}|xmlns(:\w+)?=\"[^\"]*\"", "", text)) == []


def test_no_path_of_a_machine_and_no_registry_stands_in_the_project() -> None:
    project = SOURCE.parents[1]
    lock = (project / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert [p for p in PYTHON if re.search(r"/(?:work|home|root)/", p.read_text(encoding="utf-8"))] == []
