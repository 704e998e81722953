"""Kafka's classes as Java shares them from one run to the next: with them a start costs half as much."""

from __future__ import annotations

import os
import signal
from pathlib import Path


class KafkaClasses:
    """Those of these jars. The first Kafka that is removed leaves them beside the jars."""

    def __init__(self, jars: Path) -> None:
        self._kept = jars / "classes.jsa"
        self._new = None if self._kept.exists() else jars / f"classes.{os.getpid()}.jsa"

    @property
    def option(self) -> str:
        """What Java is told. It does without where the file is of another Java."""
        return f"-XX:SharedArchiveFile={self._kept}" if self._new is None else f"-XX:ArchiveClassesAtExit={self._new}"

    @property
    def end(self) -> signal.Signals:
        """How a Kafka that nobody needs any more is ended: Java writes the file at an orderly end."""
        return signal.SIGKILL if self._new is None else signal.SIGTERM

    def keep(self) -> None:
        """Called when that Kafka is gone."""
        if self._new is not None and self._new.exists():
            self._new.rename(self._kept)
