"""A web process compiles the forms before its first request and keeps them out of the collector."""

import gc

import pytest

from poaiss.questionnaires.queries import current_versions
from poaiss.site.warming import warm


@pytest.mark.django_db
def test_the_current_forms_are_compiled_and_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poaiss.site.warming.connections.close_all", lambda: None)  # the test needs its transaction
    before = gc.get_freeze_count()
    try:
        assert warm() == len(current_versions()) == 3
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
