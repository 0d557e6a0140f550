"""Seeing is a queryset (S2): a model without a statement shows nothing; rows come once and can be locked."""

import pytest
from django.db import models, transaction
from django.db.models import Q

from poaiss.access import visibility
from poaiss.access.visibility import audiences, visible_to
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.directory.models import OrganisationMember, State
from tests.factories.cast import Cast


@pytest.fixture(autouse=True)
def statements(monkeypatch: pytest.MonkeyPatch) -> dict[type[models.Model], object]:
    found: dict[type[models.Model], object] = {}
    monkeypatch.setattr(visibility, "STATEMENTS", found)
    return found


def test_a_model_without_a_statement_is_an_error_and_never_all_rows() -> None:
    with pytest.raises(KeyError):
        visible_to(MACHINE, State)


def test_a_row_that_matches_twice_comes_once(db: None, statements: dict[type[models.Model], object]) -> None:
    code = (
        OrganisationMember.objects.values("state")
        .annotate(n=models.Count("pk"))
        .filter(n__gt=1)
        .order_by("state")
        .first()
    )
    assert code is not None
    statements[State] = lambda actor: Q(organisations__isnull=False, code=code["state"])
    assert [state.code for state in visible_to(NOBODY, State)] == [code["state"]]
    with transaction.atomic():
        assert visible_to(NOBODY, State).select_for_update().get().code == code["state"]


def test_without_a_join_the_condition_stands_alone(db: None, statements: dict[type[models.Model], object]) -> None:
    statements[State] = lambda actor: Q(code="XAV")
    found = visible_to(NOBODY, State)
    assert "IN (SELECT" not in str(found.query)
    assert [state.code for state in found] == ["XAV"]


def test_audiences(cast: Cast) -> None:
    expected = {
        "nobody": {"public"},
        "ana": {"public", "states"},
        "chidi": {"public", "states", "vetted"},
        "dalia": {"public", "states", "secretariat"},
        "grace": {"public"},
        "emeka": {"public"},
        "rosa": {"public"},
    }
    assert {name: audiences(cast.actor(name)) for name in expected} == expected
    assert audiences(MACHINE) == {"public", "machine"}
