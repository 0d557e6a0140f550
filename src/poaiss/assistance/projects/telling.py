"""Whom a project tells what happened to it: the people of the other side; a notice carries no title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Person
from poaiss.assistance.enums import Side
from poaiss.assistance.models import Project
from poaiss.assistance.releasing.readers import members, officers
from poaiss.contacts.notices import tell
from poaiss.directory.queries import name_of


def people_of(project: Project, side: Side) -> list[Person]:
    """Return the people who keep a project for one of its sides."""
    if side == Side.RECIPIENT:
        return members(project.state, Role.POINT_OF_CONTACT, Role.MISSION, state=project.state)
    if project.organisation is not None:
        return officers(project.organisation)
    if project.donor_state is not None:
        return members(project.donor_state, Role.POINT_OF_CONTACT, Role.MISSION, state=project.donor_state)
    return []


def others(project: Project, by: Actor) -> list[Person]:
    """Return the people of both sides but for who acts."""
    found = {each.pk: each for side in Side for each in people_of(project, side)}
    return [each for each in found.values() if str(each.pk) != by.identifier]


def started(project: Project, by: Actor) -> None:
    """Tell both sides that a project has started."""

    def words() -> tuple[str, str, str]:
        subject = _("A project with %(state)s has started") % {"state": name_of(project.state_id)}
        body = _("Its indicators and milestones come from the proposal. Both sides keep it up to date.")
        return subject, body, reverse("assistance:project", args=[project.pk])

    tell(others(project, by), "assistance.project-started", words)


def moved(project: Project, by: Actor) -> None:
    """Tell both sides that a project stands elsewhere now."""

    def words() -> tuple[str, str, str]:
        facts = {"state": name_of(project.state_id), "status": project.get_status_display()}
        subject = _("A project with %(state)s is now “%(status)s”") % facts
        return subject, "", reverse("assistance:project", args=[project.pk])

    tell(others(project, by), "assistance.project-moved", words)


def assessed(project: Project, by: Actor) -> None:
    """Tell the other side that an assessment was shared with it."""

    def words() -> tuple[str, str, str]:
        subject = _("The other side of a project with %(state)s shares its assessment with you")
        body = _("Both sides see it now. It becomes public only if both agree.")
        where = reverse("assistance:assessments", args=[project.pk])
        return subject % {"state": name_of(project.state_id)}, body, where

    tell(others(project, by), "assistance.assessment-shared", words)
