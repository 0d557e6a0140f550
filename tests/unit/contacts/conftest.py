"""The cast and a folder for files."""

from pathlib import Path

import pytest

from tests.factories import contacts as make


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def cast(db: None) -> make.Cast:
    return make.make_cast()
