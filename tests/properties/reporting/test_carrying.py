"""Carrying over against an oracle written apart: plain loops over the sheets, no form of the engine (R5)."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import current_versions
from poaiss.reporting import carrying
from poaiss.reporting.enums import Provenance
from poaiss.reporting.models import NationalReport, Round

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R5")]
FORMS = Path(settings.REFERENCE_DATA).parent / "questionnaires"
KINDS = ["yes", "no", "developing", "answered", "unchanged", "no_answer", "not_applicable", "restricted"]
Facts = dict[str, Any]


def sheet(edition: str, name: str) -> list[dict[str, str]]:
    with (FORMS / f"poa-iti-{edition.lower()}" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def questions(edition: str) -> dict[str, Facts]:
    """Return what the sheets say of each question, by path: lists around it, period, choices, links."""
    lists: dict[str, set[str]] = {}
    for row in sheet(edition, "choices"):
        lists.setdefault(row["list_name"], set()).add(row["name"])
    found: dict[str, Facts] = {}
    stack: list[Facts] = []
    for row in sheet(edition, "survey"):
        kind = row["type"]
        if kind.startswith("end"):
            stack.pop()
            continue
        here = {"name": row["name"], "repeat": kind == "begin_repeat", "no": row.get("bind::poa:carry") == "no"}
        if kind.startswith("begin"):
            stack.append(here)
        elif kind not in ("note", "calculate"):
            chain = [*stack, here]
            found["/".join(each["name"] for each in chain)] = {
                "number": row["bind::poa:number"],
                "period": any(each["no"] for each in chain),
                "repeat": any(each["repeat"] for each in chain),
                "choices": lists[kind.split()[1]] if kind.startswith("select") else None,
                "keeps": kind != "file" and not row.get("calculation"),
                "same": row["bind::poa:same-as"].split(),
            }
    return found


C, B = questions("C"), questions("B")


def expected(edition: str, lines: list[Facts]) -> dict[str, str]:
    """Return what is carried into edition C, by the rules as the issue words them."""
    found: dict[str, str] = {}
    for line in lines:
        if line["kind"] in ("no_answer", "not_applicable", "restricted") or not line.get("value", "").strip():
            continue
        plain = "/".join(each.split("[")[0] for each in line["path"].split("/"))
        if edition == "C":
            places = [(line["path"], C[plain])]
        else:
            key = f"B:{line['number']}"
            places = [(path, facts) for path, facts in C.items() if key in facts["same"] and not facts["repeat"]]
            places = places if not B[plain]["repeat"] else []
        for path, facts in places:
            fits = facts["choices"] is None or set(line["value"].split()) <= facts["choices"]
            if fits and facts["keeps"] and not facts["period"]:
                found[path] = line["value"]
    return found


@st.composite
def contents(draw: st.DrawFn, edition: str) -> list[Facts]:
    """Return lines of an earlier report: answers that fit, that do not, silences, entries of lists."""
    asked = C if edition == "C" else B
    paths = draw(st.lists(st.sampled_from(sorted(asked)), unique=True, max_size=25))
    lines = []
    for path in paths:
        facts = asked[path]
        words = st.sampled_from(["yes", "no", "c", "Some words.", "12", " ", ""])
        fitting = st.sampled_from(sorted(facts["choices"])) if facts["choices"] else words
        value, kind = draw(st.one_of(fitting, words)), draw(st.sampled_from(KINDS))
        place = path
        if facts["repeat"]:
            index = draw(st.integers(1, 3))
            cut = repeat_end(edition, path)
            place = f"{path[:cut]}[{index}]{path[cut:]}"
        lines.append({"path": place, "number": facts["number"], "kind": kind, "value": value})
    return lines


def repeat_end(edition: str, path: str) -> int:
    """Return where the name of the list around a path ends."""
    stack: list[str] = []
    for row in sheet_rows(edition):
        if row["type"].startswith("end"):
            stack.pop()
        elif row["type"].startswith("begin"):
            stack.append(row["name"])
            here = "/".join(stack)
            if row["type"] == "begin_repeat" and path.startswith(f"{here}/"):
                return len(here)
    raise AssertionError(path)


ROWS = {edition: sheet(edition, "survey") for edition in ("B", "C")}


def sheet_rows(edition: str) -> list[dict[str, str]]:
    return ROWS[edition]


@pytest.mark.parametrize("edition", ["C", "B"])
def test_what_is_carried_is_what_the_sheets_say(edition: str) -> None:
    version = current_versions()["C"]
    form_of(version)
    report = NationalReport(version=version, round=Round(year=2026, version=version), state_id="XAV")

    @given(lines=contents(edition))
    @how(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def agrees(lines: list[Facts]) -> None:
        said = {"template": {"edition": edition}, "round": 2024, "answers": lines}
        found = carrying.carried(report, (2024, said))
        assert {path: each.value for path, each in found.items()} == expected(edition, lines)
        assert {(each.provenance, each.carried_from) for each in found.values()} <= {(Provenance.CARRIED, 2024)}

    agrees()
