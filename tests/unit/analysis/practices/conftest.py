"""Open data of its own for each test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Let each test write its own open data and keep its own files."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
