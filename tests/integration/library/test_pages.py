"""Pages of the library: everybody reads what is released, the State its own, strangers nothing more."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from poaiss.accounts.enums import Role
from tests.integration.reporting.conftest import SignedIn
from tests.unit.library.test_library import deposited, released
from tests.unit.reporting.attachments import samples
from tests.unit.reporting.attachments.test_attachments import published, put
from tests.unit.reporting.people import answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R16", "L1")]


def text(address: str, browser: Client | None = None) -> str:
    return (browser or Client()).get(address).content.decode()


def test_the_list_shows_what_is_released_and_flags_the_exercise() -> None:
    released(deposited(title="Firearms Act"))
    deposited("XBO", title="Hidden Act", sha256="cd" * 32)
    page = text(reverse("library:index"))
    assert "Firearms Act" in page
    assert "Hidden Act" not in page
    assert "Texts of exercise States" in page
    assert "No text of a real State is in the library yet." in page


def test_the_list_narrows_and_says_when_nothing_fits() -> None:
    released(deposited(title="Firearms Act"))
    index = reverse("library:index")
    assert "Firearms Act" in text(f"{index}?q=firearms&state=XAV&kind=law&theme=brokering")
    assert "No text fits" in text(f"{index}?q=nothing")
    assert "No text fits" in text(f"{index}?kind=%00none")
    assert Client().get(f"{index}?page=x&exercise-page=99999999999").status_code == 200
    assert Client().post(index).status_code == 405


def test_a_long_list_has_pages() -> None:
    for number in range(26):
        released(deposited(title=f"Act {number:02}", sha256=f"{number:064x}"))
    first, second = text(reverse("library:index")), text(f"{reverse('library:index')}?exercise-page=2")
    assert ("Act 00" in first, "Act 25" in first) == (True, False)
    assert ("Act 00" in second, "Act 25" in second) == (False, True)


def test_an_entry_that_is_not_released_is_its_states_own(signed_in: SignedIn) -> None:
    entry = deposited()
    for name in ("library:entry", "library:file"):
        place = reverse(name, args=[entry.pk])
        assert Client().get(place).status_code == 404
        assert signed_in(Role.CONTRIBUTOR, "XBO").get(place).status_code == 404
        assert signed_in(Role.SECRETARIAT).get(place).status_code == 404
    assert "Not released" in text(reverse("library:entry", args=[entry.pk]), signed_in(Role.CONTRIBUTOR))


def test_an_entry_shows_where_it_comes_from_and_hands_the_file_out() -> None:
    report = answered(started())
    row = put(report)
    published(report)
    (address,) = {
        part.split('"')[0]
        for part in text(reverse("library:index")).split('href="')
        if "/library/" in part and len(part.split('"')[0]) > 40
    }
    page = text(address)
    assert row.sha256 in page
    assert "Attached to the national report of 2026, question 4.1.1.file." in page
    assert "invented data of an exercise State" in page
    answer = Client().get(f"{address}file/")
    assert b"".join(answer.streaming_content) == samples.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="law.pdf"'
    assert Client().post(f"{address}file/").status_code == 405
    assert Client().get(reverse("library:entry", args=[uuid4()])).status_code == 404
    assert Client().get("/en/library/none/").status_code == 404


def test_what_waits_is_seen_by_its_own_state(signed_in: SignedIn) -> None:
    deposited(title="Waiting Act")
    own = reverse("library:own")
    assert "Waiting Act" in text(own, signed_in(Role.CONTRIBUTOR))
    assert "Waiting Act" not in text(own, signed_in(Role.CONTRIBUTOR, "XBO"))
    assert "Waiting Act" not in text(own, signed_in(Role.AGENCY_OFFICER))
    assert signed_in(Role.SECRETARIAT).get(own).status_code == 403
    assert Client().get(own).status_code == 302
    assert signed_in(Role.CONTRIBUTOR).post(own).status_code == 405
