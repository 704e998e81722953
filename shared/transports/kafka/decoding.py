"""From a Kafka record to a message. Whatever stands in a record, it never harms another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, cast

from aiokafka import ConsumerRecord
from faststream import StreamMessage

from contracts.kafka_binding import read_headers
from shared.engine.port import Message
from shared.transports.kafka.parsing import PlainRecord

Record: TypeAlias = "ConsumerRecord[bytes, bytes] | PlainRecord"


def message_of(record: Record) -> Message:
    """The message that a record is; `problem` says why it cannot be read. Never raises."""
    attributes, problem = read_headers(record.headers, record.timestamp)
    if isinstance(record, PlainRecord):
        problem = record.problem or problem
    key = record.key.decode(errors="replace") if record.key else ""
    return Message(record.topic, record.partition, record.offset, key, attributes, record.value, problem)


def size_of(record: Record) -> int:
    """Bytes that a publisher sent with it: key, headers and value."""
    if isinstance(record, PlainRecord):
        return record.size
    headers = sum(len(name.encode()) + len(value or b"") for name, value in record.headers)
    return len(record.key or b"") + headers + len(record.value or b"")


async def parse(records: Sequence[Record]) -> StreamMessage[Sequence[Record]]:
    """In place of FastStream's parser, to which one bad header is a bad batch."""
    return StreamMessage(records, [message_of(record) for record in records])


async def decode(parsed: StreamMessage[Sequence[Record]]) -> Sequence[Message]:
    """In place of FastStream's decoder: what the messages say is the handler's to read."""
    return cast("Sequence[Message]", parsed.body)
