"""A browser for each kind of person, and a store for each test."""

from pathlib import Path

import pytest

from tests.integration.reporting.conftest import signed_in  # noqa: F401


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
