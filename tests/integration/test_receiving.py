"""From a transport's batch to the handler: what is stopped stays stopped, what is passed over costs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentNoted, AssessmentReceived, AssessmentWithdrawn
from contracts.base import EventData
from contracts.catalog import PREFIX, encode
from shared.engine import turns
from shared.engine.port import Message
from shared.engine.receiving import ConsumerStopped, receive
from shared.engine.repairs.dead_letters import Repair
from shared.engine.repairs.stopping import stop_consumer
from shared.engine.storage import dead_letters
from tests.support.counter import COUNTER
from tests.support.logged import catch_logs
from tests.support.running import World, world

ABOUT: dict[str, Any] = {
    "assessment_id": "a", "source": "s", "reference": "r", "state": "KEN", "occurred_on": date(2024, 1, 1),
    "synthetic": True,
}  # fmt: skip
NOTED = AssessmentNoted(**ABOUT)
FAILING = AssessmentWithdrawn(**ABOUT, reason="Synthetic.")
NOT_DECLARED = AssessmentReceived(**ABOUT, received_by_state_on=date(2024, 1, 1))


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


def message(data: EventData, id_: str) -> Message:
    attributes = {
        "specversion": "1.0", "id": id_, "source": "/services/assessments", "type": PREFIX + data.type,
        "subject": "KEN", "time": "2024-01-01T12:00:00Z",
    }  # fmt: skip
    return Message("ctc.assessments", 0, 0, "KEN", attributes, encode(data))


async def count_rows(counter: World) -> list[tuple[Any, ...]]:
    return await counter.rows("select number from counter.counts where state = 'KEN'")


async def test_a_consumer_that_was_stopped_handles_nothing_until_it_is_resumed(counter: World) -> None:
    bad = [message(FAILING, f"bad {n}") for n in range(20)]
    await receive(counter.handler, bad)
    good = [message(NOTED, "good")]
    for _ in range(2):
        with pytest.raises(ConsumerStopped):
            await receive(counter.handler, good)
    assert await count_rows(counter) == []
    await dead_letters.set_state(counter.look, "counter", "counter", 0, None)  # what resume does
    await receive(counter.handler, good)
    assert await count_rows(counter) == [(1,)]


async def test_an_operator_stops_a_consumer_and_no_service_that_others_could_stop(counter: World) -> None:
    assert await stop_consumer(counter.look, COUNTER)
    good = [message(NOTED, "good")]
    with pytest.raises(ConsumerStopped):
        await receive(counter.handler, good)
    assert await count_rows(counter) == []
    assert await Repair(counter.handler).resume()
    await receive(counter.handler, good)
    assert await count_rows(counter) == [(1,)]
    assert not await stop_consumer(counter.look, replace(COUNTER, dead_letter_limit=None))


async def test_what_was_seen_before_the_stop_is_still_known_after_it(counter: World) -> None:
    batch = [message(NOTED, "good")] + [message(FAILING, f"bad {n}") for n in range(25)]
    for _ in range(3):  # the transport brings it again for as long as the consumer stands still
        with pytest.raises(ConsumerStopped):
            await receive(counter.handler, batch)
    await dead_letters.set_state(counter.look, "counter", "counter", 0, None)  # what resume does
    await receive(counter.handler, batch)
    assert await count_rows(counter) == [(1,)]
    assert len(await dead_letters.find(counter.look, "counter")) == 25


async def test_it_says_which_messages_had_come_before(counter: World) -> None:
    first, second = (replace(message(NOTED, f"n-{number}"), offset=number) for number in range(2))
    passed_over = replace(message(NOT_DECLARED, "other"), offset=2)
    assert await receive(counter.handler, [passed_over, first]) == set()
    assert await receive(counter.handler, [passed_over, first, second]) == {("ctc.assessments", 0, 0)}


async def test_a_batch_that_is_all_passed_over_needs_no_transaction(counter: World) -> None:
    before = await transactions(counter)
    await receive(counter.handler, [message(NOT_DECLARED, str(n)) for n in range(5)])
    assert await transactions(counter) == before
    await receive(counter.handler, [message(NOT_DECLARED, "6"), message(NOTED, "7")])
    assert await transactions(counter) == before + 1


async def test_others_have_their_turn_between_two_messages_that_take_long(
    counter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.0)
    had = 0

    async def wait_for_turns() -> None:
        nonlocal had
        while True:
            await asyncio.sleep(0)
            had += 1

    waiting = asyncio.create_task(wait_for_turns())
    await receive(counter.handler, [message(NOT_DECLARED, str(n)) for n in range(50)])
    waiting.cancel()
    assert had >= 49


async def transactions(counter: World) -> float:
    """As the handler counts its batches."""
    return counter.handler.metrics.registry.get_sample_value("ctc_batch_size_count", {"service": "counter"}) or 0


async def test_a_batch_is_one_line_with_the_ids_of_what_was_handled_and_none_for_what_is_passed_over(
    counter: World,
) -> None:
    noted = message(NOTED, "good")
    with catch_logs() as log:
        await receive(counter.handler, [noted, message(NOTED, "next"), message(NOT_DECLARED, "other")])
        await receive(counter.handler, [message(NOT_DECLARED, "another")])
    (line,) = [line for line in log.lines if line["event"] == "events handled"]
    assert (line["service"], line["number"], line["event_ids"]) == ("counter", 2, ["good", "next"])
    assert line["correlationids"] == ["good", "next"]


async def test_messages_are_counted_once_they_are_handled(counter: World) -> None:
    await receive(counter.handler, [message(NOTED, "good"), message(NOT_DECLARED, "other")])
    with pytest.raises(ConsumerStopped):
        await receive(counter.handler, [message(FAILING, f"bad {n}") for n in range(25)])
    registry = counter.handler.metrics.registry
    assert registry.get_sample_value("ctc_messages_handled_total", {"service": "counter"}) == 2
