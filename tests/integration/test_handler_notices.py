"""What other systems send can stop no service: on a real PostgreSQL, and in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentReceived
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeVisitPlanned
from shared.engine.outcomes import DeadLettered, Done, Repeated
from shared.engine.rules import Change, Context, Event, Known, Rule
from shared.engine.storage.loading import SLICE
from tests.support import counter as counting
from tests.support.both_handlers import CounterHandler, OnPostgres
from tests.support.counter import COUNTER
from tests.support.running import event, world


def notice(id_: str, reference: str, state: str = "KEN") -> Event[Any]:
    said = NoticeVisitPlanned(reference=reference, body="UNODC", state=state, start="2024-09-02")
    return event(NoticeTakenIn(source="urn:example:unodc", id=id_, notice=said), id_, state)


def build_receipt(id_: str) -> Event[Any]:
    day = date(2024, 1, 1)
    said = AssessmentReceived(
        occurred_on=day, synthetic=True, state="KEN", assessment_id="a", source="s", reference="r",
        received_by_state_on=day,
    )  # fmt: skip
    return event(said, id_, "KEN")


async def check_that_notices_are_answered(counter: CounterHandler, how: str) -> None:
    """Thirty that cannot be judged, between two that can."""
    bad = [notice(f"bad {number}", how, "FJI") for number in range(30)]
    outcomes = await counter.handle([notice("1", "good"), *bad, notice("2", "good")])
    assert [type(outcome) for outcome in outcomes] == [Done] * 32
    assert [(row.state, row.number) for row in await counter.counts()] == [("KEN", 2)]
    assert len([row for row in await counter.journal() if b"could-not-be-judged" in row.data]) == 30
    assert await counter.dead_letters() == []
    assert await counter.streak() == 0
    assert await counter.handle([bad[0]]) == [Repeated()]


@pytest.mark.parametrize("how", ["fail", "needs"])
async def test_thirty_notices_that_cannot_be_judged_are_answered_and_harm_no_neighbour(
    counter: CounterHandler, how: str
) -> None:
    await check_that_notices_are_answered(counter, how)


@pytest.mark.parametrize("how", ["fail", "overflow", "needs"])
async def test_each_of_them_is_counted_whether_the_rule_fails_or_the_database_refuses_its_row(
    on_postgres: OnPostgres, how: str
) -> None:
    await check_that_notices_are_answered(on_postgres, how)
    told = on_postgres.world.handler.metrics.write_exposition().decode()
    assert 'ctc_decision_errors_total{service="counter"} 30.0' in told


async def test_one_event_of_ours_whose_needs_cannot_be_told_is_a_dead_letter_alone(counter: CounterHandler) -> None:
    outcomes = await counter.handle([notice("1", "good"), build_receipt("2"), notice("3", "good")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    (reason,) = await counter.dead_letters()
    assert reason.startswith("LookupError")
    assert "confidential" not in reason


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
