"""Asking a State for a good practice, and the State's own word: given, declined, withdrawn; all audited (A7).

The State alone decides. What it gives becomes an entry of the library, with a link back to the report; what it
withdraws is no longer shown there.
"""

import io
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actions import notify
from poaiss.accounts.actor import Actor
from poaiss.accounts.mail import site_language
from poaiss.accounts.models import Person
from poaiss.analysis.models import Decision, Practice
from poaiss.analysis.practices.errors import PracticeDecided, PracticeGone, TitleMissing
from poaiss.analysis.practices.finding import Candidate, candidate_of
from poaiss.analysis.practices.permissions import CONSENTERS
from poaiss.audit.actions import record
from poaiss.common import files
from poaiss.common.clock import now
from poaiss.directory.models import State
from poaiss.directory.queries import name_of
from poaiss.library import actions as library
from poaiss.library.enums import Kind

LONGEST = 2_000
"""Characters of a note."""
TITLE = 200


def standing(state: State, key: str) -> Candidate:
    """Return the candidate at an address, or raise PracticeGone."""
    found = candidate_of(state, key)
    if found is None:
        raise PracticeGone(
            _("This text no longer stands in a published report."),
            place=key[:16],
            mend=_("Open the list again: it shows what is published now."),
        )
    return found


def practice_for(state: State, found: Candidate) -> Practice:
    """Return the State's practice for a candidate, locked, or a new one."""
    State.objects.select_for_update().get(pk=state.pk)  # two who decide at once: one after the other
    known = Practice.objects.filter(state=state, key=found.key).first()
    return known or Practice(
        state=state,
        key=found.key,
        year=found.year,
        number=found.number,
        concept=found.concept,
        theme=found.theme or "",
        language=found.language,
        text=found.text,
    )


@transaction.atomic
def ask(*, state: State, key: str, note: str, by: Actor) -> Practice:
    """Ask a State whether a text of its published report may go into the library; once for one text."""
    check(by, "analysis.ask_practice", state)
    made = practice_for(state, standing(state, key))
    if not made._state.adding:
        raise PracticeDecided(
            _("The State has been asked about this text, or has decided about it."),
            place=str(made),
            mend=_("The State may change its mind by itself at any time."),
        )
    made.asked_at, made.asked_by_id, made.note = now(), UUID(by.identifier), note.strip()[:LONGEST]
    made.save()
    record("analysis.ask_practice", by=by, on=made, state=state.pk)
    tell(made)
    return made


def tell(made: Practice) -> None:
    """Tell those who speak for the State that it is asked, each in their own language."""
    wanted = {"memberships__state": made.state_id, "memberships__role__in": CONSENTERS, "memberships__ended_at": None}
    for person in Person.objects.filter(is_active=True, **wanted).distinct().order_by("email"):
        with translation.override(site_language(person.language)):
            subject = _("The Secretariat asks whether a good practice of your State may go into the library")
            path = reverse("analysis:practices", args=[made.state.slug])
            notify(person=person, event="analysis.practice-asked", subject=subject, body=made.note, path=path)


@transaction.atomic
def give(*, state: State, key: str, title: str, by: Actor) -> Practice:
    """Let a text go into the library under a title: the State was asked, or offers it by itself."""
    check(by, "analysis.decide_practice", state)
    words = " ".join(title.split())[:TITLE]
    if not words:
        raise TitleMissing(_("The entry needs a title."), place="title", mend=_("Say in a few words what was done."))
    made = practice_for(state, standing(state, key))
    if made.decision == Decision.GIVEN and made.entry_id:
        return made
    origin, described = origin_of(made), described_as(made, words)
    entry = library.deposit(state=state, origin=origin, file=written(made, words), described=described, by=by)
    library.release(state=state, texts={origin: described}, by=by)
    made.entry = entry
    return decided(made, Decision.GIVEN, by)


@transaction.atomic
def decline(*, state: State, key: str, by: Actor) -> Practice:
    """Say that a text does not go into the library; the Secretariat does not ask again."""
    check(by, "analysis.decide_practice", state)
    made = waiting(state, key, Decision.WAITING)
    return decided(made, Decision.DECLINED, by)


@transaction.atomic
def withdraw(*, state: State, key: str, by: Actor) -> Practice:
    """Take a text out of the library: from now on it shows to its own State alone there."""
    check(by, "analysis.decide_practice", state)
    made = waiting(state, key, Decision.GIVEN)
    library.withhold(state=state, origins=[origin_of(made)], by=by)
    return decided(made, Decision.WITHDRAWN, by)


def waiting(state: State, key: str, decision: Decision) -> Practice:
    """Return the State's practice, locked, if it stands where DECISION says; else raise PracticeDecided."""
    State.objects.select_for_update().get(pk=state.pk)
    found = Practice.objects.filter(state=state, key=key, decision=decision).first()
    if found is None:
        raise PracticeDecided(
            _("Somebody has decided about this text meanwhile."),
            place=key[:16],
            mend=_("Open the list again: it shows how it stands now."),
        )
    return found


def decided(made: Practice, decision: Decision, by: Actor) -> Practice:
    """Keep what the State decided."""
    made.decision, made.decided_at, made.decided_by_id = decision, now(), UUID(by.identifier)
    made.save()
    record("analysis.decide_practice", by=by, on=made, state=made.state_id, details={"decision": str(decision)})
    return made


def origin_of(made: Practice) -> str:
    """Return the origin of the entry that a practice becomes; it is the same whenever the State gives it again."""
    return f"analysis.practice:{made.state_id}:{made.key}"


def described_as(made: Practice, title: str) -> library.Described:
    """Return what the library says of a practice."""
    return library.Described(
        title=title,
        kind=Kind.PRACTICE,
        title_language=made.language,
        summary=made.text,
        theme=made.theme,
        year=made.year,
        number=made.number,
    )


def written(made: Practice, title: str) -> library.File:
    """Keep the text as a file and return it; it says where it comes from, in the language of the report."""
    with translation.override(site_language(made.language)):
        source = _("From the national report of %(state)s, %(year)s, question %(number)s.") % {
            "state": name_of(made.state_id, made.language),
            "year": made.year,
            "number": made.number,
        }
    data = f"{title}\n\n{made.text}\n\n{source}\n".encode()
    kept = files.keep(io.BytesIO(data))
    return library.File(f"{made.state_id}-{made.year}-{made.number}.txt", kept.sha256, "text/plain", kept.size)
