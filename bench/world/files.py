"""The generated world as Parquet files, in the layout of the open data; DuckDB writes them, no database is asked."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from bench.world.facts import table
from bench.world.forms import LANGUAGES, PROJECT, Item, concepts, read
from bench.world.making import World
from bench.world.outcomes import parse
from bench.world.truths import INDICATORS
from bench.world.writing import Report

NULL = "\\N"
LABELS = {f"label_{language}": "VARCHAR" for language in LANGUAGES}
NAMES = {f"name_{language}": "VARCHAR" for language in LANGUAGES}
POINTS = [f"{level}_{force}" for level in ("primary", "subsidiary") for force in ("firm", "conditional", "encouraged")]
KEYED = {"key": "VARCHAR", "concept": "VARCHAR"}
LAYOUT: dict[str, dict[str, str]] = {
    "states": {"code": "VARCHAR", "slug": "VARCHAR", **NAMES, "kind": "VARCHAR", "regional_group": "VARCHAR"}
    | dict.fromkeys(("ldc", "lldc", "sids"), "BOOLEAN")
    | dict.fromkeys(("member_since", "member_until"), "DATE")
    | dict.fromkeys(("tile_column", "tile_row"), "INTEGER"),
    "rounds": {"year": "INTEGER", "edition": "VARCHAR", "form": "VARCHAR", "held": "BOOLEAN"}
    | {"covers_from": "INTEGER", "covers_until": "INTEGER", "deadline": "DATE"},
    "reports": {"state": "VARCHAR", "round": "INTEGER", "edition": "VARCHAR", "form": "VARCHAR"}
    | {"language": "VARCHAR", "number": "INTEGER", "sha256": "VARCHAR", "published_at": "TIMESTAMP"},
    "questions": KEYED
    | dict.fromkeys(("edition", "form", "number", "path", "section"), "VARCHAR")
    | {"position": "INTEGER", "type": "VARCHAR", "kind": "VARCHAR", "is_yes_no": "BOOLEAN"}
    | {"depends_on": "VARCHAR"}
    | {"theme": "VARCHAR", "paragraphs": "VARCHAR", "indicator": "VARCHAR", **LABELS},
    "choices": KEYED | {"name": "VARCHAR", "position": "INTEGER", **LABELS},
    "sections": {"edition": "VARCHAR", "section": "VARCHAR", "position": "INTEGER", **LABELS},
    "themes": {"code": "VARCHAR", "position": "INTEGER", **NAMES},
    "indicators": {"name": "VARCHAR", "position": "INTEGER"}
    | dict.fromkeys(("theme", "scheme_theme", "paragraph", "level", "force"), "VARCHAR")
    | {"weight": "DOUBLE", "expression": "VARCHAR", **LABELS},
    "indicator_terms": {"indicator": "VARCHAR", "clause": "INTEGER", "term": "INTEGER"}
    | {"concept": "VARCHAR", "test": "VARCHAR", "argument": "VARCHAR"},
    "schemes": {"scheme": "VARCHAR", "theme": "VARCHAR", "position": "INTEGER", "maximum": "DOUBLE"}
    | {"developing": "DOUBLE"}
    | dict.fromkeys(POINTS, "DOUBLE")
    | LABELS
    | {f"caution_{language}": "VARCHAR" for language in LANGUAGES},
}
ANSWERS = {"state": "VARCHAR", "round": "INTEGER", "edition": "VARCHAR", "number": "VARCHAR", "concept": "VARCHAR"} | {
    "path": "VARCHAR",
    "entry": "INTEGER",
    "kind": "VARCHAR",
    "value": "VARCHAR",
    "amount": "DOUBLE",
    "unchanged_since": "INTEGER",
    "remark": "VARCHAR",
    "language": "VARCHAR",
}
Row = Mapping[str, Any]


def write(world: World, folder: Path, others: Mapping[str, Mapping[str, str]] | None = None) -> Path:
    """Write every file of the world below FOLDER, with its manifest, and return the folder.

    OTHERS are files of the open data on which this world has nothing to say, with their columns: they stay empty.
    """
    (folder / "answers").mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        for name, columns in {**(others or {}), **LAYOUT}.items():
            rows = tables(world, name) if name in LAYOUT else ()
            copy(connection, folder / f"{name}.parquet", columns, rows)
        for round in world.rounds:
            target = folder / "answers" / f"{round.form}-{round.year}.parquet"
            copy(connection, target, ANSWERS, answers(world.of_round(round.year)))
    with (folder / "codebook.csv").open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, fieldnames=list(LAYOUT["questions"]))
        out.writeheader()
        out.writerows(tables(world, "questions"))
    manifest(folder)
    return folder


def copy(connection: duckdb.DuckDBPyConnection, target: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write rows as one Parquet file, by way of CSV."""
    source = target.with_suffix(".csv")
    with source.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        for row in rows:
            out.writerow([NULL if row.get(name) is None else row[name] for name in columns])
    types = ", ".join(f"'{name}': '{type}'" for name, type in columns.items())
    options = f"header=true, quote='\"', escape='\"', delim=',', nullstr='{NULL}', auto_detect=false"
    connection.execute(
        f"COPY (SELECT * FROM read_csv('{source}', columns={{{types}}}, {options})) TO '{target}' "
        "(FORMAT parquet, COMPRESSION zstd)"
    )
    source.unlink()


