"""On which day each token was last used: an empty file for each beside the tokens file, whose time of change says it.

Each process touches one at most once a day for each token. Nothing depends on these files: where they cannot be
written, nobody learns of the last use, and everybody still comes in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import structlog

from shared.engine.time.dates import civil_date

log = structlog.get_logger()

LENGTH = 16
"""Characters of the hash that name a token's file: it opens nothing."""


@dataclass(slots=True)
class Uses:
    """Notes the uses of one process."""

    path: Path | None
    """The tokens file."""
    directory: Path | None = None
    """Where they are noted, if not beside the file: so a service need not be able to write where the file is."""
    _days: dict[str, date] = field(default_factory=dict)

    def note(self, token_sha256: str, today: date) -> None:
        """A token was used today."""
        if self.path is None or self._days.get(token_sha256) == today:
            return
        self._days[token_sha256] = today
        directory = self.directory or _directory(self.path)
        try:
            directory.mkdir(mode=0o700, exist_ok=True)
            (directory / token_sha256[:LENGTH]).touch(mode=0o600)
        except OSError as error:
            log.warning("the last use of a token is not kept", reason=os.strerror(error.errno or 0))


def last_uses(path: Path, hashes: list[str], directory: Path | None = None) -> date | None:
    """The last day on which one of these tokens was used, as far as it is known."""
    files = [(directory or _directory(path)) / one[:LENGTH] for one in hashes]
    times = [file.stat().st_mtime for file in files if file.exists()]
    return civil_date(datetime.fromtimestamp(max(times), UTC)) if times else None


def _directory(path: Path) -> Path:
    return path.with_name(f".{path.name}.used")
