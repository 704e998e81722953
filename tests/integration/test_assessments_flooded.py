"""However many visits one body plans, who may see few of them reads few."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

import asyncpg
import pytest

from services.assessments.service import SERVICE, describe
from services.assessments.visits.model import VISITS
from shared.engine.storage import tables
from shared.web.lists import Pool
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows
from tests.support.serving import Serving, make_template, serving

MANY, PUBLIC = 5_000, 120
FEW_ROWS = 1_500
COLUMNS = tables.storage_of(VISITS, "assessments").column_list
FILL = f"""
insert into assessments.visits ({COLUMNS}) select {COLUMNS} from (
    select (jsonb_populate_record(one, jsonb_build_object(
        'id', md5($1 || n), 'reference', $1 || n, 'audience', $1::text, 'status', $2::text))).*
    from assessments.visits one cross join generate_series(1, $3::integer) n where one.reference = 'V-1'
) made
"""
PLAN = {
    "reference": "V-1",
    "state": "FJI",
    "body": "UNODC",
    "kind": "not stated",
    "start": "2024-09",
    "synthetic": True,
}


@pytest.fixture
async def service(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    """With many visits to Fiji that are planned alone, and some that are public."""
    template = await make_template(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, describe) as made:
        response = await (await made.client("owner")).post("/visits", json=PLAN)
        assert response.status_code == 201, response.text
        await made.pool.execute(FILL, "committee", "planned", MANY)
        await made.pool.execute(FILL, "public", "completed", PUBLIC)
        await made.pool.execute("analyze assessments.visits")
        yield made


@pytest.mark.parametrize("token", [None, "unodc", "kenya", "uganda"])
async def test_a_page_of_visits_reads_what_it_shows(service: Serving, token: str | None) -> None:
    connection = await asyncpg.connect(
        service.runtime.resources.dsn,
        connection_class=CountingRows,
        server_settings={"plan_cache_mode": "force_custom_plan"},
    )
    try:
        service.handler.readers = cast("Pool", connection)  # a page asks it once, as it does a pool
        response = await (await service.client(token)).get("/visits")
        assert {one["state"] for one in response.json()["items"]} == {"FJI"}
        assert len(response.json()["items"]) == 100
        assert 0 < connection.rows < FEW_ROWS
    finally:
        await connection.close()
