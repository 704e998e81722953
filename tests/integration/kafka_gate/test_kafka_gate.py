"""The gate before a real Kafka: clients work through it, and strangers do not."""

from __future__ import annotations

import asyncio
import subprocess
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from confluent_kafka import Consumer, Producer

from ctc.kafka_gate.naming import FETCH_VERSIONS, NAMING
from ctc.kafka_gate.produce import VERSIONS
from ctc.kafka_gate.requests import FETCH, KINDS, LARGEST_OF_LOG_IN, LENGTH, PRODUCE
from ctc.kafka_gate.tls import LOGIN
from shared.transports.access import user_of
from shared.transports.kafka.access import UsersOfKafka
from shared.transports.kafka.security import Security
from tests.support.kafka import find_jars, free_port
from tests.support.kafka_gate import PUBLISHER, LoginRefused, RunningGate, raw_connection, running_gate
from tests.support.kafka_requests import (
    Writing,
    authenticate,
    batch,
    fetch,
    produce,
    request,
)  # fmt: skip
from tests.support.walled_house import RELEASED, House
from tests.support.walled_kafka import HOST, WalledKafka, make_certificates

MINE = f"ctc.external.{PUBLISHER}"
LARGE = b"x" * 900_000
SECRET = b"a-word-of-a-report"


# ---- clients work -----------------------------------------------------------------------------


@pytest.mark.slow
async def test_aiokafka_writes_and_reads_in_a_group(house: House, ours: Security) -> None:
    await house.send(ours, MINE)
    await house.read(ours, RELEASED, f"{PUBLISHER}.reader")
    async with AIOKafkaProducer(
        bootstrap_servers=house.kafka.outside,
        max_request_size=2_000_000,
        enable_idempotence=True,
        **ours.for_aiokafka(),
    ) as producer:
        await producer.send_and_wait(MINE, LARGE)


async def test_librdkafka_writes_and_reads_in_a_group(house: House, ours: Security) -> None:
    to = {"bootstrap.servers": house.kafka.outside, **ours.for_confluent()}
    producer = Producer(to | {"enable.idempotence": True})
    failed: list[object] = []

    def note(error: object, _: object) -> None:
        if error:
            failed.append(error)

    for number in range(5_000):
        producer.produce(MINE, b"{}", key=str(number), on_delivery=note)
    producer.produce(MINE, LARGE)
    assert await asyncio.to_thread(producer.flush, 30) == 0
    assert not failed
    await house.release(b"{}")
    reader = Consumer(to | {"group.id": f"{PUBLISHER}.reader-2", "auto.offset.reset": "earliest"})
    reader.subscribe([RELEASED])
    message = await asyncio.to_thread(reader.poll, 30)
    assert message
    assert message.error() is None
    await asyncio.to_thread(reader.commit)
    await asyncio.to_thread(reader.close)


@pytest.mark.slow
async def test_kafka_s_own_tools_write_and_read_in_a_group(house: House, ours: Security, tmp_path: Path) -> None:
    settings = tmp_path / "client.properties"
    module = "org.apache.kafka.common.security.scram.ScramLoginModule"
    settings.write_text(
        "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n"
        f'sasl.jaas.config={module} required username="{ours.user}" password="{ours.password}";\n'
        f"ssl.truststore.type=PEM\nssl.truststore.location={house.kafka.ca_file}\n"
    )

    async def run(tool: str, *arguments: str, said: str = "") -> str:
        java = ("java", "-cp", f"{find_jars()}/*", f"org.apache.kafka.tools.{tool}")
        command = [*java, "--bootstrap-server", house.kafka.outside, *arguments]
        process = await asyncio.to_thread(
            subprocess.run, command, input=said, capture_output=True, text=True, check=True, timeout=90
        )
        return process.stdout

    await run("ConsoleProducer", "--topic", MINE, "--command-config", str(settings), said="{}\n" * 20)
    await house.release(SECRET)
    group = ("--group", f"{PUBLISHER}.reader-3", "--from-beginning", "--max-messages", "1", "--timeout-ms", "60000")
    assert await run("consumer.ConsoleConsumer", "--topic", RELEASED, "--command-config", str(settings), *group)


