"""Sends COUNT notices in each of four ways with the CloudEvents SDK for Python."""

from __future__ import annotations

import asyncio
import os

import httpx
from aiokafka import AIOKafkaProducer
from cloudevents.core.bindings import http, kafka
from cloudevents.core.v1.event import CloudEvent

SOURCE = os.environ["SOURCE"]


def notice(id_: str) -> CloudEvent:
    attributes = {
        "id": id_,
        "source": SOURCE,
        "type": "org.un.ctc.notice.project.registered.v1",
        "subject": "KEN",
        "datacontenttype": "application/json",
    }
    data = {
        "reference": id_, "title": "Invented: training at airports", "lead_body": "UNODC", "states": ["KEN"],
        "themes": ["travel"], "status": "planned", "synthetic": True,
    }  # fmt: skip
    return CloudEvent(attributes, data)


async def post(client: httpx.AsyncClient, message: http.HTTPMessage) -> None:
    answer = await client.post("/events", content=message.body, headers=dict(message.headers))
    assert answer.status_code == 202, answer.text


async def put(producer: AIOKafkaProducer, message: kafka.KafkaMessage) -> None:
    headers = list(message.headers.items())
    await producer.send_and_wait("ctc.external", message.value, key=SOURCE.encode(), headers=headers)


async def main() -> None:
    bearer = {"Authorization": f"Bearer {os.environ['CTC_TOKEN']}"}
    async with (
        httpx.AsyncClient(base_url=os.environ["CTC_URL"], headers=bearer, timeout=30) as client,
        AIOKafkaProducer(bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"]) as producer,
    ):
        for number in range(int(os.environ["COUNT"])):
            await post(client, http.to_binary_event(notice(f"http-binary-{number}")))
            await post(client, http.to_structured_event(notice(f"http-structured-{number}")))
            await put(producer, kafka.to_binary_event(notice(f"kafka-binary-{number}")))
            await put(producer, kafka.to_structured_event(notice(f"kafka-structured-{number}")))


asyncio.run(main())
