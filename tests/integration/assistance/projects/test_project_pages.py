"""Pages of projects for both sides and for nobody else; released parts, documents, print and languages (N15-N19)."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.assistance.enums import AssessmentStatus, Part, ProjectStatus, ReleasedTo
from poaiss.assistance.models import Assessment, Measurement, Milestone, Project, ProjectDocument, Transaction
from poaiss.assistance.projects import actions
from poaiss.assistance.projects.actions import Plan
from poaiss.assistance.releasing.actions import release
from tests.unit.assistance.projects.making import STRANGERS, TITLE, match_of, project_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("N17")]


@pytest.fixture
def project(cast: Any) -> Project:
    """The project of Avaria with Fenmora's agency."""
    return project_of(cast)


def url(project: Project, tail: str = "") -> str:
    """Return an address of a project."""
    return f"/en/assistance/projects/{project.pk}/{tail}"


def kept(model: Any) -> list[Any]:
    """Return all rows of a model, as the machine reads them where it may."""
    with acting_as(MACHINE):
        return list(model.objects.all())


@pytest.mark.parametrize("who", ["ana", "bruno", "hana", "grace"])
@pytest.mark.parametrize("tail", ["", "assessments/", "effect/", "change/", "assessments/own/"])
def test_both_sides_open_every_page(cast: Any, project: Project, who: str, tail: str) -> None:
    answer = cast.client(who).get(url(project, tail))
    assert answer.status_code == 200
    assert TITLE in answer.content.decode()


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("tail", ["", "assessments/", "effect/", "change/", "assessments/own/"])
def test_nobody_else_finds_it(cast: Any, project: Project, who: str, tail: str) -> None:
    answer = cast.client(who).get(url(project, tail))
    assert answer.status_code in (302, 403, 404)
    assert TITLE not in answer.content.decode()
    listed = cast.client(who).get("/en/assistance/projects/", {"q": "Locks"})
    assert (listed.status_code, TITLE in listed.content.decode()) == (200, False)
    assert "1 project" not in listed.content.decode()


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_writes_on_it(cast: Any, project: Project, who: str) -> None:
    client = cast.client(who)
    indicator, milestone = (getattr(project, name) for name in ("indicators", "milestones"))
    with acting_as(cast.actor("bruno")):
        keys = indicator.get().pk, milestone.get().pk
    posts = {
        "move/": {"to": "finished"},
        "milestones/": {"text": "x", "due_on": "2026-01-01"},
        f"milestones/{keys[1]}/": {"on": "2025-09-01"},
        "indicators/": {"text": "x"},
        f"indicators/{keys[0]}/": {"on": "2025-09-01", "value": "2"},
        "money/": {"kind": "commitment", "on": "2025-01-01", "amount": "5", "currency": "USD"},
        "documents/": {"title": "x", "file": SimpleUploadedFile("a.txt", b"words")},
        "assessments/own/": {"lessons": "x"},
        "effect/show/": {"agrees": "yes"},
    }
    for tail, data in posts.items():
        assert client.post(url(project, tail), data).status_code in (302, 403, 404), tail
    with acting_as(cast.actor("bruno")):
        assert [model.objects.count() for model in (Measurement, Transaction, ProjectDocument, Assessment)] == [0] * 4
        project.refresh_from_db()
        assert (project.status, project.recipient_shows_effect, project.donor_shows_effect) == ("running", False, False)
        assert Milestone.objects.get().reached_on is None


def test_the_list_says_what_to_do_next_and_filters(cast: Any, project: Project) -> None:
    page = cast.client("ana").get("/en/assistance/projects/").content.decode()
    assert TITLE in page
    assert "1 project" in page
    none = cast.client("ana").get("/en/assistance/projects/", {"theme": "tracing"}).content.decode()
    assert ("No project fits" in none, TITLE in none) == (True, False)
    empty = cast.client("nobody").get("/en/assistance/projects/").content.decode()
    assert "A project begins when both sides of a match agree" in empty


