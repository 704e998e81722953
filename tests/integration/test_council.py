"""Council on a real database: facts from events, obligations from the mandates' files, everything read again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contracts.tools import example_data
from services.council.facts import ACTIVITY_FACTS, PROJECTED, SCHEMA
from services.council.service import INTERNAL
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.frozen import load_changed
from tests.support.postgres import PostgresServer
from tests.support.running import START

KEPT = (
    *(f"{SCHEMA}.{table.name}" for table in PROJECTED),
    "council.obligations",
    "council.deadlines",
    "council.journal",
)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(START)) as found:
        yield found


async def everything(running: Council) -> dict[str, list[tuple[Any, ...]]]:
    return {name: await running.rows(f"select t::text from {name} t order by 1") for name in KEPT}


async def tell_every_example(running: Council) -> int:
    """One event of each internal type; a notice's answer comes from its owner."""
    others = {name: model for name, model in INTERNAL.items() if model.topic != "ctc.council"}
    for name, model in others.items():
        await running.tell(example_data.example(name), topic=model.topic or "ctc.assessments")
    return len(others)


async def test_every_type_of_event_is_projected_without_error(running: Council) -> None:
    count = await tell_every_example(running)
    await running.settle()
    told = f"select count(*), count(distinct type) from {SCHEMA}.events where topic <> 'ctc.council'"
    assert await running.rows(told) == [(count, count)]
    assert await running.rows("select count(*) from council.dead_letters") == [(0,)]
    for table in PROJECTED:
        if table is not ACTIVITY_FACTS:  # council tells of them itself, and none was recorded here
            assert (await running.rows(f"select count(*) from {SCHEMA}.{table.name}"))[0][0] > 0, table.name


async def test_its_own_events_are_facts_too(running: Council) -> None:
    await running.settle()
    own = "select count(*) from council.journal where topic = 'ctc.council'"
    kept = f"select count(*) from {SCHEMA}.events where topic = 'ctc.council'"
    assert await running.rows(kept) == await running.rows(own) != [(0,)]


async def test_all_topics_read_again_on_an_empty_inbox_change_nothing(running: Council) -> None:
    await tell_every_example(running)
    await running.settle()
    before = await everything(running)
    await running.pool.execute("truncate council.inbox; truncate council.subscription")
    await running.settle()
    assert await everything(running) == before


async def test_the_mandates_files_are_applied_once_for_each_digest(running: Council) -> None:
    before = await everything(running)
    await running.runtime.apply_reference()
    assert await everything(running) == before
    await running.pool.execute("truncate council.inbox")
    await running.runtime.apply_reference()
    watches = "select kind, subject, scheduled_by from council.deadlines where kind like 'mandate%'"
    assert await running.rows(watches)
    assert (await everything(running))["council.obligations"] == before["council.obligations"]
    assert (await everything(running))["council.journal"] == before["council.journal"]


async def test_a_nudge_whose_day_has_changed_comes_on_the_new_day(running: Council, tmp_path: Path) -> None:
    await running.turn(date(2024, 3, 1))
    runtime = running.runtime
    runtime.handler.reference = load_changed(tmp_path, "practice.yaml", "month: 6, day: 30", "month: 9, day: 20")
    await runtime.apply_reference()
    await running.turn(date(2024, 12, 31))
    nudged = "select nudged_on from council.obligations where id = 'unoct-briefing-2024'"
    assert await running.rows(nudged) == [(date(2024, 9, 20),)]


async def test_a_year_goes_by(running: Council) -> None:
    await running.turn(date(2024, 3, 1))
    await running.tell(example_data.example("programme.adopted.v1"))
    await running.settle()
    state = "select id, state from council.obligations where period = '2024' order by id"
    assert dict(await running.rows(state))["visit-list-2024"] == "met"
    await running.turn(date(2025, 1, 1))
    assert dict(await running.rows(state)) == {
        "annual-report-2024": "overdue",
        "annual-review-2024": "overdue",
        "informal-consultations-2024": "overdue",
        "unoct-briefing-2024": "overdue",
        "visit-list-2024": "met",
    }
    overdue = "select subject from council.journal where type = 'obligation.overdue.v1' order by subject"
    assert len(await running.rows(overdue)) == 4
    nudged = "select nudged_on from council.obligations where id = 'unoct-briefing-2024'"
    assert await running.rows(nudged) == [(date(2024, 6, 30),)]
