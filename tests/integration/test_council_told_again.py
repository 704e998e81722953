"""However often a thing is told again, what counts it keeps each event once: the cost is that of the rows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.assessments import VisitOverlapFlagged
from contracts.base import EventData
from contracts.unoct import DuplicationFlagged, StepAgreed
from services.council.counting.reading import WHOEVER_COUNTS
from services.council.counting.scope import NEVER
from services.council.counting.sql import prepare
from services.council.populations import DUPLICATIONS, OVERLAPS, STEPS, Population
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
DAY = date(2024, 7, 1)
VALUES = WHOEVER_COUNTS | {
    "cut_off": date(2024, 12, 31), "freeze": datetime(2025, 1, 15, tzinfo=UTC), "first_day": date(2024, 1, 1),
    "unread": [], "disclosed_by": NEVER, "unread_by_disclosed_by": [],
    "seen_by": ["un"], "un_and_wider": ["un", "partners", "public"],
}  # fmt: skip
MANY = 3_000
BLOCKS = 100
"""Of 8 kB, of which a row with all its columns and the ids of all events of one thing take a part."""
FILL = """
insert into council_projected.{table} select (jsonb_populate_record(t, jsonb_build_object(
    'id', 'again' || n, 'event_id', md5(n::text), 'position', t.position + n,
    '{thing}', case when n <= $1 then t.{thing} else t.{thing} || n end))).*
from council_projected.{table} t cross join generate_series(1, 2 * $1::bigint) n
"""
CASES = [
    (
        DUPLICATIONS, "duplications", "duplication_id",
        DuplicationFlagged(
            occurred_on=DAY, state="KEN", duplication_id="d1", recommendation_id="r1", case_id="c1",
            project_ids=("p1", "p2"),
        ),
    ),
    (
        OVERLAPS, "visit_overlaps", "overlap_id",
        VisitOverlapFlagged(
            occurred_on=DAY, state="KEN", overlap_id="o1", visit_id="v1", body="CTED", start="2024-09",
            other_visit_id="v2", other_body="UNODC", other_start="2024-09",
        ),
    ),
    (
        STEPS, "steps", "step_id",
        StepAgreed(occurred_on=DAY, step_id="s1", title="-", owner="UNOCT", due_on=DAY, indicator="-"),
    ),
]  # fmt: skip


async def _explain(running: Council, population: Population) -> dict[str, Any]:
    statement = prepare(population.sql)
    explain = f"explain (analyze, buffers, timing off, format json) {statement.text}"
    plan: dict[str, Any] = json.loads(await running.pool.fetchval(explain, *statement.arguments(VALUES)))[0]["Plan"]
    return plan


def _list_nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", ()) for node in _list_nodes(part))]


@pytest.mark.parametrize(("population", "table", "thing", "event"), CASES, ids=[case[1] for case in CASES])
async def test_a_population_writes_little_of_what_was_told_again_and_again(
    postgres_server: PostgresServer, population: Population, table: str, thing: str, event: EventData
) -> None:
    """Half of the events are about one thing, the others about one each."""
    async with council(postgres_server, HandClock(NOW)) as running:
        first = await running.tell(event)
        await running.settle()
        await running.pool.execute(FILL.format(table=table, thing=thing), MANY)
        await running.pool.execute(f"analyze council_projected.{table}")
        statement = prepare(population.sql)
        rows = await running.pool.fetch(statement.text, *statement.arguments(VALUES))
        plan = await _explain(running, population)
    assert len(rows) == MANY + 1
    whole = max(rows, key=lambda row: len(row["events"]))
    assert (len(whole["events"]), whole["events"][0]) == (MANY + 1, first)
    assert plan["Temp Written Blocks"] < BLOCKS, plan["Temp Written Blocks"]
    assert max(node["Actual Rows"] * node["Actual Loops"] for node in _list_nodes(plan)) <= 2 * MANY + 1
