"""The demonstration: exercise States, the cast, and what the rooms show; idempotent."""

import importlib
import json
from collections.abc import Callable

from django.conf import settings

ROOMS = ("accounts", "contacts", "reporting", "reporting.helping", "analysis.own", "analysis.practices")
"""Rooms with a ``demo.load()``, in the order in which they build on each other."""


def load(say: Callable[[str], object]) -> None:
    """Load the demonstration of each room, once for each state of the reference data."""
    note = settings.DATA / "demonstration.json"
    mark = (settings.DATA / "prepared.json").read_text() if (settings.DATA / "prepared.json").exists() else ""
    if note.exists() and json.loads(note.read_text()).get("prepared") == mark and mark:
        return
    for room in ROOMS:
        say(f"exercise States: {room}")
        importlib.import_module(f"poaiss.{room}.demo").load_demo()
    note.write_text(json.dumps({"prepared": mark}))


def sign_ins(address: str) -> str:
    """Return the address and the sign-ins of the cast as a table for a terminal."""
    from poaiss.accounts.demo import PASSWORD, cast_lines

    lines = ["", f"  {address}", "", f"  Every password: {PASSWORD}", ""]
    lines += [f"  {line}" for line in cast_lines()]
    lines += ["", "  The second-factor page shows the code of exercise people. Stop with Ctrl-C.", ""]
    return "\n".join(lines)
