"""Starting and stopping, with real processes that come, leave and are killed."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from poaiss.common.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError, cluster, locks
from poaiss.common.embedded_postgres.binaries import find_binaries
from poaiss.common.embedded_postgres.postmaster import running_postmaster
from poaiss.common.embedded_postgres.privileges import choose_demotion
from tests.unit.embedded.conftest import (
    Holder,
    end,
    eventually,
    guardian_pid,
    heard,
    launch,
    needs_linux,
    postmaster_pid,
    processes_in,
    socket_dir,
)

HoldElsewhere = Callable[[Path], Holder]


def answers(url: str) -> bool:
    with psycopg.connect(url) as session:
        return session.execute("SELECT 1").fetchone() == (1,)


def write_a_row(url: str) -> None:
    with psycopg.connect(url) as session:
        session.execute("CREATE TABLE kept AS SELECT 7 AS n")


def read_the_row(url: str) -> object:
    with psycopg.connect(url) as session:
        return session.execute("SELECT n FROM kept").fetchone()


# -- Coming and leaving ----------------------------------------------------------------------------------------


def test_the_last_holder_stops_the_server(server: EmbeddedPostgres) -> None:
    with server.hold() as urls:
        with EmbeddedPostgres(server.data_dir).hold() as same:
            assert same == urls == server.urls
        assert answers(urls.app)
        assert len(processes_in(server.data_dir)) > 2
    assert processes_in(server.data_dir) == []
    assert not socket_dir(server).exists()


def test_what_was_written_is_there_the_next_time(server: EmbeddedPostgres) -> None:
    with server.hold() as urls:
        write_a_row(urls.owner)
    with server.hold() as again:
        assert again == urls
        assert read_the_row(again.owner) == (7,)


def test_the_first_to_come_may_leave_first(server: EmbeddedPostgres, hold_elsewhere: HoldElsewhere) -> None:
    first = hold_elsewhere(server.data_dir)
    with server.hold() as urls:
        assert first.leave() == 0
        assert postmaster_pid(server) == first.said["pid"]
        assert answers(urls.app)
    assert processes_in(server.data_dir) == []


def test_six_that_start_at_once_share_one_server(data_dir: Path, folder: Path) -> None:
    processes = [launch(data_dir) for _ in range(6)]
    said = [heard(process) for process in processes]
    assert len({(one["pid"], one["app"]) for one in said}) == 1
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0] * 6
    assert processes_in(folder) == []


def test_starts_and_stops_that_cross_do_no_harm(data_dir: Path, folder: Path) -> None:
    processes = [launch(data_dir, "8") for _ in range(4)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert errors == [""] * 4
    assert [process.returncode for process in processes] == [0] * 4
    assert processes_in(folder) == []


def test_an_error_in_the_block_stops_the_server_too(server: EmbeddedPostgres) -> None:
    with pytest.raises(ZeroDivisionError), server.hold():
        _ = 1 / 0
    assert processes_in(server.data_dir) == []


def test_a_forked_child_does_not_take_the_server_from_its_parent(server: EmbeddedPostgres) -> None:
    with server.hold() as urls:
        holding = server.hold()
        holding.__enter__()
        child = os.fork()
        if child == 0:
            holding.__exit__(None, None, None)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        holding.__exit__(None, None, None)
        assert answers(urls.app)


def test_a_path_longer_than_a_socket_allows_with_spaces_and_letters(folder: Path) -> None:
    data_dir = folder / ("a long name " * 8) / 'données عربي "quoted" it\'s, %41' / "postgres"
    assert len(os.fsencode(data_dir)) > 130
    with EmbeddedPostgres(data_dir, durable=False).hold() as urls:
        assert answers(urls.app)


# -- Signals ---------------------------------------------------------------------------------------------------


def test_the_terminals_ctrl_c_reaches_only_the_holder(data_dir: Path, folder: Path) -> None:
    process = launch(data_dir)
    heard(process)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=30) == -signal.SIGINT
    assert processes_in(folder) == []
    log = (data_dir / "postgres.log").read_text()
    assert log.count("received fast shutdown request") == 1
    end(process)


@needs_linux
def test_a_killed_holder_takes_the_server_along(server: EmbeddedPostgres, hold_elsewhere: HoldElsewhere) -> None:
    holder = hold_elsewhere(server.data_dir)
    write_a_row(holder.said["owner"])
    holder.process.kill()
    assert eventually(lambda: processes_in(server.data_dir) == [])
    assert not socket_dir(server).exists()
    with server.hold() as urls:
        assert read_the_row(urls.owner) == (7,)


def test_a_killed_holder_leaves_the_server_to_the_others(
    server: EmbeddedPostgres, hold_elsewhere: HoldElsewhere
) -> None:
    killed = hold_elsewhere(server.data_dir)
    with server.hold() as urls:
        killed.process.kill()
        killed.process.wait()
        assert not eventually(lambda: running_postmaster(server.layout.pgdata) is None, seconds=1.5)
        assert answers(urls.app)


def test_a_new_holder_right_after_a_kill_gets_a_server(server: EmbeddedPostgres, hold_elsewhere: HoldElsewhere) -> None:
    for _ in range(3):
        hold_elsewhere(server.data_dir).process.kill()
        with server.hold() as urls:
            assert answers(urls.app)


def test_a_killed_server_is_started_again_under_the_same_urls(made_once: Path) -> None:
    server = EmbeddedPostgres(made_once)
    with server.hold() as urls:
        write_a_row(urls.owner)
        killed = postmaster_pid(server)
        os.kill(killed, signal.SIGKILL)
        with EmbeddedPostgres(made_once).hold() as again:
            assert again == urls
            assert postmaster_pid(server) != killed
            assert read_the_row(again.owner) == (7,)
        assert answers(urls.owner)
        with psycopg.connect(urls.owner) as session:
            session.execute("DROP TABLE kept")
    assert processes_in(made_once) == []


@needs_linux
def test_a_killed_guardian_takes_the_server_along(server: EmbeddedPostgres) -> None:
    with server.hold():
        os.kill(guardian_pid(server), signal.SIGKILL)
        assert eventually(lambda: running_postmaster(server.layout.pgdata) is None)
        with EmbeddedPostgres(server.data_dir).hold() as urls:
            assert answers(urls.app)


@needs_linux
def test_everything_killed_at_once_is_mended(server: EmbeddedPostgres, hold_elsewhere: HoldElsewhere) -> None:
    holder = hold_elsewhere(server.data_dir)
    for pid in (guardian_pid(server), holder.said["pid"], holder.process.pid):
        os.kill(pid, signal.SIGKILL)
    with server.hold() as urls:
        assert answers(urls.app)


# -- Remains ---------------------------------------------------------------------------------------------------


def stop_hard(server: EmbeddedPostgres) -> str:
    """Run the server once, and return the postmaster.pid that a killed one leaves behind."""
    with server.hold():
        return (server.layout.pgdata / "postmaster.pid").read_text()


@pytest.mark.parametrize("kind", ["gone", "stranger", "zombie"])
def test_a_stale_file_of_a_killed_server_is_no_obstacle(server: EmbeddedPostgres, kind: str) -> None:
    _, _, rest = stop_hard(server).partition("\n")
    other = subprocess.Popen(["sleep", "60"] if kind == "stranger" else ["true"])
    if kind == "gone":
        other.wait()
    if kind == "zombie":
        # Exited, not waited for: kill(pid, 0) still succeeds, which is what PostgreSQL itself goes by.
        assert eventually(lambda: Path(f"/proc/{other.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
    (server.layout.pgdata / "postmaster.pid").write_text(f"{other.pid}\n{rest}")
    try:
        assert server.status().running is False
        with server.hold() as urls:
            assert answers(urls.app)
            assert postmaster_pid(server) != other.pid
    finally:
        other.kill()
        other.wait()


def test_a_stale_socket_is_no_obstacle(server: EmbeddedPostgres) -> None:
    folder = socket_dir(server)
    folder.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(folder / ".s.PGSQL.5432"))
    with server.hold() as urls:
        assert answers(urls.app)
    assert not folder.exists()


def test_a_stranger_under_the_sockets_name_is_avoided(server: EmbeddedPostgres) -> None:
    trap = socket_dir(server)
    trap.symlink_to("/nonexistent")
    try:
        with server.hold() as urls:
            assert answers(urls.app)
            assert server.urls == urls
            assert server.status().socket_dir != trap
    finally:
        trap.unlink()


def test_a_server_without_guardian_is_adopted_and_stopped(server: EmbeddedPostgres) -> None:
    stop_hard(server)
    binaries = find_binaries()
    demotion = choose_demotion(server.layout.pgdata, binaries.folder, cluster.socket_parent())
    where = cluster.make_socket_dir(server.layout, demotion)
    command = cluster.server_command(server.layout, binaries, where, durable=False)
    orphan = subprocess.Popen(cluster.orders(command, demotion, {}), stderr=subprocess.DEVNULL)
    assert eventually(lambda: running_postmaster(server.layout.pgdata))
    with server.hold() as urls:
        assert postmaster_pid(server) == orphan.pid
        assert answers(urls.app)
    assert orphan.wait(timeout=10) == 0
    assert processes_in(server.data_dir) == []


def test_half_a_cluster_of_a_killed_initdb_is_cleared(data_dir: Path) -> None:
    server = EmbeddedPostgres(data_dir, durable=False)
    half = server.data_dir / "new-abc"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with server.hold() as urls:
        assert answers(urls.app)
        assert sorted(path.name for path in server.data_dir.iterdir()) == [
            "data",
            "decide.lock",
            "guardian.lock",
            "holders.lock",
            "postgres.log",
        ]


# -- Status ----------------------------------------------------------------------------------------------------


def test_status_tells_without_starting(data_dir: Path) -> None:
    server = EmbeddedPostgres(data_dir, durable=False)
    before = server.status()
    assert (before.running, before.pid, before.socket_dir, before.problem) == (False, None, None, None)
    assert before.version == find_binaries().version
    assert not server.data_dir.exists()
    with server.hold():
        during = server.status()
        assert (during.running, during.pid) == (True, postmaster_pid(server))
        assert during.socket_dir == socket_dir(server)
    assert server.status() == before


def test_a_busy_lock_is_named(server: EmbeddedPostgres) -> None:
    with (
        locks.deciding(server.layout.lock("decide"), 1),
        pytest.raises(EmbeddedPostgresError) as caught,
        locks.deciding(server.layout.lock("decide"), 0.1),
    ):
        pass
    assert caught.value.code == "postgres-busy"
