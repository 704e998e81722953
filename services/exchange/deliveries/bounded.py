"""Connections on which an answer ends early.

Whoever is called could send without end before its status, or so many headers that they fill the memory. Below HTTP it
could send records of TLS without end that hold nothing, and each takes as long as a small answer.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from typing import Any, Final

import anyio
import httpcore
import httpx
from anyio.abc import ByteStream
from httpcore._backends.anyio import AnyIOStream

from services.exchange.deliveries.handshakes import shake_hands
from shared.operations.tls_records import RecordCounter

LONGEST_ANSWER: Final = 8_192
"""Bytes of an answer, interim ones and headers among them, as far as it is read. A connection with more is closed."""
PIECE: Final = 2_048
"""Bytes that are read at once, so that a status with a long body comes before that limit."""
LONGEST_RECORD: Final = 16_640
"""Bytes of a record of TLS (RFC 8446, 5.2): of a long body one may come whole."""
LONGEST_HANDSHAKE: Final = 16_384
"""Bytes. Four long certificates have 8,000."""
MOST_RECORDS: Final = 100
"""In a handshake, and in an answer. A usual one has five."""
MOST_READS: Final = 300
"""Pieces of the network, in a handshake and in an answer: each may have one byte."""


class BoundedTransport(httpx.AsyncHTTPTransport):
    """HTTP/1.1 with connections of its own, at most so many. Raises httpx.ReadError for an answer that is too long."""

    def __init__(self, trusted: ssl.SSLContext | None, at_once: int, owner: str) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            trusted, max_connections=at_once, max_keepalive_connections=at_once, network_backend=_Network(owner)
        )


class _Network(httpcore.AnyIOBackend):
    def __init__(self, owner: str) -> None:
        self._owner = owner

    async def connect_tcp(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        opened = await super().connect_tcp(*args, **options)
        # Nothing else of httpcore is below TLS.
        below = opened._stream = _Below(opened._stream)  # type: ignore[attr-defined]  # noqa: SLF001
        return _Stream(opened, below, self._owner)


class _Below(ByteStream):
    """Counts what comes from the network: bytes, and records where it is TLS."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._records = RecordCounter()
        self._bytes, self._reads = LONGEST_HANDSHAKE, MOST_READS
        self.is_tls = False

    def expect_answer(self) -> None:
        """A request is sent: so much may come from now on."""
        self._bytes, self._reads = LONGEST_ANSWER + (LONGEST_RECORD if self.is_tls else 0), MOST_READS
        self._records.begin()

    async def receive(self, max_bytes: int = PIECE) -> bytes:
        received = await self._stream.receive(min(max_bytes, PIECE))
        self._bytes -= len(received)
        self._reads -= 1
        if self.is_tls:
            self._records.read(received)
        if self._bytes < 0 or self._reads < 0 or self._records.count > MOST_RECORDS:
            raise anyio.BrokenResourceError
        return received

    async def send(self, item: bytes) -> None:
        await self._stream.send(item)

    async def send_eof(self) -> None:
        await self._stream.send_eof()

    async def aclose(self) -> None:
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return self._stream.extra_attributes


class _Stream(httpcore.AsyncNetworkStream):
    """What HTTP reads and writes. It counts what was read since the last request was written."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, below: _Below, owner: str) -> None:
        self._stream = stream
        self._below = below
        self._owner = owner
        self._size = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 its base's
        read = await self._stream.read(min(max_bytes, PIECE), timeout)
        self._size += len(read)
        if self._size > LONGEST_ANSWER:
            raise httpcore.ReadError(f"an answer of more than {LONGEST_ANSWER} bytes")
        return read

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 its base's
        self._size = 0
        self._below.expect_answer()
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 its base's; a call has a time of its own
    ) -> httpcore.AsyncNetworkStream:
        self._below.is_tls = True
        try:
            tls = await shake_hands(self._below, ssl_context, server_hostname or "", self._owner)
        except BaseException as error:
            await self.aclose()
            if isinstance(error, ssl.SSLError | anyio.BrokenResourceError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        return _Stream(AnyIOStream(tls), self._below, self._owner)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
