"""The server: uvicorn on a socket of ours, so that a port in use gets one clear answer."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from shared.http import problems
from shared.http.problems import CutOff, Malformed
from shared.rules import Refusal

BACKLOG = 2048
"""Connections that may wait to be accepted."""
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


def address(sock: socket.socket) -> str:
    """The URL of the server on this socket."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


_REQUEST = re.compile(rb"[A-Z]+ [^\r\n]* HTTP/1\.1\r\n")
_UPGRADE = re.compile(rb"\r\nupgrade:[^\r\n]*", re.IGNORECASE)


class _Protocol(HttpToolsProtocol):
    """HTTP/1.1, whatever else is offered, and problem details for what is none.

    The parser takes what follows an offer to upgrade for another protocol. Java's client offers HTTP/2
    with its first request, and the body would be lost.
    """

    def data_received(self, data: bytes) -> None:
        if _REQUEST.match(data):
            head, end, body = data.partition(b"\r\n\r\n")
            data = _UPGRADE.sub(b"", head) + end + body
        super().data_received(data)

    def eof_received(self) -> None:
        """Whoever ended a body too soon may still listen. The server closes the connection after this."""
        if _waits_for_more(self.cycle):
            self._refuse(CutOff())

    def send_400_response(self, msg: str) -> None:
        self._refuse(Malformed(msg))
        self.transport.close()

    def _refuse(self, refusal: Refusal) -> None:
        told = problems.response(refusal, headers={"Connection": "close"})
        head = [STATUS_LINE[told.status_code], *(b"%b: %b\r\n" % header for header in told.raw_headers), b"\r\n"]
        self.transport.write(b"".join(head) + bytes(told.body))


def _waits_for_more(cycle: RequestResponseCycle | None) -> bool:
    """Whether a request is under way whose body is not whole; None before the first."""
    return cycle is not None and cycle.more_body and not cycle.response_started


class _Server(uvicorn.Server):
    """Signals are the command line's to handle."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serves the application while the block runs; ends with the requests under way answered."""
    config = uvicorn.Config(
        app,
        http=_Protocol,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        while not server.started:
            await asyncio.wait([task], timeout=0.01)
            if task.done():
                await task
        yield
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await task
