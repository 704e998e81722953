"""Health: alive means that the loops move, ready means that the service can do its work.

For that, database and transport answer, no loop has ended, and the consumer was not stopped.
Everybody may know whether a service is well. Why, how far behind it is, and the metrics show what is done inside, to
the second: they are for those inside and for operators.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict

from shared.engine.rules import NotFound
from shared.operations.logs import safe_error
from shared.operations.metrics import Behind, Metrics
from shared.web.access import may_see_inside
from shared.web.answers import dump
from shared.web.documents.openapi import may_refuse
from shared.web.problems import Unavailable
from shared.web.routes import CheckedRoute

STILL_ALIVE = 120.0
"""Seconds a loop may take for one turn: four times the longest pause between tries."""
STOPPED: Final = (
    "stopped, by too many dead letters in a row or by an operator; see `ctc deadletters list`, "
    "then `ctc consumer resume`"
)
PATIENCE = 2.0
"""Seconds to wait for an answer; whoever asks for health has little time."""

Question = Callable[[], Awaitable[str | None]]
"""None when it answers, else what is wrong in one line."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What can be asked of one running service."""

    moved_at: Callable[[], Mapping[str, float]]
    """When each loop last turned, in `time.monotonic()`."""
    find_ended_loops: Callable[[], list[str]]
    """Loops that are no longer running."""
    questions: Mapping[str, Question]
    """One for each thing that it depends on: `database` and `transport`."""
    behind: Callable[[], Awaitable[Behind]]


def database_answers(pool: asyncpg.Pool[asyncpg.Record]) -> Question:
    """The question whether the database answers."""

    async def ask() -> None:
        await pool.fetchval("select 1")

    return ask


async def live(vitals: Vitals) -> tuple[bool, dict[str, object]]:
    """Whether every loop moves; and how long ago each did."""
    ended, seconds = vitals.find_ended_loops(), _seconds_since_moved(vitals)
    alive = not ended and all(ago <= STILL_ALIVE for ago in seconds.values())
    return alive, {"seconds_since_loops_moved": seconds, "ended": ended}


def _seconds_since_moved(vitals: Vitals) -> dict[str, float]:
    now = time.monotonic()
    return {name: round(now - moved_at, 1) for name, moved_at in vitals.moved_at().items()}


async def ready(vitals: Vitals) -> tuple[bool, dict[str, object]]:
    """Whether it can do its work, what hinders it if not, and how far behind it is."""
    answers = dict(zip(vitals.questions, await asyncio.gather(*map(_ask, vitals.questions.values())), strict=True))
    all_answer = all(answer == "answers" for answer in answers.values())
    behind = await _measure(vitals) if all_answer else None
    hindrances = _hindrances(vitals.find_ended_loops(), behind)
    well = all_answer and isinstance(behind, Behind) and not hindrances
    return well, {**answers, **hindrances, **({} if behind is None else {"behind": behind})}


async def _measure(vitals: Vitals) -> Behind | str:
    """How far behind it is, or why that cannot be told."""
    try:
        return await asyncio.wait_for(vitals.behind(), PATIENCE)
    except Exception as error:  # whatever it is, the service cannot do its work
        return safe_error(error)


def _hindrances(ended: Sequence[str], behind: Behind | str | None) -> dict[str, str]:
    """What keeps it from its work though all it stands on answers."""
    found = {}
    if ended:
        found["loops"] = f"ended, and begin again in a moment: {', '.join(ended)}; the log says why"
    if isinstance(behind, Behind) and behind.consumer_stopped:
        found["consumer"] = STOPPED
    elif isinstance(behind, Behind) and behind.consumer_failing:
        found["consumer"] = "meets the same error again and again; the log says which"
    return found


async def _ask(question: Question) -> str:
    try:
        return await asyncio.wait_for(question(), PATIENCE) or "answers"
    except TimeoutError:
        return f"does not answer within {PATIENCE:g} seconds"
    except Exception as error:  # its message may quote an address or worse
        return f"does not answer: {safe_error(error)}"


def answer(word: str, well: bool, details: Mapping[str, object]) -> Response:
    """200 when well, else 503; `word` is `live` or `ready`, and stands before the details."""
    headers = {"Cache-Control": "no-store"}
    return Response(dump({word: well, **details}), 200 if well else 503, headers, "application/json")


class Live(BaseModel):
    """Whether it lives, and why not."""

    model_config = ConfigDict(extra="allow")

    live: bool


class Ready(BaseModel):
    """Whether it is ready, and why not."""

    model_config = ConfigDict(extra="allow")

    ready: bool


_NOT_WELL: Final[dict[int | str, dict[str, Any]]] = {
    503: {"description": "It is not, and says why.", "content": {"application/json": {"schema": {"type": "object"}}}}
}


class HealthRoute(CheckedRoute):
    """Whoever watches is answered also while many ask for other things from the same place."""

    takes_turn = False


def build_routes(prefix: str, vitals: Vitals) -> APIRouter:
    """`live` and `ready` below the prefix."""
    router = APIRouter(prefix=f"{prefix}/health", tags=["health"], route_class=HealthRoute)

    @router.get("/live", response_model=Live, responses=_NOT_WELL)
    async def is_live(request: Request) -> Response:
        """Whether the loops move: restart it if not."""
        well, details = await live(vitals)
        return answer("live", well, details if await _may_see_inside(request) else {})

    @router.get("/ready", response_model=Ready, responses=_NOT_WELL)
    async def is_ready(request: Request) -> Response:
        """Whether database and transport answer and its loops run, and how far behind it is."""
        well, details = await ready(vitals)
        return answer("ready", well, details if await _may_see_inside(request) else {})

    return router


async def _may_see_inside(request: Request) -> bool:
    state = request.app.state
    return await may_see_inside(request.headers, state.principal_for, state.sessions)


def build_metrics_route(prefix: str, vitals: Vitals, metrics: Metrics) -> APIRouter:
    """The metrics, measured at each scrape."""
    router = APIRouter(prefix=prefix, tags=["health"], route_class=HealthRoute)

    @router.get("/metrics", response_class=PlainTextResponse, responses=may_refuse(404))
    async def show_metrics(request: Request) -> Response:
        """The metrics in Prometheus's text format, for who asks from inside and for operators."""
        if not await _may_see_inside(request):
            raise NotFound
        try:
            metrics.show_behind(await asyncio.wait_for(vitals.behind(), PATIENCE))
            metrics.show_loops(_seconds_since_moved(vitals))
        except Exception as error:  # rather no figures than old ones: the target shows as down
            raise Unavailable from error
        written = await asyncio.to_thread(metrics.write_exposition)  # it may be a megabyte
        return Response(written, media_type="text/plain; version=0.0.4; charset=utf-8")

    return router
