"""Each test has a store of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
