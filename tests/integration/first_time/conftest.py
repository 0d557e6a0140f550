"""The same browsers as for reports; files in a folder of the test's own."""

from pathlib import Path

import pytest

from tests.integration.reporting.conftest import signed_in

__all__ = ["signed_in"]


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path
