"""The smallest possible application, for tests of what all services share over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, Literal

import httpx
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from shared.engine.outcomes import Done, Outcome
from shared.engine.principals import Principal
from shared.engine.rules import Command, Known, NotFound, Refusal, Table, Trigger
from shared.engine.storage.dead_letters import DeadLetter
from shared.operations.metrics import Behind, Metrics
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.app import Served, build
from shared.web.bodies import AsJson
from shared.web.commands import Envelope, run
from shared.web.operators.dead_letters import DeadLetters, State
from shared.web.operators.health import Question, Vitals
from shared.web.routes import build_router
from shared.web.tokens import Tokens

CONFIDENTIAL = "CONFIDENTIAL-7f3a"

PRINCIPALS = {
    "desk": Principal("desk", "committee", may_command=True),
    "other-desk": Principal("other-desk", "committee", may_command=True),
    "reader": Principal("reader", "un"),
    "operator": Principal("operator", "committee", may_operate=True),
    "technician": Principal("technician", "public", may_operate=True),
}


class TooEarly(Refusal):
    """A visit cannot end before it starts."""

    rule = "2"
    paragraph = "OP12"


@dataclass(frozen=True, slots=True)
class Body:
    """Who takes part."""

    name: str


@dataclass(frozen=True, slots=True)
class PlanVisit:
    """A command as a service has them."""

    state: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    start: date
    mode: Literal["physical", "virtual"] = "physical"
    invited: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    id: str
    state: str


VISITS: Table[Visit] = Table("visits", Visit)


@dataclass
class ScriptedHandler:
    """Notes its triggers and gives the test's answers. The real handler is tested with a database."""

    outcome: Outcome | Exception = field(default_factory=lambda: Done((), {"id": "v1"}))
    commands: list[Command[PlanVisit]] = field(default_factory=list)

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        (command,) = triggers
        assert isinstance(command, Command)
        self.commands.append(command)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return [self.outcome]


@dataclass
class Letters:
    """Dead letters in memory."""

    kept: dict[int, DeadLetter] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Done)
    stopped: bool = False
    reasons: list[str] = field(default_factory=list)

    async def list(self, state: State, after: int, limit: int) -> Sequence[DeadLetter]:
        return [letter for number, letter in sorted(self.kept.items()) if number > after and letter.state == state][
            :limit
        ]

    async def show(self, number: int) -> DeadLetter | None:
        return self.kept.get(number)

    async def retry(self, number: int) -> Outcome:
        if number not in self.kept:
            raise NotFound
        return self.outcome

    async def discard(self, number: int, why: str) -> bool:
        self.reasons.append(why)
        return self.kept.pop(number, None) is not None

    async def resume(self) -> bool:
        was_stopped, self.stopped = self.stopped, False
        return was_stopped


def letter(number: int, payload: bytes | None = b"{}") -> DeadLetter:
    return DeadLetter(
        number=number,
        recorded_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
        reason="LookupError at decide:12",
        topic="ctc.assessments",
        partition=3,
        offset=99,
        key="KEN",
        attributes={"id": "e-1"},
        payload=payload,
        tries=0,
        state="open",
        discarded_why=None,
    )


@dataclass
class Example:
    """The application, and what a test turns and looks at."""

    name: str = "example"
    handler: ScriptedHandler = field(default_factory=ScriptedHandler)
    letters: Letters = field(default_factory=Letters)
    metrics: Metrics = field(default_factory=lambda: Metrics("example"))
    behind: Behind | Exception = field(default_factory=Behind)
    moved_at: dict[str, float] = field(default_factory=lambda: {"consumer": time.monotonic()})
    ended: list[str] = field(default_factory=list)
    answers: dict[str, str | Exception | None] = field(default_factory=lambda: {"database": None, "transport": None})
    thing: dict[str, object] = field(default_factory=lambda: {"id": "v1", "state": "KEN"})
    bodies: list[bytes] = field(default_factory=list)
    routers: list[APIRouter] = field(default_factory=list)

    def describe(self) -> Served:
        letters: DeadLetters = self.letters
        return Served(
            name=self.name,
            description="An example.",
            routers=self.routers or [_visits(self)],
            vitals=Vitals(lambda: self.moved_at, lambda: self.ended, self._questions(), self._measure),
            metrics=self.metrics,
            dead_letters=letters,
            own_bodies=frozenset({"/raw"}),
        )

    def _questions(self) -> Mapping[str, Question]:
        def question(name: str) -> Question:
            async def ask() -> str | None:
                answer = self.answers[name]
                if isinstance(answer, Exception):
                    raise answer
                if answer == "silent":
                    await asyncio.sleep(60)
                return answer

            return ask

        return {name: question(name) for name in self.answers}

    async def _measure(self) -> Behind:
        if isinstance(self.behind, Exception):
            raise self.behind
        return self.behind

    @asynccontextmanager
    async def client(self, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """A client of the application; each principal's token is its name."""
        app = build(self.describe(), Tokens(None, PRINCIPALS).principal_for)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://example", headers=headers) as client:
            yield client


def _visits(example: Example) -> APIRouter:
    router = build_router("visits")

    @router.get("/visits/{visit}")
    async def show_visit(reader: Reader, visit: str, q: str = "") -> Response:
        """One visit."""
        if visit == "broken":
            raise LookupError(CONFIDENTIAL)
        if visit == "away":
            raise ConnectionRefusedError(CONFIDENTIAL)
        if reader.audience == "public":
            raise NotFound
        return answer({**example.thing, "reader": reader.name})

    @router.get("/visits")
    async def list_visits(reader: Reader, limit: int = 10) -> Response:
        """Visits."""
        return answer({"items": [], "limit": limit})

    @router.post("/visits", status_code=201)
    async def plan_visit(envelope: Envelope, body: Annotated[PlanVisit, AsJson]) -> Response:
        """Plans a visit."""
        return await run(example.handler, envelope, body, created="/visits")

    @router.post("/visits/{visit}/agreement")
    async def agree(envelope: Envelope, visit: str, body: Annotated[PlanVisit, AsJson]) -> Response:
        """Changes a visit, if it is as it was read."""

        async def read() -> object:
            return {**example.thing, "reader": envelope.principal.name}

        def represent(rows: Known) -> object | None:
            visit_row = rows.get(VISITS, visit)
            return visit_row and {"id": visit_row.id, "state": visit_row.state, "reader": envelope.principal.name}

        return await run(example.handler, envelope, body, represent=represent, read=read)

    @router.post("/raw")
    async def take(request: Request) -> Response:
        """Reads its body itself."""
        example.bodies.append(await request.body())
        return answer({}, 202)

    return router
