"""A real service in a process that is to be killed at a known place.

It is the service as `ctc serve` composes it, without HTTP: handler, consumer, deadlines and relay on the real
PostgreSQL and Kafka. Only its driver's connection and its consumer's handler say, as they go, how far a
batch has come; where they were told to, they stop and wait for the end.

    python -m tests.end_to_end.victim SERVICE DSN BOOTSTRAP CLOCK

reads orders, a line of JSON each: `{"stage": "appended", "skip": 2}` starts a process that stops at that
stage of its third batch, `{"stage": null}` one that never stops. It forks, since importing takes a second.
What is printed is read by `tests/support/killing.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import asyncpg
from asyncpg.transaction import Transaction

from ctc import composition
from shared.engine.port import Handler, Message, Meter, Outgoing
from shared.engine.principals import OWNER, Principal
from shared.engine.receiving import build_trigger
from shared.engine.rules import identity_of
from shared.engine.running.resources import Resources
from shared.engine.running.waking import Wake
from shared.engine.service import Service
from shared.engine.time import clock
from shared.operations import logs
from shared.transports.kafka import KafkaTransport
from shared.transports.kafka.consumer import KafkaConsumer
from tests.support.frozen import REFERENCE

STAGES = ("taken", "begun", "written", "appended", "committed")
"""Of a batch: in hand; transaction begun; rows and deadlines written; journal appended; committed, and not yet
acknowledged."""
RELAYING = ("read", "sent")
"""Of the relay: rows of the journal in hand, nothing sent; sent to Kafka, the mark not yet moved."""


def say(**what: object) -> None:
    """One line; short enough that lines of two processes never mix."""
    os.write(1, json.dumps(what).encode() + b"\n")


@dataclass
class Batch:
    """A batch on its way, and where it shall end."""

    service: Service
    stage: str
    messages: Sequence[Message]
    committed: bool = False

    async def reach(self, stage: str) -> None:
        if stage == self.stage:
            identities = [
                identity_of(one) for message in self.messages if (one := build_trigger(self.service, message))
            ]
            say(stage=stage, messages=len(self.messages), begins=begins(self.messages), triggers=identities[:3])
            await asyncio.Event().wait()


def begins(messages: Sequence[Message]) -> list[tuple[str, int, int]]:
    """Where the batch begins: topic, partition and offset, for each partition in it."""
    firsts: dict[tuple[str, int], int] = {}
    for message in messages:
        firsts.setdefault((message.topic, message.partition), message.offset)
    return [(*where, offset) for where, offset in firsts.items()]


batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


async def reach(stage: str) -> None:
    current = batch.get()
    if current is not None:
        await current.reach(stage)


class StagedTransaction(Transaction):
    """Says when it has begun, and when it is committed."""

    async def __aenter__(self) -> None:
        await super().__aenter__()
        await reach("begun")

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        await super().__aexit__(kind, error, trace)
        if (current := batch.get()) is not None and kind is None:
            current.committed = True


class StagedConnection(asyncpg.Connection):
    """Says when the journal is about to be appended, and when it is: the last statements of a transaction."""

    def transaction(self, *, isolation: Any = None, readonly: bool = False, deferrable: bool = False) -> Transaction:
        return StagedTransaction(self, isolation, readonly, deferrable)

    async def copy_records_to_table(self, table_name: str, **given: Any) -> str:
        if table_name != "journal":
            return await super().copy_records_to_table(table_name, **given)
        await reach("written")
        result = await super().copy_records_to_table(table_name, **given)
        await reach("appended")
        return result


@dataclass
class Staging:
    """Follows each batch of a consumer; the one behind `skip` others ends at the stage."""

    service: Service
    stage: str
    skip: int
    handler: Handler

    async def __call__(self, messages: Sequence[Message]) -> None:
        current = Batch(self.service, self.stage if self.skip <= 0 else "", messages)
        token = batch.set(current)
        try:
            await current.reach("taken")
            await self.handler(messages)
            if current.committed:
                await current.reach("committed")
                self.skip -= 1
        finally:
            batch.reset(token)


@dataclass(slots=True)
class StagedTransport(KafkaTransport):
    """Says when the relay is about to send, and when its events are stored and it can move its mark."""

    stage: str = ""
    skip: int = field(default=0)

    def consumer(
        self, name: str, topics: Sequence[str], handler: Handler, own_topics: str = "", meter: Meter | None = None
    ) -> KafkaConsumer:
        staging = Staging(composition.find_service(name), self.stage, self.skip, handler)
        return KafkaTransport.consumer(self, name, topics, staging, own_topics, meter)

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        await self._reach("read", outgoing)
        await KafkaTransport.publish(self, outgoing)
        await self._reach("sent", outgoing)

    async def _reach(self, stage: str, outgoing: Sequence[Outgoing]) -> None:
        if self.stage == stage:
            if self.skip == 0:
                say(stage=stage, messages=len(outgoing), begins=[], triggers=[])
                await asyncio.Event().wait()
            self.skip -= 1


def owner_of(source: str) -> tuple[Principal, ...]:
    """Each source is the owner's, as under `ctc up` without registered publishers."""
    return (OWNER,)


async def live(name: str, dsn: str, bootstrap: str, start: date, stage: str, skip: int) -> None:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=8, connection_class=StagedConnection) as pool:
        async with pool.acquire() as connection:
            time = await clock.set_up(connection, start)
        transport = StagedTransport(bootstrap, "victim", longest_pause=1, stage=stage, skip=skip)
        resources = Resources(pool, dsn, transport, time, REFERENCE, Wake(), relays=True, senders_of=owner_of)
        (runtime,) = composition.make_runtimes([composition.find_service(name)], resources)
        await transport.start()
        await runtime.apply_reference()
        runtime.start()
        await asyncio.Event().wait()


def main(name: str, dsn: str, bootstrap: str, start: str) -> None:
    logs.configure("info")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            say(pid=os.getpid())
            asyncio.run(
                live(name, dsn, bootstrap, date.fromisoformat(start), order["stage"] or "", order.get("skip", 0))
            )
        _, status = os.waitpid(child, 0)
        say(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(*sys.argv[1:])
