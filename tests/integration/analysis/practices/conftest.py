"""A folder of open data and of files for each test."""

from tests.integration.reporting.conftest import signed_in  # noqa: F401 a fixture
from tests.unit.analysis.practices.conftest import own_folder  # noqa: F401 a fixture
