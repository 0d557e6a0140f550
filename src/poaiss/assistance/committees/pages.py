"""What the pages of selection committees show, in the reader's language; and the table that a member takes away."""

import csv
import io
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from poaiss.accounts.actor import Actor
from poaiss.assistance.committees import queries
from poaiss.assistance.committees.queries import criteria_of
from poaiss.assistance.enums import Score
from poaiss.assistance.matching.pages import step_words
from poaiss.assistance.matching.queries import need_at, needs_of
from poaiss.assistance.models import Decision, Match, Scoring, Selection
from poaiss.assistance.resources.pages import money
from poaiss.directory.queries import name_of


def selections(actor: Actor) -> dict[str, Any]:
    """Return the selections of ACTOR's organisations, open ones first."""
    found = sorted(queries.selections(actor), key=lambda each: each.decided_at is not None)
    return {"selections": found, "exercise": actor.exercise}


def decision_words(decision: Decision | None, currency: str) -> str:
    """Return a decision in a few words; '' for none."""
    if decision is None:
        return ""
    if not decision.selected:
        return _("not selected")
    amount = money(decision.amount, currency)
    return _("selected, %(amount)s") % {"amount": amount} if amount else _("selected")


def line(
    actor: Actor, selection: Selection, match: Match, found: list[Scoring], decision: Decision | None, title: str
) -> dict[str, Any]:
    """Return an application for the list; what others think shows once one has scored it oneself."""
    has_scored = queries.has_scored(actor, selection, match, found)
    shows = has_scored or selection.decided_at is not None
    return {
        "match": match,
        "url": reverse("assistance:application", args=[selection.pk, match.pk]),
        "title": title,
        "state": name_of(match.state_id),
        "has_scored": has_scored,
        "members": len({each.person_id for each in found if each.match_id == match.pk}),
        "percent": queries.percent(selection, match, found) if shows else None,
        "decision": decision_words(decision, selection.call.resource.currency),
        "status": "done" if decision else "open",
    }


def lines(actor: Actor, selection: Selection) -> list[dict[str, Any]]:
    """Return the applications that ACTOR may judge; once all are scored, the best first."""
    matches = queries.applications(actor, selection)
    found, decided = queries.scorings(actor, selection), queries.decisions(actor, selection)
    needs = needs_of(actor, matches)
    rows = []
    for each in matches:
        need = needs.get(each.need_id)
        title = need.title if need else _("A need that its State does not show at present")
        rows.append(line(actor, selection, each, found, decided.get(each.pk), title))
    if all(row["percent"] is not None for row in rows):
        rows.sort(key=lambda row: -row["percent"])
    return rows


def selection(actor: Actor, found: Selection) -> dict[str, Any]:
    """Return a selection with its criteria, applications and conflicts."""
    rows = lines(actor, found)
    return {
        "selection": found,
        "criteria": criteria_of(found),
        "lines": rows,
        "conflicts": queries.conflicts(actor, found),
        "is_closed": found.decided_at is not None,
        "all_decided": all(row["decision"] for row in rows),
        "exercise": found.call.resource.exercise,
    }


def application(actor: Actor, found: Selection, match: Match) -> dict[str, Any]:
    """Return one application with one's own scores, and those of others once one has scored."""
    scorings = [each for each in queries.scorings(actor, found) if each.match_id == match.pk]
    need = need_at(actor, match.need_id)
    decision = queries.decisions(actor, found).get(match.pk)
    title = need.title if need else _("A need that its State does not show at present")
    row = line(actor, found, match, scorings, decision, title)
    shows = row["has_scored"] or found.decided_at is not None
    return {
        **row,
        "selection": found,
        "need_url": reverse("assistance:need", args=[need.pk]) if need else "",
        "match_url": reverse("assistance:match", args=[match.pk]),
        "match_label": step_words("", match.status),
        "others": [
            {
                "name": each.person.name,
                "criterion": each.criterion,
                "score": Score(each.score).label,
                "remark": each.remark,
            }
            for each in scorings
            if shows
        ],
        "made": decision,
        "is_closed": found.decided_at is not None,
        "exercise": found.call.resource.exercise,
    }


def own_scores(actor: Actor, found: Selection, match: Match) -> dict[str, str]:
    """Return one's own scores and remarks, as the form starts from."""
    own = {
        each.criterion: each
        for each in queries.scorings(actor, found)
        if each.match_id == match.pk and str(each.person_id) == actor.identifier
    }
    first: dict[str, str] = {}
    for number, each in enumerate(criteria_of(found)):
        if each.name in own:
            first |= {f"score_{number}": own[each.name].score, f"remark_{number}": own[each.name].remark}
    return first


def safe(value: object) -> str:
    """Return a value as text that a spreadsheet never runs as a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def table(actor: Actor, found: Selection) -> str:
    """Return the selection as CSV: scores, decisions and who stepped back, as far as ACTOR may see them."""
    matches = {each.pk: each for each in queries.applications(actor, found)}
    needs = needs_of(actor, list(matches.values()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["kind", "state", "need", "person", "criterion", "value", "remark"])

    def put(kind: str, match: Match, *rest: object) -> None:
        need = needs.get(match.need_id)
        writer.writerow([safe(each) for each in (kind, match.state_id, need.title if need else "", *rest)])

    scorings = queries.scorings(actor, found)
    for each in scorings:
        if each.match_id in matches and queries.has_scored(actor, found, matches[each.match_id], scorings):
            put("score", matches[each.match_id], each.person.name, each.criterion, each.score, each.remark)
    for key, made in queries.decisions(actor, found).items():
        if key in matches:
            value = "selected" if made.selected else "not selected"
            put("decision", matches[key], made.person.name, "", f"{value} {made.amount or ''}".strip(), made.reason)
    for back in queries.conflicts(actor, found):
        if back.match_id in matches:
            put("stepped back", matches[back.match_id], back.person.name, "", "", back.reason)
    if found.record:
        writer.writerow(["record", "", "", "", "", "", safe(found.record)])
    return out.getvalue()
