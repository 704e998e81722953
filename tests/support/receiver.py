"""An endpoint of somebody else's: it keeps what it is sent, and answers as the test says."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def status(code: int, headers: str = "") -> bytes:
    return f"HTTP/1.1 {code} Synthetic\r\nContent-Length: 0\r\n{headers}\r\n".encode()


@dataclass
class Received:
    """One request."""

    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """It listens at `url`. `answer` makes the answer; None: it never answers; empty: it hangs up."""

    url: str = ""
    answer: Callable[[Received], bytes | None] = lambda _: OK
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while (request := await _read(reader)) is not None:
                self.received.append(request)
                self.news.set()
                answer = self.answer(request)
                if answer is None:
                    await asyncio.sleep(3600)
                if not answer:
                    return
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def wait_for(self, number: int) -> None:
        """Returns when so many requests have come."""
        while len(self.received) < number:
            self.news.clear()
            await self.news.wait()

    def ids(self) -> list[str]:
        return [one.id for one in self.received]


async def _read(reader: asyncio.StreamReader) -> Received | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(first.split(" ")[1], headers, body)


@asynccontextmanager
async def receiver(
    answer: Callable[[Received], bytes | None] = lambda _: OK,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
) -> AsyncIterator[Receiver]:
    one = Receiver(answer=answer)
    tasks: set[asyncio.Task[None]] = set()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        await one.serve(reader, writer)

    server = await asyncio.start_server(connect, host, 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    one.url = f"{'https' if tls else 'http'}://{host}:{port}/hooks?of=ctc"
    try:
        yield one
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
