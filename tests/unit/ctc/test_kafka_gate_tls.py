"""Records of TLS that hold nothing, or hardly anything, cost their sender time, and nobody else."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from ctc.kafka_gate.places import Pace, Visitor
from ctc.kafka_gate.tls import LONGEST_HANDSHAKE, MOST_RECORDS, Connection, TooMuchTls, shake_hands
from tests.support.mail_server import make_certificate

FEW = 2_000
REST = 0.1
"""Seconds."""


def server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate())
    return context


@asynccontextmanager
async def meeting(visitor: Visitor) -> AsyncIterator[tuple[Connection, asyncio.StreamReader, asyncio.StreamWriter]]:
    """The gate's end of a connection, and its visitor's."""
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    trust = ssl.create_default_context(cafile=str(make_certificate()[0]))
    here, (heard, there) = await asyncio.gather(
        shake_hands(ours, server_side(), visitor),
        asyncio.open_connection(sock=theirs, ssl=trust, server_hostname="localhost"),
    )
    try:
        yield here, heard, there
    finally:
        here.abort()
        there.transport.abort()


async def send_records(writer: asyncio.StreamWriter, count: int) -> None:
    with suppress(OSError):
        for number in range(count):
            writer.write(b"x")  # a record each
            if number % 100 == 0:
                await writer.drain()  # raises where the connection was lost


async def read_all(connection: Connection, count: int) -> int:
    size = 0
    with suppress(OSError):
        while size < count and (piece := await connection.read(65_536)):
            size += len(piece)
    return size


async def test_what_both_say_arrives() -> None:
    async with meeting(Visitor("192.0.2.1")) as (here, _, there):
        there.write(b"hello")
        assert await here.readexactly(5) == b"hello"
        here.write(b"welcome")
        await here.drain()


async def test_a_stranger_that_sends_more_than_a_log_in_has_is_cut_off() -> None:
    async with meeting(Visitor("192.0.2.1")) as (here, _, there):
        await send_records(there, MOST_RECORDS)
        with pytest.raises(TooMuchTls):
            await read_all(here, MOST_RECORDS)


@pytest.mark.parametrize("size", [LONGEST_HANDSHAKE - 100, LONGEST_HANDSHAKE + 100])
async def test_a_stranger_s_long_hello_is_not_read_to_its_end(size: int) -> None:
    """OpenSSL takes 131,072 bytes, and looks each key up in a list that is as long."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    greeting = b"\x16\x03\x01" + (16_000).to_bytes(2) + b"\1" + (15_000).to_bytes(3) + b"\3\3"
    meeting = asyncio.create_task(shake_hands(ours, server_side(), Visitor("192.0.2.1")))
    with theirs:
        theirs.sendall(greeting.ljust(size, b"\0"))
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(TooMuchTls if size > LONGEST_HANDSHAKE else ssl.SSLError):
            await meeting


class Resting(Pace):
    """It has the user rest some times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.rests = [REST] * times

    def work(self, now: float, seconds: float) -> float:
        return self.rests.pop() if self.rests else 0.0


async def test_a_user_that_does_waits_and_loses_nothing() -> None:
    visitor = Visitor("192.0.2.1")
    async with meeting(visitor) as (here, _, there):
        pace, begun = Resting(3), time.monotonic()
        visitor.is_known, visitor.pace = True, pace
        sending = asyncio.create_task(send_records(there, FEW))
        assert await read_all(here, FEW) == FEW
        await sending
    assert time.monotonic() - begun >= REST * 3 * 0.9
    assert pace.rests == []


async def test_the_end_is_told_and_what_was_sent_before_arrives() -> None:
    async with meeting(Visitor("192.0.2.1")) as (here, _, there):
        there.write(b"hello")
        there.close()
        assert await here.readexactly(5) == b"hello"
        assert await here.read(1) == b""


async def test_a_large_answer_arrives_whole() -> None:
    answer = bytes(range(256)) * 1_000
    async with meeting(Visitor("192.0.2.1")) as (here, heard, _):
        here.write(answer)
        reading = asyncio.create_task(heard.readexactly(len(answer)))
        await here.drain()
        assert await reading == answer


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
