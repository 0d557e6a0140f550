"""Loading the reference data: idempotent, from files with their sources, never by a migration."""

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from poaiss.common.errors import PoaissError
from poaiss.directory.enums import LANGUAGES, StateKind
from poaiss.directory.models import (
    Agency,
    Organisation,
    OrganisationMember,
    Paragraph,
    Region,
    State,
    StateName,
    Term,
    Theme,
)
from poaiss.directory.queries import forget_names

Row = dict[str, str]


class ReferenceDataError(PoaissError):
    """A reference file cannot be read as it stands."""

    code = "reference-data"


def rows(name: str) -> list[Row]:
    """Return the rows of the reference file NAME; a missing file is an error that says where it should be."""
    path: Path = settings.REFERENCE_DATA / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise ReferenceDataError(
            "A reference file is missing.", place=f"reference-data/{name}", mend="Restore it from the repository."
        ) from error


def date(text: str) -> dt.date | None:
    """Return the date in TEXT (YYYY-MM-DD, or a year alone), None when empty."""
    if not text:
        return None
    return dt.date(int(text), 1, 1) if len(text) == 4 else dt.date.fromisoformat(text)


def number(text: str) -> int | None:
    """Return the whole number in TEXT, None when empty."""
    return int(text) if text else None


def flag(text: str) -> bool:
    """Return whether TEXT means yes."""
    return text.strip().lower() in {"1", "true", "yes"}


def names(row: Row, prefix: str = "name_") -> dict[str, str]:
    """Return the names in ROW by language code."""
    return {code: row[f"{prefix}{code}"] for code in LANGUAGES if row.get(f"{prefix}{code}")}


def upsert(model: type[models.Model], objects: Iterable[models.Model], key: str = "") -> int:
    """Insert or update OBJECTS by KEY (their primary key by default) and return how many."""
    found = list(objects)
    key = key or str(model._meta.pk and model._meta.pk.name)
    fields = [f.name for f in model._meta.concrete_fields if f.name != key and not f.primary_key]
    model._default_manager.bulk_create(found, update_conflicts=True, unique_fields=[key], update_fields=fields)
    return len(found)


def tiles(*files: str) -> dict[str, tuple[int, int]]:
    """Return column and row of each State's tile."""
    return {row["code"]: (int(row["column"]), int(row["row"])) for name in files for row in rows(name)}


def state_of(row: Row, placed: dict[str, tuple[int, int]]) -> State:
    """Build a State from a row of states.csv."""
    column, line = placed.get(row["code"], (None, None))
    return State(
        code=row["code"],
        slug=row["slug"],
        iso2=row.get("iso2", ""),
        m49=row.get("m49", "").zfill(3) if row.get("m49") else "",
        kind=row["kind"],
        regional_group=row.get("regional_group", ""),
        m49_region=row.get("m49_region", ""),
        m49_subregion=row.get("m49_subregion", ""),
        ldc=flag(row.get("ldc", "")),
        lldc=flag(row.get("lldc", "")),
        sids=flag(row.get("sids", "")),
        member_since=date(row.get("un_member_since", "")),
        member_until=date(row.get("member_until") or row.get("un_member_until", "")),
        tile_column=column,
        tile_row=line,
        language=row.get("language") or "en",
        note=row.get("note", ""),
    )


def name_of(row: Row) -> StateName:
    """Build a name from a row of state_names.csv."""
    return StateName(
        state_id=row["code"],
        language=row["language"],
        short=row["short"],
        with_article=row.get("with_article", ""),
        formal=row.get("formal", ""),
        valid_from=date(row.get("valid_from", "")),
        valid_until=date(row.get("valid_until", "")),
        evidence=row.get("evidence") or "seen",
        source=row.get("source", ""),
    )


