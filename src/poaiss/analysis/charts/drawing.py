"""Ask for pictures: one child process draws a whole batch, so that this process never carries the drawing libraries."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from poaiss.common.errors import Problem, Severity

from . import Drawing, Words
from .wire import packed

SECONDS_TO_START = 20.0
SECONDS_EACH = 2.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure, in the formats that were asked for; ``problem`` says why there is none, all are empty then.

    ``svg`` is for pages (put it on white: its ground is transparent, its words are in the reader's fonts); ``png``
    has two pixels for one, on white; ``print_svg`` is the SVG in the fonts of documents, for a PDF.
    """

    name: str
    svg: bytes = b""
    png: bytes = b""
    print_svg: bytes = b""
    problem: Problem | None = None


def draw(drawings: Sequence[Drawing], formats: Sequence[str] = ("svg", "png")) -> list[Picture]:
    """Return a picture for each drawing, in their order, drawn in one process; the same input gives the same bytes.

    FORMATS: any of "svg", "png" and "print".
    """
    waiting = [spoken(each) for each in drawings]
    found: list[Picture] = []
    while waiting:
        answers = ask(waiting, formats)
        found += [read(each, data) for each, data in zip(waiting, answers, strict=False)]
        waiting = waiting[len(answers) :]
        if waiting:  # the process ended at this one; the others go to a new one
            found.append(Picture(waiting[0].name, problem=problem(waiting[0], "chart-crashed")))
            waiting = waiting[1:]
    return found


def spoken(drawing: Drawing) -> Drawing:
    """Return the drawing with the words of its language."""
    return drawing if drawing.words else replace(drawing, words=words(drawing.language))


def words(language: str) -> Words:
    """Return the words that charts need, in LANGUAGE."""
    with translation.override(language):
        return Words(
            of=gettext("%(value)s of %(whole)s"),
            count=gettext("n = %(whole)s"),
            no_data=gettext("No data"),
            band=gettext("From the least to the most that it can be"),
            broken=gettext("Not comparable with the round before"),
        )


def ask(drawings: Sequence[Drawing], formats: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the child answers: fewer answers than drawings where it ended or took too long."""
    asked = {"fonts": [str(fonts())], "formats": list(formats), "drawings": [packed(each) for each in drawings]}
    command = [sys.executable, "-m", "poaiss.analysis.charts.child"]
    limit = SECONDS_TO_START + SECONDS_EACH * len(drawings)
    with subprocess.Popen(  # noqa: S603 our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as child:
        try:
            output, _error = child.communicate(json.dumps(asked).encode(), timeout=limit)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _error = child.communicate()
    return [json.loads(line) for line in output.split(b"\n")[:-1]]


def environment() -> dict[str, str]:
    """Return what the child needs of the environment: where this package lies, and no secret of the site."""
    source = str(Path(__file__).resolve().parents[3])
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR", "LANG", "SYSTEMROOT") if key in os.environ}
    return kept | {"PYTHONPATH": source, "PYTHONHASHSEED": "0"}


def fonts() -> Path:
    """Return the folder of the fonts of documents, in which PNG are set."""
    from poaiss.reporting.documents.fonts import folder  # fontTools is heavy, and only some processes draw

    return folder()


def read(drawing: Drawing, answer: dict[str, Any]) -> Picture:
    """Return the picture that the child drew, or why it could not."""
    if "error" in answer:
        return Picture(drawing.name, problem=problem(drawing, "chart-data", answer["reason"]))
    found = {key: answer.get(key, "").encode() for key in ("svg", "print_svg")}
    return Picture(drawing.name, png=base64.b64decode(answer.get("png", "")), **found)


def problem(drawing: Drawing, code: str, reason: str = "") -> Problem:
    """Return the error of one figure."""
    if code == "chart-data":
        text = _("The figure %(name)s has values that cannot be drawn: %(reason)s") % {
            "name": drawing.name,
            "reason": reason,
        }
        mend = _("Correct the query or the data of this figure; the other figures stand.")
    else:
        text = _("The process that draws ended or took too long at the figure %(name)s.") % {"name": drawing.name}
        mend = _("Draw it again; if it happens again, simplify this figure. The other figures stand.")
    return Problem(code, text, mend, drawing.name, Severity.ERROR)
