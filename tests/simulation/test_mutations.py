"""The simulator sees what it is there to see: with one piece taken out, it fails within a few seeds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import contracts.redaction
from ctc.simulation.running import Ground, ground
from ctc.simulation.simulation import Asked
from services.council.facts import EVENTS
from services.followup import mandates
from shared import deadlines, inbox, notices
from shared.door import Door
from shared.loopback import LoopbackConsumer
from shared.rules import Known

SEEDS = range(1, 6)

TakeOut = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture
async def database(postgres: str) -> AsyncIterator[Ground]:
    async with ground(postgres) as prepared:
        yield prepared


def no_inbox(patch: pytest.MonkeyPatch) -> None:
    """Every trigger is taken for new."""

    async def take(connection: Any, schema: str, identities: Any, now: Any) -> set[tuple[str, str]]:
        await inbox_take(connection, schema, identities, now)
        return set(identities)

    inbox_take = inbox.take
    patch.setattr(inbox, "take", take)


def no_second_look_at_deadlines(patch: pytest.MonkeyPatch) -> None:
    """What was read as due acts, whatever became of it since."""

    async def still_due(_door: Door, _connection: Any, prepared: Any, _context: Any) -> Any:
        return prepared

    patch.setattr(Door, "_still_due", still_due)


def acknowledged_first(patch: pytest.MonkeyPatch) -> None:
    """What is acknowledged before it is handled gets lost in a crash."""

    async def step(consumer: LoopbackConsumer, acknowledge: bool = True, limit: int = 2_000) -> int:
        batch = await consumer.poll(limit)
        if batch.positions:
            await consumer.acknowledge(batch.positions)
        if batch.messages:
            await consumer.handler(batch.messages)
        return sum(batch.positions.values())

    patch.setattr(LoopbackConsumer, "step", step)


def everybody_may_see(patch: pytest.MonkeyPatch) -> None:
    """What is confidential is released."""
    patch.setattr(contracts.redaction, "may_see", lambda *_: True)


def nobody_may_see(patch: pytest.MonkeyPatch) -> None:
    """What is released does not arrive."""
    patch.setattr(contracts.redaction, "may_see", lambda *_: False)


def deadlines_act_a_day_early(patch: pytest.MonkeyPatch) -> None:
    """Duties are overdue on their last day."""

    def early(deadline: deadlines.Deadline, *more: Any) -> deadlines.Deadline:
        return scheduled(replace(deadline, due_on=deadline.due_on - timedelta(days=1)), *more)

    scheduled = deadlines.scheduled
    patch.setattr(deadlines, "scheduled", early)


def mandates_never_end(patch: pytest.MonkeyPatch) -> None:
    """What no mandate governs is overdue all the same."""
    patch.setattr(mandates, "lapsed_on", lambda *_: None)


def notices_wait_no_longer_than_a_day(patch: pytest.MonkeyPatch) -> None:
    """A notice about something unknown is refused before its seven days are over."""
    patch.setattr(notices, "add_period", lambda day, _period: day + timedelta(days=1))


def no_natural_key(patch: pytest.MonkeyPatch) -> None:
    """What the inbox has forgotten is kept again."""
    get = Known.get
    patch.setattr(Known, "get", lambda known, table, key: None if table is EVENTS else get(known, table, key))


PIECES: list[TakeOut] = [
    no_inbox,
    no_second_look_at_deadlines,
    acknowledged_first,
    everybody_may_see,
    nobody_may_see,
    deadlines_act_a_day_early,
    mandates_never_end,
    notices_wait_no_longer_than_a_day,
    no_natural_key,
]


@pytest.mark.parametrize("take_out", PIECES, ids=lambda piece: piece.__name__)
async def test_without_it_the_simulator_fails_within_a_few_seeds(
    take_out: TakeOut, database: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out(monkeypatch)
    found = await violation(database, 2037 if take_out is mandates_never_end else 2024)
    assert found


async def violation(database: Ground, begin: int = 2024) -> str:
    """The first one that is found; empty if all holds."""
    for seed in SEEDS:
        found = await database.run(Asked(1, seed, 10, True, begin))
        if found.violations:
            return found.violations[0]
    return ""
