"""The supervisor of `poaiss demo`, with real children: whatever ends it, nothing is left."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.embedded.conftest import (
    HOLDER,
    end,
    environment,
    eventually,
    needs_linux,
    processes_in,
    python,
)

BEGIN = "import os, pathlib, signal, subprocess, sys, time; folder = pathlib.Path(sys.argv[1]);"
WAIT = "time.sleep(60)"


def ready(number: int) -> str:
    return f"(folder / 'ready-{number}').touch();"


GOOD = [BEGIN + ready(number) + WAIT for number in (0, 1)]
DEAF = BEGIN + "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def run(*scripts: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            python(HOLDER.with_name("supervisor.py"), folder, *scripts),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        end(process)


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_all_and_counts_as_success(
    start: Start, folder: Path, made_once: Path, number: signal.Signals
) -> None:
    shutil.copytree(made_once, folder / "postgres")
    owner = (made_once / "data").stat()
    for path in [folder / "postgres" / "data", *(folder / "postgres" / "data").rglob("*")]:
        os.chown(path, owner.st_uid, owner.st_gid)
    process = start(*GOOD)
    assert said(process) == "ready\n"
    assert len(processes_in(folder)) >= 5  # the parent, two children, guardian and postgres
    os.killpg(process.pid, number)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0
    assert processes_in(folder) == []


def test_ready_is_said_once_and_only_when_all_are(start: Start, folder: Path) -> None:
    late = BEGIN + "\nwhile not (folder / 'go').exists(): time.sleep(0.01)\n" + ready(1) + WAIT
    process = start(GOOD[0], late)
    assert eventually((folder / "ready-0").exists)
    assert (folder / "ready-1").exists() is False
    (folder / "go").touch()
    assert said(process) == "ready\n"
    process.terminate()
    assert process.communicate(timeout=30) == ("", "")


@pytest.mark.parametrize(
    ("last_words", "code", "returned"),
    [("sys.exit(3)", 3, 3), ("sys.exit(0)", 0, 1), ("os.kill(os.getpid(), signal.SIGKILL)", -9, 137)],
)
def test_one_that_ends_by_itself_ends_the_others(
    start: Start, folder: Path, last_words: str, code: int, returned: int
) -> None:
    process = start(GOOD[0], BEGIN + "time.sleep(0.2);" + last_words)
    _, errors = process.communicate(timeout=30)
    assert f"The child 1 ended by itself with code {code}; the others are stopped." in errors
    assert process.returncode == returned
    assert processes_in(folder) == []


def test_a_command_that_is_missing_is_said(folder: Path) -> None:
    script = (
        "import sys; from poaiss.common.processes import Child, run_children;"
        "sys.exit(run_children([Child('worker', ['/nowhere/program'])], on_ready=lambda: None))"
    )
    done = subprocess.run(python("-c", script), env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "/nowhere/program: No such file or directory" in done.stderr


def test_a_deaf_child_and_what_it_started_are_killed_after_the_deadline(start: Start, folder: Path) -> None:
    grandchild = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', str(folder)]);"
    process = start(DEAF + grandchild + ready(0) + WAIT)
    assert said(process) == "ready\n"
    assert len(processes_in(folder)) == 3
    process.terminate()
    assert process.wait(timeout=10) == 0
    assert eventually(lambda: processes_in(folder) == [])


def test_a_second_signal_ends_the_patience(start: Start, folder: Path) -> None:
    process = start(DEAF + ready(0) + WAIT)
    assert said(process) == "ready\n"
    process.send_signal(signal.SIGINT)
    assert not eventually(lambda: process.poll() is not None, seconds=0.5)
    process.send_signal(signal.SIGINT)
    assert eventually(lambda: process.poll() is not None, seconds=0.7)
    assert process.returncode == 0
    assert processes_in(folder) == []


@needs_linux
def test_a_killed_parent_takes_children_and_database_along(start: Start, folder: Path) -> None:
    (folder / "postgres").mkdir()
    process = start(*GOOD)
    assert said(process) == "ready\n"
    assert len(processes_in(folder)) >= 5
    process.kill()
    assert eventually(lambda: processes_in(folder) == [])


def test_a_stop_before_the_children_leaves_in_order(folder: Path) -> None:
    script = (
        "import sys, time\n"
        "from poaiss.common.processes import stop_signals_exit\n"
        "with stop_signals_exit():\n"
        "    try:\n"
        "        print('in', flush=True)\n"
        "        time.sleep(60)\n"
        "    finally:\n"
        "        print('left', flush=True)\n"
    )
    with subprocess.Popen(python("-c", script), env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert said(process) == "in\n"
        process.terminate()
        assert said(process) == "left\n"
    assert process.returncode == 128 + signal.SIGTERM
