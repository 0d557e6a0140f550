"""Who is told of what happens to a request for help, each in the own language."""

import datetime as dt
from collections.abc import Callable

from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.enums import ORGANISATION_ROLES, Role
from poaiss.accounts.models import Membership, Person
from poaiss.contacts.notices import Words, tell
from poaiss.directory.queries import name_of, organisation_name
from poaiss.reporting.models import HelpRequest


def people(asked: HelpRequest, *roles: Role, **scope: object) -> list[Person]:
    """Return who holds one of ROLES in a scope, in the world of the request."""
    rows = Membership.objects.filter(role__in=roles, ended_at__isnull=True, **scope).select_related("person")
    return [row.person for row in rows if row.person.exercise == asked.state.is_exercise]


def of_the_state(asked: HelpRequest) -> list[Person]:
    """Return the point of contact and the mission of the State, and whoever asked."""
    return [*people(asked, Role.POINT_OF_CONTACT, Role.MISSION, state=asked.state_id), asked.asked_by]


def of_the_helper(asked: HelpRequest) -> list[Person]:
    """Return the helper's people: officers of a regional body, or point of contact and mission of a State."""
    if asked.helper_organisation_id:
        return people(asked, *ORGANISATION_ROLES, organisation=asked.helper_organisation_id)
    if asked.helper_state_id:
        return people(asked, Role.POINT_OF_CONTACT, Role.MISSION, state=asked.helper_state_id)
    return []


def helper_name(asked: HelpRequest) -> str:
    """Return what the helper is called in the reader's language."""
    if asked.helper_organisation:
        return organisation_name(asked.helper_organisation)
    return name_of(asked.helper_state_id) if asked.helper_state_id else ""


def page_of(asked: HelpRequest) -> str:
    """Return the page of a request."""
    return reverse("reporting:help", args=[asked.pk])


def words(asked: HelpRequest, subject: Callable[[], str], body: Callable[[], str]) -> Callable[[], Words]:
    """Return a notice in whatever language is active when it is written."""
    return lambda: (subject(), body(), page_of(asked))


def facts(asked: HelpRequest) -> dict[str, object]:
    """Return the names that notices speak of."""
    return {"state": name_of(asked.state_id), "helper": helper_name(asked), "year": asked.round.year}


def asked(asked: HelpRequest) -> None:
    """Tell the Secretariat that a State asks for help."""

    def subject() -> str:
        return _("%(state)s asks for help with its report of %(year)d") % facts(asked)

    def body() -> str:
        return _("Please look for a helper: a regional body, or another State.")

    tell(people(asked, Role.SECRETARIAT), "reporting.help-asked", words(asked, subject, body))


def paired(asked: HelpRequest) -> None:
    """Tell State and helper of each other."""

    def subject() -> str:
        return _("Help with the report of %(year)d: %(state)s and %(helper)s") % facts(asked)

    def to_state() -> str:
        return _("%(helper)s is proposed as your helper. Your State alone decides whether to let it in.") % facts(asked)

    def to_helper() -> str:
        return _("%(state)s asked for help with its report. You see the report once the State lets you in.") % facts(
            asked
        )

    tell(of_the_state(asked), "reporting.help-paired", words(asked, subject, to_state))
    tell(of_the_helper(asked), "reporting.help-paired", words(asked, subject, to_helper))


def let_in(asked: HelpRequest, until: dt.date) -> None:
    """Tell both sides that the helper can open the report."""

    def subject() -> str:
        return _("%(helper)s can open the report of %(state)s of %(year)d") % facts(asked)

    def body() -> str:
        day = formatted(until, "DATE_FORMAT")
        if asked.may_draft:
            return _("It may read, comment and write answers until %(date)s.") % {"date": day}
        return _("It may read and comment until %(date)s.") % {"date": day}

    both = [*of_the_state(asked), *of_the_helper(asked)]
    tell(both, "reporting.help-let-in", words(asked, subject, body))


def taken_back(asked: HelpRequest) -> None:
    """Tell both sides that the access has ended."""

    def subject() -> str:
        return _("%(helper)s can no longer open the report of %(state)s of %(year)d") % facts(asked)

    def body() -> str:
        return _("The State has ended the access. It can be given again.")

    both = [*of_the_state(asked), *of_the_helper(asked)]
    tell(both, "reporting.help-taken-back", words(asked, subject, body))


def ended(asked: HelpRequest) -> None:
    """Tell both sides and the Secretariat that the request has ended."""

    def subject() -> str:
        return _("The request of %(state)s for help with its report of %(year)d has ended") % facts(asked)

    def body() -> str:
        return _("The State says what came of it. Thank you for the help.")

    everybody = [*of_the_state(asked), *of_the_helper(asked), *people(asked, Role.SECRETARIAT)]
    tell(everybody, "reporting.help-ended", words(asked, subject, body))
