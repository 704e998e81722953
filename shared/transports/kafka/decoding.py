"""From a Kafka record to a message. Whatever stands in a record, it never harms another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from aiokafka import ConsumerRecord
from faststream import StreamMessage

from contracts.kafka_binding import read_headers
from shared.engine.port import Message


@dataclass(frozen=True, slots=True)
class BeyondReading:
    """Stands for a record that the client cannot take apart at all."""

    topic: str
    partition: int
    offset: int


Record: TypeAlias = "ConsumerRecord[bytes, bytes] | BeyondReading"


def message_of(record: ConsumerRecord[bytes, bytes]) -> Message:
    """The message that a record is; `problem` says why its headers cannot be read. Never raises."""
    attributes, problem = read_headers(record.headers, record.timestamp)
    key = record.key.decode(errors="replace") if record.key else ""
    return Message(record.topic, record.partition, record.offset, key, attributes, record.value, problem)


def beyond_reading(record: BeyondReading) -> Message:
    """What is handed over in its place."""
    return Message(
        record.topic, record.partition, record.offset, "", {}, None, "the name of a header is not UTF-8 text"
    )


async def parse(records: Sequence[Record]) -> StreamMessage[Sequence[Record]]:
    """In place of FastStream's parser, to which one bad header is a bad batch."""
    messages = [
        beyond_reading(record) if isinstance(record, BeyondReading) else message_of(record) for record in records
    ]
    return StreamMessage(records, messages)


async def decode(parsed: StreamMessage[Sequence[Record]]) -> Sequence[Message]:
    """In place of FastStream's decoder: what the messages say is the handler's to read."""
    return cast("Sequence[Message]", parsed.body)