def manifest(folder: Path) -> None:
    """Write the digests of the files, and the version of the data over all of them."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".parquet", ".csv"))
    files = {
        str(path.relative_to(folder)): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in paths
    }
    version = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    found = {"format": "poaiss.open-data/1", "world": "generated", "data_version": version, "invented": True}
    (folder / "manifest.json").write_text(json.dumps({**found, "files": files}, indent=1) + "\n", encoding="utf-8")


def labels(texts: Mapping[str, str], prefix: str = "label") -> dict[str, str]:
    """Return texts by language as columns."""
    return {f"{prefix}_{language}": texts.get(language, "") for language in LANGUAGES}


def tables(world: World, name: str) -> Iterator[Row]:
    """Yield the rows of a file beside the answers; those of plain reference data are read from there."""
    made = {
        "states": states,
        "rounds": rounds,
        "reports": reports,
        "questions": questions,
        "choices": choices,
        "sections": sections,
        "indicators": indicators,
        "indicator_terms": indicator_terms,
        "schemes": schemes,
    }
    yield from made[name](world) if name in made else reference(name)


def reference(name: str) -> Iterator[Row]:
    """Yield the rows of a reference file, in its order; one that is not there has none."""
    if not (PROJECT / "reference-data" / f"{name}.csv").exists():
        return
    for position, row in enumerate(table(name), start=1):
        yield {"position": position} | {key: value if value else None for key, value in row.items()}


def states(world: World) -> Iterator[Row]:
    """Yield the States."""
    tiles = {row["code"]: row for row in table("tiles")}
    for state in world.states:
        row, tile = state.row, tiles.get(state.code, {})
        yield {
            **{key: row[key] for key in ("code", "slug", "kind", "regional_group")},
            **labels(state.names, "name"),
            **{key: row[key] == "1" for key in ("ldc", "lldc", "sids")},
            "member_since": row["un_member_since"] or None,
            "member_until": row["un_member_until"] or None,
            "tile_column": tile.get("column"),
            "tile_row": tile.get("row"),
        }


def rounds(world: World) -> Iterator[Row]:
    """Yield the rounds; every one is kept in this world, also that without a report."""
    for each in world.rounds:
        yield {
            "year": each.year,
            "edition": each.edition,
            "form": each.form,
            "held": True,
            "covers_from": each.covers[0] or None,
            "covers_until": each.covers[1] or None,
            "deadline": each.deadline or None,
        }


def reports(world: World) -> Iterator[Row]:
    """Yield the reports."""
    for (code, year), report in sorted(world.reports.items(), key=lambda each: (each[0][1], each[0][0])):
        text = "\n".join(f"{line.path} {line.kind} {line.value}" for line in report.lines)
        yield {
            "state": code,
            "round": year,
            "edition": report.edition,
            "form": f"poa-iti-{report.edition.lower()}",
            "language": report.language,
            "number": 1,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "published_at": f"{year}-06-30 12:00:00",
        }


def questions(world: World) -> Iterator[Row]:
    """Yield the codebook."""
    for edition in "ABC":
        for item in read(edition).items:
            yield {
                "key": item.key,
                "concept": concepts()[item.key],
                "edition": edition,
                "form": read(edition).form,
                "number": item.number,
                "path": item.path,
                "section": item.section,
                "position": item.position,
                "type": item.type,
                "kind": item.kind,
                "is_yes_no": item.kind == "yes_no",
                "depends_on": openers(item),
                "theme": item.theme,
                "paragraphs": item.implements,
                "indicator": item.indicator,
                **labels(item.labels),
            }


def openers(item: Item) -> str:
    """Return the concepts of the questions that a question hangs on."""
    keys = {each.name: each.key for each in read(item.edition).items}
    names = {name for terms in item.conditions for _sign, name, _value in terms}
    return " ".join(sorted(concepts()[keys[name]] for name in names if name in keys))


def choices(world: World) -> Iterator[Row]:
    """Yield the choices of each question."""
    for edition in "ABC":
        for item in read(edition).items:
            for position, choice in enumerate(item.choices, start=1):
                base = {"key": item.key, "concept": concepts()[item.key], "name": choice.name, "position": position}
                yield base | labels(choice.labels)


def sections(world: World) -> Iterator[Row]:
    """Yield the sections of each edition."""
    for edition in "ABC":
        for position, (section, titles) in enumerate(read(edition).sections.items(), start=1):
            yield {"edition": edition, "section": section, "position": position, **labels(titles)}


def own_indicators() -> list[dict[str, Any]]:
    """Return the indicators that the product comes with, and after them those of this world."""
    path = PROJECT / "reference-data" / "indicators" / "poa-iti.csv"
    found: list[dict[str, Any]] = list(table("indicators/poa-iti")) if path.exists() else []
    for name, expression in INDICATORS.items():
        found.append(
            {
                **dict.fromkeys(("scheme_theme", "weight"), ""),
                "name": name,
                "theme": "coordination",
                "paragraph": "PoA II.4",
                "level": "primary",
                "force": "firm",
                "expression": expression,
                **labels(dict.fromkeys(LANGUAGES, name)),
            }
        )
    return found


def indicators(world: World) -> Iterator[Row]:
    """Yield the indicators."""
    for position, row in enumerate(own_indicators(), start=1):
        yield {**row, "position": position, "weight": row["weight"] or None}


def indicator_terms(world: World) -> Iterator[Row]:
    """Yield the terms of each indicator."""
    for row in own_indicators():
        for clause, terms in enumerate(parse(row["expression"]), start=1):
            for place, term in enumerate(terms, start=1):
                yield {"indicator": row["name"], "clause": clause, "term": place, **term._asdict()}


def schemes(world: World) -> Iterator[Row]:
    """Yield the methods of scoring, theme by theme."""
    methods = {row["name"]: row for row in table("indicators/schemes")}
    for row in table("indicators/scheme_themes"):
        method = methods[row["scheme"]]
        points = {name: method[name] for name in ("developing", *POINTS)}
        cautions = {f"caution_{language}": method[f"caution_{language}"] for language in LANGUAGES}
        yield {**row, **points, **cautions, "theme": row["name"]}


def answers(reports: Iterable[Report]) -> Iterator[Row]:
    """Yield a row for each line of the reports."""
    known = concepts()
    for report in reports:
        for line in report.lines:
            number = line.item.kind in ("whole_number", "decimal") and line.value
            yield {
                "state": report.state,
                "round": report.year,
                "edition": report.edition,
                "number": line.item.number,
                "concept": known[line.item.key],
                "path": line.path,
                "entry": line.entry,
                "kind": line.kind,
                "value": line.value,
                "amount": float(line.value) if number else None,
                "unchanged_since": line.unchanged_since,
                "remark": line.remark,
                "language": report.language,
            }
