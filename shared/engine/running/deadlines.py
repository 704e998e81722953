"""The loop that brings due deadlines to the handler."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import structlog

from shared.engine.handler import Handler
from shared.engine.outcomes import Done
from shared.engine.rules import Due
from shared.engine.running.waking import wait
from shared.engine.storage import deadlines as deadline_store
from shared.engine.time.dates import civil_date
from shared.operations.logs import ids

log = structlog.get_logger()

LARGEST_BATCH = 100
"""Deadlines a turn: one transaction of a few milliseconds, or one for each whose rule says so (`Rule.is_alone`)."""
FEW = 10
"""Of those that are handled one by one: others that come meanwhile need not wait for a hundred of them."""
IDLE = 1.0
"""Seconds between looks at the clock; one indexed read each."""


@dataclass(slots=True)
class DeadlineLoop:
    """One service's. Several copies may run: the handler re-reads each deadline under lock."""

    handler: Handler
    bell: asyncio.Event
    moved_at: float = field(default_factory=time.monotonic)
    fired: Counter[str] = field(default_factory=Counter)
    """By kind and step, since the start."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.moved_at = time.monotonic()
            try:
                handled = await self.step()
            except Exception as error:  # database away: nothing may end the loop
                log.warning("deadlines wait", service=self.handler.service.name, error=type(error).__name__)
                handled = 0
            if not handled:
                await wait(self.bell, IDLE)

    async def step(self) -> int:
        """Brings what is due now to the handler; returns how many it brought: those of a newer version stay."""
        due = await self.due(LARGEST_BATCH)
        return await self.bring(due[:FEW] if any(map(self._is_alone, due)) else due)

    async def bring(self, due: Sequence[Due]) -> int:
        """Brings those that this version knows to the handler, which reads each again under lock; returns how many."""
        known = [one for one in due if self.handler.service.rule_for(one) is not None]
        for is_alone, some in groupby(known, self._is_alone):
            several = list(some)
            for part in [[one] for one in several] if is_alone else [several]:
                self.moved_at = time.monotonic()
                await self._bring_together(part)
        return len(known)

    def _is_alone(self, due: Due) -> bool:
        rule = self.handler.service.rule_for(due)
        return rule is not None and rule.is_alone

    async def _bring_together(self, due: Sequence[Due]) -> None:
        outcomes = await self.handler.handle(due)
        for trigger, outcome in zip(due, outcomes, strict=True):
            if isinstance(outcome, Done):
                self._log(trigger, outcome)
                self.fired[f"{trigger.deadline.kind} {trigger.step}"] += 1

    def _log(self, due: Due, done: Done) -> None:
        log.info(
            "deadline acted",
            service=self.handler.service.name,
            kind=due.deadline.kind,
            step=due.step,
            subject=due.deadline.subject,
            due_on=due.deadline.due_on,
            correlationid=due.correlation_id,
            event_ids=ids(done.events),
        )

    async def due(self, limit: int) -> list[Due]:
        """What is due now, in order; nothing while the clock is doubted, for what has acted is published for good."""
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.watch.now(connection)
            if now is None:
                return []
            return await deadline_store.due(connection, self.handler.service.name, civil_date(now), limit)
