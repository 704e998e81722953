"""TLS with a visitor. Who sends what takes long to read, waits for it, and nobody else does.

A record of TLS may hold nothing: a change of keys, or an empty piece. Thousands of them fit into one read of the
loop, and each takes as long as a small request. No counter of requests or bytes sees them.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from asyncio.sslproto import SSLProtocol
from math import inf
from typing import Final

from ctc.kafka_gate.passing import PIECE, Stream
from ctc.kafka_gate.places import Visitor

LOGIN: Final = 10
"""Seconds in which a connection must have logged in, its handshake among them."""
GOODBYE: Final = 5
"""Seconds in which a connection that ends may take what is left."""


class _Tls(SSLProtocol):
    max_size = 16 * 1024
    """Bytes that are read at once. Others have their turn after that."""

    def __init__(
        self, app: asyncio.Protocol, context: ssl.SSLContext, opened: asyncio.Future[None], visitor: Visitor
    ) -> None:
        super().__init__(
            asyncio.get_running_loop(),
            app,
            context,
            opened,
            server_side=True,
            ssl_handshake_timeout=LOGIN,
            ssl_shutdown_timeout=GOODBYE,
        )
        self._visitor = visitor
        self._below: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as every loop does it
        self._below = transport
        super().connection_made(transport)

    def buffer_updated(self, nbytes: int) -> None:
        """Reads what has come. The visitor's next piece is read once the visitor has processor left."""
        begun = time.thread_time()
        super().buffer_updated(nbytes)
        rest = self._visitor.work(time.monotonic(), time.thread_time() - begun)
        if self._below is None or not rest:
            return
        if rest == inf:
            self._below.abort()
            return
        self._below.pause_reading()
        asyncio.get_running_loop().call_later(rest, self._read_on)

    def _read_on(self) -> None:
        is_full: bool = self._ssl_reading_paused  # type: ignore[attr-defined]  # asyncio has a pause of its own
        if self._below is not None and not is_full:
            self._below.resume_reading()


async def shake_hands(sock: socket.socket, context: ssl.SSLContext, visitor: Visitor) -> Stream:
    """The connection once both have agreed on keys. Raises OSError."""
    loop = asyncio.get_running_loop()
    opened: asyncio.Future[None] = loop.create_future()
    streams: list[Stream] = []
    reader = asyncio.StreamReader(PIECE, loop)
    app = asyncio.StreamReaderProtocol(reader, lambda *both: streams.append(Stream(*both)), loop)
    transport, _ = await loop.connect_accepted_socket(lambda: _Tls(app, context, opened, visitor), sock)
    try:
        await opened
        if not streams:
            raise ConnectionResetError
        return streams[0]
    except BaseException:
        transport.abort()
        raise
