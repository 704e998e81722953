"""What lies between a record of Kafka and the handler, by FastStream's test broker: no Kafka is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from faststream.kafka import TestKafkaBroker

from shared.engine.port import Message, TransportAway
from shared.transports.installation import WrongInstallation
from shared.transports.kafka import KafkaTransport

TOPIC = "ctc.assessments"
HEADERS = {"ce_id": "id-1", "ce_source": "/services/assessments", "ce_type": "org.un.ctc.assessment.completed.v1"}


class Keeping:
    """A handler that keeps what it is given, and fails when told to."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.batches: list[Sequence[Message]] = []
        self.fault = fault

    async def __call__(self, messages: Sequence[Message]) -> None:
        self.batches.append(messages)
        if self.fault is not None:
            raise self.fault


async def belongs(*_: object) -> None:
    """It is ours."""


async def belongs_not(*_: object) -> None:
    raise WrongInstallation("this Kafka belongs to another database")


async def publish(handler: Keeping, transport: KafkaTransport, **said: Any) -> None:
    """A message that a consumer of the transport, with this handler, takes in."""
    transport.consumer("followup", [TOPIC], handler)
    async with TestKafkaBroker(transport.broker) as broker:
        await broker.publish(b'{"state":"KEN"}', topic=TOPIC, key=b"KEN", **said)


async def test_a_handler_is_given_messages_with_their_attributes_and_undecoded_data() -> None:
    handler = Keeping()
    await publish(handler, KafkaTransport("nowhere:9092", "1", belongs=belongs), headers=HEADERS)
    ((message,),) = handler.batches
    assert (message.topic, message.key, message.data) == (TOPIC, "KEN", b'{"state":"KEN"}')
    assert message.attributes["id"] == "id-1"


async def test_what_a_handler_raises_reaches_the_loop() -> None:
    handler = Keeping(RuntimeError("the database is away"))
    with pytest.raises(RuntimeError, match="the database is away"):
        await publish(handler, KafkaTransport("nowhere:9092", "1"), headers=HEADERS)


async def test_nothing_of_another_installation_s_kafka_reaches_a_handler() -> None:
    handler = Keeping()
    with pytest.raises(TransportAway, match="belongs to another database"):
        await publish(handler, KafkaTransport("nowhere:9092", "1", belongs=belongs_not), headers=HEADERS)
    assert not handler.batches


async def test_nobody_outside_makes_a_consumer_answer() -> None:
    handler = Keeping()
    transport = KafkaTransport("nowhere:9092", "1")
    transport.consumer("other", ["elsewhere"], answers := Keeping())
    await publish(handler, transport, headers=HEADERS, reply_to="elsewhere")
    assert handler.batches
    assert not answers.batches
