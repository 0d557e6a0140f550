"""Fixtures for every folder of tests."""

import pytest

from tests.factories.cast import Cast, load_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the exercise, with second factors."""
    return load_cast()
