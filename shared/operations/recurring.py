"""An error that comes again at every try: what waiting could heal would be healed after a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass

LASTING = 60.0
"""Seconds from the first time on after which an error is not one of those that pass."""


@dataclass(slots=True)
class Recurring:
    """What one loop stumbles over, try after try."""

    gap: float
    """Seconds without the error after which it is over. Longer than the longest pause between two tries."""
    _error: str = ""
    _first: float = 0.0
    _last: float = 0.0

    def note(self, error: str) -> None:
        """Says that a try ended with this error."""
        now = time.monotonic()
        if error != self._error or now - self._last > self.gap:
            self._error, self._first = error, now
        self._last = now

    def clear(self) -> None:
        """Says that a try succeeded."""
        self._error = ""

    @property
    def is_lasting(self) -> bool:
        """Whether the same error has come for a minute, and still does."""
        is_present = self._error != "" and time.monotonic() - self._last <= self.gap
        return is_present and self._last - self._first >= LASTING
