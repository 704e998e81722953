"""Starts the rebuilds of this process, and notes the progress and the result of each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
import orjson
import structlog

from services.council.facts.outdated import is_outdated
from services.council.operators.rebuild.comparing import Rebuilt
from services.council.operators.rebuild.rebuilding import LOCK, Progress, Rebuild, RebuildRunning, connect_alone
from shared.engine.rules import NotFound
from shared.engine.running.runtime import Runtime
from shared.operations.logs import safe_error
from shared.web.server.identifiers import fresh_id

log = structlog.get_logger()

MOST_LISTED: Final = 100
NOTED_EVERY: Final = 0.5
"""Seconds between notes of how far it is."""

Begin = Callable[[Runtime, "asyncpg.Connection[asyncpg.Record]"], Rebuild]
"""Makes a rebuild of the facts on a connection of its own."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Events that may be lost, and why."""

    events: tuple[str, ...] = ()
    why: str | None = None


NO_LOSSES: Final = Losses()


@dataclass(slots=True)
class Rebuilds:
    """Those of this process, and the notes of all."""

    runtime: Runtime
    begin: Begin
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self, by: str, accepting: Losses = NO_LOSSES) -> str:
        """Starts one and returns its id. Raises RebuildRunning."""
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._run(by, started, accepting))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await started

    async def renew(self) -> None:
        """Makes facts of an earlier version again, unless another copy of this service does so already."""
        async with self.runtime.resources.pool.acquire() as connection:
            if not await is_outdated(connection):
                return
        log.warning("facts of an earlier version are made again; no report is made until then")
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        await self._run(self.runtime.service.name, started)
        if isinstance(failed := started.exception(), RebuildRunning):
            log.info("another copy makes them again")
        elif failed is not None:
            log.error("rebuild failed", error=safe_error(failed))

    async def _run(self, by: str, started: asyncio.Future[str], accepting: Losses = NO_LOSSES) -> None:
        try:
            async with connect_alone(self.runtime.resources.dsn, self.runtime.service) as connection:
                id_ = await self._note_start(by, accepting)
                started.set_result(id_)
                await self._rebuild(id_, connection, frozenset(accepting.events))
        except Exception as error:
            if started.done():
                log.error("rebuild failed", error=safe_error(error))
            else:
                started.set_exception(error)

    async def _rebuild(
        self, id_: str, connection: asyncpg.Connection[asyncpg.Record], accepted: frozenset[str]
    ) -> None:
        rebuild = self.begin(self.runtime, connection)
        rebuild.accepted = accepted
        noting = asyncio.create_task(self._note_progress(id_, rebuild))
        started = time.monotonic()
        try:
            rebuilt = await rebuild.run()
        except BaseException as error:
            await self._note_end(id_, "failed", None, f"{safe_error(error)}: the facts are as they were before")
            raise
        finally:
            noting.cancel()
        seconds = round(time.monotonic() - started, 1)
        await self._note_end(id_, "done", _show_result(rebuilt) | {"seconds": seconds}, _describe_problem(rebuilt))
        log.info("facts rebuilt", events=rebuilt.events, swapped=rebuilt.swapped, differing=list(rebuilt.differing))

    async def _note_start(self, by: str, accepting: Losses) -> str:
        id_ = fresh_id()
        async with self.runtime.resources.pool.acquire() as connection:
            now = await self.runtime.resources.clock.now(connection)
            await connection.execute(
                "insert into council.rebuilds (id, started_at, started_by, state, progress, accepted_losses, why) "
                "values ($1, $2, $3, 'running', $4, $5, $6)",
                id_, now, by, _json(Progress("reading")), _json(accepting.events), accepting.why,
            )  # fmt: skip
        return id_

    async def _note_progress(self, id_: str, rebuild: Rebuild) -> None:
        while True:
            await asyncio.sleep(NOTED_EVERY)
            query = "update council.rebuilds set progress = $2 where id = $1"
            await self.runtime.resources.pool.execute(query, id_, _json(rebuild.progress))

    async def _note_end(self, id_: str, state: str, result: dict[str, Any] | None, problem: str | None) -> None:
        query = "update council.rebuilds set state = $2, result = $3, problem = $4 where id = $1"
        await self.runtime.resources.pool.execute(query, id_, state, result and _json(result), problem)

    async def show(self, id_: str) -> dict[str, Any]:
        """One of them. Raises NotFound."""
        running = await self._is_any_running()  # before its note: the end is noted while the lock is still held
        record = await self.runtime.resources.pool.fetchrow("select * from council.rebuilds where id = $1", id_)
        if record is None:
            raise NotFound
        return _show(record, running)

    async def list(self) -> list[dict[str, Any]]:
        """The last ones, newest first."""
        query = f"select * from council.rebuilds order by id desc limit {MOST_LISTED}"
        running = await self._is_any_running()
        return [_show(record, running) for record in await self.runtime.resources.pool.fetch(query)]

    async def _is_any_running(self) -> bool:
        """Whether any process holds the lock: what is noted as running without it was interrupted."""
        query = (
            "select exists (select from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 "
            "and database = (select oid from pg_database where datname = current_database()))"
        )
        running: bool = await self.runtime.resources.pool.fetchval(query, LOCK, self.runtime.service.number)
        return running


def _show_result(rebuilt: Rebuilt) -> dict[str, Any]:
    """The result, ready for JSON."""
    return {
        "events": rebuilt.events,
        "rows": rebuilt.rows,
        "unreadable": rebuilt.unreadable,
        "ahead": rebuilt.ahead,
        "lost": rebuilt.lost,
        "accepted": rebuilt.accepted,
        "lost_events": rebuilt.lost_events,
        "swapped": rebuilt.swapped,
        "differing": rebuilt.differing,
        "tables": rebuilt.tables,
    }


def _describe_problem(rebuilt: Rebuilt) -> str | None:
    if rebuilt.swapped:
        return None
    missing = rebuilt.lost - rebuilt.accepted
    return f"the transport no longer holds {missing} events that the live facts have: nothing was swapped"


def _show(record: asyncpg.Record, running: bool) -> dict[str, Any]:
    state = record["state"]
    return {
        "id": record["id"],
        "state": "interrupted" if state == "running" and not running else state,
        "started_at": record["started_at"],
        "started_by": record["started_by"],
        "accepted_losses": orjson.loads(record["accepted_losses"] or "[]"),
        "why": record["why"],
        "progress": orjson.loads(record["progress"]),
        "result": orjson.loads(record["result"]) if record["result"] else None,
        "problem": record["problem"],
    }


def _json(thing: object) -> str:
    return orjson.dumps(thing).decode()
