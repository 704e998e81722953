"""Others on a real Kafka behind its walls: each may what its registration says; the broker refuses the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    TopicAuthorizationFailedError,
)
from pydantic import SecretStr

from contracts.catalog import TOPICS
from contracts.participants import PARTICIPANTS
from ctc import access, composition
from ctc.errors import CannotStart
from shared.engine.port import Outgoing, TransportAway
from shared.transports.access import Access, user_of
from shared.transports.kafka import KafkaTransport
from shared.transports.kafka.access import Right, UsersOfKafka
from shared.transports.kafka.security import Security
from tests.support.postgres import PostgresServer
from tests.support.walled_house import House, open_house, publisher, running_walled
from tests.support.walled_kafka import WalledKafka, forget_tls


@pytest.fixture(scope="module")
def walled_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalledKafka]:
    with running_walled(tmp_path_factory.mktemp("walled")) as kafka:
        yield kafka


@pytest.fixture
async def house(postgres_server: PostgresServer, walled_kafka: WalledKafka) -> AsyncIterator[House]:
    async with open_house(postgres_server, walled_kafka) as opened:
        yield opened


@pytest.mark.slow
async def test_a_publisher_writes_to_its_own_topic_and_reads_what_was_released_to_it(house: House) -> None:
    await house.register(publisher("unodc-cases"), publisher("other"))
    ours = await house.admit("unodc-cases")
    await house.send(ours, "ctc.external.unodc-cases")
    for topic in ("ctc.released.un", "ctc.released.partners", "ctc.released.public"):
        await house.read(ours, topic, "unodc-cases.reader")


async def test_it_writes_and_reads_nothing_else_and_joins_no_group_but_its_own(house: House) -> None:
    await house.register(publisher("unodc-cases"), publisher("other"))
    ours = await house.admit("unodc-cases")
    for topic in ("ctc.external", "ctc.external.other", "ctc.assessments", "ctc.receipts", "ctc.released.un"):
        with pytest.raises(TopicAuthorizationFailedError):
            await house.send(ours, topic)
    for topic in ("ctc.external.unodc-cases", "ctc.assessments", "ctc.receipts", "ctc.released.council"):
        with pytest.raises(TopicAuthorizationFailedError):
            await house.read(ours, topic, "unodc-cases.reader")
    for group in ("exchange", "other.reader", "unodc-cases"):
        with pytest.raises(GroupAuthorizationFailedError):
            await house.read(ours, "ctc.released.un", group)


async def test_a_wrong_password_and_a_connection_without_tls_are_refused(house: House) -> None:
    await house.register(publisher("unodc-cases"), publisher("other"))
    ours, theirs = await house.admit("unodc-cases"), await house.admit("other")
    for wrong in (
        house.kafka.outsider("unodc-cases", theirs.password).for_aiokafka(),
        house.kafka.outsider("unodc-cases", "").for_aiokafka(),
        house.kafka.outsider("nobody", ours.password).for_aiokafka(),
        house.kafka.outsider("ctc.admin", house.kafka.admin.password).for_aiokafka(),
        forget_tls(ours),
        {"security_protocol": "PLAINTEXT"},
    ):
        producer = AIOKafkaProducer(bootstrap_servers=house.kafka.outside, request_timeout_ms=3_000, **wrong)
        with pytest.raises(KafkaError):
            await producer.start()
        await producer.stop()


async def test_who_asks_inside_without_a_name_is_refused(house: House) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=house.kafka.inside, request_timeout_ms=3_000)
    with pytest.raises(KafkaConnectionError):
        await producer.start()
    await producer.stop()


async def test_a_suspended_publisher_has_no_right_and_no_password(house: House) -> None:
    await house.register(publisher("unodc-cases"))
    ours = await house.admit("unodc-cases")
    async with AIOKafkaProducer(bootstrap_servers=house.kafka.outside, **ours.for_aiokafka()) as producer:
        await producer.send_and_wait("ctc.external.unodc-cases", b"{}")
        await house.register(publisher("unodc-cases", active=False))
        assert any("unodc-cases" in line for line in await access.check(house.settings))
        assert "no longer: unodc-cases has a password" in await house.apply()
        with pytest.raises(TopicAuthorizationFailedError):  # at once, on a connection that is open
            await producer.send_and_wait("ctc.external.unodc-cases", b"{}")
    await house.until_shut_out(ours)
    with pytest.raises(CannotStart, match="must be approved"):
        await access.apply(house.settings, "unodc-cases", prune=False)
    assert await access.check(house.settings) == []


async def test_a_new_password_ends_the_old_one(house: House) -> None:
    await house.register(publisher("unodc-cases"))
    old = await house.admit("unodc-cases")
    new = await house.admit("unodc-cases")
    assert old.password != new.password
    await house.send(new, "ctc.external.unodc-cases")
    await house.until_shut_out(old)


async def test_check_says_what_differs_and_apply_mends_what_is_ours(house: House) -> None:
    await house.register(publisher("unodc-cases"))
    assert any(line.startswith("missing: unodc-cases may write") for line in await access.check(house.settings))
    changed = await house.apply()
    assert any(line.startswith("now: unodc-cases may write topic ctc.external.unodc-cases") for line in changed)
    assert (await house.apply(), await access.check(house.settings)) == ([], [])
    kafka = UsersOfKafka(house.kafka.inside, house.kafka.admin)
    too_much, foreign = Right("unodc-cases", "read", "topic", "ctc.council"), Right("bob", "write", "topic", "ctc.x")
    await kafka.grant([too_much, foreign])
    await kafka.set_passwords({"bob": "secret"})
    assert sorted(line.split(";")[0] for line in await access.check(house.settings)) == [
        "bob has a password: of no registration",
        "bob may write topic ctc.x: of no registration",
        "too much: unodc-cases may read topic ctc.council",
    ]
    assert await house.apply() == [f"no longer: {too_much}"]
    assert await house.apply(prune=True) == [f"no longer: {foreign}", "no longer: bob has a password"]
    assert await access.check(house.settings) == []


async def test_a_password_is_made_for_registered_publishers_only(house: House) -> None:
    for name in ("nobody", "ctc.exchange", "ctc.admin"):
        with pytest.raises(CannotStart, match="no publisher is registered"):
            await access.apply(house.settings, name, prune=False)


async def test_a_kafka_that_refuses_us_is_said_in_one_line(house: House, tmp_path: Path) -> None:
    wrong = house.settings.model_copy(update={"kafka_password": SecretStr("wrong")})
    with pytest.raises(TransportAway) as raised:
        await access.check(wrong)
    assert "wrong" not in str(raised.value)
    assert "\n" not in str(raised.value)


async def test_a_service_reaches_the_topics_of_its_own_and_no_others(house: House, tmp_path: Path) -> None:
    for name in composition.NAMES:
        (tmp_path / f"kafka_{name}").write_text(f"{name}-on-kafka\n")
        (tmp_path / f"postgres_{name}").write_text(f"{name}-on-postgres\n")
    settings = house.settings.model_copy(update={"service_passwords": tmp_path})
    await access.apply(settings, None, prune=False)
    for participant in PARTICIPANTS[:-1]:
        user = Security(f"ctc.{participant.name}", f"{participant.name}-on-kafka")
        transport = KafkaTransport(house.kafka.inside, "test", security=user, patience=5)
        await transport.start()
        try:
            for topic in participant.publishes:
                await transport.publish([Outgoing(1, topic, "KEN", {"id": "x"}, b"{}")])
            for topic in {*participant.consumes, *participant.publishes}:
                assert await transport.ends([topic])
            for topic in sorted(set(TOPICS) - {*participant.consumes, *participant.publishes}):
                with pytest.raises(TransportAway, match=f"missing on Kafka: {topic}"):
                    await transport.ends([topic])
                with pytest.raises(TransportAway):
                    await transport.publish([Outgoing(1, topic, "KEN", {"id": "x"}, b"{}")])
        finally:
            await transport.stop()


def test_unoct_never_reads_what_assessments_tells() -> None:
    assert not any(right.name == "ctc.assessments" for right in Access({}).rights() if right.user == user_of("unoct"))
