"""Changes of the tokens file, one writer at a time."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from shared.engine.principals import Principal
from shared.web.tokens.entries import Entry, File, OldToken, TokensError, build_entry, hash_token, load


def add(path: Path, principal: Principal, expires_on: date | None = None) -> str:
    """Lets a principal in and returns its token, which nobody can find out again.

    Raises TokensError if there is one of this name, for a name stands for one office.
    """
    token = _draw_token()
    with _changing(path) as entries:
        if any(entry.name == principal.name for entry in entries):
            raise TokensError(f"there is a principal {principal.name} already: revoke it first, or take another name")
        number = entries.shut_out.get(principal.name, 0) + 1
        entries.append(build_entry(replace(principal, number=number), hash_token(token), expires_on, None))
    return token


def change(path: Path, name: str, **rights: object) -> Principal:
    """Gives a principal these rights in place of those of the same kind, and returns it; its token stays.

    Raises TokensError if there is none of this name.
    """
    with _changing(path) as entries:
        at = _place(entries, name)
        before = entries[at]
        principal = replace(before.principal, **rights)  # type: ignore[arg-type]
        entries[at] = build_entry(principal, before.token_sha256, before.expires_on, before.old)
    return principal


def rotate(path: Path, name: str, today: date, days: int, expires_on: date | None = None) -> str:
    """A second token of the same principal; the one before ends after these days, or when it is revoked.

    Raises TokensError if there is no such principal, or if two tokens are valid already. So it does if the one before
    expires and nobody said when the new one does.
    """
    token = _draw_token()
    with _changing(path) as entries:
        at = _place(entries, name)
        before = entries[at]
        if before.old is not None and before.old.expires_on >= today:
            raise TokensError(
                f"two tokens of {name} are valid: end the older one with `ctc tokens revoke {name} --old`"
            )
        if before.expires_on is not None and expires_on is None:
            raise TokensError(f"the token of {name} expires: say with --expires when the new one does")
        last_day = min(today + timedelta(days=days), before.expires_on or date.max)
        old = OldToken(token_sha256=before.token_sha256, expires_on=last_day)
        entries[at] = build_entry(before.principal, hash_token(token), expires_on, old)
    return token


def revoke(path: Path, name: str) -> None:
    """Shuts a principal out, from its next request on. Raises TokensError if there is none of this name."""
    with _changing(path) as entries:
        del entries[_place(entries, name)]


def revoke_old(path: Path, name: str) -> None:
    """Ends the token before the present one. Raises TokensError if there is none."""
    with _changing(path) as entries:
        at = _place(entries, name)
        if entries[at].old is None:
            raise TokensError(f"{name} has one token only")
        entries[at] = entries[at].model_copy(update={"old": None})


def remove_all(path: Path, names: Container[str]) -> None:
    """Removes these entries: their principals are known elsewhere now."""
    with _changing(path) as entries:
        entries[:] = [entry for entry in entries if entry.name not in names]


def _draw_token() -> str:
    return f"ctc_{secrets.token_urlsafe(32)}"


def _place(entries: list[Entry], name: str) -> int:
    for at, entry in enumerate(entries):
        if entry.name == name:
            return at
    raise TokensError(f"there is no principal {name}: `ctc tokens list` shows them")


class _Entries(list[Entry]):
    """Those of the file, to be changed."""

    def __init__(self, file: File) -> None:
        super().__init__(file.principals)
        self._before = file
        self.shut_out = file.shut_out

    def build_file(self) -> File:
        """What the file is to hold. Whoever is not there any more is counted among those that were shut out."""
        left = {one.name for one in self}
        gone = {one.name: one.number for one in self._before.principals if one.name not in left}
        return File(principals=list(self), shut_out=self.shut_out | gone)


_NOT_NEEDED: Final[dict[str, Any]] = {"shut_out": True, "principals": {"__all__": {"number"}}}
"""What the file leaves out while nobody was shut out: a copy of an older version reads it too."""


@contextmanager
def _changing(path: Path) -> Iterator[_Entries]:
    """The entries; one writer at a time, and a reader sees the old file or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        entries = _Entries(load(path))
        yield entries
        new = path.with_name(f".{path.name}.new")
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        content = entries.build_file()
        with os.fdopen(descriptor, "w") as file:
            file.write(content.model_dump_json(indent=2, exclude=None if content.shut_out else _NOT_NEEDED) + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
