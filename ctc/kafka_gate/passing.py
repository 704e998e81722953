"""Passes requests to Kafka, each once it is known to be allowed, and answers back. It keeps no more than a piece.

Each request waits for its turn, and each piece of an answer: whoever sends or reads much leaves others theirs.

Whoever does not read its answers is not read either: Kafka waits for it, and nobody else does.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import IncompleteReadError
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple, Protocol

from ctc.kafka_gate.log_in import is_welcome, read_login
from ctc.kafka_gate.naming import NAMING, check_fetch, check_named
from ctc.kafka_gate.owed import OwedAnswers
from ctc.kafka_gate.places import Visitor
from ctc.kafka_gate.produce import BEGIN, TAIL, walk_produce
from ctc.kafka_gate.requests import (
    FETCH,
    HEAD,
    JOIN_GROUP,
    LARGEST,
    LENGTH,
    PRODUCE,
    SASL_AUTHENTICATE,
    Head,
    Refused,
    check_head,
    read_head,
)
from ctc.until import run_until_one_ends

PIECE: Final = 65_536
"""Bytes that are read and written at once."""
MOST_ASKED: Final = 10
"""Requests of a stranger. A log-in takes four or five; one more asks again which versions Kafka knows."""
JOINING: Final = 50
"""Requests for which a JoinGroup counts. Kafka keeps each member that it has named until its session ends, and writes
all of a group where a member with a name of its own comes again."""
PATIENCE: Final = 600.0
"""Seconds until somebody who takes nothing is cut off. Kafka ends an idle connection after as many."""


class RefusedRequest(Exception):
    """A request that does not pass, with its head."""

    def __init__(self, head: Head, because: str) -> None:
        super().__init__(because)
        self.head = head


class Readable(Protocol):
    """From where bytes come."""

    async def read(self, n: int, /) -> bytes: ...

    async def readexactly(self, n: int, /) -> bytes: ...


class Writable(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> None: ...

    async def drain(self) -> None: ...


class Stream(NamedTuple):
    """A connection."""

    reader: Readable
    writer: Writable


async def pass_on(
    client: Stream, kafka: Stream, visitor: Visitor, owed: OwedAnswers, welcome: Callable[[], None]
) -> None:
    """Passes on what both say until one of them ends. Raises RefusedRequest, and what `welcome` raises.

    `welcome` is called when Kafka has said that the log-in has succeeded.
    """
    asked: list[Head] = []
    requests = _pass_requests(client.reader, kafka.writer, visitor, owed, asked)
    answers = _pass_answers(kafka.reader, client.writer, visitor, owed, asked, welcome)
    await run_until_one_ends(requests, answers)


async def drop_answers(kafka: Readable, visitor: Visitor, owed: OwedAnswers) -> None:
    """Reads what Kafka still answers, until it has answered all or has ended. It takes the user's turns as before."""
    while owed.number > 0 and (piece := await kafka.read(PIECE)):
        owed.hear(piece)
        await asyncio.sleep(visitor.pace.answer(time.monotonic(), len(piece)))


async def _pass_requests(
    reader: Readable, kafka: Writable, visitor: Visitor, owed: OwedAnswers, asked: list[Head]
) -> None:
    """`asked`: what a stranger has asked, in order."""
    with suppress(IncompleteReadError):  # the client has gone
        while True:
            await owed.wait_for_room()
            head = read_head(begin := await reader.readexactly(HEAD.size))
            try:
                check_head(head)
                await asyncio.sleep(visitor.pace.ask(time.monotonic(), head.size))  # also 0: others have their turn
                if not visitor.is_known:
                    _note(head, asked)
                if head.kind == PRODUCE:
                    await _pass_produce(reader, kafka, head, begin, owed)
                else:
                    await _pass_other(reader, kafka, head, begin, visitor, owed)
            except Refused as refused:
                raise RefusedRequest(head, str(refused)) from None


def _note(head: Head, asked: list[Head]) -> None:
    if len(asked) == MOST_ASKED:
        raise Refused(f"more than {MOST_ASKED} requests before the log-in")
    asked.append(head)


async def _pass_other(
    reader: Readable, kafka: Writable, head: Head, begin: bytes, visitor: Visitor, owed: OwedAnswers
) -> None:
    request = begin + await reader.readexactly(head.size + LENGTH - HEAD.size)
    if head.kind == SASL_AUTHENTICATE and visitor.user is None:
        visitor.user, request = read_login(request, head.version)
    elif head.kind in NAMING:
        check_named(request, head.kind, head.version)
    elif head.kind == FETCH:
        partitions = check_fetch(request, head.version)
        await asyncio.sleep(visitor.pace.ask(time.monotonic(), 0, partitions))  # Kafka answers each by itself
    if head.kind == JOIN_GROUP:
        await asyncio.sleep(visitor.pace.ask(time.monotonic(), 0, JOINING))
    owed.add()
    await _write(kafka, request)


async def _pass_produce(reader: Readable, kafka: Writable, head: Head, begin: bytes, owed: OwedAnswers) -> None:
    """Its begin is walked before any of it passes, and its end before all of it has passed."""
    left = head.size + LENGTH - HEAD.size - len(TAIL)
    begin += await reader.readexactly(min(max(left, 0), BEGIN))
    tail = walk_produce(begin, head.size, head.version)
    left += HEAD.size - len(begin)
    await _write(kafka, begin)
    while left:
        piece = await reader.read(min(left, PIECE))
        if not piece:
            raise IncompleteReadError(b"", left)
        left -= len(piece)
        await _write(kafka, piece)
    end = await reader.readexactly(len(TAIL))
    if tail not in (b"", end):
        raise Refused("tagged fields")
    owed.add()
    await _write(kafka, end)


async def _pass_answers(
    reader: Readable,
    client: Writable,
    visitor: Visitor,
    owed: OwedAnswers,
    asked: list[Head],
    welcome: Callable[[], None],
) -> None:
    """A stranger's are read one by one: Kafka answers in the order in which it was asked."""
    with suppress(IncompleteReadError):  # Kafka has ended it
        answered = 0
        while not visitor.is_known:
            length = await reader.readexactly(LENGTH)
            answer = length + await reader.readexactly(min(int.from_bytes(length), LARGEST))
            head = asked[answered]
            answered += 1
            if head.kind == SASL_AUTHENTICATE and is_welcome(answer, head.version):
                welcome()
                owed.welcome()
            owed.hear(answer)  # not before: where a user finds no place, nothing may pass any more
            await _write(client, answer)
    while piece := await reader.read(PIECE):
        owed.hear(piece)
        await asyncio.sleep(visitor.pace.answer(time.monotonic(), len(piece)))
        await _write(client, piece)


async def _write(writer: Writable, piece: bytes) -> None:
    """Raises TimeoutError where nobody takes it."""
    writer.write(piece)
    async with asyncio.timeout(PATIENCE):
        await writer.drain()
