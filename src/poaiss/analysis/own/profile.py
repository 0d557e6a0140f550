"""The profile of a State in a round, for itself: strengths, what is under way, gaps, silences, with evidence (A4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from poaiss.analysis import reading
from poaiss.analysis.words import Words
from poaiss.reporting.enums import AnswerKind

GROUPS = ("met", "developing", "not_met", "unknown", "not_applicable", "not_asked")
"""Outcomes in the order of the page: strengths, under way, gaps, silent, and what was not due."""
CHALLENGES, OPPORTUNITIES = "C:P10.11", "C:P10.12"
TRACED = "C:P6.5"


@dataclass(frozen=True, slots=True)
class Evidence:
    """An answer on which a line of the profile rests, in the State's own words."""

    concept: str
    number: str
    path: str
    label: str
    kind: str
    words: str
    remark: str = ""
    unchanged_since: int | None = None
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with how it stands in the report, why it is not known, and the answers that it rests on."""

    name: str
    label: str
    theme: str
    paragraph: str
    outcome: str
    silence: str
    low: int | None
    high: int | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A challenge or an opportunity, as the State wrote it."""

    theme: str
    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """SDG 16.4.2 of one year as the State reported it, beside the custodians' figures by release."""

    year: int
    denominator: float | None
    numerator: float | None
    custodians: tuple[tuple[str, float], ...] = ()

    @property
    def share(self) -> float | None:
        """The proportion, None where it cannot be formed: missing is not zero."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Profile:
    """How a State stands in a round by its own report."""

    year: int
    commitments: tuple[Commitment, ...] = ()
    challenges: tuple[Note, ...] = ()
    opportunities: tuple[Note, ...] = ()
    traced: tuple[Traced, ...] = ()

    def of(self, outcome: str) -> list[Commitment]:
        """Return the commitments with an outcome, in the order of the indicators."""
        return [each for each in self.commitments if each.outcome == outcome]


def profile(connection: duckdb.DuckDBPyConnection, state: str, year: int, words: Words) -> Profile:
    """Return the profile of a State in a round from tables that hold its answers (six queries)."""
    said = said_by_concept(connection, state, year, words)
    return Profile(
        year=year,
        commitments=tuple(commitments(connection, state, year, words, said)),
        challenges=notes(said, CHALLENGES, ("theme", "obstacle"), ("help",)),
        opportunities=notes(said, OPPORTUNITIES, ("theme",), ("partner",)),
        traced=traced(connection, said, state),
    )


Said = Mapping[str, list[dict[str, Any]]]


def said_by_concept(connection: duckdb.DuckDBPyConnection, state: str, year: int, words: Words) -> Said:
    """Return the lines of a report by question, with the words of what is said."""
    rows = reading.rows(
        connection,
        "SELECT g.concept, g.number, g.path, g.entry, g.kind, g.value, g.amount, g.remark, g.unchanged_since"
        " FROM given g WHERE g.state = ? AND g.round = ?",
        [state, year],
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["concept"]].append({**row, "words": words_of(row, words)})
    return found


def words_of(row: Mapping[str, Any], words: Words) -> str:
    """Return what a line says: choices by their texts, a text as it stands, a silence by its kind."""
    value = (row["value"] or "").strip()
    if not value:
        return words.of("kind", row["kind"])
    keys = [f"{row['concept']} {name}" for name in value.split()]
    known = words.texts["choice"]
    return "; ".join(known[key] for key in keys) if all(key in known for key in keys) else value


def commitments(
    connection: duckdb.DuckDBPyConnection, state: str, year: int, words: Words, said: Said
) -> Iterable[Commitment]:
    """Yield every commitment with its outcome and its evidence."""
    terms: dict[str, list[str]] = defaultdict(list)
    for row in reading.rows(
        connection, "SELECT indicator, concept FROM indicator_terms ORDER BY indicator, clause, term"
    ):
        if row["concept"] not in terms[row["indicator"]]:
            terms[row["indicator"]].append(row["concept"])
    rows = reading.rows(
        connection,
        "SELECT i.name, i.theme, i.paragraph, o.outcome, o.silence, o.low, o.high FROM outcomes o"
        " JOIN indicators i ON i.name = o.indicator WHERE o.state = ? AND o.round = ? ORDER BY i.position",
        [state, year],
    )
    for row in rows:
        yield Commitment(
            name=row["name"],
            label=words.of("indicator", row["name"]),
            theme=words.of("theme", row["theme"]),
            paragraph=row["paragraph"],
            outcome=row["outcome"],
            silence=row["silence"] or "",
            low=row["low"],
            high=row["high"],
            evidence=tuple(each for concept in terms[row["name"]] for each in evidence(concept, said, words)),
        )


def evidence(concept: str, said: Said, words: Words) -> Iterable[Evidence]:
    """Yield the answer to a question, with what is listed under it."""
    listed = titles(concept, said)
    for row in [each for each in said.get(concept, ()) if not each["entry"]][:1]:
        yield Evidence(
            concept=concept,
            number=row["number"],
            path=row["path"],
            label=words.of("concept", concept),
            kind=row["kind"],
            words=row["words"],
            remark=row["remark"] or "",
            unchanged_since=row["unchanged_since"],
            listed=listed,
        )
        return
    if listed:
        first = said[f"{concept}.title"][0]
        yield Evidence(
            concept, first["number"], first["path"], words.of("concept", concept), "answered", "", "", None, listed
        )


def titles(concept: str, said: Said) -> tuple[str, ...]:
    """Return what is listed directly under a question, such as its laws: each with its year where one is given."""
    found: dict[str, str] = {}
    for column in (f"{concept}.title", f"{concept}.1.title"):
        years = {parent(row["path"]): row["value"] for row in said.get(column.replace(".title", ".year"), ())}
        for row in said.get(column, ()):
            if (row["value"] or "").strip():
                year = years.get(parent(row["path"]))
                found[row["path"]] = f"{row['value']} ({year})" if year else row["value"]
    return tuple(found.values())


def parent(path: str) -> str:
    """Return the entry of a list that a path lies in."""
    return path.rpartition("/")[0]


def entries(concept: str, said: Said) -> list[dict[str, dict[str, Any]]]:
    """Return the entries of a list, each as its lines by column, in order."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for key, rows in said.items():
        if key.startswith(f"{concept}."):
            for row in rows:
                found[parent(row["path"])][key.removeprefix(f"{concept}.")] = row
    return [found[place] for place in sorted(found, key=lambda place: min(r["entry"] for r in found[place].values()))]


