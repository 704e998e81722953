"""Who has a data directory: `lock` says so, and where the owner answers.

`token` beside it holds the owner's token for the commands on this directory. Only the user who started it may read
that file. It is never in `lock`, which people look into.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from pathlib import Path

from shared.operations.embedded_postgres.home import EmbeddedPostgresError

KEPT_BESIDE = frozenset({"tokens.json", ".tokens.json.lock"})
"""What may lie in a directory before it has a database: who may come in."""


class DataDirectoryInUse(EmbeddedPostgresError):
    """Another process has the data directory; it answers at `address`, if that is not empty."""

    def __init__(self, directory: Path, holder: dict[str, str]) -> None:
        self.pid = holder.get("pid", "unknown")
        self.address = holder.get("address", "")
        where = f", which answers at {self.address}" if self.address else ""
        super().__init__(f"{directory} is in use by process {self.pid}{where}: stop it, or name another directory")


def check_free(directory: Path) -> None:
    """Raises EmbeddedPostgresError where something else lies in a directory that has no database yet."""
    foreign = {path.name for path in directory.iterdir()} - KEPT_BESIDE
    if foreign and not (directory / "lock").exists():
        raise EmbeddedPostgresError(f"{directory} holds something else: name a new directory, or an empty one")


def take(directory: Path) -> int:
    """Takes the lock, and returns its descriptor. Raises DataDirectoryInUse."""
    lock = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    if try_lock(lock):
        (directory / "token").unlink(missing_ok=True)  # of an owner that was killed
        _write(lock, {})
        return lock
    with os.fdopen(lock) as file:
        holder = file.read()
    raise DataDirectoryInUse(directory, json.loads(holder or "{}"))


def announce(directory: Path, lock: int, address: str, token: str, tokens_file: str) -> None:
    """Says where the owner answers, and by which tokens file."""
    descriptor = os.open(directory / "token", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(token)
    _write(lock, {"address": address, "tokens_file": tokens_file})


def forget_token(directory: Path) -> None:
    """The owner ends: its token opens nothing any more."""
    (directory / "token").unlink(missing_ok=True)


def holder(directory: Path) -> dict[str, str] | None:
    """Who has the directory: `pid`, and `address`, `tokens_file` and `token` if it answers; None if nobody has.

    There is no `token` for who may not read it.
    """
    try:
        lock = os.open(directory / "lock", os.O_RDWR)
    except FileNotFoundError:
        return None
    with os.fdopen(lock) as file:
        if try_lock(lock):
            return None
        found = dict[str, str](json.loads(file.read() or "{}"))
    with suppress(OSError):
        found["token"] = (directory / "token").read_text()
    return found


def try_lock(lock: int) -> bool:
    """Whether the lock could be taken."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(lock: int, holder: dict[str, str]) -> None:
    # Padded, so that whoever reads meanwhile finds the old or the new whole: never the end of another.
    text = json.dumps({"pid": str(os.getpid()), "address": "", **holder})
    os.pwrite(lock, text.ljust(4096).encode(), 0)