@pytest.mark.parametrize("version", VERSIONS)
async def test_kafka_takes_a_produce_of_each_version(house: House, ours: Security, version: int) -> None:
    """So the gate walks them as Kafka reads them."""
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
        id_ = await ask_topic_id(house, ours)
        answer = await connection.ask(produce(version, batch(b"{}", b"{}"), MINE.encode(), topic_id=id_))
    before_error = 7 + (16 if version >= 13 else 1 + len(MINE)) if version >= 9 else 14 + len(MINE)
    assert int.from_bytes(answer[before_error:][:2], signed=True) == 0, answer


async def ask_topic_id(house: House, ours: Security) -> bytes:
    """Kafka's id of our topic, by Metadata in the version 12."""
    name = Writing(True).text(MINE.encode())
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as connection:
        answer = await connection.ask(request(3, 12, b"\2" + bytes(16) + name + b"\0\0\0\0", True))
    begin = answer.index(name) + len(name)
    return answer[begin : begin + 16]


async def test_kafka_knows_no_version_that_the_gate_does_not(house: House) -> None:
    """Else a client would send it, and be refused. What Kafka says of metrics of clients is checked in the same way."""
    async with raw_connection(house.kafka.outside, house.kafka.ca_file) as connection:
        answer = await connection.ask(request(18, 0, b"", False))
    rows = [answer[at : at + 6] for at in range(6, len(answer), 6)]
    known = {int.from_bytes(row[:2]): (int.from_bytes(row[2:4]), int.from_bytes(row[4:])) for row in rows}
    assert known[PRODUCE][1] == VERSIONS.stop - 1
    for kind, versions in {FETCH: FETCH_VERSIONS, **{kind: versions for kind, (versions, _) in NAMING.items()}}.items():
        assert known[kind] == (versions.start, versions.stop - 1)
    assert known.keys() >= KINDS.keys()
    assert not {71, 72} & known.keys(), "clients push metrics wherever Kafka asks for them"


async def test_a_wrong_password_gets_kafka_s_answer(house: House, ours: Security) -> None:
    for wrong in (replace(ours, password="wrong"), replace(ours, user="nobody")):
        with pytest.raises(LoginRefused, match="invalid credentials"):
            async with raw_connection(house.kafka.outside, house.kafka.ca_file, wrong):
                pass


async def test_a_user_of_ours_gets_the_answer_of_one_that_is_not_there(house: House) -> None:
    service = user_of("exchange")
    await UsersOfKafka(house.kafka.inside, house.kafka.admin).set_passwords({service: "the-right-one"})
    await house.admit(PUBLISHER)  # the broker hears of passwords in order, so it knows both
    with pytest.raises(LoginRefused, match="invalid credentials"):
        async with raw_connection(
            house.kafka.outside, house.kafka.ca_file, house.kafka.outsider(service, "the-right-one")
        ):
            pass
    answers, seconds = set[bytes](), dict[str, float]()
    for user in (service, "nobody") * 5:
        async with raw_connection(house.kafka.outside, house.kafka.ca_file) as connection:
            await connection.ask(request(17, 1, Writing(False).text(b"SCRAM-SHA-512"), False))
            begin = time.monotonic()
            answers.add(await connection.ask(authenticate(1, f"n,,n={user},r=abc".encode())))
            seconds[user] = min(time.monotonic() - begin, seconds.get(user, 60))
    assert len(answers) == 1
    assert min(seconds.values()) > max(seconds.values()) / 3


# ---- strangers --------------------------------------------------------------------------------


