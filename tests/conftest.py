"""Fixtures for every folder of tests."""

import pytest
from django.utils import timezone, translation

from tests.factories.cast import Cast, load_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the exercise, with second factors."""
    return load_cast()


@pytest.fixture(autouse=True)
def english_and_utc() -> None:
    """Begin each test in English and in UTC, whatever page was asked for before."""
    translation.activate("en")
    timezone.deactivate()
