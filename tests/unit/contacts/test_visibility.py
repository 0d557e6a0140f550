"""What the machine and nobody see; everything between is in the property tests."""

import pytest
from django.db import models

from poaiss.access.rls import acting_as
from poaiss.access.visibility import STATEMENTS, visible_to
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.contacts import actions
from poaiss.contacts.enums import OnboardingTask
from poaiss.contacts.models import OnboardingMark
from tests.factories import contacts as make

MODELS = sorted((model for model in STATEMENTS if model._meta.app_label == "contacts"), key=lambda m: m.__name__)
OF_PEOPLE = {"Thread", "Message", "Reading", "HandoverNote"}
"""What people write to each other: the machine has no business there."""


def furnish(cast: make.Cast) -> None:
    office = make.point_of_contact(cast)
    make.hidden_office(cast)
    make.one_for_each_audience(office, cast.actor("julia"))
    make.thread(cast, office)
    actions.leave_handover_note(office=office, text="x", by=cast.actor("julia"))
    with acting_as(cast.actor("julia")):
        term = make.holder_of(office)
    actions.mark_first_step(term=term, task=OnboardingTask.MEET_PEERS, done=True, by=cast.actor("julia"))
    actions.chase_lapsed_confirmations(by=MACHINE, day=office.due_on.replace(year=office.due_on.year + 1))


def test_every_model_has_a_statement() -> None:
    assert {model.__name__ for model in MODELS} == {
        "Confirmation",
        "Designation",
        "Detail",
        "HandoverNote",
        "Message",
        "Office",
        "OnboardingMark",
        "Reading",
        "Reminder",
        "Term",
        "Thread",
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_machine_sees_what_its_jobs_need_and_no_message(cast: make.Cast, model: type[models.Model]) -> None:
    furnish(cast)
    with acting_as(MACHINE):
        assert visible_to(MACHINE, model).exists() == (model.__name__ not in OF_PEOPLE)
        assert set(visible_to(MACHINE, model)) == set(model._default_manager.all())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nobody_sees_offices_and_what_is_public_alone(cast: make.Cast, model: type[models.Model]) -> None:
    furnish(cast)
    with acting_as(NOBODY):
        found = set(visible_to(NOBODY, model))
        assert found == set(model._default_manager.all())
    expected = {"Office": ["Point of contact of XAV"], "Detail": ["telephone"]}
    assert [str(each) for each in found] == expected.get(model.__name__, [])


def test_first_steps_stay_in_the_state(cast: make.Cast) -> None:
    furnish(cast)
    seen = {}
    for name in ("farid", "leila", "dalia"):
        with acting_as(cast.actor(name)):
            seen[name] = (visible_to(cast.actor(name), OnboardingMark).count(), OnboardingMark.objects.count())
    assert seen == {"farid": (1, 1), "leila": (0, 0), "dalia": (0, 0)}