def notes(said: Said, concept: str, heads: tuple[str, ...], more: tuple[str, ...]) -> tuple[Note, ...]:
    """Return the entries of a list of notes; one without a single word is left out."""
    answer = []
    for entry in entries(concept, said):
        texts = {column: row["words"] for column, row in entry.items() if (row["value"] or "").strip()}
        text = texts.get("description", "")
        head = " · ".join(texts[column] for column in heads if column in texts)
        if text or head:
            answer.append(Note(head, text, tuple(texts[column] for column in more if column in texts)))
    return tuple(answer)


def traced(connection: duckdb.DuckDBPyConnection, said: Said, state: str) -> tuple[Traced, ...]:
    """Return SDG 16.4.2 by year: the State's own table, and what the custodians published of the same State."""
    custodians: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for row in reading.rows(
        connection, "SELECT release, year, value FROM sdg WHERE state = ? ORDER BY release", [state]
    ):
        custodians[row["year"]].append((row["release"], row["value"]))
    own: dict[int, tuple[float | None, float | None]] = {}
    for entry in entries(TRACED, said):
        year = entry.get("year", {}).get("amount")
        if year is not None:
            own[int(year)] = parts(entry)
    years = sorted({*own, *custodians}, reverse=True)
    return tuple(Traced(year, *own.get(year, (None, None)), tuple(custodians.get(year, ()))) for year in years)


def parts(entry: Mapping[str, Mapping[str, Any]]) -> tuple[float | None, float | None]:
    """Return denominator and numerator of one year: seized, found and surrendered; of these, traced or established."""
    kinds = ("seized", "found", "surrendered")
    whole = [entry[kind]["amount"] for kind in kinds if kind in entry and entry[kind]["amount"] is not None]
    part = [
        entry[f"{kind}_traced"]["amount"]
        for kind in kinds
        if f"{kind}_traced" in entry and entry[f"{kind}_traced"]["amount"] is not None
    ]
    return (sum(whole) if whole else None, sum(part) if part else None)


def silence_of(found: Commitment) -> str:
    """Return the kind of silence of a commitment that is not known."""
    return found.silence or AnswerKind.NO_ANSWER
