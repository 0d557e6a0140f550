"""Fixtures of the whole suite: the embedded database, reference data, the cast."""

from collections.abc import Iterator

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def embedded_server() -> Iterator[None]:
    """Hold the embedded PostgreSQL for the session (each worker holds it; the last one stops it)."""
    from tests.settings import SERVER

    if SERVER is None:
        yield
        return
    with SERVER.hold():
        yield


@pytest.fixture(scope="session")
def django_db_setup(embedded_server: None, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Load the reference data once into the fresh test database, as the application."""


assert settings is not None
