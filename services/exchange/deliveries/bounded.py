"""Connections on which an answer ends early.

Whoever is called could send without end before its status, or so many headers that they fill the memory.
"""

from __future__ import annotations

import ssl
from typing import Any, Final

import httpcore
import httpx

LONGEST_ANSWER: Final = 8_192
"""Bytes of an answer, interim ones and headers among them, as far as it is read. A connection with more is closed."""
PIECE: Final = 2_048
"""Bytes that are read at once, so that a status with a long body comes before that limit."""


class BoundedTransport(httpx.AsyncHTTPTransport):
    """HTTP/1.1 with connections of its own, at most so many. Raises httpx.ReadError for an answer that is too long."""

    def __init__(self, trusted: ssl.SSLContext | None, at_once: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            trusted, max_connections=at_once, max_keepalive_connections=at_once, network_backend=_Network()
        )


class _Network(httpcore.AnyIOBackend):
    async def connect_tcp(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await super().connect_tcp(*args, **options))


class _Stream(httpcore.AsyncNetworkStream):
    """Counts what was read since the last request was written."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._size = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 its base's
        read = await self._stream.read(min(max_bytes, PIECE), timeout)
        self._size += len(read)
        if self._size > LONGEST_ANSWER:
            raise httpcore.ReadError(f"an answer of more than {LONGEST_ANSWER} bytes")
        return read

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 its base's
        self._size = 0
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._stream.start_tls(*args, **options))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
