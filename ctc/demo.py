"""`ctc demo`: the main job on the examples, over four years of a simulated clock, in one process.

It uses the system as its users do, over HTTP, without a port. After each step everything settles,
so the same files give the same history, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson

from contracts.cloudevents import structured
from ctc import story
from ctc.errors import CannotStart
from ctc.serving import OWNER, application
from ctc.summary import Kept, Told, summary
from ctc.world import World, world
from reference import Reference
from shared import journal
from shared.dates import start_of_day
from shared.tokens import Tokens

START, END = date(2022, 1, 1), date(2025, 12, 31)
YEARS = (2022, 2023, 2024)
REPORTED_ON = (1, 15)
"""Month and day of the year after, on which the annual report is made: the year's facts are in by then."""
TOKEN = "demo"  # noqa: S105 - it never leaves the process


@dataclass(slots=True)
class Demo:
    """A demo under way."""

    world: World
    client: httpx.AsyncClient
    show: Callable[[str], None]
    seen: dict[str, int] = field(default_factory=dict)
    """Of each journal, how far it was shown."""
    answers: Counter[str] = field(default_factory=Counter)

    async def run(self, examples: Path, out: Path) -> dict[str, Any]:
        """Tells the story and leaves its files in `out`; returns the summary."""
        out.mkdir(parents=True, exist_ok=True)
        steps = story.read(examples)
        await self._import_visits(examples / "visits.csv")
        for year in range(START.year, END.year + 1):
            await self._reports_of(year - 1, steps, out)
            await self._steps([step for step in steps if step.day.year == year and step.day >= _report_day(year - 1)])
        await self.world.turn(start_of_day(END))
        await self._show_events()
        events = await self._write_events(out / "events.jsonl")
        told = summary(events, await self._kept(), self.answers)
        (out / "summary.json").write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
        return told

    async def _reports_of(self, year: int, steps: list[story.Step], out: Path) -> None:
        """What happens before the day of the report, and then the report."""
        day = _report_day(year)
        await self._steps([step for step in steps if step.day.year == day.year and step.day < day])
        if year not in YEARS:
            return
        await self.world.turn(start_of_day(day))
        for form, accept in (("html", "text/html"), ("json", "application/json")):
            response = await self.client.get(f"/reports/annual/{year}", headers={"Accept": accept})
            _check(response)
            (out / f"annual-{year}.{form}").write_bytes(response.content)
        await self.world.settle()
        await self._show_events()
        self.show(f"{day}  annual report {year}: {out / f'annual-{year}.html'}")

    async def _import_visits(self, path: Path) -> None:
        headers = {"Content-Type": "text/csv", "Idempotency-Key": "visits"}
        response = await self.client.post("/imports/visits", content=path.read_bytes(), headers=headers)
        _check(response)
        await self.world.settle()
        await self._show_events()

    async def _steps(self, steps: list[story.Step]) -> None:
        for number, step in enumerate(steps):
            await self.world.turn(start_of_day(step.day))
            await self._show_events()
            key = {"Idempotency-Key": f"{step.day}/{number}"}
            if step.what == "event":
                body, kind = orjson.dumps(step.body), "application/cloudevents+json"
                response = await self.client.post(step.path, content=body, headers={"Content-Type": kind})
            else:
                response = await self.client.post(step.path, json=step.body, headers=key)
            self._count(step, response)
            await self.world.settle()
            await self._show_events()

    def _count(self, step: story.Step, response: httpx.Response) -> None:
        """A step about something that was taken out of the examples is refused, and said so."""
        if response.status_code >= 500:
            _check(response)
        self.answers[f"{step.what}: {response.status_code}"] += 1
        if response.status_code >= 400:
            self.show(f"{step.day}  refused: {step.what}: {response.json().get('title')}")

    async def _show_events(self) -> None:
        async with self.world.pool.acquire() as connection:
            for service in self.world.runtimes:
                rows = await journal.read(connection, service, self.seen.get(service, 0), 10_000)
                for row in rows:
                    self.seen[service] = row.position
                    if not row.topic.startswith(("ctc.released", "ctc.exchange")):
                        short = row.attributes["type"].removeprefix("org.un.ctc.").removesuffix(".v1")
                        self.show(f"{self.world.today}  {row.key:<5} {short}")

    async def _write_events(self, path: Path) -> list[Told]:
        """Every event as a CloudEvent in JSON, one a line, service by service, in order of commit."""
        told: list[Told] = []
        with path.open("wb") as file:
            async with self.world.pool.acquire() as connection:
                for service in self.world.runtimes:
                    for row in await journal.read(connection, service, 0, 1_000_000):
                        file.write(structured(row.attributes, row.data) + b"\n")
                        short = row.attributes["type"].removeprefix("org.un.ctc.")
                        told.append(Told(row.topic, short, orjson.loads(row.data)))
        return told

    async def _kept(self) -> Kept:
        letters = " + ".join(f"(select count(*) from {name}.dead_letters)" for name in self.world.runtimes)
        record = await self.world.pool.fetchrow(
            "select (select count(*) from followup.cycles), (select count(*) from followup.recommendations), "
            f"(select count(*) from unoct.cases), (select count(*) from council_projected.events), {letters}"
        )
        assert record is not None
        return Kept(*record)


def _report_day(year: int) -> date:
    return date(year + 1, *REPORTED_ON)


def _check(response: httpx.Response) -> None:
    if response.status_code >= 400:
        raise CannotStart(f"{response.request.method} {response.request.url.path}: {response.text}")


@asynccontextmanager
async def demo(dsn: str, reference: Reference, show: Callable[[str], None]) -> AsyncIterator[Demo]:
    """A demo on an empty database."""
    async with world(dsn, START, reference) as turned:
        app = application(turned.runtimes.values(), Tokens(given={TOKEN: OWNER}), turned.transport, turned.pool)
        transport = httpx.ASGITransport(app)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://demo", headers=headers) as client:
            yield Demo(turned, client, show)