@pytest.mark.slow
async def test_whoever_does_not_log_in_is_ended_soon_and_users_stay(
    house: House, ours: Security, gate: RunningGate
) -> None:
    where, ca_file = house.kafka.outside, house.kafka.ca_file
    host, port = where.split(":")
    begin = time.monotonic()
    async with AsyncExitStack() as opened:
        known = await opened.enter_async_context(raw_connection(where, ca_file, ours))
        silent = await opened.enter_async_context(raw_connection(where, ca_file))
        slow = await opened.enter_async_context(raw_connection(where, ca_file))
        await slow.ask(request(17, 1, Writing(False).text(b"SCRAM-SHA-512"), False))
        plain, writer = await asyncio.open_connection(host, int(port))
        for stranger in (silent, slow):
            assert await stranger.is_ended(LOGIN + 5)
        async with asyncio.timeout(LOGIN + 5):
            assert await plain.read() == b""
        writer.close()
        assert LOGIN - 1 < time.monotonic() - begin < LOGIN + 5
        assert await known.ask(request(18, 0, b"", False))
    assert {"address": "127.0.0.1", "because": "it has not logged in within 10 s"}.items() <= gate.log()[-1].items()


async def test_whoever_asks_before_the_log_in_is_ended_at_once(house: House) -> None:
    """By Kafka, and what it sends meanwhile does not count as a log-in."""
    async with raw_connection(house.kafka.outside, house.kafka.ca_file) as connection:
        connection.writer.write(request(18, 0, b"", False) + request(3, 1, bytes(4), False))
        await connection.read()
        assert await connection.is_ended(5)


async def test_a_long_log_in_leaves_what_others_asked_alone(house: House, ours: Security, gate: RunningGate) -> None:
    """Kafka reads it by regular expressions that call themselves for each sign, until its thread has no stack left."""
    first = b"n,a=%s,n=nobody,r=abc"
    most = LARGEST_OF_LOG_IN - len(authenticate(1, first % b"")) + LENGTH
    async with raw_connection(house.kafka.outside, house.kafka.ca_file, ours) as known:
        for signs, passes in ((most, True), (most + 1, False), (8_000, False)):
            async with raw_connection(house.kafka.outside, house.kafka.ca_file) as stranger:
                await stranger.ask(request(17, 1, Writing(False).text(b"SCRAM-SHA-512"), False))
                await stranger.send(authenticate(1, first % (b"x" * signs)))
                if passes:
                    assert b"SCRAM" in await stranger.read()
                else:
                    assert await stranger.is_ended()
        assert await known.ask(request(18, 0, b"", False))
    assert gate.log()[-1]["because"] == "a SaslAuthenticate has between 9 and 1024 bytes"


# ---- slow ones, and the end -------------------------------------------------------------------


@pytest.mark.slow
async def test_whoever_reads_slowly_takes_no_memory(house: House, ours: Security, gate: RunningGate) -> None:
    await house.release(LARGE, 40)
    before = gate.memory()
    async with AsyncExitStack() as opened:
        for _ in range(20):
            slow = await opened.enter_async_context(
                raw_connection(house.kafka.outside, house.kafka.ca_file, ours, limit=1_000)
            )
            await slow.send(fetch(50_000_000))
            size = int.from_bytes(await slow.reader.readexactly(4))
        assert size > 20_000_000
        await house.send(ours, MINE)
        assert gate.memory() - before < 20 * 2_000_000


async def test_it_stops_within_seconds(
    kafka: tuple[WalledKafka, RunningGate], house: House, ours: Security, tmp_path: Path
) -> None:
    walled, port = kafka[0], free_port()
    with running_gate(tmp_path, port, walled.behind_gate, walled.certificate) as other:
        async with (
            raw_connection(other.where, walled.ca_file, ours),
            raw_connection(other.where, walled.ca_file) as two,
        ):
            begin = time.monotonic()
            assert await asyncio.to_thread(other.stop) == 0
            assert await two.is_ended()
            assert time.monotonic() - begin < 3


async def test_it_believes_no_kafka_with_another_certificate(
    kafka: tuple[WalledKafka, RunningGate], house: House, ours: Security, tmp_path: Path
) -> None:
    ca_file, other = make_certificates(tmp_path / "other", HOST)
    port = free_port()
    with running_gate(tmp_path, port, kafka[0].behind_gate, other) as gate:
        async with raw_connection(gate.where, ca_file) as connection:
            assert await connection.is_ended()
        assert gate.log()[-1]["because"] == "Kafka does not answer"
