"""The server: uvicorn on a socket of ours, so that a port in use gets one clear answer."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, cast

import uvicorn
from starlette.types import ASGIApp

from shared.web.server.protocol import Protocol
from shared.web.server.tls import Handshakes

BACKLOG = 2048
"""Connections that may wait to be accepted."""
MOST_IN_KERNEL = 128 * 1024
"""Bytes of an answer that the kernel keeps for a connection; it takes as many for its own use. By itself it keeps up
to 4 MB, and a whole page would have left though nobody reads it."""
GRACE = 10
"""Seconds that requests under way have to finish when the process stops."""


class CannotListen(Exception):
    """The address cannot be listened on; the message says which, why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on, and every answer waits 40 ms.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise CannotListen(
            f"cannot listen on {host}:{port}: {error.strerror}; stop what holds it or take another port"
        ) from None
    return sock


def listen_in_lanes(host: str, first: int, count: int) -> list[socket.socket]:
    """Listening sockets at so many ports from `first` on. Raises CannotListen."""
    with contextlib.ExitStack() as opened:
        lanes = [opened.enter_context(listen(host, port)) for port in range(first, first + count)]
        opened.pop_all()
    return lanes


def address(sock: socket.socket, tls: ssl.SSLContext | None = None) -> str:
    """The URL of the server on this socket."""
    host, port = sock.getsockname()[:2]
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


class _Server(uvicorn.Server):
    """Signals are the command line's to handle."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    app: ASGIApp, sock: socket.socket, tls: ssl.SSLContext | None = None, lanes: Sequence[socket.socket] = ()
) -> AsyncIterator[None]:
    """Serves the application while the block runs; ends with the requests under way answered.

    With `tls`, by TLS and in no other way. `lanes` are further listening sockets, for the gateway.
    """
    sockets = [sock, *lanes]
    for one in sockets:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_IN_KERNEL)  # each connection gets it from this one
    handshakes = Handshakes(tls) if tls else None
    config = uvicorn.Config(
        app,
        http=cast("Any", handshakes.build_protocol) if handshakes else Protocol,
        ws="none",
        proxy_headers=False,  # nothing here asks where a request came from
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=sockets))
    try:
        while not server.started:
            await asyncio.wait([task], timeout=0.01)
            if task.done():
                await task
        yield
    finally:
        server.should_exit = True
        if handshakes:
            handshakes.cut_off_all()
        with contextlib.suppress(asyncio.CancelledError):
            await task
