"""The answers of a round, unfolded from the content of its publications by DuckDB itself.

A round has some two hundred thousand answers. The content goes from the database to DuckDB as the text that it is,
and becomes no object of Python on its way: that is what keeps a publication quick.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.db.models import TextField
from django.db.models.functions import Cast

from poaiss.analysis.opendata.parquet import quoted
from poaiss.analysis.opendata.rows import AMOUNTS, Known
from poaiss.reporting.models import Snapshot

UNFOLD = r"""
WITH published AS (
    SELECT * FROM read_json({published}, format = 'newline_delimited', maximum_object_size = 268435456, columns = {{
        place: 'INTEGER', state: 'VARCHAR', round: 'INTEGER', edition: 'VARCHAR', language: 'VARCHAR',
        content: 'STRUCT(answers STRUCT(path VARCHAR, number VARCHAR, kind VARCHAR, value VARCHAR,
                                        unchanged_since INTEGER, remark VARCHAR)[])'
    }})
),
asked AS (
    SELECT * FROM read_json({asked}, format = 'newline_delimited',
                            columns = {{key: 'VARCHAR', concept: 'VARCHAR', is_amount: 'BOOLEAN'}})
),
line AS (
    SELECT * EXCLUDE (content), unnest(content.answers) AS told, generate_subscripts(content.answers, 1) AS line
    FROM published
),
numbered AS (SELECT *, try_cast(told.value AS DOUBLE) AS number_said FROM line)
SELECT state, round, edition, told.number AS number,
       coalesce(concept, edition || ':' || told.number) AS concept,
       told.path AS path,
       coalesce(CAST(regexp_extract_all(told.path, '\[(\d+)\]', 1)[-1] AS INTEGER), 0) AS entry,
       told.kind AS kind,
       coalesce(told.value, '') AS value,
       CASE WHEN is_amount AND isfinite(number_said) THEN number_said END AS amount,
       told.unchanged_since AS unchanged_since,
       coalesce(told.remark, '') AS remark,
       language
FROM numbered LEFT JOIN asked ON asked.key = edition || ':' || told.number
ORDER BY place, line
"""


def write(connection: duckdb.DuckDBPyConnection, target: Path, snapshots: list[Snapshot], known: Known) -> int:
    """Write the answers of publications to TARGET, in their order and that of the form, and return how many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with lines_in(target.parent, published(snapshots)) as content, lines_in(target.parent, asked(known)) as questions:
        query = UNFOLD.format(published=quoted(content), asked=quoted(questions))
        copy = f"COPY ({query}) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)"
        found = connection.execute(copy).fetchone()
    return int(found[0]) if found else 0


@contextmanager
def lines_in(folder: Path, lines: Iterable[str]) -> Iterator[Path]:
    """Keep lines in a file for as long as the block runs."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".ndjson", dir=folder) as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        yield Path(file.name)


def published(snapshots: list[Snapshot]) -> Iterator[str]:
    """Yield a line of JSON for each publication: whose it is, and its content as the text that the database holds."""
    carried = {each.pk: json.dumps(each.content) for each in snapshots if "content" not in each.get_deferred_fields()}
    rows = Snapshot.objects.filter(pk__in=[each.pk for each in snapshots if each.pk not in carried])
    texts = carried | dict(rows.annotate(text=Cast("content", TextField())).values_list("pk", "text"))
    for place, each in enumerate(snapshots):
        base = {
            "place": place,
            "state": each.state_id,
            "round": each.round.year,
            "edition": each.version.edition,
            "language": each.language,
        }
        yield f'{json.dumps(base)[:-1]}, "content": {texts[each.pk]}}}'


def asked(known: Known) -> Iterator[str]:
    """Yield a line of JSON for each question: the concept that it stands for, and whether its answer is a number."""
    for key, each in known.items():
        yield json.dumps({"key": key, "concept": each.concept, "is_amount": each.question.kind in AMOUNTS})
