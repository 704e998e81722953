"""A gateway that helps an attacker: the requests of all its users share one connection to the server.

It counts bodies as the protocol says, gives each user the next answer that comes, and opens another connection only
where the server closed the last one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Answer:
    """What a user got."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class PooledProxy:
    """Passes requests on, one after the other."""

    host: str
    port: int
    opened: int = 0
    _connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, head: str, body: bytes = b"", pieces: tuple[int, ...] = ()) -> Answer:
        """The answer to a request whose head says nothing of its length; the body is cut at these places."""
        async with self._turn:
            reader, writer = await self._connect()
            writer.write(f"{head}\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            for start, end in zip((0, *pieces), (*pieces, len(body)), strict=True):
                writer.write(body[start:end])
                await writer.drain()
                await asyncio.sleep(0.005)  # so that the server gets each piece alone
            answer = await _answer(reader)
            if answer.headers.get("connection", "").lower() == "close":
                await self.close()
            return answer

    async def close(self) -> None:
        if self._connection:
            self._connection[1].close()
            self._connection = None

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._connection is None:
            self._connection = await asyncio.open_connection(self.host, self.port)
            self.opened += 1
        return self._connection


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode("latin-1")
    status, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await asyncio.wait_for(reader.readexactly(int(headers["content-length"])), 10)
    return Answer(int(status.split()[1]), headers, body)


@asynccontextmanager
async def pooled_proxy(host: str, port: int) -> AsyncIterator[PooledProxy]:
    """A proxy before this server."""
    proxy = PooledProxy(host, port)
    try:
        yield proxy
    finally:
        await proxy.close()
