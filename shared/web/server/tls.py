"""TLS on the server's own connections: how a handshake begins and ends, and how many may be under way.

A handshake is bounded as a head is. Who does not finish it in time is cut off, and the oldest one makes room.
"""

from __future__ import annotations

import asyncio
import ssl
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable
from typing import Any, Final

from shared.web.server.protocol import LONGEST_HEAD, Protocol

MOST_HANDSHAKES: Final = 256
"""Handshakes under way in a process: a gateway has one for each request, and requests come in bursts.

They and its connections are fewer than the files that it may open.
"""


class Handshakes:
    """Those of one server."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context
        self._under_way: dict[asyncio.Transport, None] = {}
        """In the order in which they began."""

    def build_protocol(self, **options: Any) -> asyncio.BaseProtocol:
        """A connection that begins with a handshake; uvicorn gives it what it gives to its own."""
        return _TlsConnection(self, **options)

    def begin(self, transport: asyncio.Transport) -> None:
        """Counts one more. The oldest is cut off where they are too many."""
        self._under_way[transport] = None
        if len(self._under_way) > MOST_HANDSHAKES:
            self._cut_off(next(iter(self._under_way)))

    def end(self, transport: asyncio.Transport | None) -> None:
        """It succeeded, or the connection is lost; a second time changes nothing."""
        if transport is not None:
            self._under_way.pop(transport, None)

    def cut_off_all(self) -> None:
        """For the end of the server."""
        for transport in list(self._under_way):
            self._cut_off(transport)

    def _cut_off(self, transport: asyncio.Transport) -> None:
        """Gives up its place before anything else: nothing that fails here may keep the place from others."""
        self.end(transport)
        transport.abort()


class _TlsConnection(SSLProtocol):
    """The bytes of one connection, on their way to and from its HTTP."""

    max_size = 32 * 1024
    """Bytes that are read at once. Each connection has a buffer of this size; asyncio's own has eight times as much."""

    def __init__(self, handshakes: Handshakes, **options: Any) -> None:
        loop = asyncio.get_running_loop()
        http = _HttpOverTls(self._end, **options)
        super().__init__(loop, http, handshakes.context, None, server_side=True, ssl_handshake_timeout=LONGEST_HEAD)  # type: ignore[arg-type]  # nobody waits for it
        self._handshakes = handshakes
        self._below: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as every loop does it
        self._below = transport
        self._handshakes.begin(transport)
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._end()
        super().connection_lost(exc)

    def _end(self) -> None:
        self._handshakes.end(self._below)


class _HttpOverTls(Protocol):
    """HTTP behind a handshake: it hears of the connection when the handshake has succeeded."""

    def __init__(self, done: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._done = done

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        self._done()
        super().connection_made(transport)
        # asyncio keeps 512 KB, and an answer would have left. This may pause it at once, for bytes of the handshake.
        transport.set_write_buffer_limits(1, 0)
