"""The directory of a mirror: files with names and digests, and a record of how far it is.

Each file is written beside its place, brought to the disk, and then moved there. So whoever looks sees a whole file or
none, and whoever ends the program at any moment loses nothing.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, ValidationError

from contracts.vocabulary import FormName, ReportName
from ctc.errors import CannotStart
from ctc.mirroring.feed import Announced, EditionPath
from reference import Language

RECORD: Final = ".mirror.json"
SUMS: Final = "SHA256SUMS"
LOCK: Final = ".mirror.lock"
PART: Final = ".part"
"""How the name of a file ends that is being written."""


def _check_not_ours(name: str) -> str:
    """Raises ValueError for a name that the mirror needs itself. Some file systems do not tell cases apart."""
    if name.lower() in {own.lower() for own in (RECORD, SUMS, LOCK)} or name.lower().endswith(PART):
        raise ValueError("this name is the mirror's own")
    return name


FileName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$", max_length=200),
    AfterValidator(_check_not_ours),
]


class Wish(BaseModel):
    """What a directory follows. It never changes."""

    url: str
    audience: str
    reports: tuple[ReportName, ...]
    """Empty: all of them."""
    languages: tuple[Language, ...]
    forms: tuple[FormName, ...]


class Held(BaseModel):
    """An edition, and its files by name with their SHA-256."""

    path: EditionPath
    digest: str | None = None
    """SHA-256 of its JSON in English, as it was announced to the audience."""
    report: str
    files: dict[FileName, str] = Field(default_factory=dict)
    is_complete: bool = False


class Record(BaseModel):
    """How far a mirror is."""

    wish: Wish
    cursor: str | None = None
    """In the feed of released copies."""
    editions: dict[str, Held] = Field(default_factory=dict)
    """By id."""


@contextmanager
def open_shelf(directory: Path, wish: Wish) -> Iterator[Shelf]:
    """The directory, for one program at a time. Raises CannotStart."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not (directory / RECORD).exists() and {one.name for one in directory.iterdir()} - {LOCK}:
            raise CannotStart(f"{directory} holds other things: take an empty directory, or a new one")
        with (directory / LOCK).open("w") as lock:
            _take(lock.fileno(), directory)
            yield Shelf(directory, _read(directory, wish))
    except OSError as error:
        raise CannotStart(f"{directory} cannot be used: {error.strerror}") from error


def _take(lock: int, directory: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(f"another program fills {directory}: wait until it has ended") from None


def _read(directory: Path, wish: Wish) -> Record:
    file = directory / RECORD
    if not file.exists():
        return Record(wish=wish)
    try:
        record = Record.model_validate_json(file.read_bytes())
    except ValidationError:
        raise CannotStart(f"{file} is no record of a mirror: take a new directory") from None
    if record.wish != wish:
        was = record.wish.model_dump_json(exclude_defaults=True)
        raise CannotStart(f"{directory} follows something else: take a new directory, or ask for the same: {was}")
    return record


class Shelf:
    """The files of a mirror. Those that are gone are asked for again."""

    def __init__(self, directory: Path, record: Record) -> None:
        self.directory = directory
        self.record = record
        for part in directory.glob(f"*{PART}"):
            part.unlink()
        for edition in record.editions.values():
            edition.is_complete &= all((directory / name).exists() for name in edition.files)

    def announce(self, edition: Announced) -> list[str]:
        """It was published, or again with less in it: what was there of it goes. Returns those files."""
        gone = self.take_away(edition.edition_id)
        held = Held(path=edition.path, digest=edition.digest, report=edition.report)
        self.record.editions[edition.edition_id] = held
        return gone

    def take_away(self, edition_id: str) -> list[str]:
        """The edition is not for this audience any more. Returns the files that went."""
        edition = self.record.editions.pop(edition_id, None)
        names = sorted(edition.files) if edition else []
        for name in names:
            (self.directory / name).unlink(missing_ok=True)
        return names

    def put(self, edition: Held, name: str, content: bytes) -> bool:
        """Brings a file of an edition. False: it is there already."""
        digest = sha256(content).hexdigest()
        is_there = edition.files.get(name) == digest and (self.directory / name).exists()
        if not is_there:
            self._write(name, content)
            edition.files[name] = digest
        return not is_there

    def save(self) -> None:
        """Notes how far it is."""
        files = {name: sum_ for one in self.record.editions.values() for name, sum_ in one.files.items()}
        self._write(SUMS, "".join(f"{files[name]}  {name}\n" for name in sorted(files)).encode())
        self._write(RECORD, self.record.model_dump_json(indent=2).encode())

    def _write(self, name: str, content: bytes) -> None:
        part = self.directory / f"{name}{PART}"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.directory / name)
        directory = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
