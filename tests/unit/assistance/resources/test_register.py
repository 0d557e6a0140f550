"""The register of offers: the real funds turned into rules, and what is found in them (N8)."""

import datetime as dt
from decimal import Decimal

import pytest

from poaiss.accounts.actor import NOBODY
from poaiss.assistance import loading
from poaiss.assistance.enums import ResourceStatus
from poaiss.assistance.models import Resource
from poaiss.assistance.resources import queries
from poaiss.directory.loading import rows

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N8")]


def found(**asked: object) -> set[str]:
    return {each.slug for each in queries.register(NOBODY, exercise=False, **asked)}  # type: ignore[arg-type]


def test_loading_twice_changes_nothing() -> None:
    before = list(Resource.objects.order_by("slug").values())
    assert loading.load_resources() | {"rates": 0} == {"rates": 0, "real": 19, "exercise": 8, "calls": 2}
    assert list(Resource.objects.order_by("slug").values()) == before


def test_every_real_fund_names_its_source_and_no_exercise_owner() -> None:
    for row in rows("resources.csv"):
        assert row["source"].startswith("http"), row["slug"]
        assert row["evidence"] in {"seen", "recollected"}
        assert not row["organisation"].startswith(("exercise", "fenmora"))
        assert not row["state"].startswith("X")


def test_unscar_reaches_governments_only_through_partners_up_to_200_000() -> None:
    unscar = Resource.objects.get(slug="unscar")
    assert queries.only_through_partners(unscar)
    assert unscar.applicants == ["un_agency", "organisation", "ngo", "research"]
    assert (unscar.per_project, unscar.currency, unscar.precondition_report) == (Decimal(200_000), "USD", True)
    assert "1.2 million EUR" in unscar.conditions  # the German contribution is no fund of its own


def test_a_ceiling_that_was_not_seen_is_no_rule() -> None:
    assert Resource.objects.get(slug="att-voluntary-trust-fund").per_project is None


def test_members_of_an_organisation_become_states() -> None:
    recsa = Resource.objects.get(slug="recsa")
    assert len(recsa.states) == 15
    assert {"KEN", "UGA", "SSD"} < {*recsa.states}


def test_what_ended_is_expired() -> None:
    ended = Resource.objects.filter(status=ResourceStatus.EXPIRED).values_list("slug", flat=True)
    assert {*ended} == {"oas-marking", "unoda-sponsorship-revcon4", "fenmora-destruction-2024"}


def test_filters_narrow_and_an_empty_rule_excludes_nobody() -> None:
    tracing = found(theme="tracing")
    assert {"us-etrace", "itrace-training", "unscar", "seesac"} <= tracing
    assert "unrec" not in tracing
    assert "unrec" not in found(region="grulac")
    assert {"unlirec", "unscar"} <= found(region="grulac")
    assert "unscar" not in found(applicant="government")
    assert found(kind="equipment") == {"oas-marking", "recsa", "us-etrace"}
    assert found(kind="equipment", open_now=True) == {"recsa", "us-etrace"}
    assert found(text="canada") == {"canada-psops"}


def test_the_exercise_stands_apart() -> None:
    real = {each.slug for each in queries.register(NOBODY, exercise=False)}
    invented = {each.slug for each in queries.register(NOBODY, exercise=True)}
    assert (len(real), len(invented)) == (19, 8)
    assert not real & invented


def test_an_offer_with_calls_is_open_while_one_is() -> None:
    depots = Resource.objects.get(slug="fenmora-stockpiles")
    days = {dt.date(2026, 2, 1): True, dt.date(2026, 6, 1): False, dt.date(2026, 12, 1): True}
    assert {day: queries.is_open(depots, day) for day in days} == days
    in_sql = {day: Resource.objects.filter(queries.open_on(day), slug=depots.slug).exists() for day in days}
    assert in_sql == days
