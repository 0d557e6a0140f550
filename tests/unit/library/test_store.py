"""The store of files: by digest, never whole in memory, nothing left of what is refused."""

import hashlib
import io
from pathlib import Path

import pytest

from poaiss.common import files

pytestmark = [pytest.mark.rows("R16")]


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


class Zeros:
    """As many zeros as asked, made as they are read."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "read piece by piece"
        piece = bytes(min(size, self.left))
        self.left, self.largest = self.left - len(piece), max(self.largest, len(piece))
        return piece


def all_files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()] if folder.exists() else []


def test_the_same_bytes_are_one_file_that_only_its_owner_reads(store: Path) -> None:
    first, second = files.keep(io.BytesIO(b"a law")), files.keep(io.BytesIO(b"a law"))
    assert first == second == files.Kept(hashlib.sha256(b"a law").hexdigest(), 5)
    (path,) = all_files(store)
    assert path == files.path_of(first.sha256)
    assert path.stat().st_mode & 0o777 == 0o600
    with files.open_kept(first.sha256) as stream:
        assert stream.read() == b"a law"


def test_two_hundred_megabytes_are_refused_while_they_come_and_leave_nothing(store: Path) -> None:
    zeros = Zeros(200 * 1024 * 1024)
    with pytest.raises(files.TooLarge) as found:
        files.keep(zeros, limit=20 * 1024 * 1024)
    assert found.value.code == "file-too-large"
    assert zeros.left > 170 * 1024 * 1024
    assert zeros.largest <= files.PIECE
    assert all_files(store) == []


def test_a_file_of_exactly_the_limit_is_kept(store: Path) -> None:
    assert files.keep(Zeros(1024), limit=1024).size == 1024


def test_what_an_examiner_refuses_leaves_nothing(store: Path) -> None:
    def examine(path: Path) -> None:
        assert path.read_bytes() == b"bad"
        raise files.NotKept("no")

    with pytest.raises(files.NotKept):
        files.keep(io.BytesIO(b"bad"), examine=examine)
    assert all_files(store) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_digest_is_a_place(digest: str) -> None:
    with pytest.raises(files.NotKept):
        files.path_of(digest)


def test_a_file_that_is_gone_is_told() -> None:
    with pytest.raises(files.NotKept):
        files.open_kept("a" * 64)
    assert not files.path_of("a" * 64).exists()
