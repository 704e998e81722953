"""Where the embedded PostgreSQL lies, and as whom it runs."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from shared.operations.embedded_postgres import EmbeddedPostgresError, home, start, temporary

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has this care to take")


@as_root
def test_for_root_the_server_runs_as_a_system_user_and_no_directory_is_opened_up(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    before = {path: path.stat() for path in (private, *private.parents)}
    directory = private / "data"
    old = os.umask(0o077)  # as some roots have it
    try:
        server = start(directory)
    finally:
        os.umask(old)
    try:
        status = Path(f"/proc/{server.pid}/status").read_text()
        assert f"Uid:\t{home._system_user().pw_uid}" in status
        assert status.split("Groups:")[1].split("\n")[0].strip() in ("", str(home._system_user().pw_gid))
        place = (directory / "postgres").resolve()
        assert not place.is_relative_to(private)
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    finally:
        server.stop()
        subprocess.run(["rm", "-rf", (directory / "postgres").resolve()], check=True)
    assert {path: (path.stat().st_mode, path.stat().st_uid) for path in before} == {
        path: (status.st_mode, status.st_uid) for path, status in before.items()
    }


@as_root
def test_for_root_a_directory_that_everybody_reaches_holds_the_database_itself() -> None:
    with temporary() as server:
        place = server.directory / "postgres"
        assert not place.is_symlink()
        assert place.stat().st_uid == home._system_user().pw_uid
        assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize(("room", "expected"), [(0, "/dev/shm"), (1 << 62, None)])
def test_a_temporary_one_lies_in_memory_where_that_has_room(
    room: int, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "ROOM", room)
    if not Path("/dev/shm").is_dir():
        pytest.skip("this system keeps no files in memory")
    assert home.in_memory() == (expected and Path(expected))


@as_root
def test_for_root_a_directory_that_was_removed_begins_anew(tmp_path: Path) -> None:
    places = []
    for _ in range(2):
        start(tmp_path / "data").stop()
        places.append((tmp_path / "data" / "postgres").resolve())
        subprocess.run(["rm", "-rf", tmp_path / "data"], check=True)
    assert places[0] != places[1]
    subprocess.run(["rm", "-rf", *places], check=True)


@as_root
def test_for_root_a_database_that_is_gone_is_not_quietly_replaced(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    start(directory).stop()
    subprocess.run(["rm", "-rf", (directory / "postgres").resolve()], check=True)
    with pytest.raises(EmbeddedPostgresError, match=r"is not at .* any more"):
        start(directory)
