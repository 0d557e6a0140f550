"""The rules of reporting, each against every role (R9, R10, S1)."""

from collections.abc import Iterable

import pytest

from poaiss.access.rls import acting_as
from poaiss.access.rules import can
from poaiss.accounts.actor import MACHINE, NOBODY
from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.reporting import corrections
from poaiss.reporting.enums import CorrectionStatus
from poaiss.reporting.errors import TextMissing
from poaiss.reporting.models import Excerpt, NationalReport
from tests.unit.reporting.people import actor, brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R9", "R10", "S1")]
ROLES = [role for role in Role if role not in ORGANISATION_ROLES]
DRAFTERS = {Role.POINT_OF_CONTACT, Role.CONTRIBUTOR, Role.APPROVER, Role.MISSION}
SUBMITTERS = {Role.POINT_OF_CONTACT, Role.MISSION}
EXPECTED: dict[str, Iterable[Role]] = {
    "reporting.draft": DRAFTERS,
    "reporting.answer": DRAFTERS,
    "reporting.read": {*DRAFTERS, Role.SECRETARIAT},
    "reporting.complete": DRAFTERS,
    "reporting.approve": {Role.APPROVER},
    "reporting.submit": SUBMITTERS,
    "reporting.receive": {Role.SECRETARIAT},
}
SOMETIMES = ("reporting.answer", "reporting.read")
"""Rules that a State may open to an agency, by an assignment."""


def submitted() -> NationalReport:
    report = brought_to(3)
    with acting_as(MACHINE):
        return NationalReport.objects.select_related("state").get(pk=report.pk)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_rule_opens_to_its_roles_alone(name: str) -> None:
    report = submitted()
    assert {role for role in ROLES if can(actor(role), name, report)} == set(EXPECTED[name])
    sometimes = {Role.AGENCY_OFFICER} if name in SOMETIMES else set()
    assert {role for role in ROLES if can(actor(role), name)} == {*EXPECTED[name], *sometimes}
    assert not can(NOBODY, name, report)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_rule_never_opens_to_another_state_nor_to_the_real_secretariat(name: str) -> None:
    report = submitted()
    others = [actor(role, "XBO") for role in ROLES if role != Role.SECRETARIAT]
    assert [each for each in others if can(each, name, report)] == []
    assert not can(actor(Role.SECRETARIAT, exercise=False), name, report)


def test_the_secretariat_does_not_read_a_draft() -> None:
    report = brought_to(0)
    assert not can(actor(Role.SECRETARIAT), "reporting.read", report)
    assert can(actor(Role.CONTRIBUTOR), "reporting.read", report)


def test_nobody_speaks_for_a_state_that_the_source_does_not_show() -> None:
    excerpt = Excerpt.objects.get(state=None)
    found = [role for role in ROLES if can(actor(role), "reporting.request_correction", excerpt)]
    assert found == []


def test_a_request_is_answered_in_words() -> None:
    own, office = actor(Role.MISSION, "KEN", exercise=False), actor(Role.SECRETARIAT, exercise=False)
    with acting_as(own):
        request = corrections.request_correction(excerpt=Excerpt.objects.get(state="KEN"), text="Wrong.", by=own)
    with acting_as(office), pytest.raises(TextMissing):
        corrections.answer_correction(correction=request, status=CorrectionStatus.ACCEPTED, reply=" ", by=office)
    assert can(own, "reporting.read_corrections")
    assert can(office, "reporting.read_corrections")
    assert not can(actor(Role.CONTRIBUTOR), "reporting.read_corrections")
