"""A service with its handler and its HTTP, on a real database, without loops: a test turns it by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_network
from typing import Any

import asyncpg
import httpx

from ctc import composition
from shared.engine.handler import Handler
from shared.engine.principals import OWNER, Principal
from shared.engine.repairs.dead_letters import Repair
from shared.engine.running.outside import Outside
from shared.engine.running.resources import Resources
from shared.engine.running.runtime import Runtime
from shared.engine.running.waking import Wake
from shared.engine.service import Service
from shared.engine.time.clock import HandClock
from shared.operations import migrate
from shared.operations.metrics import Metrics
from shared.transports.loopback import LoopbackTransport
from shared.web.app import Served, build
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals, database_answers
from shared.web.tokens import Tokens
from tests.support.documented import Documented
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.running import SHARED_MIGRATIONS, START

ServedBy = Callable[[Runtime, Vitals, DeadLetters], Served]

ALL = frozenset({"*"})
PRINCIPALS = {
    "owner": OWNER,
    "officer": Principal("officer", "committee", may_command=True),
    "cted": Principal(
        "cted", "committee", sources=frozenset({"urn:example:cted"}), notice_types=ALL, bodies=frozenset({"cted"})
    ),
    "unodc": Principal(
        "unodc",
        "un",
        sources=frozenset({"urn:example:unodc"}),
        may_command=True,
        notice_types=ALL,
        bodies=frozenset({"unodc"}),
    ),
    "sdks": Principal(
        "sdks", sources=frozenset({"https://cted.example/reports"}), notice_types=ALL, bodies=frozenset({"cted"})
    ),
    "unoct": Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True),
    "kenya": Principal("kenya", "public", frozenset({"state:KEN"})),
    "mission-kenya": Principal("mission-kenya", "public", frozenset({"state:KEN"}), may_command=True),
    "uganda": Principal("uganda", "public", frozenset({"state:UGA"})),
    "mission-fiji": Principal("mission-fiji", "un", frozenset({"state:FJI"}), may_command=True),
    "planner-unodc": Principal("planner-unodc", "un", frozenset({"body:unodc"})),
    "reader": Principal("reader", "un"),
    "partner": Principal("partner", "partners"),
    "technician": Principal("technician", "public", may_operate=True),
}
"""By token; each is called what its token is."""


def registered_senders(source: str) -> tuple[Principal, ...]:
    """Those of them that are registered for this source."""
    return tuple(one for one in PRINCIPALS.values() if source in one.sources)


def principal_named(itself: str) -> Principal | None:
    return next((one for one in PRINCIPALS.values() if one.itself == itself), None)


LAPTOP = (ip_network("127.0.0.0/8"),)
"""Where webhooks may be called."""


@dataclass(slots=True, repr=False)  # asyncio writes out what a fixture gave, and this holds all reference data
class Serving:
    """What a test turns and looks at."""

    pool: asyncpg.Pool[asyncpg.Record]
    clock: HandClock
    runtime: Runtime
    _build_app: Callable[[], Any]
    """Builds it once: a test that asks nothing over HTTP does not pay for its routes."""
    _stack: AsyncExitStack

    @property
    def app(self) -> Any:
        return self._build_app()

    @property
    def handler(self) -> Handler:
        return self.runtime.handler

    async def client(self, token: str | None = None) -> httpx.AsyncClient:
        """A client with this token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.AsyncClient(transport=Documented(self.app), base_url="http://service", headers=headers)
        return await self._stack.enter_async_context(client)

    async def rows(self, query: str, *arguments: Any) -> list[tuple[Any, ...]]:
        return [tuple(record) for record in await self.pool.fetch(query, *arguments)]

    async def emitted_types(self, topic: str = "%") -> list[str]:
        """The short types in the journal, in order."""
        schema = self.runtime.service.name
        query = f"select type from {schema}.journal where topic like $1 order by position"
        return [row[0] for row in await self.rows(query, topic)]


async def make_template(postgres: PostgresServer, service: Service) -> str:
    """A template with the service's schema, made once a session: a copy of it is quick."""

    async def prepare(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        try:
            await migrate.migrate(connection, service.name, [SHARED_MIGRATIONS, *service.migrations])
        finally:
            await connection.close()

    return await postgres.template(service.name, prepare)


@asynccontextmanager
async def serving(
    dsn: str, service: Service, described_by: ServedBy, tokens: Tokens | None = None
) -> AsyncIterator[Serving]:
    """A migrated database, and the service on it; `tokens`: who may come in, if not the `PRINCIPALS`."""
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(asyncpg.create_pool(dsn, min_size=1, max_size=8))
        async with pool.acquire() as connection:
            await migrate.migrate(connection, service.name, [SHARED_MIGRATIONS, *service.migrations])
        clock, wake = HandClock(START), Wake()
        senders_of = tokens.senders_of if tokens else registered_senders
        transport = LoopbackTransport(pool, (service.name,), wake)
        outside = Outside(LAPTOP, principal_named, "http://service")
        resources = Resources(pool, dsn, transport, clock, REFERENCE, wake, senders_of=senders_of, outside=outside)
        own_loops = composition.OWN_LOOPS.get(service.name)
        runtime = Runtime(service, resources, Metrics(service.name), make_own_loops=own_loops)
        vitals = Vitals(dict, list, {"database": database_answers(pool)}, runtime.behind)

        @cache
        def build_app() -> Any:
            all_tokens = tokens or Tokens(None, PRINCIPALS)
            return build(described_by(runtime, vitals, Repair(runtime.handler)), all_tokens.principal_for)

        yield Serving(pool, clock, runtime, build_app, stack)
