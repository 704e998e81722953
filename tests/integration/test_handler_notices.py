"""What other systems send can stop no service: real rows, a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentReceived
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from shared.engine.outcomes import DeadLettered, Done, Repeated
from shared.engine.rules import Change, Context, Event, Known, Rule
from shared.engine.storage import dead_letters
from shared.engine.storage.loading import SLICE
from tests.support import counter as counting
from tests.support.counter import COUNTER
from tests.support.running import World, event, world


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


def notice(id_: str, reference: str, state: str = "KEN") -> Event[Any]:
    said = NoticeVisitPlanned(reference=reference, body="UNODC", state=state, start="2024-09-02")
    return event(NoticeTakenIn(source="urn:example:unodc", id=id_, notice=said), id_, state)


def received(id_: str) -> Event[Any]:
    day = date(2024, 1, 1)
    said = AssessmentReceived(
        occurred_on=day, synthetic=True, state="KEN", assessment_id="a", source="s", reference="r",
        received_by_state_on=day,
    )  # fmt: skip
    return event(said, id_, "KEN")


async def count_refusals(counter: World) -> int:
    query = "select count(*) from counter.journal where convert_from(data, 'utf8') like '%could-not-be-judged%'"
    (row,) = await counter.rows(query)
    return int(row[0])


@pytest.mark.parametrize("how", ["fail", "overflow", "needs"])
async def test_thirty_notices_that_cannot_be_judged_are_answered_and_harm_no_neighbour(
    counter: World, how: str
) -> None:
    bad = [notice(f"bad {number}", how, "FJI") for number in range(30)]
    outcomes = await counter.handler.handle([notice("1", "good"), *bad, notice("2", "good")])
    assert [type(outcome) for outcome in outcomes] == [Done] * 32
    assert await counter.rows("select state, number from counter.counts") == [("KEN", 2)]
    assert await count_refusals(counter) == 30
    assert await dead_letters.find(counter.look, "counter") == []
    assert (await dead_letters.state_of(counter.look, "counter", "counter")).streak == 0
    assert 'ctc_decision_errors_total{service="counter"} 30.0' in counter.handler.metrics.exposition().decode()
    assert await counter.handler.handle([bad[0]]) == [Repeated()]


async def test_one_event_of_ours_whose_needs_cannot_be_told_is_a_dead_letter_alone(counter: World) -> None:
    outcomes = await counter.handler.handle([notice("1", "good"), received("2"), notice("3", "good")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    (letter,) = await dead_letters.find(counter.look, "counter")
    assert letter.reason.startswith("LookupError")
    assert "confidential" not in letter.reason


async def test_a_service_that_is_to_end_does_not_first_decide_a_large_batch(postgres: str) -> None:
    decided = 0

    def count(trigger: Event[Any], known: Known, context: Context) -> Iterable[Change]:
        nonlocal decided
        decided += 1
        if decided == 1:
            asyncio.get_running_loop().call_soon(handling.cancel)
        return counting.count(trigger, known, context)

    slow = replace(COUNTER, reactions={**COUNTER.reactions, NoticeTakenIn: Rule(counting.of_notice, count)})
    async with world(postgres, slow) as running:
        batch = [notice(f"{number}", "good") for number in range(10 * SLICE)]
        handling = asyncio.create_task(running.handler.handle(batch))
        with pytest.raises(asyncio.CancelledError):
            await handling
        assert decided <= SLICE
        assert await running.rows("select * from counter.counts") == []
        await running.handler.handle(batch)
        assert await running.rows("select number from counter.counts") == [(len(batch),)]
