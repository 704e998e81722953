"""From a Kafka record to a message. Whatever stands in a record, it never harms another one."""

from __future__ import annotations

from aiokafka import ConsumerRecord

from contracts.kafka_binding import read_headers
from shared.engine.port import Message


def message_of(record: ConsumerRecord[bytes, bytes]) -> Message:
    """The message that a record is; `problem` says why its headers cannot be read. Never raises."""
    attributes, problem = read_headers(record.headers, record.timestamp)
    key = record.key.decode(errors="replace") if record.key else ""
    return Message(record.topic, record.partition, record.offset, key, attributes, record.value, problem)


def beyond_reading(topic: str, partition: int, offset: int) -> Message:
    """Stands for a record that the client cannot take apart at all."""
    return Message(topic, partition, offset, "", {}, None, "the name of a header is not UTF-8 text")
