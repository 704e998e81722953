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

from contracts.vocabulary import FormName
from ctc import story
from ctc.disk import unlink_page, write_report
from ctc.errors import CannotStart
from reference import LANGUAGES
from services.council.documents.forms import FORMS
from shared.operations.tracing import continue_trace

START, END = date(2022, 1, 1), date(2025, 12, 31)
YEARS = (2022, 2023, 2024)
CONSIDERED_ON, TRANSMITTED_ON = (1, 15), (1, 27)
"""Month and day in the next year on which the draft of the annual report is put before the Committee; and on which it
is adopted and sent, since nobody objected. The draft was made by itself (`drafted_on` in `reference/practice.yaml`)."""
IN_EACH_LANGUAGE: tuple[FormName, ...] = ("html", "pdf")
REPORT_DAYS = frozenset(date(year + 1, *day) for year in YEARS for day in (CONSIDERED_ON, TRANSMITTED_ON))
WORDS = {
    "letter": "I have the honour to transmit the report of the Committee for {year}.\n\n"
    "This letter is synthetic: it was written for this example, and nobody signed it.",
    "introduction": "The Committee sets out below what it did in {year}. This paragraph is synthetic.",
}
"""What people add to each report, by section."""


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
    until: date = END
    """The last day that is told."""
    answers: Counter[str] = field(default_factory=Counter)
    """The number of answers to each kind of step, by HTTP status."""

    async def tell(self, examples: Path, out: Path) -> None:
        """Sends the story and writes its annual reports to `out`. Raises CannotStart if it cannot go on."""
        out.mkdir(parents=True, exist_ok=True)
        steps = [step for step in story.read(examples) if step.day <= self.until]
        await self._import_visits(examples / "visits.csv")
        for year in (one for one in YEARS if date(one + 1, *TRANSMITTED_ON) <= self.until):
            for day, act in ((CONSIDERED_ON, self._consider), (TRANSMITTED_ON, self._transmit)):
                on = date(year + 1, *day)
                before = [step for step in steps if step.day < on]
                await self._steps(before)
                await self.turn(on)
                await act(year)
                steps = steps[len(before) :]
            await self._write(year, out)
        await self._steps(steps)
        await self.turn(self.until)

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

    async def _consider(self, year: int) -> None:
        """People add their words, and the Committee gets the draft."""
        for section, words in WORDS.items():
            await self._post(year, "words", {"section": section, "text": words.format(year=year)})
        await self._post(year, "consideration", {})

    async def _transmit(self, year: int) -> None:
        """Nobody objected."""
        await self._post(year, "adoption", {})
        await self._post(year, "transmission", {"to": "President of the Security Council"})

    async def _post(self, year: int, step: str, body: object) -> None:
        path = f"/reports/annual/{year}/{step}"
        headers = _identity(f"{path} {orjson.dumps(body).decode()}")
        _check(await self.client.post(path, json=body, headers=headers))
        await self.settle()

    async def _write(self, year: int, out: Path) -> None:
        path = f"/reports/annual/{year}"
        for name, form in FORMS.items():
            file, made = out / f"annual-{year}.{name}", await self._read(path, form.media_type)
            if name == "html":
                await write_report(path, made.decode(), file, self._read_page)
            else:
                file.write_bytes(made)
        if year == YEARS[-1]:
            await self._translate(path, out / f"annual-{year}")
        await self.settle()
        on = date(year + 1, *TRANSMITTED_ON)
        self.show(f"{on}  annual report {year} transmitted: {out / f'annual-{year}.html'}")

    async def _translate(self, path: str, name: Path) -> None:
        """The last report in every language to read, and in English to work on."""
        for language in LANGUAGES:
            for form in IN_EACH_LANGUAGE if language != "en" else FORMS:
                made = await self._read(f"{path}?lang={language}", FORMS[form].media_type)
                file = name.with_name(f"{name.name}.{language}.{form}")
                file.write_bytes(unlink_page(made.decode()).encode() if form == "html" else made)

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


def _check(response: httpx.Response) -> None:
    if response.status_code >= 400:
        raise CannotStart(f"{response.request.method} {response.request.url.path}: {response.text}")
