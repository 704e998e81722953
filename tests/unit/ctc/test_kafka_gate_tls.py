"""Records of TLS that hold nothing, or hardly anything, cost their sender time, and nobody else."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from ctc.kafka_gate.passing import Stream
from ctc.kafka_gate.places import MOST_WORK, Visitor
from ctc.kafka_gate.tls import shake_hands
from tests.support.mail_server import make_certificate

MANY, FEW = 100_000, 2_000
REST = 0.1
"""Seconds."""


def server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate())
    return context


@asynccontextmanager
async def meeting(visitor: Visitor) -> AsyncIterator[tuple[Stream, asyncio.StreamWriter]]:
    """The gate's end of a connection, and its visitor's."""
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    trust = ssl.create_default_context(cafile=str(make_certificate()[0]))
    here, (_, there) = await asyncio.gather(
        shake_hands(ours, server_side(), visitor),
        asyncio.open_connection(sock=theirs, ssl=trust, server_hostname="localhost"),
    )
    try:
        yield here, there
    finally:
        for writer in (here.writer, there):
            writer.transport.abort()


async def send_records(writer: asyncio.StreamWriter, count: int) -> None:
    with suppress(OSError):
        for number in range(count):
            writer.write(b"x")  # a record each
            if number % 100 == 0:
                await writer.drain()


async def read_all(reader: asyncio.StreamReader, count: int) -> int:
    size = 0
    with suppress(OSError):
        while size < count and (piece := await reader.read(65_536)):
            size += len(piece)
    return size


async def test_what_both_say_arrives() -> None:
    async with meeting(Visitor("192.0.2.1")) as (here, there):
        there.write(b"hello")
        assert await here.reader.readexactly(5) == b"hello"
        here.writer.write(b"welcome")
        await here.writer.drain()


async def test_a_stranger_that_sends_them_without_end_is_cut_off() -> None:
    visitor = Visitor("192.0.2.1")
    async with meeting(visitor) as (here, there):
        sending = asyncio.create_task(send_records(there, MANY))
        assert await read_all(here.reader, MANY) < MANY
        sending.cancel()
    assert MOST_WORK < visitor.worked < 10 * MOST_WORK


@dataclass(eq=False, slots=True)
class User(Visitor):
    """It rests after each piece."""

    read_at: list[float] = field(default_factory=list)

    def work(self, now: float, seconds: float) -> float:
        self.read_at.append(now)
        return REST


async def test_a_user_that_does_waits_and_loses_nothing() -> None:
    user = User("192.0.2.1")
    async with meeting(user) as (here, there):
        user.read_at.clear()
        sending = asyncio.create_task(send_records(there, FEW))
        assert await read_all(here.reader, FEW) == FEW
        await sending
    assert len(user.read_at) > 2
    assert min(later - before for before, later in pairwise(user.read_at)) >= REST * 0.9


async def test_whoever_speaks_no_tls_is_refused() -> None:
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    shaking = asyncio.create_task(shake_hands(ours, server_side(), Visitor("192.0.2.1")))
    await asyncio.get_running_loop().sock_sendall(theirs, b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(OSError, match=r"(?i)http|ssl|record|reset"):
        await asyncio.wait_for(shaking, 5)
    theirs.close()


async def test_whoever_leaves_in_the_handshake_leaves_at_once() -> None:
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    shaking = asyncio.create_task(shake_hands(ours, server_side(), Visitor("192.0.2.1")))
    await asyncio.sleep(0)
    theirs.close()
    with pytest.raises(OSError):  # noqa: PT011 - whichever
        await asyncio.wait_for(shaking, 5)
