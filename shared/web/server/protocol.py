"""One connection: uvicorn's HTTP/1.1 with bounds, and with no way to make a body pass for a request.

No byte is changed or searched: where a message ends only the parser says. Whatever is answered before a body was
whole ends the connection. Limits count what one peer takes from all others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import httptools
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from shared.engine.rules import Refusal
from shared.web import problems
from shared.web.problems import CutOff, HeadTooLarge, Malformed, Unavailable

LARGEST_HEAD: Final = 32 * 1024
"""Bytes of a head; browsers and proxies send a tenth of it."""
MOST_FIELDS: Final = 100
"""Header fields of a request, those after a body in chunks included."""
MOST_ENTRIES: Final = 300
"""Entries of all lists in the fields of a head, by their commas and semicolons: a browser sends some forty.

Each route reads `Accept` several times, and 14,000 entries took 70 ms each time.
"""
LONGEST_HEAD = 10.0
"""Seconds from a head's first byte, or from the connection on, until the head is whole."""
MOST_CONNECTIONS = 512
"""Open connections of a process: half of the files that most systems let a process open.

There is no such limit for a peer: behind a gateway all requests come from one, and the gateway knows the peers.
"""
LINGERING = 2.0
"""Seconds in which a peer whose body was not read may read why; a connection closed at once loses the answer."""
LONGEST_FLUSH = 60.0
"""Seconds in which a peer must read what is left of an answer, and those that a long one takes by `SLOWEST`."""
PIECE: Final = 32 * 1024
"""Bytes of an answer that are written at once: the next follow when the peer has read."""
SLOWEST: Final = 10_000
"""Bytes a second that the slowest peer reads."""