def test_both_sides_keep_it_up_to_date(cast: Any, project: Project) -> None:
    ana, grace = cast.client("ana"), cast.client("grace")
    with acting_as(cast.actor("bruno")):
        indicator, milestone = project.indicators.get().pk, project.milestones.get().pk
    assert ana.post(url(project, f"milestones/{milestone}/"), {"on": "2025-09-15"}).status_code == 302
    for client, day, value in ((ana, "2025-06-01", "1"), (grace, "2025-12-01", "2"), (ana, "2025-12-01", "2.5")):
        answer = client.post(url(project, f"indicators/{indicator}/"), {"on": day, "value": value})
        assert answer.status_code == 302
    money = {"kind": "disbursement", "on": "2025-03-01", "amount": "40000", "currency": "usd"}
    assert grace.post(url(project, "money/"), money).status_code == 302
    page = ana.get(url(project)).content.decode()
    assert "83 % of the way to the target" in page
    assert "Stated by the donor so far." in page
    assert "reached Sept. 15, 2025" in page or "reached 15 September 2025" in page
    assert ana.post(url(project, "money/"), money | {"on": "2025-03-10"}).status_code == 302
    assert "Both sides state it." in grace.get(url(project)).content.decode()


def test_only_ones_own_statement_is_struck_out_and_it_stays(cast: Any, project: Project) -> None:
    money = {"kind": "disbursement", "on": "2025-03-01", "amount": "40000", "currency": "USD"}
    cast.client("grace").post(url(project, "money/"), money)
    with acting_as(cast.actor("grace")):
        key = Transaction.objects.get().pk
    cast.client("ana").post(url(project, f"money/{key}/strike-out/"))
    with acting_as(cast.actor("grace")):
        assert Transaction.objects.get().ended_at is None
    page = cast.client("grace").post(url(project, f"money/{key}/strike-out/"), follow=True).content.decode()
    assert "struck out" in page
    with acting_as(cast.actor("grace")):
        assert Transaction.objects.get().ended_at is not None


