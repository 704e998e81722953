"""The databases that systems killed by tests leave running, and their end."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

USED: set[Path] = set()
"""Directories of systems. Each was killed at last, and its PostgreSQL runs on for the next one there."""


def end_databases() -> None:
    """Ends the servers that killed systems left, and removes their data, which may stand outside their directory."""
    for place in {(data / "postgres").resolve() for data in USED}:
        with suppress(OSError, IndexError, ValueError):
            pid = int((place / "data" / "postmaster.pid").read_text().split()[0])
            if str(place) in Path(f"/proc/{pid}/cmdline").read_text():  # an id may be another's by now
                os.kill(pid, signal.SIGQUIT)
        shutil.rmtree(place, ignore_errors=True)
