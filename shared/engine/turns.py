"""Long work in one loop with others: it lets them have their turn every few milliseconds."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 0.01
"""Seconds until others have their turn. An event of another system may take three times as long to be read."""


@dataclass(slots=True)
class Turns:
    """One piece of work, from now on."""

    longest: float = field(default_factory=lambda: LONGEST)
    """Seconds."""
    _since: float = field(default_factory=time.monotonic)

    async def let_others(self) -> None:
        """Lets others have their turn, if this work has gone on for as long as it may."""
        if time.monotonic() - self._since >= self.longest:
            await asyncio.sleep(0)
            self._since = time.monotonic()
