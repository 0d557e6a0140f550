"""The console from outside: a data folder of its own, real processes, exit codes, one line of JSON, nothing left."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

PROJECT = Path(__file__).resolve().parents[3]
PROGRAM = Path(sys.executable).with_name("poaiss")
FRAGMENTS = PROJECT / "reference-data" / "filed_answers.json"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = [pytest.mark.xdist_group("console"), pytest.mark.rows("R1", "R2", "A1", "A8", "S4", "S14")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data with a space é")


@pytest.fixture(scope="module")
def environment(data: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("POAISS_", "DATABASE_", "DJANGO_"))}
    return {**kept, "POAISS_DATA": str(data), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    def call(*words: object, code: int = 0) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [PROGRAM, *map(str, words)], env=environment, capture_output=True, text=True, cwd=PROJECT, check=False
        )
        assert done.returncode == code, done.stderr[-3000:]
        return done

    return call


def left(data: Path) -> list[str]:
    """Return what still runs of this data folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(data) in words or (process.info["environ"] or {}).get("POAISS_DATA") == str(data):
            found.append(words)
    return found


def gone(data: Path, seconds: float = 15) -> list[str]:
    deadline = time.monotonic() + seconds
    while (found := left(data)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def test_the_first_command_prepares_everything_and_prints_one_line(run: Run, data: Path) -> None:
    found = json.loads(run("reports", "import", FRAGMENTS).stdout)
    assert found["placed"] + found["kept"] == found["answers"] > 0
    assert found["reports"] == 58
    assert {"code", "state", "year", "question", "message"} == set(found["warnings"][0])
    assert gone(data) == []


def test_importing_twice_changes_nothing(run: Run) -> None:
    first = run("reports", "import", FRAGMENTS).stdout
    assert run("reports", "import", FRAGMENTS).stdout == first


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"{", "json"), (b'"text"', ""), (b"\xff\xfe[\x00]\x00", ""), (b'[{"state": "Nowhere", "answers": {}}]', "")],
)
def test_a_broken_file_is_a_coded_error(run: Run, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(content)
    done = run("reports", "import", file, code=1)
    assert done.stdout == ""
    problem = json.loads(done.stderr.strip().splitlines()[0])
    assert problem["code"]
    assert code in problem["code"]
    assert problem["mend"]


def test_figures_are_json_or_a_table(run: Run) -> None:
    found = json.loads(run("analyse", "participation", "--instrument", "unroca", "--format", "json").stdout)
    assert (found["by_year"]["2001"], found["by_year"]["2022"], found["never"]) == (124, 35, 24)
    assert run("analyse", "participation").stdout.splitlines()[0].startswith("year")
    both = json.loads(run("analyse", "sdg-16-4-2", "--format", "json").stdout)
    greece = [each for each in both["differences"] if each["iso3"] == "GRC" and each["year"] == 2017]
    assert [sorted(each["values"].values()) for each in greece] == [[3.77, 18.2]]


def test_the_audit_log_verifies(run: Run) -> None:
    assert json.loads(run("audit", "verify").stdout)["broken"] == []


def test_the_doctor_finds_nothing_to_mend(run: Run) -> None:
    run("setup")
    lines = run("doctor").stdout.splitlines()
    assert len(lines) >= 8
    assert all(line.startswith("ok") for line in lines)


def test_the_doctor_says_what_to_mend(environment: dict[str, str], tmp_path: Path) -> None:
    broken = {**environment, "POAISS_DATA": str(tmp_path / "new")}
    done = subprocess.run([PROGRAM, "doctor"], env=broken, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 1
    assert "MEND" in done.stdout
    assert "poaiss setup" in done.stdout


def test_a_question_of_usage_needs_no_database(run: Run) -> None:
    started = time.monotonic()
    assert "questionnaires" in run("--help").stdout
    run("no-such-command", code=2)
    assert time.monotonic() - started < 30


def test_the_demonstration_prepares_and_prints_the_sign_ins(run: Run, data: Path) -> None:
    done = run("demo", "--no-serve")
    for name in ("ana@", "bruno@", "chidi@", "dalia@", "emeka@", "farid@", "grace@", "hana@", "idris@"):
        assert name in done.stdout
    assert "http://localhost:" in done.stdout
    assert gone(data) == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as out:
        process = subprocess.Popen(
            [PROGRAM, "demo", "--port", str(free_port())], env=environment, stdout=out, stderr=out, cwd=PROJECT
        )
    deadline = time.monotonic() + 120
    while b"http://localhost" not in log.read_bytes() and time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        time.sleep(0.2)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_demonstration_leaves_no_process(
    environment: dict[str, str], data: Path, tmp_path: Path, number: signal.Signals
) -> None:
    process = start(environment, tmp_path / "log")
    assert any("granian" in words for words in left(data))
    assert any("procrastinate" in words for words in left(data))
    assert any("postgres" in words for words in left(data))
    process.send_signal(number)
    assert process.wait(timeout=60) == 0
    assert gone(data) == []


def test_a_killed_demonstration_mends_itself_at_the_next_start(
    environment: dict[str, str], data: Path, tmp_path: Path
) -> None:
    process = start(environment, tmp_path / "log")
    process.kill()
    process.wait(timeout=30)
    again = start(environment, tmp_path / "again")
    again.terminate()
    assert again.wait(timeout=60) == 0
    assert gone(data) == []
