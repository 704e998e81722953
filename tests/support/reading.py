"""How many rows the statements of some code read, by the plans that PostgreSQL really took."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson

_COUNTED = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")


class CountingRows(asyncpg.Connection):
    """A connection that runs each query once more before, to count what it reads. Give it to `asyncpg.connect`."""

    rows = 0.0

    async def fetch(self, query: str, *args: Any, **options: Any) -> Any:
        await self._count(query, args)
        return await super().fetch(query, *args, **options)

    async def fetchval(self, query: str, *args: Any, **options: Any) -> Any:
        await self._count(query, args)
        return await super().fetchval(query, *args, **options)

    async def execute(self, query: str, *args: Any, **options: Any) -> str:
        if args:
            await self._count(query, args)
        return await super().execute(query, *args, **options)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[CountingRows]:
        """Itself, for whoever takes it for a pool."""
        yield self

    def cursor(self, query: str, *args: Any, **options: Any) -> Any:
        return self._count_and_read(query, args, options)

    async def _count_and_read(self, query: str, args: tuple[Any, ...], options: Any) -> AsyncIterator[Any]:
        await self._count(query, args)
        async for record in super().cursor(query, *args, **options):
            yield record

    async def _count(self, query: str, args: tuple[Any, ...]) -> None:
        trial = self.transaction()
        await trial.start()
        try:
            explained = await super().fetchval(f"explain (analyze, timing off, format json) {query}", *args)
        finally:
            await trial.rollback()
        self.rows += _read_in(orjson.loads(explained)[0]["Plan"])


def _read_in(plan: Mapping[str, Any]) -> float:
    own: float = plan["Actual Loops"] * sum(plan.get(name, 0) for name in _COUNTED)
    return own + sum(map(_read_in, plan.get("Plans", ())))
