"""Exchange on a real Kafka: what others write on `ctc.external` is answered on `ctc.receipts`, message by message."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import UTC, datetime

import cramjam
import pytest
from cloudevents.core.bindings import kafka as sdk
from cloudevents.core.v1.event import CloudEvent

from services.exchange.lanes import rules
from tests.support.crafted import GZIP, ZSTD, batch, nameless, pack_batch, produce_batch
from tests.support.exchange import CTED, SDKS, event
from tests.support.exchange_kafka import Record, binary, on_kafka, read_events, send
from tests.support.kafka import Broker
from tests.support.serving import Serving


async def test_each_message_gets_one_clear_answer_and_harms_no_other(postgres: str, kafka: Broker) -> None:
    good, twice = binary(event("good")), binary(event("twice"))
    foreign = event("foreign", data={**event()["data"], "state": "TWN"})
    headers, value = binary(event("null"))
    broken: list[Record] = [
        ([(name, None if name == "ce_type" else text) for name, text in headers], value),
        ([*headers[:-1], ("ce_subject", b"\xff\xfe")], value),
        (headers, None),
        ([], b"not even an event"),
        binary(event("later", type="org.un.ctc.notice.assessment.received.v2")),
        binary(event("deep", data=json.loads("[" * 500 + "]" * 500))),
    ]
    async with on_kafka(postgres, kafka):
        await send(kafka, [good, *broken, binary(foreign), twice, twice])
        receipts = await read_events(kafka, "ctc.receipts", len(broken) + 1)
        taken = await read_events(kafka, "ctc.exchange", 2)
    assert sorted(type_ for type_, _ in receipts) == [
        *["receipt.refused.v1"], *["receipt.unreadable.v1"] * len(broken),
    ]  # fmt: skip
    assert [data["id"] for _, data in taken] == ["good", "twice"]
    told = {data.get("id"): data["reason"] for type_, data in receipts if type_ == "receipt.unreadable.v1"}
    assert "version 2" in told["later"]
    assert all(data.get("source") in (CTED, None) for _, data in receipts)


async def test_notices_of_millions_of_empty_objects_are_refused_unread_and_those_behind_them_are_taken_in(
    postgres: str, kafka: Broker
) -> None:
    headers, _ = binary(event("empties"))
    empties: Record = (headers, b'{"state":[' + b",".join([b"{}"] * 160_000) + b"]}")
    async with on_kafka(postgres, kafka):
        await send(kafka, [empties] * 20)
        await send(kafka, [binary(event("honest"))])
        taken = await read_events(kafka, "ctc.exchange", 1)
        receipts = await read_events(kafka, "ctc.receipts", 20)
    assert [data["id"] for _, data in taken] == ["honest"]
    assert {(type_, data["id"], data["code"]) for type_, data in receipts} == {
        ("receipt.unreadable.v1", "empties", "too-large")
    }


async def test_what_the_sdks_send_on_kafka_is_taken_in_as_it_is(
    postgres: str, kafka: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "OF_ENDED_PARTS", 1)  # no owner answers here
    records: list[Record] = [
        ([(name, value.encode()) for name, value in one["headers"].items()], one["body"].encode())
        for one in SDKS
        if one["via"] == "kafka"
    ]
    attributes = {
        "id": "py", "source": CTED, "type": "org.un.ctc.notice.assessment.received.v1",
        "time": datetime(2024, 1, 1, 9, tzinfo=UTC), "datacontenttype": "application/json",
    }  # fmt: skip
    for make, id_ in ((sdk.to_binary_event, "py-binary"), (sdk.to_structured_event, "py-structured")):
        message = make(CloudEvent(attributes | {"id": id_}, event()["data"]))
        records.append((list(message.headers.items()), message.value))
    async with on_kafka(postgres, kafka):
        await send(kafka, records)
        taken = await read_events(kafka, "ctc.exchange", len(records))
    of_sdks = {f"{language}-kafka-{form}" for language in ("js", "java", "go") for form in ("binary", "structured")}
    assert {data["id"] for _, data in taken} == of_sdks | {"py-binary", "py-structured"}


async def test_what_poisons_a_partition_is_answered_and_those_behind_it_are_too(postgres: str, kafka: Broker) -> None:
    honest, poisoned = [binary(event(f"honest-{each}")) for each in range(4)], binary(event("poisoned"))
    poison = [
        pack_batch(batch([poisoned]), GZIP, lambda data: gzip.compress(data) + b"x"),
        pack_batch(
            batch([(poisoned[0], bytes(50_000_000))] * 2), ZSTD, lambda data: bytes(cramjam.zstd.compress(data))
        ),
        nameless(poisoned[0], poisoned[1] or b""),
    ]
    async with on_kafka(postgres, kafka) as exchange:
        for each, bad in zip(honest, [*poison, None], strict=True):
            await produce_batch(kafka.bootstrap, "ctc.external", 1, batch([each]))
            if bad is not None:
                await produce_batch(kafka.bootstrap, "ctc.external", 1, bad)
        receipts = await read_events(kafka, "ctc.receipts", len(poison))
        taken = await read_events(kafka, "ctc.exchange", len(honest))
        await produce_batch(kafka.bootstrap, "ctc.assessments", 1, poison[0])
        await until_there(exchange, "select topic, reason from exchange.dead_letters")
        ((topic, reason),) = await exchange.rows("select topic, reason from exchange.dead_letters")
    assert [type_ for type_, _ in receipts] == ["receipt.unreadable.v1"] * len(poison)
    reasons = sorted((data["reason"], data.get("source"), data.get("id")) for _, data in receipts)
    assert reasons[0] == ("the name of a header is not UTF-8 text", CTED, "poisoned")
    assert "offsets 1 to 1 came in a batch that cannot be decompressed as gzip" in reasons[1][0]
    assert "offsets 3 to 4 came in a batch that cannot be decompressed as zstd" in reasons[2][0]
    assert [data["id"] for _, data in taken] == ["honest-0", "honest-1", "honest-2", "honest-3"]
    assert (topic, "cannot be decompressed" in reason) == ("ctc.assessments", True)


async def test_headers_without_number_are_answered_and_the_event_behind_them_is_taken_in(
    postgres: str, kafka: Broker
) -> None:
    stuffed = batch([([("", None)] * 520_000, b"{}")] * 15)
    packed = pack_batch(stuffed, ZSTD, lambda data: bytes(cramjam.zstd.compress(data)))
    async with on_kafka(postgres, kafka):
        await produce_batch(kafka.bootstrap, "ctc.external", 1, packed)
        await produce_batch(kafka.bootstrap, "ctc.external", 1, batch([binary(event("honest"))]))
        receipts = await read_events(kafka, "ctc.receipts", 15)
        ((_, taken),) = await read_events(kafka, "ctc.exchange", 1)
    assert {(type_, data["reason"]) for type_, data in receipts} == {
        ("receipt.unreadable.v1", "it has 520000 headers; the most is 100")
    }
    assert taken["id"] == "honest"


async def until_there(exchange: Serving, query: str) -> None:
    async with asyncio.timeout(30):
        while not await exchange.rows(query):  # noqa: ASYNC110 - the answer comes from far away
            await asyncio.sleep(0.1)