def test_wrong_values_are_shown_beside_what_was_typed(cast: Any, project: Project) -> None:
    data = {"kind": "commitment", "on": "2025-03-01", "amount": "-5", "currency": "USD", "remark": "first part"}
    answer = cast.client("grace").post(url(project, "money/"), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("An amount is larger than nothing." in page, "first part" in page) == (True, True)
    later = cast.client("grace").post(url(project, "money/"), data | {"amount": "5", "on": "2999-01-01"})
    assert (later.status_code, "This day has not come yet." in later.content.decode()) == (422, True)


def test_a_document_is_judged_by_its_bytes_and_read_by_the_sides_alone(cast: Any, project: Project) -> None:
    bad = {"title": "Agreement", "file": SimpleUploadedFile("agreement.pdf", b"MZ\x90\x00program")}
    refused = cast.client("grace").post(url(project, "documents/"), bad)
    assert (refused.status_code, "This is a program" in refused.content.decode()) == (422, True)
    good = {"title": "Agreement", "file": SimpleUploadedFile("agreement.txt", b"Both sides agree.")}
    assert cast.client("grace").post(url(project, "documents/"), good).status_code == 302
    with acting_as(cast.actor("grace")):
        where = url(project, f"documents/{ProjectDocument.objects.get().pk}/")
    assert b"".join(cast.client("ana").get(where).streaming_content) == b"Both sides agree."
    with acting_as(cast.actor("bruno")):
        release(part=Part.PROJECT, obj=project, to=ReleasedTo.PUBLIC, by=cast.actor("bruno"))
    for who in STRANGERS:
        assert cast.client(who).get(where).status_code in (302, 404), who
        page = cast.client(who).get(url(project)).content.decode()
        assert (TITLE in page, "agreement.txt" in page, 'method="post" action="/en/assistance/' in page) == (
            True,
            False,
            False,
        ), who


@pytest.mark.rows("N15")
def test_a_project_is_entered_by_hand_and_a_duplicate_is_a_hint(cast: Any, project: Project) -> None:
    data = {
        "recipient": "XAV",
        "donor_name": "Friends of Avaria",
        "title": "Locks for depots",
        "theme": "stockpiles",
        "currency": "USD",
        "budget": "1000",
        "starts": "2026-01-01",
        "ends": "2026-06-30",
    }
    answer = cast.client("ana").post("/en/assistance/projects/enter/", data, follow=True)
    page = answer.content.decode()
    assert "1 project that you can see does something similar" in page
    assert "Others work on something similar" in page
    assert cast.client("ana").get("/en/assistance/projects/enter/").status_code == 200
    refused = cast.client("ana").post("/en/assistance/projects/enter/", data | {"donor_name": ""})
    assert (refused.status_code, "A project names who gives." in refused.content.decode()) == (422, True)
    assert "Friends of Avaria" not in cast.client("grace").get("/en/assistance/projects/").content.decode()


def test_it_is_changed_and_moved(cast: Any, project: Project) -> None:
    data = {"title": TITLE, "theme": "stockpiles", "currency": "USD", "starts": "2025-01-01", "ends": "2024-01-01"}
    client = cast.client("hana")
    wrong = client.post(url(project, "change/"), data)
    assert (wrong.status_code, "end before it starts" in wrong.content.decode()) == (422, True)
    assert client.post(url(project, "change/"), data | {"ends": "2026-06-30"}).status_code == 302
    client.post(url(project, "move/"), {"to": "finished"})
    assert client.post(url(project, "move/"), {"to": "nonsense"}).status_code == 404
    with acting_as(MACHINE):
        project.refresh_from_db()
    assert (project.status, project.ends) == (ProjectStatus.FINISHED, dt.date(2026, 6, 30))


@pytest.mark.rows("N18")
def test_an_assessment_goes_from_its_side_to_both_and_to_everybody(cast: Any, project: Project) -> None:
    ana, bruno, grace = (cast.client(each) for each in ("ana", "bruno", "grace"))
    words = {"rating_relevance": "largely", "lessons": "Ask the guards first."}
    assert ana.post(url(project, "assessments/own/"), words).status_code == 302
    where = url(project, "assessments/")
    assert "Ask the guards first." in ana.get(where).content.decode()
    assert "Ask the guards first." not in grace.get(where).content.decode()
    with acting_as(cast.actor("ana")):
        key = Assessment.objects.get().pk
    assert grace.post(url(project, f"assessments/{key}/share/")).status_code == 404
    ana.post(url(project, f"assessments/{key}/share/"))
    assert "Ask the guards first." in grace.get(where).content.decode()
    with acting_as(cast.actor("bruno")):
        release(part=Part.PROJECT, obj=project, to=ReleasedTo.PUBLIC, by=cast.actor("bruno"))
    assert "Ask the guards first." not in cast.client("nobody").get(where).content.decode()
    assert ana.post(url(project, f"assessments/{key}/consent/"), {"agrees": "yes"}).status_code == 403
    bruno.post(url(project, f"assessments/{key}/consent/"), {"agrees": "yes"})
    assert "Ask the guards first." not in cast.client("nobody").get(where).content.decode()
    grace.post(url(project, f"assessments/{key}/consent/"), {"agrees": "yes"})
    assert "Ask the guards first." in cast.client("nobody").get(where).content.decode()
    bruno.post(url(project, f"assessments/{key}/lessons/"), {"title": "Guards and locks"})
    assert "Guards and locks" in cast.client("nobody").get("/en/library/").content.decode()
    grace.post(url(project, f"assessments/{key}/consent/"), {"agrees": "no"})
    assert "Ask the guards first." not in cast.client("nobody").get(where).content.decode()
    assert "Guards and locks" not in cast.client("nobody").get("/en/library/").content.decode()
    with acting_as(cast.actor("ana")):
        assert Assessment.objects.get().status == AssessmentStatus.SHARED


@pytest.mark.rows("N19")
def test_the_effect_is_refused_plainly_and_read_by_others_with_both_consents(cast: Any, project: Project) -> None:
    page = cast.client("grace").get(url(project, "effect/")).content.decode()
    assert "it takes a report from before the project and one from after its end" in page
    with acting_as(cast.actor("bruno")):
        release(part=Part.PROJECT, obj=project, to=ReleasedTo.PUBLIC, by=cast.actor("bruno"))
    seen = [cast.client("nobody").get(url(project, "effect/")).status_code]
    assert cast.client("ana").post(url(project, "effect/show/"), {"agrees": "yes"}).status_code == 403
    for who in ("bruno", "grace"):
        cast.client(who).post(url(project, "effect/show/"), {"agrees": "yes"})
        seen.append(cast.client("nobody").get(url(project, "effect/")).status_code)
    assert seen == [404, 404, 200]
    cast.client("grace").post(url(project, "effect/show/"), {"agrees": "no"})
    assert cast.client("nobody").get(url(project, "effect/")).status_code == 404


@pytest.mark.rows("N15")
def test_whoever_does_the_same_is_named_when_a_match_is_agreed(cast: Any) -> None:
    match = match_of(cast)
    by = cast.actor("ana")
    plan = Plan(title="Other locks", theme="stockpiles", starts=dt.date(2025, 6, 1))
    with acting_as(by):
        actions.enter(plan=plan, state=match.state, donor_name="Friends of Avaria", by=by)
    where = f"/en/assistance/matches/{match.pk}/"
    pages = [cast.client(who).get(where).content.decode() for who in ("bruno", "grace")]
    assert ["Other locks" in page for page in pages] == [True, False]  # Fenmora's agency does not see that project
