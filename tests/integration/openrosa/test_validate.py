"""ODK Validate (JavaRosa itself) accepts every form that we serve, blank and with answers so far (R12)."""

import os
from pathlib import Path

import pytest

from poaiss.accounts.enums import Role
from poaiss.reporting.actions import Given
from tests.integration.openrosa.conftest import PhoneOf
from tests.integration.openrosa.phone import Phone
from tests.unit.reporting.people import LAWS, REGISTRATION, answered, started
from tools import odk

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]
ODD = {
    LAWS: Given("yes"),
    REGISTRATION: Given("not a choice"),
    "section_4/brokering_details/q_4_1_1[1]/q_4_1_1_title": Given("Gesetz über <Waffen> & قانون الأسلحة \x0b"),
    "section_4/brokering_details/q_4_1_1[3]/q_4_1_1_title": Given("third"),
    "section_6/p_6_5[1]/p_6_5_seized": Given("many"),
    "section_6/p_6_5[2]/p_6_5_seized": Given("12"),
    "section_6/p_6_5[2]/p_6_5_found": Given("99999999999999"),
    "section_1/body/q_1_1_d/q_1_1_d_men": Given("٣"),
}


@pytest.fixture(scope="module")
def java() -> str:
    """Return a Java; without one the test fails where everything must be tested and is skipped elsewhere."""
    found = odk.installed() or (odk.find() if os.environ.get("CI") == "true" else "")
    if not found and os.environ.get("CI") == "true":
        pytest.fail("No Java was found: install default-jre-headless or set POAISS_JAVA.")
    if not found:
        pytest.skip("No Java here; python -m tools.odk installs one as root on Debian.")
    return found


@pytest.mark.parametrize("edition", ["a", "b", "c"])
def test_blank_templates_are_valid(java: str, tmp_path: Path, edition: str) -> None:
    answer = Phone("").request("GET", f"http://testserver/openrosa/forms/poa-iti-{edition}.xml")
    (tmp_path / "form.xml").write_bytes(answer.body)
    is_valid, said = odk.validate(java, tmp_path / "form.xml")
    assert is_valid, said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_of_a_report_is_valid_whatever_its_answers(
    java: str, tmp_path: Path, phone_of: PhoneOf, language: str
) -> None:
    report = started()
    answered(report, ODD)
    from poaiss.access.rls import acting_as
    from tests.unit.reporting.people import actor

    with acting_as(actor(Role.CONTRIBUTOR)):
        report.language = language
        report.save(update_fields=["language"])
    form = phone_of().form()
    (tmp_path / "form.xml").write_bytes(form)
    is_valid, said = odk.validate(java, tmp_path / "form.xml")
    assert is_valid, said
    assert b"third" in form
    assert b"not a choice" not in form


def test_a_form_that_javarosa_cannot_open_is_refused(java: str, tmp_path: Path, phone_of: PhoneOf) -> None:
    started()
    broken = phone_of().form().replace(b' relevant="', b' relevant="(((', 1)
    (tmp_path / "form.xml").write_bytes(broken)
    assert not odk.validate(java, tmp_path / "form.xml")[0]
