"""Cycles of a version whose events did not carry them: each is told once again, whole, after the update."""

from __future__ import annotations

from datetime import date

from contracts.catalog import decode
from contracts.followup import FollowupRestated
from services.followup.cycles.events import build_content
from services.followup.cycles.model import CYCLES
from services.followup.service import SERVICE
from shared.engine.receiving import receive
from shared.engine.storage import tables
from tests.support.followup import messages, ready, turn
from tests.support.serving import Serving
from tests.unit.services.followup.desk import completed_event, withdrawn_event

MIGRATION = SERVICE.migrations[0] / "0004_restating.sql"


async def update(followup: Serving) -> None:
    """The migration runs, as after an update."""
    async with followup.pool.acquire() as connection, connection.transaction():
        await connection.execute("set local search_path to followup")
        await connection.execute(MIGRATION.read_text("utf-8"))


async def list_restated(followup: Serving) -> dict[str, FollowupRestated]:
    """What was told, by cycle."""
    rows = await followup.rows("select type, data from followup.journal where type = 'followup.restated.v1'")
    events = [event for type_, data in rows if isinstance(event := decode(type_, data), FollowupRestated)]
    assert len(events) == len({event.followup_id for event in events}), "each once"
    return {event.followup_id: event for event in events}


async def test_each_cycle_that_an_update_finds_is_told_once_whole(postgres: str) -> None:
    async with ready(postgres) as followup:
        await receive(
            followup.handler,
            messages(completed_event("A-1"), completed_event("A-2"), withdrawn_event(date(2024, 1, 20), "A-2")),
        )
        assert await list_restated(followup) == {}
        await update(followup)
        await turn(followup, date(2024, 2, 1))
        at = tables.storage_of(CYCLES, "followup")
        records = await followup.pool.fetch(f"select {at.column_list} from {at.full_name}")
        cycles = [at.build(record) for record in records]
        last_told = await list_restated(followup)
        assert {one.id: (one.state, build_content(one)) for one in cycles} == {
            id_: (event.state, event.cycle) for id_, event in last_told.items()
        }
        assert sorted(event.cycle.status for event in last_told.values()) == ["cancelled", "open"]
        kinds = await followup.rows("select distinct state from followup.deadlines where kind = 'restating'")
        assert kinds == [("met",)]