def load_states() -> int:
    """Load States with tiles and names, the exercise States too, and return how many States."""
    placed = tiles("tiles.csv")
    states = [state_of(row, placed) for row in rows("states.csv")]
    states += [state_of({**row, "kind": StateKind.EXERCISE}, {}) for row in rows("exercise/states.csv")]
    State.objects.update(tile_column=None, tile_row=None)
    count = upsert(State, states)
    StateName.objects.all().delete()
    StateName.objects.bulk_create(map(name_of, rows("state_names.csv") + rows("exercise/names.csv")))
    return count


def load_regions() -> int:
    """Load the regions of M49 and return how many."""
    return upsert(
        Region,
        (
            Region(code=row["code"], kind=row["kind"], parent=row.get("parent", ""), names=names(row))
            for row in rows("m49_regions.csv")
        ),
    )


def load_organisations() -> int:
    """Load organisations and their members, those of the exercise too, and return how many."""
    real, invented = rows("regional_organisations.csv"), rows("exercise/organisations.csv")
    found = [(row, False) for row in real] + [(row, True) for row in invented]
    count = upsert(
        Organisation,
        (
            Organisation(
                code=row["code"],
                kind=row["kind"],
                names=names(row),
                exercise=exercise,
                evidence=row.get("evidence") or "seen",
                source=row.get("source", ""),
            )
            for row, exercise in found
        ),
    )
    OrganisationMember.objects.all().delete()
    OrganisationMember.objects.bulk_create(
        map(member_of, rows("organisation_members.csv") + rows("exercise/organisation_members.csv"))
    )
    return count


def member_of(row: Row) -> OrganisationMember:
    """Build a membership from a row of organisation_members.csv."""
    return OrganisationMember(
        organisation_id=row.get("organisation") or row["code"],
        state_id=row["state"],
        kind=row.get("kind") or "member",
        valid_from=date(row.get("valid_from", "")),
        valid_until=date(row.get("valid_until", "")),
        evidence=row.get("evidence") or "seen",
    )


def load_agencies() -> int:
    """Load the agencies of the exercise States, parents first, and return how many."""
    count = 0
    for row in rows("exercise/agencies.csv"):
        parent = Agency.objects.filter(key=row["parent"]).first() if row.get("parent") else None
        texts = names(row) or {"en": row["name"]}
        values = {
            "state_id": row["state"],
            "parent": parent,
            "kind": row["kind"],
            "name": texts["en"],
            "names": texts,
            "hidden": flag(row.get("hidden", "")) or row["kind"] == "intelligence",
        }
        Agency.objects.update_or_create(key=row["key"], defaults=values)
        count += 1
    return count


def load_vocabulary() -> int:
    """Load themes, paragraphs and the glossary and return how many."""
    themes = [
        Theme(code=row["code"], position=position, names=names(row))
        for position, row in enumerate(rows("themes.csv"), start=1)
    ]
    known = {theme.code for theme in themes}
    paragraphs = [
        Paragraph(
            code=row["code"],
            instrument=row["instrument"],
            number=row["number"],
            position=position,
            title=row.get("title", ""),
            chapter=row.get("chapter", ""),
            theme_id=row.get("theme") if row.get("theme") in known else None,
            evidence=row.get("evidence") or "seen",
        )
        for position, row in enumerate(rows("paragraphs.csv"), start=1)
    ]
    terms = [
        Term(
            key=row["key"],
            names=names(row, "term_") or names(row),
            definitions=names(row, "definition_"),
            source=row.get("paragraph") or row.get("source", ""),
            evidence=row.get("evidence") or "ours",
        )
        for row in rows("glossary.csv")
    ]
    return upsert(Theme, themes) + upsert(Paragraph, paragraphs) + upsert(Term, terms)


@transaction.atomic
def load_all() -> dict[str, Any]:
    """Load everything of the directory and return counts by kind; running it twice changes nothing."""
    forget_names()
    return {
        "states": load_states(),
        "regions": load_regions(),
        "organisations": load_organisations(),
        "agencies": load_agencies(),
        "vocabulary": load_vocabulary(),
    }
