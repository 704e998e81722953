"""The simulator sees what it is there to see: with one piece taken out, it fails within a few seeds.

These are the engine's and the confidentiality's. `make simulate` takes out rules as well.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

import contracts.redaction
from services.council.facts import EVENTS
from shared.engine.handler import Handler
from shared.engine.rules import Known
from shared.engine.storage import inbox
from shared.transports.loopback import LoopbackConsumer
from simulator.running import Ground
from tests.simulation.taking_out import TakeOut, find_violation, make_ground
from tests.support.postgres import PostgresServer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ground(postgres_server: PostgresServer) -> AsyncIterator[Ground]:
    async with make_ground(postgres_server) as made:
        yield made


def no_inbox(patch: pytest.MonkeyPatch) -> None:
    """Every trigger is taken for new."""

    async def take(connection: Any, schema: str, identities: Any, now: Any) -> set[tuple[str, str]]:
        await inbox_take(connection, schema, identities, now)
        return set(identities)

    inbox_take = inbox.take
    patch.setattr(inbox, "take", take)


def no_second_look_at_deadlines(patch: pytest.MonkeyPatch) -> None:
    """What was read as due acts, whatever became of it since."""

    async def still_due(_door: Handler, _connection: Any, deadlines: Any, _context: Any) -> Any:
        return deadlines

    patch.setattr(Handler, "_drop_not_due", still_due)


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


def no_natural_key(patch: pytest.MonkeyPatch) -> None:
    """What the inbox has forgotten is kept again."""
    get = Known.get
    patch.setattr(Known, "get", lambda rows, table, key: None if table is EVENTS else get(rows, table, key))


PIECES: list[TakeOut] = [
    no_inbox,
    no_second_look_at_deadlines,
    acknowledged_first,
    everybody_may_see,
    nobody_may_see,
    no_natural_key,
]


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("take_out", PIECES, ids=lambda piece: piece.__name__)
async def test_without_it_the_simulator_fails_within_a_few_seeds(
    take_out: TakeOut, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out(monkeypatch)
    assert await find_violation(ground)
