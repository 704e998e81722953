"""Sends the story of `examples/` to a system over HTTP, as its users would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import httpx
import orjson

from ctc import story
from ctc.disk import write_report
from ctc.errors import CannotStart
from services.council.documents.forms import FORMS
from shared.operations.tracing import continue_trace

START, END = date(2022, 1, 1), date(2025, 12, 31)
YEARS = (2022, 2023, 2024)
REPORTED_ON = (1, 15)
"""Month and day in the next year on which the annual report is made, since all facts have arrived by then."""


async def nothing() -> None:
    """Does nothing: for a system that settles by itself before its clock turns."""


@dataclass(slots=True)
class Storyteller:
    """A story that is being sent. The client may command and may speak for any source."""

    client: httpx.AsyncClient
    turn: Callable[[date], Awaitable[None]]
    """Moves the clock to each due date in order, and then to this day. Settles before, in between and after."""
    settle: Callable[[], Awaitable[None]] = nothing
    """Called after something was sent or entered."""
    show: Callable[[str], None] = lambda _: None
    answers: Counter[str] = field(default_factory=Counter)
    """The number of answers to each kind of step, by HTTP status."""

    async def tell(self, examples: Path, out: Path) -> None:
        """Sends the whole story and writes the annual reports to `out`. Raises CannotStart if it cannot go on."""
        out.mkdir(parents=True, exist_ok=True)
        steps = story.read(examples)
        await self._import_visits(examples / "visits.csv")
        for year in YEARS:
            before = [step for step in steps if step.day < report_day(year)]
            await self._steps(before)
            await self._report(year, out)
            steps = steps[len(before) :]
        await self._steps(steps)
        await self.turn(END)

    async def _import_visits(self, path: Path) -> None:
        headers = {"Content-Type": "text/csv", **_identity("/imports/visits")}
        _check(await self.client.post("/imports/visits", content=path.read_bytes(), headers=headers))
        await self.settle()

    async def _steps(self, steps: Sequence[story.Step]) -> None:
        for step in steps:
            await self.turn(step.day)
            self._count(step, await self._send(step))
            await self.settle()

    async def _send(self, step: story.Step) -> httpx.Response:
        kind = "application/cloudevents+json" if step.what == "event" else "application/json"
        body = orjson.dumps(step.body)
        headers = {"Content-Type": kind, **_identity(f"{step.day} {step.path} {body.decode()}")}
        return await self.client.post(step.path, content=body, headers=headers)

    def _count(self, step: story.Step, response: httpx.Response) -> None:
        """Counts an answer. A step about something that the examples no longer have is refused, and shown."""
        if response.status_code >= 500:
            _check(response)
        self.answers[f"{step.what}: {response.status_code}"] += 1
        if response.status_code >= 400:
            self.show(f"{step.day}  refused: {step.what}: {response.json().get('title')}")

    async def _report(self, year: int, out: Path) -> None:
        await self.turn(report_day(year))
        path = f"/reports/annual/{year}"
        for name, form in FORMS.items():
            file, made = out / f"annual-{year}.{name}", await self._read(path, form.media_type)
            if name == "html":
                await write_report(path, made.decode(), file, self._read_page)
            else:
                file.write_bytes(made)
        await self.settle()
        self.show(f"{report_day(year)}  annual report {year}: {out / f'annual-{year}.html'}")

    async def _read_page(self, path: str) -> str:
        return (await self._read(path, "text/html")).decode()

    async def _read(self, path: str, accept: str) -> bytes:
        response = await self.client.get(path, headers={"Accept": accept, **_identity(path)})
        _check(response)
        return response.content


def _identity(what: str) -> dict[str, str]:
    """Headers that fix the ids, so that the same story gives the same events."""
    key = str(uuid5(NAMESPACE_URL, what))
    return {"Idempotency-Key": key, "X-Correlation-Id": key, "Traceparent": str(continue_trace(None, key))}


def report_day(year: int) -> date:
    """The day on which the annual report of this year is made."""
    return date(year + 1, *REPORTED_ON)


def _check(response: httpx.Response) -> None:
    if response.status_code >= 400:
        raise CannotStart(f"{response.request.method} {response.request.url.path}: {response.text}")
