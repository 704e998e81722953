"""Loops that must not end. If one ends anyway, it is begun again, and the log says so.

The loop's own `except` should handle what goes wrong while it waits. Some faults get past that: a fault of ours, or a
cancellation that a library lets out. Such a fault may not stop the service in silence. It may not end the process
either, in which other services may run.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Literal

import structlog

from shared.operations.metrics import Metrics

log = structlog.get_logger()

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds until a loop that ended is begun again: doubled each time."""
RECOVERED = 60.0
"""Seconds after which a loop that runs is taken for healthy: its next pause is the shortest one."""

Run = Callable[[], Coroutine[Any, Any, None]]


State = Literal["runs", "rests", "is done"]


@dataclass(slots=True)
class Supervisor:
    """The loops of one service."""

    service: str
    metrics: Metrics
    shortest_pause: float = SHORTEST_PAUSE
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _states: dict[str, State] = field(default_factory=dict)

    def start(self, name: str, run: Run, once: bool = False) -> None:
        """Runs a loop until `stop`. With `once` it is done when it returns, and begun again only if it raises."""
        self.metrics.begin_loop(name)
        self._states[name] = "runs"
        self._tasks[name] = asyncio.create_task(self._keep(name, run, once), name=f"{self.service} {name}")

    async def stop(self) -> None:
        """Ends them all."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def loops_at_rest(self) -> list[str]:
        """Those that ended and do not run at this moment."""
        return [name for name, state in self._states.items() if state == "rests" or self._is_lost(name)]

    def is_done(self, name: str) -> bool:
        """Whether nothing of this name is left to run."""
        return self._states.get(name, "is done") == "is done"

    def _is_lost(self, name: str) -> bool:
        """Whether even its keeper is gone, which only the end of the process should bring about."""
        return self._tasks[name].done() and not self.is_done(name)

    async def _keep(self, name: str, run: Run, once: bool) -> None:
        pause = self.shortest_pause
        while True:
            begun = time.monotonic()
            error = await _end_of(run)
            if once and error is None:
                self._states[name] = "is done"
                return
            if time.monotonic() - begun > RECOVERED:
                pause = self.shortest_pause
            self.metrics.count_loop_end(name)
            log.error("loop ended, it begins again", service=self.service, loop=name, error=error, pause=pause)
            await self._rest(name, pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _rest(self, name: str, seconds: float) -> None:
        self._states[name] = "rests"
        await asyncio.sleep(seconds)
        self._states[name] = "runs"


async def _end_of(run: Run) -> BaseException | None:
    """What a loop ended with. Raises CancelledError only where this task itself was cancelled."""
    try:
        await run()
    except asyncio.CancelledError as cancellation:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        return cancellation
    except Exception as error:  # whatever it is, the loop must go on
        return error
    return None
