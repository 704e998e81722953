"""Where an event's `dataschema` leads: the contracts, for whoever asks."""

from __future__ import annotations

import json

from aiokafka import AIOKafkaConsumer
from jsonschema_rs import Draft202012Validator

from contracts.catalog import EVENTS, PREFIX
from contracts.cloudevents import schema_path
from contracts.tools.asyncapi import asyncapi
from contracts.tools.generate import HERE
from shared.engine.port import Outgoing
from shared.transports.kafka import KafkaTransport
from tests.support import topics
from tests.support.kafka import Broker
from tests.support.serving import Serving


async def test_each_schema_and_example_is_served_to_a_reader_without_a_token(exchange: Serving) -> None:
    client = await exchange.client()
    for name in EVENTS:
        schema = await client.get(schema_path(name))
        assert schema.headers["content-type"] == "application/schema+json"
        assert schema.json() == json.loads((HERE / "schemas" / f"{name}.json").read_text("utf-8"))
        example = await client.get(f"/contracts/examples/{name}.json")
        Draft202012Validator(schema.json()).validate(example.json())


async def test_asyncapi_is_served_whole(exchange: Serving) -> None:
    answer = await (await exchange.client()).get("/contracts/asyncapi.json")
    assert answer.json() == json.loads(json.dumps(asyncapi()))
    again = await (await exchange.client()).get(
        "/contracts/asyncapi.json", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_a_type_that_there_is_not_is_not_found_and_the_whole_type_is_a_name_too(exchange: Serving) -> None:
    client = await exchange.client()
    assert (await client.get("/contracts/schemas/no.such.v1.json")).status_code == 404
    assert (await client.get(f"/contracts/schemas/{PREFIX}visit.planned.v1.json")).status_code == 200


async def test_an_event_on_kafka_names_an_address_that_answers(exchange: Serving, kafka: Broker) -> None:
    await topics.delete_all(kafka.bootstrap)
    await topics.create(kafka.bootstrap, "ctc.receipts", partitions=1)
    transport = KafkaTransport(kafka.bootstrap, "test", public_url="https://ctc.example")
    await transport.start()
    attributes = {"id": "e-1", "type": f"{PREFIX}receipt.accepted.v1", "dataschema": schema_path("receipt.accepted.v1")}
    await transport.publish([Outgoing(1, "ctc.receipts", "KEN", attributes, b"{}")])
    await transport.stop()
    async with AIOKafkaConsumer(
        "ctc.receipts", bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest"
    ) as consumer:
        record = await consumer.getone()
    address = dict(record.headers)["ce_dataschema"].decode()
    assert address.startswith("https://ctc.example/")
    answer = await (await exchange.client()).get(address.removeprefix("https://ctc.example"))
    assert answer.json()["title"] == "receipt.accepted.v1"


async def test_each_type_has_a_page_with_its_example_and_what_is_new_in_it(exchange: Serving) -> None:
    client = await exchange.client()
    items = (await client.get("/contracts")).json()["items"]
    assert {one["name"] for one in items} == set(EVENTS)
    for one in items:
        assert one["published_by"], one["name"]
        assert (await client.get(one["page"])).json() == one
    page = await client.get("/contracts/types/notice.visit.planned.v1", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Invented" in page.text
    assert page.headers["vary"] == "Accept"
    assert (await client.get("/contracts/types/nothing.v1")).status_code == 404
    (registered,) = (one for one in items if one["name"] == "publisher.changed.v1")
    assert "sources" in registered["new_since_last_release"]
