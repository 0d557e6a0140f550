"""The style sheet and the templates: layers in order, light, and nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "poaiss"
SHEET = (SOURCE / "site" / "static" / "poaiss" / "poaiss.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


def test_layers_in_their_order() -> None:
    order = ["tokens", "base", "layout", "components", "utilities", "print"]
    assert re.findall(r"^@layer ([\w, ]+);", RULES, flags=re.MULTILINE) == [", ".join(order)]
    assert re.findall(r"^@layer (\w+) {", RULES, flags=re.MULTILINE) == order


def test_the_style_sheet_stays_light_and_at_home() -> None:
    assert len(SHEET.encode()) < 36_000
    assert "@import" not in RULES
    assert re.findall(r"url\(([^)]*)\)", RULES) == ['"fonts/arabic.woff2"']


def test_sizes_are_logical_too() -> None:
    without_queries = re.sub(r"@media[^{]*", "", RULES)
    assert re.findall(r"(?<![\w-])(?:min-|max-)?(?:width|height)\s*:", without_queries) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_templates_fetch_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<(?:script|link|img|use|iframe)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*", text) == []
