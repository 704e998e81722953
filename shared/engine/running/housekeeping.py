"""What a service forgets: rows of its inbox from before the horizon, in small steps.

Behind the inbox stand the natural keys, so that what comes again later still changes nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from shared.engine.handler import Handler
from shared.engine.storage import inbox

log = structlog.get_logger()

HORIZON: Final = timedelta(days=90)
"""How long a trigger is known by its id: far longer than any transport keeps what nobody acknowledged."""
STEP: Final = 1_000
"""Rows deleted at once: a few milliseconds, so that no trigger waits for it."""
PAUSE: Final = 3_600.0
"""Seconds between looks, once all is forgotten."""
BREATH: Final = 0.1
"""Seconds between steps while there is more."""


@dataclass(slots=True)
class Housekeeping:
    """One service's. Several copies may run; each row is deleted once."""

    handler: Handler

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                forgotten = await self.step()
            except Exception as error:  # database away: nothing may end the loop
                log.warning("housekeeping waits", service=self.handler.service.name, error=type(error).__name__)
                forgotten = 0
            await asyncio.sleep(BREATH if forgotten == STEP else PAUSE)

    async def step(self) -> int:
        """Forgets some of what is older than the horizon; returns how many rows."""
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.watch.now(connection)
            if now is None:  # by a clock that jumped, all would be too old
                return 0
            return await inbox.forget(connection, self.handler.service.name, now - HORIZON, STEP)
