"""The page of declared transfers, side by side with those of States that agreed to it."""

from typing import Any

from poaiss.access.rules import can
from poaiss.accounts.actor import Actor
from poaiss.analysis.own import mirror
from poaiss.analysis.own.forms import ConsentForm
from poaiss.analysis.own.pages.common import frame
from poaiss.directory.models import State
from poaiss.directory.queries import name_of


def page(actor: Actor, state: State, form: ConsentForm | None = None) -> dict[str, Any]:
    """Return consents, and what both declared where both agree."""
    pairs = mirror.consents(actor, state)
    flows = mirror.mirrored(actor, state, pairs)
    own = [
        {"declared": each, "partner": name_of(each.partner_id), "category": category(each.category)}
        for each in mirror.own_declarations(actor, state)
    ]
    return {
        **frame(state, "own-mirror"),
        "pairs": [{"pair": each, "flows": shown(flows.get(each.partner.pk, []))} for each in pairs],
        "own": own,
        "form": form or form_for(state, pairs),
        "can_consent": can(actor, "analysis.consent", state),
    }


def form_for(state: State, pairs: list[mirror.Pair]) -> ConsentForm:
    """Return a form that offers the States to which no consent is given yet."""
    given = {each.partner.pk for each in pairs if each.own is not None}
    return ConsentForm(partners=[pair for pair in mirror.partners_of(state) if pair[0] not in given])


def category(code: str) -> str:
    """Return a category of the Register in words."""
    return str(mirror.Category(code).label) if code in mirror.Category.values else code


def shown(flows: list[mirror.Mirrored]) -> list[dict[str, Any]]:
    """Return what both declared, in words."""
    return [
        {
            "flow": each,
            "exporter": name_of(each.exporter),
            "importer": name_of(each.importer),
            "category": category(each.category),
        }
        for each in flows
    ]
