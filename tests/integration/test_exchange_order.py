"""Changed content under one id, sent fast: no version is lost, and each is answered in the order in which it came."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from tests.support.exchange import BATCH, JSON, event, owner_answers, receipt
from tests.support.exchange_kafka import binary, on_kafka, read_events, send
from tests.support.kafka import Broker
from tests.support.serving import Serving

FIRST, CHANGED = event(), event(data=event()["data"] | {"reference": "SYN-2"})
IN_ORDER = ["receipt.accepted.v1", "receipt.refused.v1"]


async def post(client: httpx.AsyncClient, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    response = await client.post("/events", json=list(sent), headers=BATCH)
    assert response.status_code == 202, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


async def test_both_versions_in_one_batch_are_answered_each_for_itself(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    items = await post(cted, FIRST, CHANGED)
    assert [item["status"] for item in items] == ["waiting", "refused"]
    assert (items[1]["code"], items[1]["fields"]) == ("known-with-other-content", ["reference"])
    assert (await receipt(cted))["status"] == "refused"
    await owner_answers(exchange)
    assert await exchange.emitted_types("ctc.receipts") == IN_ORDER
    assert (await receipt(cted))["code"] == "known-with-other-content"


async def test_a_version_in_a_second_request_is_not_refused_before_the_first_is_accepted(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await post(cted, FIRST)
    (item,) = await post(cted, CHANGED)
    assert item["status"] == "refused"
    assert await exchange.emitted_types("ctc.receipts") == []
    await owner_answers(exchange)
    assert await exchange.emitted_types("ctc.receipts") == IN_ORDER


async def test_versions_sent_at_the_same_moment_are_all_answered(exchange: Serving, cted: httpx.AsyncClient) -> None:
    versions = [event(data=event()["data"] | {"reference": f"SYN-{number}"}) for number in range(6)]
    answers = await asyncio.gather(*(cted.post("/events", json=one, headers=JSON) for one in versions))
    told = [answer.json()["items"][0]["status"] for answer in answers]
    assert sorted(told) == ["refused"] * 5 + ["waiting"]
    await owner_answers(exchange)
    assert await exchange.emitted_types("ctc.receipts") == ["receipt.accepted.v1", *["receipt.refused.v1"] * 5]


async def both_are_in(exchange: Serving) -> None:
    query = "select cardinality(sendings) from exchange.notices"
    while await exchange.rows(query) != [(2,)]:  # noqa: ASYNC110 - the consumer says nothing when it is done
        await asyncio.sleep(0.05)


async def test_on_kafka_both_versions_are_answered_in_order(postgres: str, kafka: Broker) -> None:
    async with on_kafka(postgres, kafka) as exchange:
        await send(kafka, [binary(FIRST), binary(CHANGED)])
        await read_events(kafka, "ctc.exchange", 1)
        async with asyncio.timeout(60):
            await both_are_in(exchange)
        await owner_answers(exchange)
        assert [type_ for type_, _ in await read_events(kafka, "ctc.receipts", 2)] == IN_ORDER
        assert (await receipt(await exchange.client("cted")))["code"] == "known-with-other-content"
