"""The embedded PostgreSQL: quick, one owner a directory, safe after kill -9."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from shared.operations.embedded_postgres import DataDirectoryInUse, EmbeddedPostgresError, holder, start, temporary

OWNER = """
import sys, time
from pathlib import Path
from shared.operations.embedded_postgres import start
server = start(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
server.announce("http://127.0.0.1:8123", "secret")
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    """A data directory; what root's database has elsewhere is removed afterwards."""
    yield tmp_path / "data"
    place = (tmp_path / "data" / "postgres").resolve()
    subprocess.run(["rm", "-rf", place], check=True)


@pytest.fixture
def owner(directory: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], int]]]:
    """Starts another process that owns the directory; gives it and its server's process id."""
    processes: list[subprocess.Popen[str]] = []

    def begin(durable: str = "durable") -> tuple[subprocess.Popen[str], int]:
        process = subprocess.Popen([sys.executable, "-c", OWNER, directory, durable], stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout is not None
        return process, int(process.stdout.readline())

    yield begin
    for process in processes:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


async def execute(dsn: str, statement: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:  # an orphan may wait for somebody to read its end
        return file.read().rsplit(") ", 1)[1][0] != "Z"


async def test_a_new_directory_becomes_a_database_within_a_second_or_two(directory: Path) -> None:
    begun = time.monotonic()
    server = start(directory)
    took = time.monotonic() - begun
    try:
        assert await execute(server.dsn, "show server_version_num") >= "180000"  # type: ignore[operator]
        assert await execute(server.dsn, "show server_encoding") == "UTF8"
    finally:
        server.stop()
    # Alone it takes 0.6 s; this leaves room for a busy machine, and still fails for a start that waits in steps.
    assert took < 5


async def test_what_was_written_is_there_after_a_restart(directory: Path) -> None:
    first = start(directory)
    await execute(first.dsn, "create table kept as select 42 as answer")
    first.stop()
    first.stop()  # harmless
    second = start(directory)
    try:
        assert await execute(second.dsn, "select answer from kept") == 42
    finally:
        second.stop()


async def test_it_is_reached_by_its_socket_only_and_the_socket_by_its_owner_only(directory: Path) -> None:
    server = start(directory)
    try:
        assert await execute(server.dsn, "show listen_addresses") == ""
        place = (directory / "postgres").resolve()
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert list(place.glob(".s.PGSQL.*"))
    finally:
        server.stop()


async def test_a_long_path_still_gets_a_socket(tmp_path: Path) -> None:
    place = tmp_path / ("long" * 30)
    if os.geteuid() != 0:
        server = start(place)
        try:
            assert await execute(server.dsn, "select 1") == 1
        finally:
            server.stop()
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.operations.embedded_postgres.LONGEST_SOCKET_DIRECTORY", 10)
        with temporary() as server:
            assert "ctc-sockets-" in server.dsn
            assert await execute(server.dsn, "select 1") == 1


def test_a_second_owner_is_told_who_has_the_directory_and_where_it_answers(
    directory: Path, owner: Callable[..., tuple[subprocess.Popen[str], int]]
) -> None:
    process, _ = owner()
    deadline = time.monotonic() + 10
    while True:  # the owner prints its line after it has announced itself
        with pytest.raises(DataDirectoryInUse) as refused:
            start(directory)
        if refused.value.address or time.monotonic() > deadline:
            break
    assert refused.value.pid == str(process.pid)
    assert refused.value.address == "http://127.0.0.1:8123"
    assert (holder(directory) or {})["token"] == "secret"
    assert "secret" not in (directory / "lock").read_text()
    assert stat.S_IMODE((directory / "token").stat().st_mode) == 0o600
    assert str(process.pid) in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("durable", ["durable", "not durable"])
async def test_after_kill_9_of_the_owner_the_left_over_server_is_stopped_and_nothing_is_lost(
    directory: Path, owner: Callable[..., tuple[subprocess.Popen[str], int]], durable: str
) -> None:
    process, server_pid = owner(durable)
    dsn = f"postgresql://postgres@/postgres?host={(directory / 'postgres').resolve()}"
    await execute(dsn, "create table kept as select 42 as answer")
    busy = await asyncpg.connect(dsn)  # a client that is still connected must not hold the next start up
    process.kill()
    process.wait()
    assert alive(server_pid)

    server = start(directory)
    try:
        assert not alive(server_pid)
        assert await execute(server.dsn, "select answer from kept") == 42
        # The new owner's settings hold, not the old one's.
        assert await execute(server.dsn, "show fsync") == "on"
    finally:
        server.stop()
        busy.terminate()


async def test_after_kill_9_of_owner_and_server_what_was_committed_is_recovered(
    directory: Path, owner: Callable[..., tuple[subprocess.Popen[str], int]]
) -> None:
    process, server_pid = owner()
    dsn = f"postgresql://postgres@/postgres?host={(directory / 'postgres').resolve()}"
    await execute(dsn, "create table kept as select 42 as answer")
    process.kill()
    process.wait()
    os.kill(server_pid, signal.SIGKILL)

    server = start(directory)
    try:
        assert await execute(server.dsn, "select answer from kept") == 42
    finally:
        server.stop()


async def test_a_stale_file_with_the_id_of_a_living_process_misleads_nobody(directory: Path) -> None:
    start(directory).stop()
    data = (directory / "postgres").resolve() / "data"
    with subprocess.Popen(["sleep", "60"]) as innocent:
        lines = [innocent.pid, data, 1, 5432, data, "", "1 1", "ready"]
        (data / "postmaster.pid").write_text("".join(f"{line}\n" for line in lines))
        server = start(directory)
        try:
            assert await execute(server.dsn, "select 1") == 1
            assert innocent.poll() is None
        finally:
            server.stop()
            innocent.kill()


def test_making_a_database_that_was_broken_off_is_begun_again(directory: Path) -> None:
    start(directory).stop()
    place = (directory / "postgres").resolve()
    (place / "data").rename(place / "new")  # as kill -9 leaves it: not yet under its name
    (place / "new" / "global" / "pg_control").unlink()
    start(directory).stop()
    assert not (place / "new").exists()


def test_a_database_of_another_postgresql_is_refused_with_what_to_do(directory: Path) -> None:
    start(directory).stop()
    ((directory / "postgres").resolve() / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedPostgresError, match=r"made by PostgreSQL 16, and this is 18: dump it"):
        start(directory)
    with pytest.raises(EmbeddedPostgresError, match=r"PostgreSQL 16"):  # and the lock was let go
        start(directory)


def test_a_server_that_does_not_start_says_why_and_where_to_look(directory: Path) -> None:
    start(directory).stop()
    ((directory / "postgres").resolve() / "data" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedPostgresError, match=r"does not start: .*configuration file.*postgres\.log"):
        start(directory)


def test_a_file_in_the_directory_s_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(EmbeddedPostgresError, match=r"data cannot hold a database: .*"):
        start(tmp_path / "data")


async def test_statements_and_values_stay_out_of_the_log(directory: Path) -> None:
    server = start(directory)
    try:
        await execute(server.dsn, "create table one (id text primary key)")
        await execute(server.dsn, "insert into one values ('MARKED')")
        with pytest.raises(asyncpg.UniqueViolationError):
            await execute(server.dsn, "insert into one values ('MARKED')")
        with pytest.raises(asyncpg.DataError):
            await execute(server.dsn, "select 1 / (length('MARKED') - 6)")
    finally:
        server.stop()
    log = (directory / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "MARKED" not in log


def test_a_temporary_one_leaves_nothing_behind() -> None:
    with temporary() as server:
        place = (server.directory / "postgres").resolve()
        assert place.exists()
    assert not place.exists()
    assert not server.directory.exists()
    assert not alive(server.pid)
