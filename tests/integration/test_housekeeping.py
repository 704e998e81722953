"""What a service forgets, and when: rows of its inbox from before the horizon, in small steps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from contracts.assessments import AssessmentNoted
from shared.engine.outcomes import Done, Repeated
from shared.engine.running import housekeeping
from shared.engine.running.housekeeping import HORIZON, Housekeeping
from tests.support.counter import COUNTER
from tests.support.running import START, World, event, world

NOTED = AssessmentNoted(
    assessment_id="a", source="s", reference="r", state="KEN", occurred_on=date(2024, 1, 1), synthetic=True
)


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


async def test_a_trigger_is_known_up_to_the_horizon_and_forgotten_behind_it(counter: World) -> None:
    await counter.handler.handle([event(NOTED, "old")])
    counter.clock.instant = START + HORIZON
    assert await Housekeeping(counter.handler).step() == 0
    assert await counter.handler.handle([event(NOTED, "old")]) == [Repeated()]
    counter.clock.instant += timedelta(seconds=1)
    assert await Housekeeping(counter.handler).step() == 1
    (again,) = await counter.handler.handle([event(NOTED, "old")])
    assert isinstance(again, Done), "behind the inbox stand the natural keys; the counter has none"


async def test_it_forgets_in_small_steps(counter: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await counter.handler.handle([event(NOTED, str(number)) for number in range(5)])
    counter.clock.instant = START + HORIZON + timedelta(days=1)
    await counter.handler.handle([event(NOTED, "new")])
    monkeypatch.setattr(housekeeping, "STEP", 2)
    keeping = Housekeeping(counter.handler)
    assert [await keeping.step() for _ in range(4)] == [2, 2, 1, 0]
    assert await counter.rows("select id from counter.inbox") == [("new",)]
