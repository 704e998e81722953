"""`ctc demo`: the main job on the examples, over four years of a simulated clock, in one process.

It uses the system as its users do, over HTTP, without a port. After each step everything settles,
so the same files give the same history, byte for byte.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson

from contracts.cloudevents import add_schema_address, write_structured
from ctc.serving import application
from ctc.storyteller import START, Storyteller
from ctc.summary import LoggedEvent, RowCounts, summary
from ctc.world import World, world
from reference import Reference
from shared.engine.principals import OWNER
from shared.engine.storage import journal
from shared.engine.time.dates import start_of_day
from shared.operations.settings import PUBLIC_URL
from shared.web.tokens import Tokens

TOKEN = "demo"  # noqa: S105 - it never leaves the process


@dataclass(slots=True)
class Demo:
    """A running demo."""

    world: World
    client: httpx.AsyncClient
    show: Callable[[str], None]
    positions: dict[str, int] = field(default_factory=dict)
    """The position up to which each journal was shown."""

    async def run(self, examples: Path, out: Path) -> dict[str, Any]:
        """Tells the story and leaves its files in `out`; returns the summary."""
        teller = Storyteller(self.client, self._turn, self._settle, self.show)
        await teller.tell(examples, out)
        events = await self._write_events(out / "events.jsonl")
        result = summary(events, await self._count_rows(), teller.answers)
        (out / "summary.json").write_bytes(orjson.dumps(result, option=orjson.OPT_INDENT_2) + b"\n")
        return result

    async def _turn(self, day: date) -> None:
        await self.world.turn(start_of_day(day))
        await self._show_events()

    async def _settle(self) -> None:
        await self.world.settle()
        await self._show_events()

    async def _show_events(self) -> None:
        async with self.world.pool.acquire() as connection:
            for service in self.world.runtimes:
                rows = await journal.read(connection, service, self.positions.get(service, 0), 10_000)
                for row in rows:
                    self.positions[service] = row.position
                    if not row.topic.startswith(("ctc.released", "ctc.exchange")):
                        short = row.attributes["type"].removeprefix("org.un.ctc.").removesuffix(".v1")
                        self.show(f"{self.world.today}  {row.key:<5} {short}")

    async def _write_events(self, path: Path) -> list[LoggedEvent]:
        """Every event as a CloudEvent in JSON, one a line, service by service, in order of commit."""
        events: list[LoggedEvent] = []
        with path.open("wb") as file:
            async with self.world.pool.acquire() as connection:
                for service in self.world.runtimes:
                    for row in await journal.read(connection, service, 0, 1_000_000):
                        file.write(write_structured(add_schema_address(row.attributes, PUBLIC_URL), row.data) + b"\n")
                        short = row.attributes["type"].removeprefix("org.un.ctc.")
                        events.append(LoggedEvent(row.topic, short, orjson.loads(row.data)))
        return events

    async def _count_rows(self) -> RowCounts:
        letters = " + ".join(f"(select count(*) from {name}.dead_letters)" for name in self.world.runtimes)
        record = await self.world.pool.fetchrow(
            "select (select count(*) from followup.cycles), (select count(*) from followup.recommendations), "
            f"(select count(*) from unoct.cases), (select count(*) from council_projected.events), {letters}"
        )
        assert record is not None
        return RowCounts(*record)


@asynccontextmanager
async def demo(dsn: str, reference: Reference, show: Callable[[str], None]) -> AsyncIterator[Demo]:
    """A demo on an empty database."""
    async with world(dsn, START, reference) as demo_world:
        app = application(
            demo_world.runtimes.values(),
            Tokens(given={TOKEN: OWNER}).principal_for,
            demo_world.transport,
            demo_world.pool,
        )
        transport = httpx.ASGITransport(app)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://demo", headers=headers) as client:
            yield Demo(demo_world, client, show)
