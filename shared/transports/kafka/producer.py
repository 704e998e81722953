"""Sending to Kafka: in order, idempotent, and done only when every in-sync copy has it."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from contracts.cloudevents import add_schema_address
from contracts.kafka_binding import headers_of
from shared.engine.port import Outgoing, TransportAway
from shared.operations.settings import PUBLIC_URL
from shared.transports.kafka.cluster import METADATA_AGE, describe_error
from shared.transports.kafka.security import OPEN, Security

LARGEST_BATCH = 1_000_000
"""Bytes of one partition's batch: just below a broker's usual limit of 1,048,588."""
LARGEST_SLICE = 900_000
"""Bytes of data that are sent before their acknowledgements are awaited: with envelopes, still one batch."""
ENVELOPE = 1_000
"""Bytes that key and headers take beside the data, estimated high."""


@dataclass(slots=True)
class KafkaProducer:
    """One producer: connected when first needed, replaced after it failed."""

    bootstrap: str
    client_id: str
    patience: float
    """Seconds in which a slice must be acknowledged."""
    public_url: str = PUBLIC_URL
    """Where those who read an event find its schema."""
    security: Security = OPEN
    _producer: AIOKafkaProducer | None = None
    _connecting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _late: set[Future[Any]] = field(default_factory=set)
    """Sent by calls that gave up waiting. The client goes on trying to deliver them."""

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        """Sends in order and returns when all are stored. Raises TransportAway if any is not known to be.

        A slice goes out only after the one before it is stored, so that no event is stored without an
        earlier one of its key; and what a failed call left behind is waited for first, so that an
        outage does not pile up copies.
        """
        try:
            async with asyncio.timeout(self.patience):
                await _wait_until_stored(self._late)
                self._late.clear()
            for part in slices(outgoing):
                await self._send(part)
        except TimeoutError as error:
            late = f"did not confirm within {self.patience:g} s; are all topics there? (`ctc topics check`)"
            raise TransportAway(f"Kafka at {self.bootstrap} {late}") from error
        except (KafkaError, OSError) as error:
            await self.stop()
            raise TransportAway(f"Kafka at {self.bootstrap} did not store events: {describe_error(error)}") from error

    async def stop(self) -> None:
        """Gives what was sent a while to arrive, and closes the connections."""
        producer, self._producer, self._late = self._producer, None, set()
        if producer is not None:
            with suppress(KafkaError, OSError):
                async with asyncio.timeout(self.patience):
                    await producer.stop()

    async def _send(self, part: Sequence[Outgoing]) -> None:
        sent: set[Future[Any]] = set()
        try:
            async with asyncio.timeout(self.patience):
                producer = await self._connect()
                for event in part:
                    headers, key = headers_of(add_schema_address(event.attributes, self.public_url)), event.key.encode()
                    sent.add(await producer.send(event.topic, event.data, key=key, headers=headers))
                await _wait_until_stored(sent)
        finally:
            self._late |= {future for future in sent if not future.done()}

    async def _connect(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self.bootstrap,
                    client_id=self.client_id,
                    metadata_max_age_ms=METADATA_AGE,
                    enable_idempotence=True,
                    acks="all",
                    linger_ms=0,  # no need to wait: a slice is in its batches before the sender gets its turn
                    max_batch_size=LARGEST_BATCH,
                    **self.security.for_aiokafka(),
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer


async def _wait_until_stored(sent: set[Future[Any]]) -> None:
    """Returns when all are stored. Raises what befell any of them; being cancelled, it cancels none."""
    if sent:
        await asyncio.wait(sent)
        for future in sent:
            future.result()


def slices(outgoing: Sequence[Outgoing]) -> Iterator[Sequence[Outgoing]]:
    """Consecutive parts, each small enough to be one batch even if all its keys are the same."""
    start = size = 0
    for position, event in enumerate(outgoing):
        size += len(event.data) + ENVELOPE
        if size > LARGEST_SLICE and position > start:
            yield outgoing[start:position]
            start, size = position, len(event.data) + ENVELOPE
    if start < len(outgoing):
        yield outgoing[start:]
