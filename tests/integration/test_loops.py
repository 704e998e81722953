"""A running service whose consumer is cancelled by a library, not by us: it is seen, and works on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from ctc.serving import SERVED
from services.unoct.service import SERVICE
from shared.engine.repairs.dead_letters import Repair
from shared.transports.loopback import LoopbackConsumer
from shared.web.app import build
from shared.web.operators.health import Vitals, database_answers
from shared.web.tokens import Tokens
from tests.support.logged import catch_logs
from tests.support.postgres import PostgresServer
from tests.support.serving import PRINCIPALS, Serving, make_template, serving

LEAKS: dict[str, bool] = {}


class Leaking(LoopbackConsumer):
    """Its first reading lets a cancellation out, as aiokafka does when it closes."""

    __slots__ = ()

    async def run(self) -> None:
        if LEAKS.pop("once", False):
            raise asyncio.CancelledError
        await super().run()


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    template = await make_template(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, SERVED["unoct"]) as running:
        yield running


async def test_a_consumer_that_a_library_cancelled_is_not_ready_and_is_begun_again(unoct: Serving) -> None:
    unoct.runtime.consumer.__class__ = Leaking
    LEAKS["once"] = True
    with catch_logs() as log:
        unoct.runtime.start()
        try:
            async with operator(unoct) as client:
                await until(lambda: unoct.runtime.find_ended_loops() == ["consumer"])
                away = await client.get("/health/ready")
                await until(lambda: unoct.runtime.find_ended_loops() == [])
                back = await client.get("/health/ready")
                metrics = (await client.get("/services/unoct/metrics")).text
        finally:
            await unoct.runtime.stop()
    assert (away.status_code, back.status_code) == (503, 200)
    assert "consumer" in away.json()["loops"]
    assert 'ctc_loops_ended_total{loop="consumer",service="unoct"} 1.0' in metrics
    assert 'ctc_loops_ended_total{loop="deadlines",service="unoct"} 0.0' in metrics
    assert any(line["event"] == "loop ended, it begins again" and line["loop"] == "consumer" for line in log.lines)


def operator(unoct: Serving) -> httpx.AsyncClient:
    """Asks a copy of the application whose health is the runtime's own."""
    runtime = unoct.runtime
    vitals = Vitals(
        runtime.moved_at, runtime.find_ended_loops, {"database": database_answers(unoct.pool)}, runtime.behind
    )
    app = build(SERVED["unoct"](runtime, vitals, Repair(runtime.handler)), Tokens(None, PRINCIPALS).principal_for)
    headers = {"Authorization": "Bearer technician"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service", headers=headers)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the supervisor makes it true
            await asyncio.sleep(0.01)
