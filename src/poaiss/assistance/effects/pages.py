"""What is said of the effect, in plain words: with its interval and who is compared, or not at all."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.effects.actions import COLUMNS, is_shown
from poaiss.assistance.effects.estimating import (
    FEWEST_ASSISTED,
    FEWEST_FOR_ONE,
    FEWEST_OTHERS,
    Estimate,
    Thin,
)
from poaiss.assistance.effects.reading import effect_of
from poaiss.assistance.enums import Side
from poaiss.assistance.models import Project
from poaiss.assistance.projects.sides import side_of
from poaiss.assistance.resources.queries import theme_names
from poaiss.directory.queries import name_of


def may_read(actor: Actor, project: Project) -> bool:
    """Return whether ACTOR reads the estimate: the two sides, and others once both sides agree."""
    return side_of(actor, project) is not None or is_shown(project)


def page_of(actor: Actor, project: Project) -> dict[str, Any]:
    """Return the page of the effect of a project."""
    side, found = side_of(actor, project), effect_of(actor, project)
    rule = "assistance.release" if side == Side.RECIPIENT else "assistance.run_project"
    return {
        "project": project,
        "exercise": project.exercise,
        "state": name_of(project.state_id),
        "theme": theme_names().get(project.theme, project.theme),
        "effect": found,
        "one": said(found.one, FEWEST_FOR_ONE),
        "group": said(found.group, FEWEST_OTHERS),
        "is_shown": is_shown(project),
        "may_show": side is not None and can(actor, rule, project),
        "agrees": bool(side and getattr(project, COLUMNS[side])),
    }


def points(share: float) -> str:
    """Return a share as percentage points with its sign."""
    value = round(share * 100)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number_format(abs(value))}"


def said(found: Estimate | Thin, others_needed: int) -> dict[str, Any]:
    """Return an estimate, or its refusal, in words."""
    if isinstance(found, Thin):
        return {"code": str(found), "refusal": refusal(found, others_needed)}
    return {
        "estimate": found,
        "points": points(found.effect),
        "low": points(found.low),
        "high": points(found.high),
        "least": points(found.least),
        "most": points(found.most),
        "verdict": verdict(found),
    }


def verdict(found: Estimate) -> str:
    """Return what an interval allows one to say."""
    if not found.tells:
        return _("This may as well be chance: the interval holds both better and worse.")
    if found.effect > 0:
        return _("More was reported as done than by similar States without assistance.")
    return _("Less was reported as done than by similar States without assistance.")


def refusal(found: Thin, others_needed: int) -> str:
    """Return why nothing is said."""
    if found == Thin.NO_REPORT_AFTER:
        return _("Nothing can be said yet: it takes a report from before the project and one from after its end.")
    if found == Thin.FEW_ASSISTED:
        return ngettext(
            "Nothing can be said: it takes at least %(n)d State with assistance that reported in both rounds.",
            "Nothing can be said: it takes at least %(n)d States with assistance that reported in both rounds.",
            FEWEST_ASSISTED,
        ) % {"n": FEWEST_ASSISTED}
    if found == Thin.FEW_OTHERS:
        return ngettext(
            "Nothing can be said: it takes at least %(n)d similar State without assistance that reported twice.",
            "Nothing can be said: it takes at least %(n)d similar States without assistance that reported twice.",
            others_needed,
        ) % {"n": others_needed}
    return _("Nothing can be said: all States compared changed alike.")
