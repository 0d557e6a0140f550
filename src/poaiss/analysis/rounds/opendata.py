"""The open data on the site: every file of the present generation, with its digest; nothing outside its folder (O2)."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from poaiss.analysis import reading, results
from poaiss.analysis.opendata import shapes, writing
from poaiss.analysis.opendata.worlds import World
from poaiss.analysis.rounds.facts import WORLDS
from poaiss.analysis.rounds.files import LIFE
from poaiss.analysis.rounds.pages import world_name, world_words

TABLES = "tables.sql"
"""The query that turns the files into tables: it stands beside them, and in no generation."""
MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".sql": "application/sql; charset=utf-8",
}
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")
LONG_AGO = (2000, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same data give the same bytes."""


def meanings() -> dict[str, str]:
    """Return what a row of each file is."""
    return {
        "answers": _("an answer or a silence of a report; one file a form and round"),
        "states": _("a State, with its groups and its tile in the world of equal tiles"),
        "rounds": _("a round of reporting; whether its reports are held here"),
        "reports": _("a published report: State, round, edition, language, digest"),
        "questions": _("a question of an edition, with the key by which it is followed over editions"),
        "choices": _("a choice of a question"),
        "sections": _("a section of an edition"),
        "themes": _("a theme of the Programme of Action"),
        "indicators": _("a commitment, as an expression over answers"),
        "indicator_terms": _("a term of such an expression"),
        "left_out": _("a commitment that is left out because its expression has a fault"),
        "schemes": _("a theme of a published scoring method, with its points; research, not endorsed"),
        "topics": _("a topic that is looked for in texts"),
        "topic_terms": _("a word by which a topic is found, in a language"),
        "topic_questions": _("a question in whose answers topics are looked for"),
        "excerpts": _("an answer that others quoted from an earlier report; no report, and never counted as one"),
        "published_totals": _("a figure that others published, with its source"),
        "unroca_years": _("a year for which a State reported to the UN Register of Conventional Arms"),
        "sdg": _("an observation of SDG 16.4.2 in a release of its custodians"),
        "codebook": _("a question, for whoever opens the data in a spreadsheet"),
    }


def open_data_page() -> dict[str, Any]:
    """Return the files of both worlds."""
    return {"worlds": [world_files(world) for world in WORLDS], "base": settings.BASE_URL}


def world_files(world: World) -> dict[str, Any]:
    """Return the files of a world with sizes, rows and digests."""
    folder = reading.data_folder(world)
    manifest, words = writing.manifest_of(folder), meanings()
    files = [
        {**about, "name": name, "url": file_url(world, name), "words": words.get(kind_of(name), "")}
        for name, about in manifest["files"].items()
    ]
    return {
        "key": world.name,
        "name": world_name(world),
        "words": world_words(world),
        "version": manifest["data_version"],
        "files": files,
        "bytes": sum(each["bytes"] for each in files),
        "zip_url": reverse("analysis:open-data-archive", args=[world.name]),
        "manifest_url": file_url(world, writing.MANIFEST),
        "tables_url": file_url(world, TABLES),
        "columns": columns() if world.is_real else [],
    }


def columns() -> list[tuple[str, str]]:
    """Return each kind of file with its columns and their types."""
    found = {name.lower(): types for name, types in vars(shapes).items() if name.isupper() and isinstance(types, dict)}
    return [
        (name, ", ".join(f"{column} {kind}" for column, kind in types.items()))
        for name, types in sorted(found.items())
        if name not in ("labels", "names")
    ]


def kind_of(name: str) -> str:
    """Return what kind of file a name stands for: answers/poa-iti-c-2024.parquet is of the answers."""
    return name.partition("/")[0].partition(".")[0]


def file_url(world: World, name: str) -> str:
    """Return the address of a file."""
    return reverse("analysis:open-data-file", args=[world.name, name])


def file(request: HttpRequest, world: World, name: str) -> HttpResponse:
    """Return a file of the present generation; a name that its manifest does not hold is no file."""
    folder = reading.data_folder(world)
    if name == TABLES:
        return sent(request, reading.tables_sql().encode(), name)
    if name != writing.MANIFEST and name not in writing.manifest_of(folder)["files"]:
        raise Http404
    return sent(request, (folder / name).read_bytes(), name)


def sent(request: HttpRequest, data: bytes, name: str, media_type: str = "") -> HttpResponse:
    """Return bytes as a download with their digest as entity tag; a part of them where one is asked for (RFC 9110)."""
    tag = f'"{hashlib.sha256(data).hexdigest()}"'
    response = get_conditional_response(request, etag=tag) or part(request, data)
    if response.status_code != 304:
        response.headers["Content-Type"] = media_type or MEDIA_TYPES[Path(name).suffix]
        response.headers["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
        response.headers["Content-Encoding"] = "identity"  # Parquet is compressed, and parts must be of these bytes
        response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = LIFE
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def part(request: HttpRequest, data: bytes) -> HttpResponse:
    """Return all bytes, or the part that is asked for; readers of Parquet ask for its end first."""
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None:
        return HttpResponse(data)
    first, last = int(match[1]), min(int(match[2] or len(data) - 1), len(data) - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
    answer = HttpResponse(data[first : last + 1], status=206)
    answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return answer


def archive(request: HttpRequest, world: World) -> HttpResponse:
    """Return every file of the present generation in one archive, made once."""
    folder = reading.data_folder(world)
    target = Path(settings.DATA) / "analysis" / world.name / f"open-data-{folder.name}.zip"
    if not target.exists():
        results.put(target, archived(folder))
    return sent(request, target.read_bytes(), f"poaiss-{world.name}-{folder.name}.zip", "application/zip")


def archived(folder: Path) -> bytes:
    """Return the archive of a generation with the query that opens it; the same data give the same bytes."""
    manifest = writing.manifest_of(folder)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name in [*manifest["files"], writing.MANIFEST]:
            file.writestr(zipfile.ZipInfo(name, LONG_AGO), (folder / name).read_bytes())
        file.writestr(zipfile.ZipInfo(TABLES, LONG_AGO), reading.tables_sql())
        file.writestr(zipfile.ZipInfo("README.json", LONG_AGO), json.dumps(readme(manifest), indent=1))
    return out.getvalue()


def readme(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the archive about itself, in English."""
    return {
        "what": "Published national reports on the Programme of Action and the International Tracing Instrument",
        "world": manifest["world"],
        "invented": manifest["invented"],
        "data_version": manifest["data_version"],
        "how": "duckdb -init tables.sql, then for example: SELECT kind, count(*) FROM answers GROUP BY kind",
        "licence": "Codes and texts of ours: Apache-2.0. Answers: the words of the States that published them.",
        "source": settings.BASE_URL,
    }
