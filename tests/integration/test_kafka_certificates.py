"""Others come to a real Kafka by a client certificate: whose subject is registered may what its publisher may."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from ctc import access
from tests.support.postgres import PostgresServer
from tests.support.walled_house import House, open_house, publisher, running_walled
from tests.support.walled_kafka import WalledKafka, make_certificates, make_client_certificate


@pytest.fixture(scope="module")
def walled_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalledKafka]:
    with running_walled(tmp_path_factory.mktemp("walled")) as kafka:
        yield kafka


@pytest.fixture
async def house(postgres_server: PostgresServer, walled_kafka: WalledKafka) -> AsyncIterator[House]:
    async with open_house(postgres_server, walled_kafka) as opened:
        yield opened


async def send_by_certificate(kafka: WalledKafka, certificate: Path | None, topic: str) -> None:
    async with AIOKafkaProducer(request_timeout_ms=5_000, **kafka.settings_by_certificate(certificate)) as producer:
        await producer.send_and_wait(topic, b"{}")


async def test_a_client_certificate_has_the_rights_of_the_publisher_that_registered_its_subject(house: House) -> None:
    mine = make_client_certificate(house.kafka.ca_file.parent, "/C=AT/O=UNODC, Vienna/CN=cases.unodc.example")
    subject = r"CN=cases.unodc.example,O=UNODC\, Vienna,C=AT"
    await house.register(publisher("unodc-cases", certificate=subject), publisher("other"))
    await house.apply()
    assert await access.check(house.settings) == []
    await send_by_certificate(house.kafka, mine, "ctc.external.unodc-cases")
    for topic in ("ctc.external", "ctc.external.other", "ctc.assessments", "ctc.released.un"):
        with pytest.raises(TopicAuthorizationFailedError):
            await send_by_certificate(house.kafka, mine, topic)
    consumer = AIOKafkaConsumer(
        "ctc.released.un", group_id="unodc-cases.reader", **house.kafka.settings_by_certificate(mine)
    )
    await consumer.start()
    await consumer.stop()


async def test_a_certificate_that_is_no_longer_registered_has_no_rights(house: House) -> None:
    authority = house.kafka.ca_file.parent
    old, new = (make_client_certificate(authority, f"/CN={name}") for name in ("old.example", "new.example"))
    for certificate, subject in ((old, "CN=old.example"), (new, "CN=new.example")):
        await house.register(publisher("unodc-cases", certificate=subject))
        await house.apply()
        await send_by_certificate(house.kafka, certificate, "ctc.external.unodc-cases")
    await house.register(publisher("unodc-cases", active=False, certificate="CN=new.example"))
    await house.apply()
    assert await access.check(house.settings) == []
    for certificate in (old, new):
        with pytest.raises(TopicAuthorizationFailedError):
            await send_by_certificate(house.kafka, certificate, "ctc.external.unodc-cases")


async def test_without_a_certificate_of_a_known_authority_nobody_comes_in(house: House, tmp_path: Path) -> None:
    await house.register(publisher("unodc-cases", certificate="CN=cases.example"))
    await house.apply()
    make_certificates(tmp_path / "other")
    for wrong in (None, make_client_certificate(tmp_path / "other", "/CN=cases.example")):
        with pytest.raises(KafkaError):
            await send_by_certificate(house.kafka, wrong, "ctc.external.unodc-cases")


@pytest.mark.parametrize("name", ["ctc.admin", "unodc-cases", "ANONYMOUS"])
async def test_a_certificate_that_bears_another_s_name_is_nobody(house: House, name: str) -> None:
    await house.register(publisher("unodc-cases"))
    await house.apply()
    certificate = make_client_certificate(house.kafka.ca_file.parent, f"/CN={name}")
    with pytest.raises(TopicAuthorizationFailedError):
        await send_by_certificate(house.kafka, certificate, "ctc.external.unodc-cases")
