"""A State that never reported, with one officer, no account and a bad line: from the letter to the receipt."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.staticfiles import finders
from django.core import mail
from django.test import Client

from poaiss.access.rls import acting_as
from poaiss.accounts.actor import MACHINE
from poaiss.accounts.delivery import deliver_invitation
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Invitation, Membership, Person
from poaiss.reporting.models import Answer, NationalReport, Receipt
from tests.integration.first_time.test_access import NEW, OFFICER, filled
from tests.unit.reporting.people import LAWS
from tests.unit.reporting.rounds.test_rounds import opened

SignedIn = Callable[..., Client]
pytestmark = [pytest.mark.django_db, pytest.mark.rows("R9")]
PASSWORD = "a long and quiet river"
ELSEWHERE = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?:https?:)?//')
LIGHT = 60_000
"""Bytes that a first visit costs at most, compressed (look and feel)."""


class Line:
    """A bad line: what came over it, compressed; a file that was fetched once is not fetched again."""

    def __init__(self) -> None:
        self.client = Client()
        self.fetched: set[str] = set()
        self.most = 0

    def get(self, address: str) -> str:
        """Fetch a page with what it needs and return its text."""
        page = self.client.get(address, follow=True)
        assert page.status_code == 200, address
        text = page.content.decode()
        assert not ELSEWHERE.findall(text), "a call leaves the server"
        self.most = max(self.most, len(gzip.compress(page.content)) + sum(map(self.fetch, needed(text))))
        return text

    def fetch(self, path: str) -> int:
        """Return what a file costs the first time; nothing afterwards."""
        if path in self.fetched:
            return 0
        self.fetched.add(path)
        found = finders.find(path)
        return len(gzip.compress(Path(str(found)).read_bytes())) if found else 0


def needed(text: str) -> list[str]:
    """Return the static files that a page loads."""
    loaded = re.findall(r'<(?:script|link|img|use)\b[^>]*?(?:src|href)="/static/([^"#?]+)', text)
    return [re.sub(r"\.[0-9a-f]{12}(?=\.)", "", each) for each in dict.fromkeys(loaded)]


def second_factor(line: Line) -> None:
    """Set up the second factor, as the officer does with an authenticator."""
    here = "/en/account/2fa/totp/activate/"
    line.get(here)
    line.client.post(f"/en/account/reauthenticate/?next={here}", {"password": PASSWORD})  # asked before a factor is set
    line.get(here)
    secret = line.client.session["mfa.totp.secret"]
    code = next(format_hotp_value(hotp_value(secret, each)) for each in yield_hotp_counters_from_time())
    assert line.client.post(here, {"code": code}).status_code == 302


def letter_to_account(office: Client, line: Line) -> Person:
    """The mission's letter arrives; the officer opens the link of the one e-mail that is sent."""
    assert "How to obtain access" in line.get("/en/access/")
    assert office.post(NEW, filled(approves="on", language="en")).status_code == 302
    first = Invitation.objects.earliest("invited_at")
    deliver_invitation(str(first.pk))
    (letter,) = mail.outbox
    assert letter.to == [OFFICER]
    assert "national point of contact (Celmara); approver of the national report (Celmara)" in letter.body
    link = re.search(r"http://[^/]+(/\S+/invitations/\S+/)", letter.body)
    assert link
    accept = link[1]
    text = line.get(accept)
    assert "approver of the national report" in text
    chosen = {"name": "Awa Lindor", "language": "en", "password": PASSWORD, "again": PASSWORD}
    assert line.client.post(accept, chosen).status_code == 302
    return Person.objects.get(email=OFFICER)


def test_from_the_letter_to_the_receipt(signed_in: SignedIn) -> None:
    line, office = Line(), signed_in(Role.SECRETARIAT)
    opened(2027)
    officer = letter_to_account(office, line)
    assert {each.role for each in Membership.objects.filter(person=officer)} == {"point_of_contact", "approver"}
    assert not Invitation.objects.filter(accepted_at=None).exists()
    line.get("/en/account/login/")
    line.client.post("/en/account/login/", {"login": OFFICER, "password": PASSWORD})
    second_factor(line)

    workspace = line.client.get("/en/workspace/")
    assert workspace.context["desk"].waiting[0].label == "Begin the report of the round of 2027"
    line.get("/en/workspace/")
    line.get("/en/reports/")
    here = line.client.post("/en/reports/start/", {"round": "XCE-2027"}).headers["Location"]
    line.get(here)
    section = f"{here}sections/section_4/"
    line.get(section)
    saved = line.client.post(section, {"asked": LAWS, f"value:{LAWS}": "yes", f"base:{LAWS}": "0"})
    assert saved.status_code == 302
    for step in ("complete", "approve", "submit"):
        assert line.client.post(f"{here}{step}/").status_code == 302
    receipt = line.get(f"{here}receipt/")
    with acting_as(MACHINE):
        report = NationalReport.objects.get(state="XCE")
        assert (report.status, report.submitted_by_id, report.round.year) == ("submitted", officer.pk, 2027)
        assert Answer.objects.get(report=report, path=LAWS).value == "yes"
        assert Receipt.objects.filter(sha256=report.submitted_hash).exists()
    assert report.submitted_hash in receipt
    assert line.most < LIGHT, line.most
    board = office.get("/en/rounds/2027-exercise/").context["board"]
    standing = {each.state.pk: each.label for group in board.groups for each in group.lines}
    assert (standing["XCE"], standing["XAV"]) == ("Submitted", "No report received")


def test_nothing_of_the_journey_needs_a_script(signed_in: SignedIn) -> None:
    """Every form of the journey posts to an address of its own, and no button waits for a script."""
    line, office = Line(), signed_in(Role.SECRETARIAT)
    letter_to_account(office, line)
    pages = [line.get("/en/access/"), line.get("/en/account/login/"), office.get(NEW).content.decode()]
    for text in pages:
        forms = re.findall(r"<form\b[^>]*>", text)
        assert all("method=" in each for each in forms)
        assert not re.search(r"hx-(?:get|post)", "".join(forms))


def test_without_the_tick_the_officer_does_not_approve(signed_in: SignedIn) -> None:
    office = signed_in(Role.SECRETARIAT)
    office.post(NEW, filled())
    deliver_invitation(str(Invitation.objects.get().pk))
    assert "approver" not in mail.outbox[0].body
