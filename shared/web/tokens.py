"""Bearer tokens: a file of principals, each known by the SHA-256 of its token.

The file never holds a token, so whoever reads a backup of it still cannot come in. A token has 256
random bits, so a plain hash is enough, and a lookup by hash takes the same time whoever asks. An
identity provider can later stand behind the same function, `principal_for`.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import structlog
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from contracts.audiences import Audience
from shared.engine.principals import ANY, OWNER, RESERVED, Principal, register_owner

log = structlog.get_logger()


def _check_own(name: str) -> str:
    if name.lower() in RESERVED:
        raise PydanticCustomError("name_of_the_system", "the system itself acts under this name: take another one")
    return name


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$"), AfterValidator(_check_own)]
"""It becomes part of a command's identity and of logs: no spaces, no slashes, no name of our own."""


class TokensError(Exception):
    """What is wrong with the tokens file, or with what was asked of it, in one line."""


class _Entry(BaseModel):
    """One principal, as the file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    token_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    audience: Audience = "public"
    parties: list[str] = []
    sources: list[str] = []
    may_command: bool = False
    may_operate: bool = False
    notice_types: list[str] = []
    bodies: list[str] = []

    @property
    def principal(self) -> Principal:
        return Principal(
            self.name,
            self.audience,
            frozenset(self.parties),
            frozenset(self.sources),
            self.may_command,
            self.may_operate,
            frozenset(self.notice_types),
            frozenset(self.bodies),
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    principals: list[_Entry] = []


@dataclass(slots=True)
class Tokens:
    """Finds the principal of a token; reads the file again when it has changed."""

    path: Path | None = None
    given: Mapping[str, Principal] = field(default_factory=dict)
    """Tokens of this process alone, such as the one that `ctc up` prints."""
    _read: tuple[int, ...] | None = None
    _by_hash: dict[str, Principal] = field(default_factory=dict)
    _by_source: dict[str, tuple[Principal, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises TokensError if the file is not valid: better at the start than at a request."""
        self._reload()

    async def principal_for(self, bearer: str) -> Principal | None:
        """The principal with this token, or None."""
        self._refresh()
        return self._by_hash.get(_hash(bearer))

    def senders_of(self, source: str) -> tuple[Principal, ...]:
        """The principals of the file that are registered for exactly this source.

        `*` in the file counts for nothing here: of an event on Kafka nobody showed a token. A source that nobody has
        is the owner's, where this process printed the owner's token.
        """
        self._refresh()
        owned = OWNER in self.given.values()
        return self._by_source.get(source) or ((register_owner(source),) if owned else ())

    def _refresh(self) -> None:
        try:
            self._reload()
        except TokensError as error:  # half-edited by hand: whoever could come in still can
            log.error("tokens file not read; the last valid one holds", reason=str(error))

    def _reload(self) -> None:
        stamp = _stamp(self.path)
        if stamp == self._read:
            return
        self._read = stamp
        entries = _load(self.path).principals if self.path else []
        self._by_hash = {_hash(token): principal for token, principal in self.given.items()}
        self._by_hash |= {entry.token_sha256: entry.principal for entry in entries}
        self._by_source = _by_source(entry.principal for entry in entries)


def add(path: Path, principal: Principal) -> str:
    """Lets a principal in and returns its token, which nobody can find out again.

    Raises TokensError if there is one of this name, for a name stands for one office.
    """
    token = f"ctc_{secrets.token_urlsafe(32)}"
    with _changing(path) as entries:
        if any(entry.name == principal.name for entry in entries):
            raise TokensError(f"there is a principal {principal.name} already: revoke it first, or take another name")
        entries.append(_entry(principal, _hash(token)))
    return token


def change(path: Path, name: str, **rights: object) -> Principal:
    """Gives a principal these rights in place of those of the same kind, and returns it; its token stays.

    Raises TokensError if there is none of this name.
    """
    with _changing(path) as entries:
        at = _place(entries, name)
        principal = replace(entries[at].principal, **rights)  # type: ignore[arg-type]
        entries[at] = _entry(principal, entries[at].token_sha256)
    return principal


def revoke(path: Path, name: str) -> None:
    """Shuts a principal out, from its next request on. Raises TokensError if there is none of this name."""
    with _changing(path) as entries:
        del entries[_place(entries, name)]


def _place(entries: list[_Entry], name: str) -> int:
    for at, entry in enumerate(entries):
        if entry.name == name:
            return at
    raise TokensError(f"there is no principal {name}: `ctc tokens list` shows them")


def _by_source(principals: Iterable[Principal]) -> dict[str, tuple[Principal, ...]]:
    """For each source the principals that name it, each with all its sources."""
    found: dict[str, tuple[Principal, ...]] = {}
    for one in principals:
        named = replace(one, sources=one.sources - {ANY})
        for source in named.sources:
            found[source] = (*found.get(source, ()), named)
    return found


def principals(path: Path) -> list[Principal]:
    """Who may come in, by name."""
    return sorted((entry.principal for entry in _load(path).principals), key=lambda principal: principal.name)


def _entry(principal: Principal, token_sha256: str) -> _Entry:
    try:
        return _Entry(
            name=principal.name,
            token_sha256=token_sha256,
            audience=principal.audience,
            parties=sorted(principal.parties),
            sources=sorted(principal.sources),
            may_command=principal.may_command,
            may_operate=principal.may_operate,
            notice_types=sorted(principal.notice_types),
            bodies=sorted(principal.bodies),
        )
    except ValidationError as error:
        problem = error.errors()[0]
        raise TokensError(f"{problem['loc'][0]} {principal.name!r}: {problem['msg']}") from None


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _stamp(path: Path | None) -> tuple[int, ...]:
    """Differs after each change of the file; empty without one."""
    try:
        stat = os.stat(path) if path else None
    except FileNotFoundError:
        return ()
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat else ()


def _load(path: Path) -> _File:
    """The file's content; a file that is not there lets nobody in."""
    try:
        return _File.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return _File()
    except OSError as error:
        raise TokensError(f"tokens file {path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise TokensError(f"tokens file {path} is not valid at {where or 'its start'}: {problem['type']}") from None


@contextmanager
def _changing(path: Path) -> Iterator[list[_Entry]]:
    """The entries, to be changed; one writer at a time, and a reader sees the old file or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        entries = list(_load(path).principals)
        yield entries
        new = path.with_name(f".{path.name}.new")
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(_File(principals=entries).model_dump_json(indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
