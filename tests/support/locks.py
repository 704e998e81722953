"""One at a time, though the workers of a run are processes of their own."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def have_alone(file: Path) -> Iterator[None]:
    """Waits until nobody else is in such a block for this file."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
