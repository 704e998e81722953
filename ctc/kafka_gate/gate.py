"""The gate itself: it takes connections by TLS, opens one to Kafka behind each, and ends them."""

from __future__ import annotations

import asyncio
import gc
import re
import socket
import ssl
from asyncio import StreamReader, StreamWriter
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from ctc.kafka_gate.owed import OwedAnswers
from ctc.kafka_gate.passing import PATIENCE, PIECE, RefusedRequest, Stream, drop_answers, pass_on
from ctc.kafka_gate.places import Full, Places, Visitor
from ctc.kafka_gate.tls import GOODBYE, LOGIN, TooMuchTls, shake_hands
from shared.engine.access_log.floods import network_of
from shared.operations.logs import Complaints

REST: Final = 1.0
"""Seconds for which a stranger's place stays taken after it: so nobody opens connections without end."""
KEEPALIVE: Final = (
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 15),
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 4),
)
"""Whether somebody is still there is asked after a minute without a word, four times."""
SILENT: Final = f"it has taken nothing for {PATIENCE:.0f} s"
NOT_LOGGED_IN: Final = f"it has not logged in within {LOGIN:.0f} s"
NO_PLACE: Final = "all places are taken, and nobody has more"
MANY_ENDED: Final = 20
"""Connections after whose end memory is freed."""
CERTIFICATE: Final = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)

_log = structlog.get_logger()


class NoKafka(Exception):
    """Kafka does not answer."""


def trust_only(certificate: Path) -> ssl.SSLContext:
    """Believes whoever shows this very certificate, the first of the file: Kafka has the same as the gate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    found = CERTIFICATE.search(certificate.read_text(encoding="ascii"))
    assert found, "it was read before"
    context.load_verify_locations(cadata=found[0])
    return context


class Gate:
    """One of these stands before one Kafka."""

    def __init__(self, kafka: tuple[str, int], own: ssl.SSLContext, of_kafka: ssl.SSLContext) -> None:
        self._kafka = kafka
        self._own = own
        self._of_kafka = of_kafka
        self._places = Places()
        self._complaints = Complaints()
        self._under_way: set[asyncio.Task[None]] = set()
        self._ended = 0

    async def run(self, listening: socket.socket) -> None:
        """Takes connections until it is cancelled; then all end."""
        listening.setblocking(False)
        gc.freeze()
        try:
            while True:
                await self._accept(listening)
                await asyncio.sleep(0)  # whoever is in has its turn, however many wait to come in
        finally:
            while self._under_way:  # what ends may leave a connection that waits for Kafka's answers
                for task in self._under_way:
                    task.cancel()
                await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _accept(self, listening: socket.socket) -> None:
        try:
            sock, (host, *_) = await asyncio.get_running_loop().sock_accept(listening)
        except OSError:  # too many files, or the client has gone again
            await asyncio.sleep(0.1)
            return
        visitor = Visitor(network_of(host))
        if not self._places.enter(visitor):
            sock.close()
            self._complain(visitor, "connection refused", "its network has all places before the log-in")
            return
        task = asyncio.create_task(self._serve(sock, visitor))
        visitor.cut_off = partial(self._cut_off, visitor, task)
        self._keep(task)

    def _cut_off(self, visitor: Visitor, task: asyncio.Task[None]) -> None:
        self._complain(visitor, "connection ended", NO_PLACE)
        task.cancel()

    async def _serve(self, sock: socket.socket, visitor: Visitor) -> None:
        limit = asyncio.timeout(LOGIN)
        try:
            await self._talk(sock, visitor, limit)
        except RefusedRequest as refused:
            head, because = refused.head, str(refused)
            self._complain(visitor, "request refused", because, kind=head.name, version=head.version, bytes=head.size)
        except (Full, NoKafka, TooMuchTls) as reason:
            self._complain(visitor, "connection refused", str(reason))
        except TimeoutError:
            self._complain(visitor, "connection ended", NOT_LOGGED_IN if limit.expired() else SILENT)
        except OSError:  # it broke, or never was TLS
            pass
        finally:
            if visitor.is_known:
                self._places.leave(visitor)
            else:
                asyncio.get_running_loop().call_later(REST, self._places.leave, visitor)
            self._forget()

    def _forget(self) -> None:
        """Frees what connections leave behind: objects in circles. Python counts them, and they are few and large."""
        self._ended += 1
        if self._ended % MANY_ENDED == 0:
            gc.collect()

    async def _talk(self, sock: socket.socket, visitor: Visitor, limit: asyncio.Timeout) -> None:
        async with limit:
            for option in KEEPALIVE:
                sock.setsockopt(*option)
            client = await shake_hands(sock, self._own, visitor)
            try:
                reader, writer = await self._open_kafka()
                owed = OwedAnswers()
                try:
                    streams = Stream(client, client), Stream(reader, writer)
                    await pass_on(*streams, visitor, owed, lambda: self._welcome(visitor, limit))
                finally:
                    self._leave_kafka(reader, writer, visitor, owed)
                await client.part()
            finally:
                client.abort()

    def _leave_kafka(self, reader: StreamReader, writer: StreamWriter, visitor: Visitor, owed: OwedAnswers) -> None:
        """At once, or when Kafka has answered: before, it would go on counting a connection that nobody knows of."""
        if visitor.is_known and owed.number > 0:
            self._places.leave_unanswered(visitor)
            self._keep(asyncio.create_task(self._hear_kafka_out(reader, writer, visitor, owed)))
        else:
            writer.close()

    async def _hear_kafka_out(
        self, reader: StreamReader, writer: StreamWriter, visitor: Visitor, owed: OwedAnswers
    ) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await drop_answers(reader, visitor, owed)
        except OSError:  # Kafka has ended it, or answers nothing for as long as it keeps an idle connection
            pass
        finally:
            writer.close()
            self._places.note_answered(visitor)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _welcome(self, visitor: Visitor, limit: asyncio.Timeout) -> None:
        self._places.welcome(visitor)
        limit.reschedule(None)

    async def _open_kafka(self) -> tuple[StreamReader, StreamWriter]:
        host, port = self._kafka
        try:
            return await asyncio.open_connection(
                host, port, limit=PIECE, ssl=self._of_kafka, ssl_shutdown_timeout=GOODBYE
            )
        except OSError as error:
            raise NoKafka("Kafka does not answer") from error

    def _complain(self, visitor: Visitor, what: str, because: str, **fields: str | int) -> None:
        """Of each the same once a minute."""
        if self._complaints.is_news(f"{what} {visitor.name} {because}"):
            _log.warning(what, **visitor.name, **fields, because=because)
