"""What the pages of the library show."""

from typing import Any

from poaiss.directory.models import State
from poaiss.library import queries
from poaiss.library.enums import Shown
from poaiss.library.models import Entry


def filters(wanted: queries.Wanted) -> dict[str, Any]:
    """Return the choices of the filters, with the chosen one marked."""
    lists = {"states": queries.states_with_entries(), "kinds": queries.kinds(), "themes": queries.themes()}
    chosen = {"states": wanted.state, "kinds": wanted.kind, "themes": wanted.theme}
    return {
        name: [{"code": code, "label": label, "chosen": code == chosen[name]} for code, label in rows]
        for name, rows in lists.items()
    }


def entry_page(entry: Entry) -> dict[str, Any]:
    """Return one entry for its page."""
    return {
        "entry": entry,
        "exercise": entry.state.is_exercise,
        "is_own": entry.audience == Shown.OWN,
        "theme": dict(queries.themes()).get(entry.theme, ""),
        "origin": queries.origin_text(entry),
        "format": queries.format_of(entry),
    }


def state_part(state: State) -> dict[str, Any]:
    """Return the context of ``library/parts/state.html``, for a State's page: what it released."""
    return {"library": queries.of_state(state), "library_state": state}
