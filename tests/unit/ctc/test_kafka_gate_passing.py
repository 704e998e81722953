"""The Kafka gate passes requests and answers, and few requests that Kafka has not answered."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from ctc.kafka_gate.gate import Gate
from ctc.kafka_gate.owed import MOST_OWED, OwedAnswers
from ctc.kafka_gate.passing import Stream, drop_answers, pass_on
from ctc.kafka_gate.places import Full, Visitor
from tests.support.kafka_requests import authenticate, join_group, request
from tests.support.logged import catch_logs

ASKED = request(12, 0, b"", False)
ANSWER = bytes([0, 0, 0, 6, *range(6)])
LAST_WORD = authenticate(1, b"n,,n=unodc,r=word")
"""As far as the gate looks at it: it may be the first as well."""
WELCOME = bytes([0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 4, *b"v=yy", *bytes(8)])
"""Kafka's answer to the last word of a log-in: no error, no text, its own last word, no end."""


@dataclass
class Sink:
    """Where bytes go."""

    data: bytes = b""

    def write(self, data: bytes) -> None:
        self.data += data

    async def drain(self) -> None:
        """All is taken at once."""


@dataclass
class Talk:
    """A client that has logged in, and Kafka."""

    asking: asyncio.StreamReader = field(default_factory=asyncio.StreamReader)
    answering: asyncio.StreamReader = field(default_factory=asyncio.StreamReader)
    client: Sink = field(default_factory=Sink)
    kafka: Sink = field(default_factory=Sink)
    owed: OwedAnswers = field(default_factory=OwedAnswers)
    is_full: bool = False
    """Whether a user has all places that it may have."""
    visitor: Visitor = field(default_factory=lambda: Visitor("192.0.2.1", user="unodc", is_known=True))


@asynccontextmanager
async def talking(is_known: bool = True) -> AsyncIterator[Talk]:
    talk = Talk()
    talk.visitor.is_known = is_known
    if is_known:
        talk.owed.welcome()
    streams = Stream(talk.asking, talk.client), Stream(talk.answering, talk.kafka)

    def welcome() -> None:
        if talk.is_full:
            raise Full
        talk.visitor.is_known = True

    task = asyncio.create_task(pass_on(*streams, talk.visitor, talk.owed, welcome))
    try:
        yield talk
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Full):
            await task


async def test_what_kafka_has_not_answered_holds_up_what_is_asked_next() -> None:
    """Kafka counts a connection that was left until it has answered all of it."""
    async with talking() as talk:
        talk.asking.feed_data(ASKED * 3 * MOST_OWED)
        await asyncio.sleep(0.1)
        assert talk.kafka.data == ASKED * MOST_OWED
        talk.answering.feed_data(ANSWER * 2)
        await asyncio.sleep(0.1)
        assert talk.kafka.data == ASKED * (MOST_OWED + 2)
        assert talk.client.data == ANSWER * 2


async def test_who_joins_groups_again_and_again_waits() -> None:
    """Kafka keeps each member that it has named for a minute."""
    joining = join_group(5, 1)
    async with talking() as talk:
        talk.asking.feed_data(joining * MOST_OWED)
        await asyncio.sleep(0.1)
        assert 0 < len(talk.kafka.data) < len(joining) * MOST_OWED


async def test_nothing_passes_behind_a_strangers_request_before_its_answer() -> None:
    """Behind the last word of a log-in it would be a user's, of whom the gate knew nothing when the client left."""
    async with talking(is_known=False) as talk:
        talk.asking.feed_data(LAST_WORD + ASKED * 2)
        await asyncio.sleep(0.1)
        assert talk.kafka.data == LAST_WORD
        talk.answering.feed_data(WELCOME + ANSWER)
        await asyncio.sleep(0.1)
        assert talk.visitor.is_known
        assert talk.kafka.data == LAST_WORD + ASKED * 2


async def test_nothing_passes_behind_a_log_in_that_finds_no_place() -> None:
    """Kafka would wait with it, and nobody count the connection."""
    async with talking(is_known=False) as talk:
        talk.is_full = True
        talk.asking.feed_data(LAST_WORD + ASKED)
        await asyncio.sleep(0.1)
        talk.answering.feed_data(WELCOME)
        await asyncio.sleep(0.1)
        assert talk.kafka.data == LAST_WORD


async def test_the_answers_to_who_has_left_are_read_to_the_last_and_no_further() -> None:
    async with talking() as talk:
        talk.asking.feed_data(ASKED * 3)
        await asyncio.sleep(0.1)
        talk.asking.feed_eof()
    assert talk.owed.number == 3
    dropping = asyncio.create_task(drop_answers(talk.answering, talk.visitor, talk.owed))
    talk.answering.feed_data(ANSWER * 2 + ANSWER[:5])
    await asyncio.sleep(0.1)
    assert not dropping.done()
    talk.answering.feed_data(ANSWER[5:])
    await asyncio.wait_for(dropping, 1)


async def test_a_kafka_that_ends_owes_nothing_more() -> None:
    talk = Talk()
    talk.owed.add()
    talk.answering.feed_eof()
    await asyncio.wait_for(drop_answers(talk.answering, talk.visitor, talk.owed), 1)


async def test_a_log_in_that_is_too_late_is_logged_as_that_though_it_succeeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was logged as a user who had taken nothing for ten minutes."""

    async def talk(_gate: Gate, _sock: socket.socket, visitor: Visitor, limit: asyncio.Timeout) -> None:
        async with limit:
            visitor.is_known = True
            await asyncio.sleep(1)

    monkeypatch.setattr("ctc.kafka_gate.gate.LOGIN", 0.01)
    monkeypatch.setattr(Gate, "_talk", talk)
    monkeypatch.setattr("ctc.kafka_gate.places.Places.leave", lambda _places, _visitor: None)
    gate = Gate(("localhost", 9), *[ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)] * 2)
    with catch_logs() as log, socket.socket() as sock:
        await gate._serve(sock, Visitor("192.0.2.1", user="unodc"))
    assert [line["because"] for line in log.lines] == ["it has not logged in within 10 s"]
