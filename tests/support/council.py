"""Council on a real database, fed through the journals of the other services: a test turns it by hand."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import asyncpg
import httpx

from contracts.base import EventData
from contracts.catalog import encode
from services.council.facts import PROJECTED, SCHEMA
from services.council.service import SERVICE, describe, make_own_loops, renew
from shared.engine.decided import JournalRow
from shared.engine.principals import OWNER, Principal
from shared.engine.repairs.dead_letters import Repair
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import Wake
from shared.engine.storage import journal
from shared.engine.time.clock import Clock, HandClock
from shared.engine.time.dates import civil_date
from shared.operations import migrate
from shared.operations.metrics import Metrics
from shared.transports.loopback import LoopbackConsumer, LoopbackTransport
from shared.web.app import build
from shared.web.operators.health import Vitals, database_answers
from shared.web.tokens import Tokens
from tests.support.documented import Documented
from tests.support.frozen import REFERENCE, SIGNER
from tests.support.postgres import PostgresServer
from tests.support.running import SHARED_MIGRATIONS

OTHERS = ("exchange", "assessments", "followup", "unoct")
NUMBERS = {SERVICE.name: SERVICE.number} | {name: number for number, name in enumerate(OTHERS, 90)}
FACTS = [f"{SCHEMA}.{table.name}" for table in PROJECTED]
"""The tables of facts."""
PRINCIPALS = {
    "owner": OWNER,
    "member": Principal("member", "committee"),
    "unoct": Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True),
    "reader": Principal("reader", "un"),
    "partner": Principal("partner", "partners"),
    "nobody": Principal("nobody", "public"),
    "kenya": Principal("kenya", "public", frozenset({"state:KEN"})),
    "kenya-commands": Principal("kenya-commands", "public", frozenset({"state:KEN"}), may_command=True),
    "uganda": Principal("uganda", "public", frozenset({"state:UGA"})),
    "mission-fiji": Principal("mission-fiji", "un", frozenset({"state:FJI"})),
}
"""By token; each is called what its token is."""


@dataclass(slots=True, repr=False)  # asyncio writes out what a fixture gave, and this holds all reference data
class Council:
    """Council as a test uses it."""

    pool: asyncpg.Pool[asyncpg.Record]
    clock: Clock
    runtime: Runtime
    _build_app: Callable[[], Any]
    """Builds it once: a test that asks nothing over HTTP does not pay for its routes."""
    _stack: AsyncExitStack
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def app(self) -> Any:
        return self._build_app()

    async def tell(self, data: EventData, subject: str = "KEN", cause: str = "", **said: str) -> str:
        """Appends an event to the journal of the service whose topic it has; returns its id. Ids are in order."""
        id_ = said.get("id") or f"e-{next(self._numbers):05}"
        service = (said.get("topic") or data.topic).removeprefix("ctc.")
        async with self.pool.acquire() as connection, connection.transaction():
            now = await self.clock.now(connection)
            row = JournalRow(
                id_, f"/services/{service}", data.type, f"ctc.{service}", subject, now, "committee",
                said.get("correlation") or "cor", cause or "cause", None, encode(data),
            )  # fmt: skip
            await journal.append(connection, service, NUMBERS[service], [row])
        return id_

    async def settle(self) -> None:
        """Reads everything, and lets all due deadlines act."""
        consumer = self.runtime.consumer
        assert isinstance(consumer, LoopbackConsumer)
        (drafts,) = self.runtime.own_loops.values()
        while await consumer.step() or await self.runtime.deadlines.step() or await drafts.step():
            pass

    async def turn(self, day: date) -> None:
        """Moves the clock, day by day."""
        assert isinstance(self.clock, HandClock)
        while civil_date(self.clock.instant) < day:
            self.clock.instant += timedelta(days=1)
            await self.settle()

    async def client(self, token: str | None = None) -> httpx.AsyncClient:
        """A client with this token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.AsyncClient(transport=Documented(self.app), base_url="http://council", headers=headers)
        return await self._stack.enter_async_context(client)

    async def get(self, path: str, token: str | None = "owner") -> Any:
        """The answer at this path, which must be a success."""
        response = await (await self.client(token)).get(path)
        assert response.status_code == 200, response.text
        return response.json()

    async def items(self, path: str, token: str | None = "owner") -> list[dict[str, Any]]:
        """Of a list."""
        rows: list[dict[str, Any]] = (await self.get(path, token))["items"]
        return rows

    async def rows(self, query: str, *arguments: Any) -> list[tuple[Any, ...]]:
        return [tuple(record) for record in await self.pool.fetch(query, *arguments)]


async def make_template(postgres: PostgresServer) -> str:
    """A template with everything that council needs, made once a session. To copy it is quick."""
    return await postgres.template("council and its neighbours", _migrate)


async def _migrate(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for other in OTHERS:
            await migrate.migrate(connection, other, [SHARED_MIGRATIONS])
        await migrate.migrate(connection, SERVICE.name, [SHARED_MIGRATIONS, *SERVICE.migrations])
        for schema, directories in SERVICE.further_schemas.items():
            await migrate.migrate(connection, schema, directories)
    finally:
        await connection.close()


@asynccontextmanager
async def council(postgres: PostgresServer, clock: Clock) -> AsyncIterator[Council]:
    """Council on a database of its own, with the mandates' files applied on the clock's first day."""
    async with postgres.database(await make_template(postgres)) as dsn, council_on(dsn, clock) as turned_council:
        yield turned_council


@asynccontextmanager
async def council_on(dsn: str, clock: Clock) -> AsyncIterator[Council]:
    """Council on this database."""
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(asyncpg.create_pool(dsn, min_size=1, max_size=8))
        wake = Wake()
        transport = LoopbackTransport(pool, (*OTHERS, SERVICE.name), wake)
        resources = Resources(pool, dsn, transport, clock, REFERENCE, wake, signer=SIGNER)
        runtime = Runtime(SERVICE, resources, Metrics("council"), after_start=renew, make_own_loops=make_own_loops)
        await runtime.apply_reference()
        vitals = Vitals(dict, list, {"database": database_answers(pool)}, runtime.behind)

        @cache
        def build_app() -> Any:
            return build(describe(runtime, vitals, Repair(runtime.handler)), Tokens(None, PRINCIPALS).principal_for)

        yield Council(pool, clock, runtime, build_app, stack)
