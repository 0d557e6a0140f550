"""A folder of open data for each test."""

from pathlib import Path
from typing import Any

import pytest

from tests.integration.reporting.conftest import signed_in  # noqa: F401 a fixture


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Let each test write its own open data."""
    settings.DATA = tmp_path
