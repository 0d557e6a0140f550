"""Read an instance from JSON, and say everything that is wrong with it at once."""

import difflib
import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from poaiss.assistance.allocation import checks
from poaiss.assistance.allocation.errors import BadInstance
from poaiss.assistance.allocation.instance import Instance, Proposal, Resource, Rules
from poaiss.common.errors import Problem, Severity

Fields = Mapping[str, Callable[[Any], Any]]

PROPOSAL: Fields = {
    "id": checks.word,
    "state": checks.word,
    "region": checks.word,
    "themes": checks.words,
    "cost": checks.cost,
    "priority": checks.priority,
    "divisible": checks.truth,
    "min_share": checks.share,
    "start": checks.month,
    "end": checks.month,
}
RESOURCE: Fields = {
    "id": checks.word,
    "donor": checks.word,
    "amount": checks.money,
    "themes": checks.words_or_any,
    "regions": checks.words_or_any,
    "states": checks.words_or_any,
    "per_project_ceiling": checks.ceiling,
    "per_state_ceiling": checks.ceiling,
    "from": checks.month,
    "to": checks.month,
}
RULES: Fields = {"min_region_share": checks.shares, "max_funders_per_project": checks.funders}
INSTANCE = ("proposals", "resources", "rules")
MAY_BE_ABSENT = frozenset(
    {"themes", "regions", "states", "per_project_ceiling", "per_state_ceiling", *RULES}
)  # what may be null may be left out


