"""What the pages of needs show, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import NEED_TRANSITIONS, Linked, NeedOrigin, NeedStatus, ReleasedTo
from poaiss.assistance.models import DialogueMessage, Need, Roadmap
from poaiss.assistance.needs import facilitating, forms, queries
from poaiss.assistance.needs.actions import LIVE
from poaiss.assistance.needs.telling import partner_name
from poaiss.assistance.releasing.readers import in_force, readers
from poaiss.directory.enums import RegionalGroup
from poaiss.directory.models import State
from poaiss.directory.queries import agency_name, name_of, organisation_name

MARKS = {NeedStatus.STATED: "active", NeedStatus.MET: "done", NeedStatus.WITHDRAWN: "withdrawn"}


def steps() -> dict[NeedStatus, str]:
    """Return what each step of a need is called on its button."""
    return {
        NeedStatus.STATED: _("State this need"),
        NeedStatus.DRAFT: _("Make it a draft again"),
        NeedStatus.MET: _("It has been met"),
        NeedStatus.WITHDRAWN: _("Withdraw it"),
    }


def line(need: Need, themes: dict[str, str]) -> dict[str, Any]:
    """Return a need for a list."""
    return {
        "need": need,
        "url": reverse("assistance:need", args=[need.pk]),
        "theme": themes.get(need.theme, need.theme),
        "state": name_of(need.state_id),
        "exercise": need.state.is_exercise,
        "status": MARKS.get(NeedStatus(need.status), "draft"),
        "status_label": need.get_status_display(),
        "agency": agency_name(need.agency) if need.agency else "",
        "is_letter": need.origin == NeedOrigin.LETTER,
    }


def address(name: str) -> str:
    """Return the address of a page of a neighbouring part, '' where there is none."""
    try:
        return reverse(f"assistance:{name}")
    except NoReverseMatch:
        return ""


def entry(actor: Actor) -> dict[str, Any]:
    """Return the entry page of the room: how it works, what is open to all, and one's own desk."""
    found = queries.released_needs(actor)
    themes = queries.theme_names()
    return {
        "lines": [line(each, themes) for each in found[:5]],
        "count": len(found),
        "resources_url": address("resources"),
        "compendium_url": address("compendium"),
        "projects_url": address("projects"),
        "matches_url": address("matches") if actor.is_signed_in else "",
        "planner_url": address("planner") if can(actor, "assistance.plan") else "",
        "has_desk": bool(actor.desks),
        "facilitates": can(actor, "assistance.facilitate"),
        "exercise": actor.exercise,
    }


def region_words(code: str) -> str:
    """Return the name of a region."""
    return str(RegionalGroup(code).label) if code in RegionalGroup.values else code


