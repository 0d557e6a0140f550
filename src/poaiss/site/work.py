"""The workspace of each role: what waits, what one can do, where to go."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import RULES, can
from poaiss.accounts.actor import Actor, Capacity
from poaiss.accounts.enums import Role
from poaiss.analysis.practices import queries as practices
from poaiss.assistance.matching import queries as matching
from poaiss.contacts import queries as contacts
from poaiss.directory.models import Agency, Organisation, State
from poaiss.directory.queries import agency_name, name_of, organisation_name
from poaiss.reporting import queries as reporting
from poaiss.reporting.helping import queries as helping
from poaiss.reporting.rounds import queries as rounds
from poaiss.site.people import queries as people

Text = str | Promise

PURPOSE: dict[Role, Text] = {
    Role.POINT_OF_CONTACT: _("You are the liaison of your State: keep its contacts current and its report moving."),
    Role.CONTRIBUTOR: _("You draft sections of the national report of your State."),
    Role.APPROVER: _("You approve the national report before it is submitted."),
    Role.MISSION: _("You notify contacts and submit the report on behalf of your State."),
    Role.AGENCY_OFFICER: _("You answer for your agency and work with your counterparts in other States."),
    Role.STATE_ADMINISTRATOR: _("You decide who works here for your State."),
    Role.DONOR: _("You look for needs that your resources can meet."),
    Role.REGIONAL_CENTRE: _("You help States of your region, at their request."),
    Role.SECRETARIAT: _("You keep the process going; you never edit, judge or refuse substance."),
    Role.CHAIR: _("You prepare and lead a meeting."),
    Role.AUDITOR: _("You read the log of changes, configuration and access."),
    Role.ADMINISTRATOR: _("You keep the machine running; you do not read what States share with each other."),
}


@dataclass(frozen=True, slots=True)
class Door:
    """A place where the person can go, with what it is for."""

    label: Text
    url: str
    words: Text = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace: capacities in words, what waits, doors."""

    capacities: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)


DOORS: tuple[tuple[str, str, Text, Text], ...] = (
    ("contacts.read_messages", "contacts:inbox", _("Messages"), _("Written to the offices that you hold.")),
    ("contacts.notify", "contacts:notify", _("Notify a contact"), _("Designate a point of contact by note verbale.")),
    ("contacts.read_designation", "contacts:designations", _("Designations"), _("Where each note verbale stands.")),
    ("reporting.draft", "reporting:mine", _("National report"), _("Draft, review and submit.")),
    ("reporting.receive", "reporting:received", _("Reports received"), _("Receive, return and publish.")),
    (
        "reporting.read_help",
        "reporting:help-list",
        _("Help with reports"),
        _("Ask, be paired with a helper, follow it."),
    ),
    ("reporting.open_round", "reporting:rounds", _("Rounds and reminders"), _("Open a round, see the board, remind.")),
    ("analysis.own", "analysis:own", _("Own analysis"), _("What your State’s reports say, for your State alone.")),
    (
        "analysis.practices",
        "analysis:practices-index",
        _("Good practices"),
        _("Published answers that others could learn from."),
    ),
    ("letters.admit", "letters:list", _("Access by letter"), _("Let an officer in on a letter of the mission.")),
    ("reporting.read_corrections", "reporting:corrections", _("Corrections"), _("Requests about excerpts.")),
    ("accounts.administer", "accounts:people", _("People"), _("Invite, give and end roles.")),
    ("audit.read", "audit:entries", _("Audit log"), _("Who did what to which object.")),
)


def doors_of(actor: Actor) -> list[Door]:
    """Return the places that the rules open to ACTOR."""
    found = [
        Door(label, reverse(name), words) for rule, name, label, words in DOORS if rule in RULES and can(actor, rule)
    ]
    everybody = [
        Door(_("Directory of contacts"), reverse("contacts:directory"), _("Find the office of another State.")),
        Door(
            _("Cooperation and assistance"),
            reverse("assistance:index"),
            _("Needs, offers, matches and projects, as far as they are shown to you."),
        ),
        Door(_("Figures"), reverse("analysis:index"), _("Participation, SDG 16.4.2, answers side by side.")),
        Door(_("Your account"), reverse("accounts:profile"), _("Name, language, sign-in, notifications.")),
    ]
    return found + everybody


def capacity_words(capacity: Capacity) -> dict[str, Any]:
    """Return a capacity with its scope in the reader's language and what it is for."""
    scope = name_of(capacity.state) if capacity.state else ""
    if capacity.organisation:
        scope = organisation_name(Organisation.objects.get(pk=capacity.organisation))
    if capacity.agency:
        scope = f"{agency_name(Agency.objects.get(pk=capacity.agency))}, {scope}"
    state = State.objects.filter(pk=capacity.state).first() if capacity.state else None
    return {
        "role": capacity.role.label,
        "scope": scope,
        "purpose": PURPOSE[capacity.role],
        "state_url": reverse("site:state", args=[state.slug]) if state else "",
    }


def desk_of(actor: Actor) -> Desk:
    """Return the workspace of ACTOR."""
    ordered = sorted(actor.capacities, key=lambda each: (list(Role).index(each.role), each.state))
    return Desk(
        capacities=[capacity_words(each) for each in ordered],
        waiting=[
            *rounds.begin_tasks(actor),
            *contacts.tasks_for(actor),
            *reporting.tasks_for(actor),
            *helping.tasks_for(actor),
            *matching.tasks_for(actor),
            *practices.tasks_for(actor),
            *people.tasks_for(actor),
        ],
        doors=doors_of(actor),
    )