class Reader:
    """Collects what is wrong while an instance is read."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.problems: list[Problem] = []

    def tell(self, place: str, wrong: checks.Wrong, severity: Severity = Severity.CRITICAL) -> None:
        """Note one problem at a place (a JSON path)."""
        self.problems.append(Problem(wrong.code, wrong.reason, wrong.mend, place, severity))

    def rows(self, data: dict[str, Any], key: str) -> list[Any]:
        """Return a list of the instance, empty where it is missing or of another kind."""
        if key not in data:
            self.tell(f"$.{key}", missing())
            return []
        if not isinstance(data[key], list):
            self.tell(f"$.{key}", checks.wrong_type(data[key], _("Write a list of objects.")))
            return []
        return list(data[key])

    def row(self, place: str, value: Any, fields: Fields, optional: frozenset[str]) -> dict[str, Any] | None:
        """Return the checked values of one object, or None where any is wrong."""
        if not isinstance(value, dict):
            self.tell(place, checks.wrong_type(value, _("Write an object.")))
            return None
        before = len(self.problems)
        read = {key: self.value(f"{place}.{key}", value, key, check, optional) for key, check in fields.items()}
        fine = len(self.problems) == before
        strict = fields is RULES
        return read if self.known(place, value, fields, strict) and fine else None

    def value(
        self, place: str, row: dict[str, Any], key: str, check: Callable[[Any], Any], optional: frozenset[str]
    ) -> Any:
        """Return one checked value, None where it is wrong or left out."""
        if key not in row and key not in optional:
            self.tell(place, missing())
            return None
        if row.get(key) is None and key in optional and key == "min_share":
            return Fraction(1)
        try:
            return check(row.get(key))
        except checks.Wrong as wrong:
            self.tell(place, wrong)
            return None

    def known(self, place: str, row: dict[str, Any], fields: Any, strict: bool) -> bool:
        """Return whether every field is known; a rule or a misspelt field that nobody reads is an error."""
        fine = True
        for key in sorted(set(row) - set(fields)):
            near = difflib.get_close_matches(key, list(fields), 1, 0.8)
            mend = _("Write “%(near)s”, or leave it out.") % {"near": near[0]} if near else _("Leave it out.")
            severity = Severity.CRITICAL if strict or near else Severity.WARNING
            fine = fine and severity is Severity.WARNING
            self.tell(f"{place}.{key}", checks.Wrong("unknown-field", _("Nothing reads this field."), mend), severity)
        return fine


def missing() -> checks.Wrong:
    """Return the error of a field that is not there."""
    return checks.Wrong("missing-field", _("This field is missing."), _("Add it."))


def read_file(path: Path | str) -> tuple[Instance, tuple[Problem, ...]]:
    """Return the instance of a JSON file with its warnings; raise BadInstance with every problem."""
    try:
        data = json.loads(Path(path).read_bytes(), object_pairs_hook=once)
    except OSError as error:
        raise refusal("file-unreadable", _("The file cannot be read."), _("Check its name."), str(path)) from error
    except (ValueError, RecursionError) as error:
        reason = _("The file is not JSON: %(why)s") % {"why": str(error)[:200]}
        raise refusal("not-json", reason, _("Write one JSON object in UTF-8."), str(path)) from error
    return read(data)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object in which no name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the name “%(name)s” stands twice in one object") % {"name": twice})
    return found


def refusal(code: str, reason: str, mend: str, place: str) -> BadInstance:
    """Return the error of a file as a whole."""
    return BadInstance(reason, mend=mend, place=place, problems=(Problem(code, reason, mend, place),))


def read(data: Any) -> tuple[Instance, tuple[Problem, ...]]:
    """Return the instance of parsed JSON with its warnings; raise BadInstance with every problem."""
    if not isinstance(data, dict):
        wrong = checks.wrong_type(data, _("Write one object with proposals, resources and rules."))
        raise refusal(wrong.code, wrong.reason, wrong.mend, "$")
    reader = Reader()
    reader.known("$", data, INSTANCE, strict=False)
    proposals = read_proposals(reader, data)
    resources = read_resources(reader, data)
    rules = read_rules(reader, data)
    if any(problem.severity is Severity.CRITICAL for problem in reader.problems):
        raise BadInstance(_("The instance cannot be read."), problems=tuple(reader.problems))
    return Instance(tuple(proposals), tuple(resources), rules), tuple(reader.problems)


def read_proposals(reader: Reader, data: dict[str, Any]) -> list[Proposal]:
    """Return the proposals that are sound."""
    found, seen = [], dict[str, str]()
    for index, row in enumerate(reader.rows(data, "proposals")):
        place = f"$.proposals[{index}]"
        optional = frozenset[str]()
        if isinstance(row, dict) and row.get("divisible") is False:
            optional = frozenset({"min_share"})
        value = reader.row(place, row, PROPOSAL, optional)
        check_id(reader, place, row, seen)
        if value and in_order(reader, f"{place}.end", value["start"], value["end"]):
            found.append(Proposal(**value))
    return found


def read_resources(reader: Reader, data: dict[str, Any]) -> list[Resource]:
    """Return the resources that are sound."""
    found, seen = [], dict[str, str]()
    for index, row in enumerate(reader.rows(data, "resources")):
        place = f"$.resources[{index}]"
        value = reader.row(place, row, RESOURCE, MAY_BE_ABSENT)
        check_id(reader, place, row, seen)
        if value and in_order(reader, f"{place}.to", value["from"], value["to"]):
            start, end = value.pop("from"), value.pop("to")
            found.append(Resource(**value, start=start, end=end))
    return found


def read_rules(reader: Reader, data: dict[str, Any]) -> Rules:
    """Return the rules; none where they are left out."""
    value = data.get("rules")
    if value is None:
        return Rules()
    read = reader.row("$.rules", value, RULES, MAY_BE_ABSENT)
    return Rules(**read) if read else Rules()


def check_id(reader: Reader, place: str, row: Any, seen: dict[str, str]) -> None:
    """Note an identifier that another object of the list has already."""
    key = row.get("id") if isinstance(row, dict) else None
    if not isinstance(key, str):
        return
    if key in seen:
        reason = _("The identifier “%(id)s” stands at %(place)s already.") % {"id": key, "place": seen[key]}
        reader.tell(f"{place}.id", checks.Wrong("duplicate-id", reason, _("Give each its own identifier.")))
    seen.setdefault(key, place)


def in_order(reader: Reader, place: str, start: int, end: int) -> bool:
    """Return whether a period ends no earlier than it begins, and note it where not."""
    if start > end:
        wrong = checks.Wrong(
            "period-reversed", _("The period ends before it begins."), _("Exchange the two months, or correct one.")
        )
        reader.tell(place, wrong)
    return start <= end