def released(actor: Actor, asked: dict[str, str]) -> dict[str, Any]:
    """Return the needs of others that ACTOR sees; filters offer what occurs among them and nothing else."""
    themes = queries.theme_names()
    everything = queries.released_needs(actor)
    used = {each.theme for each in everything}
    regions = sorted({region for each in everything if (region := queries.region_of(each.state))})
    form = forms.NeedsFilter(
        asked or None,
        themes=[(key, name) for key, name in themes.items() if key in used],
        regions=[(each, region_words(each)) for each in regions],
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.released_needs(actor, theme=chosen.get("theme", ""), region=chosen.get("region", ""))
    return {
        "form": form if everything else None,
        "asked": any(chosen.values()),
        "lines": [line(each, themes) for each in found],
        "has_desk": bool(actor.desks),
        "facilitates": can(actor, "assistance.facilitate"),
        "exercise": actor.exercise,
    }


def own(actor: Actor, state: State, waiting: int) -> dict[str, Any]:
    """Return the needs of an own State in its order, with what can be done next."""
    themes = queries.theme_names()
    lines = []
    for each in queries.own_needs(actor, state):
        seen_by = [reader.audience.name for reader in readers(each)]
        lines.append({**line(each, themes), "seen_by": seen_by, "is_live": each.status in LIVE})
    live = [each for each in lines if each["is_live"]]
    return {
        "state": state,
        "state_name": name_of(state.pk),
        "live": live,
        "closed": [each for each in lines if not each["is_live"]],
        "may_state": can(actor, "assistance.state_need", state),
        "may_order": len(live) > 1,
        "suggestions": waiting,
        "exercise": state.is_exercise,
    }


def need(actor: Actor, found: Need, **filled: Any) -> dict[str, Any]:
    """Return one need as ACTOR may see it; who else sees it is its State's to know."""
    is_own = queries.is_own(actor, found)
    fields = fields_of(found, is_own=is_own)
    partners = partners_of(actor, found, is_own=is_own)
    return {
        **line(found, queries.theme_names()),
        "is_own": is_own,
        "fields": fields,
        "may_state": (may_state := can(actor, "assistance.state_need", found)),
        "may_release": can(actor, "assistance.release", found),
        "may_write": may_state and found.status in LIVE,
        "steps": next_steps(found) if may_state else [],
        "readers": readers(found) if is_own else [],
        "annexes": [
            {"annex": each, "readers": readers(each) if is_own else []} for each in queries.annexes(actor, found)
        ],
        "annex_form": filled.get("annex_form") or (forms.AnnexForm() if may_state else None),
        "letter_form": filled.get("letter_form") or forms.FileForm(initial={"revision": found.revision}),
        "talks": talks(queries.messages(actor, found)),
        "say_form": filled.get("say_form") or (forms.SayForm(partners=partners) if partners else None),
        "places": [place(actor, each, is_own=is_own) for each in queries.roadmaps(actor, found)],
        "roadmap_form": filled.get("roadmap_form") or roadmap_form(actor, found),
    }


def roadmap_form(actor: Actor, found: Need) -> forms.RoadmapForm | None:
    """Return the form with which a facilitator proposes a roadmap, None for everybody else."""
    return forms.RoadmapForm() if facilitating.facilitates(actor, found) else None


def next_steps(found: Need) -> list[dict[str, Any]]:
    """Return where a need can go from here."""
    words = steps()
    return [
        {"to": to.value, "label": words[to], "is_quiet": to != NeedStatus.STATED}
        for to in NEED_TRANSITIONS[NeedStatus(found.status)]
    ]


def fields_of(found: Need, *, is_own: bool) -> list[tuple[str, str]]:
    """Return what is written of a need; the rank would tell others how many needs there are, so it stays inside."""
    linked = [str(Linked(each).label) for each in found.linked if each in Linked.values]
    rows = [
        (_("Problem"), found.problem),
        (_("Cause"), found.cause),
        (_("How it is known"), found.evidence),
        (_("Already done"), found.already_done),
        (_("Own contribution"), found.own_contribution),
        (_("In the national action plan"), found.plan_link),
        (_("Responsible agency"), agency_name(found.agency) if found.agency else ""),
        (_("Linked to"), ", ".join(linked)),
    ]
    if is_own:
        rank = str(found.rank) if found.rank else ""
        rows += [(_("Rank in your order"), rank), (_("How it came to be"), origin_words(found))]
    return [(name, value) for name, value in rows if value]


def origin_words(found: Need) -> str:
    """Return how a need came to be, with the question where a report suggested it."""
    label = str(NeedOrigin(found.origin).label)
    if found.report_year and found.report_number:
        facts = {"origin": label, "year": found.report_year, "number": found.report_number}
        return _("%(origin)s (report of %(year)d, question %(number)s)") % facts
    return label


def partners_of(actor: Actor, found: Need, *, is_own: bool) -> list[tuple[str, str]]:
    """Return with whom a dialogue can be led: named readers and those who wrote, or one's own side."""
    if is_own:
        named = [
            (each.organisation, each.donor_state)
            for each in in_force(found)
            if each.to in (ReleasedTo.FACILITATOR, ReleasedTo.DONOR)
        ]
        wrote = [(each.organisation, each.donor_state) for each in queries.messages(actor, found)]
        return list({key_of(*each): partner_name(*each) for each in [*named, *wrote]}.items())
    if not can(actor, "assistance.offer"):
        return []
    organisations = [(f"organisation:{code}", partner_words(f"organisation:{code}")) for code in actor.organisations]
    return sorted(organisations) or sorted((f"state:{code}", name_of(code)) for code in actor.desks)


def key_of(organisation: Any, donor_state: Any) -> str:
    """Return the key of a partner as forms send it."""
    return f"organisation:{organisation.pk}" if organisation is not None else f"state:{donor_state.pk}"


def partner_words(key: str) -> str:
    """Return what a partner is called."""
    found = queries.partner_at(key)
    if found is None:
        return key
    return name_of(found.pk) if isinstance(found, State) else organisation_name(found)


def talks(rows: Iterable[DialogueMessage]) -> list[dict[str, Any]]:
    """Return the messages by partner: one dialogue for each."""
    found: dict[str, dict[str, Any]] = {}
    for each in rows:
        key = key_of(each.organisation, each.donor_state)
        name = partner_name(each.organisation, each.donor_state)
        found.setdefault(key, {"partner": name, "rows": []})["rows"].append(each)
    return list(found.values())


def place(actor: Actor, row: Roadmap, *, is_own: bool) -> dict[str, Any]:
    """Return a place in a roadmap, with what can be done about it."""
    if row.ended_at:
        status, label = "ended", _("ended")
    elif row.agreed_at:
        status, label = "active", _("agreed by the State")
    else:
        status, label = "pending", _("proposed; the State has not agreed yet")
    may = is_own and can(actor, "assistance.release", row)
    return {
        "place": row,
        "centre": organisation_name(row.organisation),
        "status": status,
        "status_label": label,
        "may_agree": may and row.agreed_at is None and row.ended_at is None,
        "may_end": row.ended_at is None and (may or row.organisation_id in actor.organisations),
    }


def follow_up(actor: Actor) -> dict[str, Any]:
    """Return what one's organisation facilitates, what has waited longest first."""
    themes = queries.theme_names()
    lines = [
        {
            **line(each.need, themes),
            "since": each.since,
            "last": each.last_message,
            "places": [place(actor, row, is_own=False) for row in each.roadmaps],
        }
        for each in queries.follow_up(actor)
    ]
    return {"lines": lines, "exercise": actor.exercise}


def conflict(found: Need, values: dict[str, Any]) -> list[dict[str, str]]:
    """Return the texts that differ between what stands and what was typed, so that neither is lost."""
    names = {name: str(field.label) for name, field in forms.NeedForm(state=found.state).fields.items()}
    rows = []
    for name, typed in values.items():
        stands = getattr(found, name)
        if stands != typed:
            rows.append({"label": names[name], "stands": words_of(stands), "typed": words_of(typed)})
    return rows


def words_of(value: Any) -> str:
    """Return a value of a need as text."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
