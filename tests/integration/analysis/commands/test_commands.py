"""``poaiss analyse round|assessment|figure`` and ``poaiss export open-data``: from words typed to files (A10, A12)."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from poaiss.analysis import figuring, reading
from poaiss.analysis.opendata import writing
from poaiss.analysis.opendata.worlds import EXERCISE, STATES
from poaiss.cli import parser
from poaiss.common.errors import PoaissError
from poaiss.reporting.actions import Given
from tests.integration.analysis.rounds.conftest import BODY, LAWS_OF_EDITION_B, file
from tests.unit.reporting.people import LAWS, REGISTRATION

pytestmark = [pytest.mark.django_db, pytest.mark.rows("A1", "A10", "A12")]

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Let each test write its own open data."""
    settings.DATA = tmp_path / "data"


@pytest.fixture
def published() -> None:
    """Publish Avaria in 2018 and 2024 and Borovia in 2024."""
    file("XAV", 2018, {LAWS_OF_EDITION_B: Given("no")})
    file("XAV", 2024, {BODY: Given("yes"), LAWS: Given("yes"), REGISTRATION: Given("yes")})
    file("XBO", 2024, {BODY: Given("yes"), LAWS: Given("no")}, restricted="section_1")


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command and return what it prints."""

    def command(*words: str) -> str:
        arguments = parser().parse_args(list(words))
        assert arguments.run(arguments) == 0
        return capfdbinary.readouterr().out.decode()

    return command


def test_the_query_of_a_figure_runs_unchanged_on_the_export_in_the_shell(
    published: None, run: Run, tmp_path: Path
) -> None:
    run("export", "open-data", str(tmp_path / "out"))
    words = ("participation", "--round", "2024", "--exercise")
    script, numbers = (run("analyse", "figure", *words, "--format", each) for each in ("sql", "csv"))
    shell = Path(sys.executable).with_name("duckdb")
    done = subprocess.run(
        [str(shell), "-csv"], input=script, capture_output=True, text=True, cwd=tmp_path / "out", check=True
    )
    assert list(csv.DictReader(io.StringIO(done.stdout))) == list(csv.DictReader(io.StringIO(numbers)))
    ready = (tmp_path / "out" / "exercise" / "sql" / "2024" / "participation.sql").read_text(encoding="utf-8")
    assert ready == script


def test_the_export_is_whole_and_says_what_is_in_it(published: None, run: Run, tmp_path: Path) -> None:
    said = json.loads(run("export", "open-data", str(tmp_path / "out")))
    assert set(said["versions"]) == {"states", "exercise"}
    manifest = json.loads((tmp_path / "out" / "exercise" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["world"], manifest["invented"]) == ("exercise", True)
    for name, each in manifest["files"].items():
        data = (tmp_path / "out" / "exercise" / name).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (each["sha256"], each["bytes"])
    answers = str(tmp_path / "out" / "exercise" / "answers" / "*.parquet")
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT state, round, concept, kind, value FROM read_parquet(?) WHERE concept IN ('C:1.1', 'C:4.1')"
            " ORDER BY ALL",
            [answers],
        ).fetchall()
    assert rows == [
        ("XAV", 2018, "C:1.1", "no_answer", ""),
        ("XAV", 2018, "C:4.1", "no", "no"),
        ("XAV", 2024, "C:1.1", "yes", "yes"),
        ("XAV", 2024, "C:4.1", "yes", "yes"),
        ("XBO", 2024, "C:1.1", "restricted", ""),
        ("XBO", 2024, "C:4.1", "no", "no"),
    ]


def test_what_the_exercise_holds_never_reaches_the_real_files(published: None, run: Run, tmp_path: Path) -> None:
    run("export", "open-data", str(tmp_path / "out"), "--without-exercise")
    assert not (tmp_path / "out" / "exercise").exists()
    for path in (tmp_path / "out").rglob("*.parquet"):
        with duckdb.connect() as connection:
            text = str(connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall())
        assert "XAV" not in text
        assert "Avaria" not in text


def test_an_export_over_an_earlier_one_leaves_no_answers_behind(published: None, run: Run, tmp_path: Path) -> None:
    stray = tmp_path / "out" / "answers" / "poa-iti-z-1999.parquet"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"an earlier export")
    run("export", "open-data", str(tmp_path / "out"))
    assert not stray.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_document_is_the_same_each_time(published: None, run: Run, tmp_path: Path, language: str) -> None:
    made = []
    for each in ("one.json", "two.json"):
        words = ("round", "2024", "--exercise", "--language", language, "--output", str(tmp_path / each))
        assert json.loads(run("analyse", *words))["reports"] == 2
        made.append((tmp_path / each).read_bytes())
    assert made[0] == made[1]
    content = json.loads(made[0])
    assert content["language"] == language
    rows = content["data"]["figures"]["participation"]["rows"]
    assert sum(row["reported"] for row in rows) == 2


def test_every_figure_is_computed_to_the_digest_that_the_document_gives(
    published: None, run: Run, tmp_path: Path
) -> None:
    run("analyse", "round", "2024", "--exercise", "--output", str(tmp_path / "a.json"))
    figures = json.loads((tmp_path / "a.json").read_bytes())["data"]["figures"]
    assert len(figures) > 60
    for name in sorted(figures)[::12]:
        again = json.loads(run("analyse", "figure", name, "--round", "2024", "--exercise", "--format", "json"))
        assert again["sha256"] == figures[name]["sha256"]


def test_no_score_of_a_state_stands_in_document_or_export(published: None, run: Run, tmp_path: Path) -> None:
    run("analyse", "round", "2024", "--exercise", "--output", str(tmp_path / "a.json"))
    figures = json.loads((tmp_path / "a.json").read_bytes())["data"]["figures"]
    by_state = {name for name, each in figures.items() if any("state" in row for row in each["rows"])}
    told = {"participation-world", "sdg-16-4-2", "passages-challenge", "passages-opportunity"}
    assert by_state == told  # who reported, the shares of SDG 16.4.2, what States wrote: none of them a score
    columns = {name for each in by_state for row in figures[each]["rows"] for name in row}
    assert not {name for name in columns if "score" in name or "points" in name or "rank" in name}
    run("export", "open-data", str(tmp_path / "out"))
    with reading.opened(tmp_path / "out" / "exercise") as connection:
        scheme_columns = {row[0] for row in connection.execute("DESCRIBE schemes").fetchall()}
    assert "state" not in scheme_columns


def test_a_round_whose_reports_are_not_held_says_so_and_stands(run: Run, tmp_path: Path) -> None:
    said = json.loads(run("analyse", "round", "2018", "--output", str(tmp_path / "a.json")))
    assert (said["reports"], said["world"]) == (0, "states")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "The reports of the round of 2018 are not held here" in text
    assert "did_not_report" not in json.dumps(json.loads(text)["data"]["figures"]["participation-world"]["rows"])


def test_a_year_without_a_round_is_refused_with_the_years_there_are(run: Run, tmp_path: Path) -> None:
    with pytest.raises(PoaissError) as refused:
        run("analyse", "round", "1999", "--output", str(tmp_path / "a.json"))
    assert (refused.value.code, refused.value.problem.place) == ("no-such-round", "1999")
    assert "2024" in str(refused.value.problem.mend)
    assert not (tmp_path / "a.json").exists()


def test_an_ending_and_a_figure_that_are_unknown_are_refused(published: None, run: Run, tmp_path: Path) -> None:
    for words, code in (
        (("round", "2024", "--output", str(tmp_path / "a.odt")), "analysis-unknown-form"),
        (("figure", "no-such-thing", "--round", "2024"), "no-such-figure"),
        (("figure", "published-figures", "--round", "2024", "--format", "svg"), "no-picture"),
    ):
        with pytest.raises(PoaissError) as refused:
            run("analyse", *words)
        assert refused.value.code == code
        assert str(refused.value.problem.mend)


def test_a_faulty_indicator_leaves_the_rest_and_is_named(
    published: None, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from poaiss.analysis.indicators import reading as indicators

    lines = indicators.own_path().read_text(encoding="utf-8").splitlines()
    head, place = lines[0].split(","), next(n for n, line in enumerate(lines) if line.startswith("brokers-registered"))
    row = next(csv.reader([lines[place]]))
    row[head.index("expression")] = "C:4.1 & (C:4.1.2"
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    faulty = tmp_path / "poa-iti.csv"
    faulty.write_text("\n".join([*lines[:place], out.getvalue(), *lines[place + 1 :]]), encoding="utf-8")
    monkeypatch.setattr(indicators, "own_path", lambda: faulty)
    run("analyse", "round", "2024", "--exercise", "--output", str(tmp_path / "a.json"))
    content = json.loads((tmp_path / "a.json").read_bytes())
    rows = content["data"]["figures"]["commitments-brokering"]["rows"]
    assert "brokering-laws" in {row["indicator"] for row in rows}
    assert "brokers-registered" not in {row["indicator"] for row in rows}
    assert "Left out, because their expression is faulty: brokers-registered" in json.dumps(content)


def test_a_query_that_fails_leaves_the_other_figures(published: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from poaiss.analysis import results

    folder = writing.refresh(EXERCISE)
    real = figuring.sql_file
    monkeypatch.setattr(
        figuring, "sql_file", lambda name: "SELECT nothing FROM nowhere" if name == "participation" else real(name)
    )
    found = results.every_with_problems(EXERCISE, 2024, results.words_of(folder, "en"))
    failed = {figure.name: problem for figure, _result, problem in found if problem is not None}
    assert set(failed) == {"participation"}
    assert failed["participation"].code == "figure-failed"
    assert sum(result is not None for _figure, result, _problem in found) > 60


def test_publishing_asks_for_the_open_data_anew(published: None) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs = ProcrastinateJob.objects.filter(task_name="analysis.follow_publication").order_by("id")
    assert [job.args for job in jobs] == [
        {"world": "exercise", "year": 2018},
        {"world": "exercise", "year": 2024},
        {"world": "exercise", "year": 2024},
    ]


def test_nothing_changes_when_nothing_was_published(published: None) -> None:
    first = writing.refresh(EXERCISE)
    before = {path: path.stat().st_ino for path in first.rglob("*") if path.is_file()}
    assert writing.refresh(EXERCISE) == first
    assert {path: path.stat().st_ino for path in first.rglob("*") if path.is_file()} == before
    assert writing.current(STATES) is None