class Protocol(HttpToolsProtocol):
    """A connection, from its first byte to its last."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parser = httptools.HttpRequestParser(self)  # without uvicorn's leniencies
        self.since = 0.0
        """When it last had nothing to do."""
        self._timer: asyncio.TimerHandle | None = None
        self._in_head = False
        self._ends = False
        """Nothing more is read; what is under way is answered."""
        self._running: asyncio.Task[None] | None = None
        self._unparsed = self._size = self._fields = self._entries = 0
        self._refusal: Refusal | None = None

    # ---- the connection ---------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.since = self.loop.time()
        self._within(LONGEST_HEAD, self._head_too_slow)
        if len(self.connections) > MOST_CONNECTIONS and not self._make_room():
            self._refuse(Unavailable())

    def _make_room(self) -> bool:
        """Ends the connection that has been without a request for longest; false where all have one."""
        others = (one for one in self.connections if isinstance(one, Protocol) and one is not self and one.is_idle)
        oldest = min(others, key=lambda one: one.since, default=None)
        if oldest is not None:
            oldest.connections.discard(oldest)  # it is lost a moment later
            oldest.transport.abort()
        return oldest is not None

    @property
    def is_idle(self) -> bool:
        """Whether no request is under way: none was sent whole, or all were answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._set_timer(None)
        if self._running is not None:
            self._running.cancel()  # nobody is left to answer: what it asked of the database ends too

    def eof_received(self) -> None:
        """A client that ended its body too soon may still listen. The server closes the connection after this."""
        if not self._ends and _waits_for_more(self.cycle):
            self._refuse(CutOff())

    def timeout_keep_alive_handler(self) -> None:
        self._close()

    def _within(self, seconds: float, otherwise: Callable[[], None]) -> None:
        self._set_timer(self.loop.call_later(seconds, otherwise))

    def _set_timer(self, timer: asyncio.TimerHandle | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = timer

    def _close(self) -> None:
        """Closes the connection once the peer has read what it was answered, or has had its time for it."""
        self._ends = True
        if not self.transport.is_closing():  # closed twice, asyncio's TLS could not be aborted any more
            self.transport.close()
        self.flow.resume_reading()  # TLS ends when it has read to the peer's end
        self._within(LONGEST_FLUSH, self.transport.abort)

    def _end(self) -> None:
        """Reads nothing more, gives the peer time to read what it was answered, and closes the connection."""
        self._ends = True
        self._unset_keepalive_if_required()
        self.flow.resume_reading()
        if self.transport.is_closing():
            return
        if self.transport.can_write_eof():  # TLS cannot end one direction alone
            self.transport.write_eof()
        self._within(LINGERING, self._close)

    # ---- what comes in ----------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        if self._ends:
            return
        self._unparsed += len(data)
        try:
            while data:
                data = self._parse(data)
        except httptools.HttpParserError:
            self._refuse(self._refusal or Malformed())
        else:
            if self._unparsed > LARGEST_HEAD:
                self._refuse(HeadTooLarge())

    def _parse(self, data: bytes) -> bytes:
        """Returns what is still to be parsed: what follows a head with an offer to upgrade."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._decline()
            return data[offer.args[0] :]
        return b""

    def _decline(self) -> None:
        """Takes an offer of another protocol for not made, as RFC 9110 (7.8) allows.

        Java's client offers HTTP/2 with its first request. The parser takes whatever follows an offer for that
        other protocol. So a new parser gets the same head, as it was parsed, without the offer.
        """
        method, version = self.parser.get_method(), self.parser.get_http_version().encode()
        if method == b"CONNECT":
            raise httptools.HttpParserError
        fields = [name + b": " + value for name, value in self.headers if name != b"upgrade"]
        head = [method + b" " + self.url + b" HTTP/" + version, *fields, b"", b""]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.feed_data(b"\r\n".join(head))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._unset_keepalive_if_required()
        self._size = self._fields = self._entries = 0
        self._in_head = True
        if self._timer is None:
            self._within(LONGEST_HEAD, self._head_too_slow)

    def on_url(self, url: bytes) -> None:
        self._check_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += 1
        self._entries += value.count(b",") + value.count(b";")
        self._check_head(len(name) + len(value) + 4)
        if self._in_head:  # fields after a body in chunks say nothing here
            super().on_header(name, value)

    def _check_head(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_HEAD or self._fields > MOST_FIELDS or self._entries > MOST_ENTRIES:
            self._refusal = HeadTooLarge()
            raise self._refusal

    def on_headers_complete(self) -> None:
        if self.parser.should_upgrade():
            return  # it comes again, without the offer
        self._unparsed = 0
        self._in_head = False
        self._set_timer(None)
        self._unset_keepalive_if_required()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unparsed = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        if self.parser.should_upgrade():
            return
        self._unparsed = 0
        super().on_message_complete()

    # ---- what goes out ----------------------------------------------------------------------

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        work = cycle.run_asgi(cast("Any", _Answering(self, cycle, app)))
        self._running = task = self.loop.create_task(work)
        if cycle.scope["method"] not in ("GET", "HEAD"):
            self._running = None  # a command is brought to its end though nobody waits for its answer
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def end_after_answer(self, cycle: RequestResponseCycle) -> None:
        """For an answer that says `Connection: close`: `on_response_complete` closes it, not uvicorn at once."""
        self._ends = cycle.keep_alive = True

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self.since = self.loop.time()
        if self.transport.is_closing():
            self._close()
        elif self._ends:
            self._end()

    def _refuse(self, refusal: Refusal) -> None:
        """Answers what is no request, and ends the connection. A request before it is answered first."""
        if not self.is_idle and (self.pipeline or not _waits_for_more(self.cycle)):
            self._ends = True
            return
        if not self.is_idle:  # its endpoint waits for a body that never comes
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self._in_head or not isinstance(refusal, CutOff) or not self.is_idle:  # who said nothing is told nothing
            told = problems.response(refusal, headers={"Connection": "close"})
            head = [STATUS_LINE[told.status_code], *(b"%b: %b\r\n" % header for header in told.raw_headers), b"\r\n"]
            self.transport.write(b"".join(head) + bytes(told.body))
        self._end()

    def _head_too_slow(self) -> None:
        self._refuse(CutOff())


class _Answering:
    """The application for one request: an answer that comes before the request was whole says that it is the last."""

    def __init__(self, protocol: Protocol, cycle: RequestResponseCycle, app: ASGIApp) -> None:
        self.protocol, self.cycle, self.app = protocol, cycle, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, self._sending(send))
        except asyncio.CancelledError:  # the peer has left, or the process stops and the request took too long
            if not self.cycle.response_started:
                await problems.response(Unavailable())(scope, receive, send)

    def _sending(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                await self._send_in_pieces(message, send)
            elif message["type"] == "http.response.start" and self.cycle.more_body:
                await send({**message, "headers": [*message["headers"], (b"connection", b"close")]})
                self.protocol.end_after_answer(self.cycle)
            else:
                await send(message)

        return sending

    async def _send_in_pieces(self, message: Message, send: Send) -> None:
        """So that no more of it than a piece waits in memory for a peer that does not read."""
        body, more = message.get("body", b""), message.get("more_body", False)
        try:
            async with asyncio.timeout(LONGEST_FLUSH + len(body) / SLOWEST):
                for begin in range(0, max(len(body), 1), PIECE):
                    is_last = begin + PIECE >= len(body)
                    piece = {**message, "body": body[begin : begin + PIECE], "more_body": more or not is_last}
                    await send(piece)
        except TimeoutError:
            self.cycle.disconnected = True
            self.protocol.transport.abort()


def _waits_for_more(cycle: RequestResponseCycle | None) -> bool:
    """Whether a request is under way whose body is not whole; None before the first."""
    return cycle is not None and cycle.more_body and not cycle.response_started
