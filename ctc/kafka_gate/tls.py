"""TLS with a visitor, on whose behalf alone it works: it reads when somebody wants what comes, and a piece at a time.

A record of TLS may hold nothing: a change of keys, or an empty piece. Thousands of them come in one read of asyncio's
own TLS, each takes as long as a small request, and no counter of requests or bytes sees them. So a stranger's
records are counted here, and the time that a user takes is measured.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar

from ctc.kafka_gate.places import Visitor
from shared.operations.tls_records import RecordCounter

LOGIN: Final = 10
"""Seconds in which a connection must have logged in, its handshake among them."""
GOODBYE: Final = 5
"""Seconds in which a connection that ends may take what is left."""
PIECE: Final = 16 * 1024
"""Bytes that are taken from the network at once: as many as a record has."""
FIRST_PIECE: Final = 4 * 1024
"""The same of a stranger, whose messages are short."""

MOST_RECORDS: Final = 64
"""Of a stranger: some ten in the handshake, and one or two for each of its ten requests."""
LONGEST_HANDSHAKE: Final = 8 * 1024
"""Bytes of a visitor until both have agreed. A usual one sends 2,000; to read 64,000 may take 0.1 s of processor."""
A_WHILE: Final = 0.001
"""Seconds of processor after which others have their turn."""

T = TypeVar("T")


class TooMuchTls(Exception):
    """A stranger sends more than a log-in has; the message says of what."""


class Connection:
    """What a visitor says and hears, without TLS. Who does not take what it is sent is not read either."""

    def __init__(self, reader: StreamReader, writer: StreamWriter, context: ssl.SSLContext, visitor: Visitor) -> None:
        self._network = reader
        self._writer = writer
        self._visitor = visitor
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._kept = bytearray()
        self._records = RecordCounter()
        self._has_agreed = False
        self._size = 0

    async def shake_hands(self) -> None:
        """Agrees on keys. Raises OSError or TooMuchTls, as reading does."""
        try:
            await self._carry_out(self._tls.do_handshake)
            self._has_agreed = True
        finally:  # also why not
            self._writer.write(self._outgoing.read())

    async def read(self, most: int) -> bytes:
        """What comes next; nothing at the end."""
        if not self._kept:
            self._kept += await self._decipher()
        return self._take(most)

    async def readexactly(self, count: int) -> bytes:
        """So many bytes. Raises IncompleteReadError where it ends before."""
        while len(self._kept) < count:
            piece = await self._decipher()
            if not piece:
                raise IncompleteReadError(bytes(self._kept), count)
            self._kept += piece
        return self._take(count)

    def write(self, data: bytes) -> None:
        """Sends it; `drain` waits until there is room for more."""
        left = memoryview(data)
        while left:
            left = left[self._tls.write(left) :]
        self._writer.write(self._outgoing.read())

    async def drain(self) -> None:
        """Waits until the visitor has taken most of what was written."""
        await self._writer.drain()

    async def part(self) -> None:
        """Says goodbye, and lets the visitor take what is left for it."""
        with suppress(OSError, TimeoutError):
            with suppress(ssl.SSLWantReadError):
                self._tls.unwrap()
            self._writer.write(self._outgoing.read())
            self._writer.close()
            async with asyncio.timeout(GOODBYE):
                await self._writer.wait_closed()

    def abort(self) -> None:
        """Ends it at once."""
        self._writer.transport.abort()

    def _take(self, most: int) -> bytes:
        taken = bytes(self._kept[:most])
        del self._kept[:most]
        return taken

    async def _decipher(self) -> bytes:
        try:
            return await self._carry_out(partial(self._tls.read, PIECE))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    async def _carry_out(self, step: Callable[[], T]) -> T:
        """Takes pieces from the network until the step has what it needs."""
        while True:
            begun = time.thread_time()
            try:
                return step()
            except ssl.SSLWantReadError:
                pass
            finally:
                await self._rest(time.thread_time() - begun)
            await self._send()
            await self._receive()

    async def _receive(self) -> None:
        piece = await self._network.read(PIECE if self._visitor.is_known else FIRST_PIECE)
        if not self._visitor.is_known:
            self._count_piece(piece)
        if piece:
            self._incoming.write(piece)
        else:
            self._incoming.write_eof()

    def _count_piece(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > LONGEST_HANDSHAKE and not self._has_agreed:
            raise TooMuchTls(f"more than {LONGEST_HANDSHAKE} bytes in a handshake")
        self._records.read(piece)
        if self._records.count > MOST_RECORDS:
            raise TooMuchTls(f"more than {MOST_RECORDS} records of TLS before the log-in")

    async def _rest(self, worked: float) -> None:
        """Of all connections of a user, those that took long to read are read later."""
        rest = self._visitor.pace.work(time.monotonic(), worked) if self._visitor.is_known else 0.0
        if rest or worked > A_WHILE:
            await asyncio.sleep(rest)

    async def _send(self) -> None:
        """What TLS itself has to say: a handshake, or an answer to a change of keys."""
        if self._outgoing.pending:
            self._writer.write(self._outgoing.read())
            await self._writer.drain()


async def shake_hands(sock: socket.socket, context: ssl.SSLContext, visitor: Visitor) -> Connection:
    """The connection once both have agreed on keys. Raises OSError or TooMuchTls."""
    connection = Connection(*await asyncio.open_connection(sock=sock, limit=PIECE), context, visitor)
    try:
        await connection.shake_hands()
    except BaseException:
        connection.abort()
        raise
    return connection
