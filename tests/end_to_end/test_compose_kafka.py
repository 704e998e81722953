"""`deploy/kafka-outside.yml` and `deploy/tls.yml`, started for real.

A publisher comes to Kafka from outside by TLS, and nobody else does. The services come to their stores by TLS too.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from shared.transports.kafka.security import Security
from tests.support.compose import DEPLOY, Stack, settings, until, why_not
from tests.support.kafka import free_port
from tests.support.processes import SERVICES
from tests.support.walled_kafka import HOST, make_certificates

REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": ["urn:example:unodc"],
    "notice_types": ["notice.visit.planned"], "reads": "un",
}  # fmt: skip
OWNERS = ("migrate", "topics", "access")
MINE = "ctc.external.unodc-cases"


@pytest.fixture(scope="module")
def open_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, str, Path]]:
    """Exchange and what it stands on, with Kafka open to others; where Kafka is, and who vouches for it."""
    if reason := why_not():
        pytest.skip(reason)
    directory, port, kafka_port = tmp_path_factory.mktemp("open"), free_port(), free_port()
    ca_file, certificate = make_certificates(directory / "certificates")
    environment = settings(
        directory, GATEWAY_PORT=port, VERSION="test",
        KAFKA_OUTSIDE_HOST=HOST, KAFKA_OUTSIDE_PORT=kafka_port, KAFKA_OUTSIDE_CERTIFICATE=certificate,
    )  # fmt: skip
    subprocess.run([DEPLOY / "certificates.sh", directory / "secrets"], check=True, capture_output=True)
    more = (DEPLOY / "tls.yml", DEPLOY / "kafka-outside.yml", *without_tls_to_postgres(directory))
    stack = Stack(environment, port, f"ctc-test-kafka-{os.getpid()}", more=more)
    try:
        stack.run("build", "migrate")
        stack.run("up", "--detach", "exchange", "gateway")
        until(lambda: is_ready(stack), "exchange is ready")
        yield stack, f"{HOST}:{kafka_port}", ca_file
    finally:
        stack.ask("--profile", "tools", "down", "--volumes", "--timeout", "20")


def postgres_has_tls() -> bool:
    """Whether the image's PostgreSQL was built with it; upstream's was."""
    look = ["docker", "run", "--rm", "--entrypoint", "bash", "postgres:18", "-c", 'ldd "$(command -v postgres)"']
    return "libssl" in subprocess.run(look, capture_output=True, text=True, check=True).stdout


def without_tls_to_postgres(directory: Path) -> tuple[Path, ...]:
    """A file that takes it back where the image cannot do it."""
    if postgres_has_tls():
        return ()
    clients = "".join(f"  {name}: {{ environment: {{ PGSSLMODE: disable }} }}\n" for name in (*SERVICES, *OWNERS))
    plain = '  postgres: { entrypoint: !override ["docker-entrypoint.sh"], command: !override ["postgres"] }\n'
    (directory / "plain.yml").write_text(f"services:\n{plain}{clients}")
    return (directory / "plain.yml",)


def is_ready(stack: Stack) -> bool:
    try:
        return stack.get("/services/exchange/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def post(stack: Stack, path: str, token: str, body: Mapping[str, object]) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.post(f"{stack.address}{path}", json=body, headers=headers, timeout=60)
    assert answer.is_success, answer.text


async def send(where: str, security: Security, topic: str) -> None:
    for tries in range(20):  # Kafka hears of a new password a moment later
        producer = AIOKafkaProducer(bootstrap_servers=where, request_timeout_ms=5_000, **security.for_aiokafka())
        try:
            await producer.start()
            await producer.send_and_wait(topic, b"{}")
            return
        except KafkaError as error:
            if isinstance(error, TopicAuthorizationFailedError) or tries == 19:
                raise
            await asyncio.sleep(0.1)
        finally:
            await producer.stop()


async def test_a_registered_publisher_comes_to_its_topic_and_no_longer_once_it_is_suspended(
    open_kafka: tuple[Stack, str, Path],
) -> None:
    stack, where, ca_file = open_kafka
    token = stack.add_token()
    post(stack, "/publishers", token, REGISTRATION)
    password = stack.run("run", "--rm", "-T", "access", "access", "apply", "--new-password", "unodc-cases").strip()
    publisher = Security("unodc-cases", password, "SCRAM-SHA-512", ca_file)
    await send(where, publisher, MINE)
    for topic in ("ctc.external", "ctc.external.other", "ctc.assessments"):
        with pytest.raises(TopicAuthorizationFailedError):
            await send(where, publisher, topic)
    secrets = stack.settings.parent / "secrets"
    for user, wrong in (("unodc-cases", "wrong"), ("ctc.admin", (secrets / "kafka_admin").read_text())):
        with pytest.raises(KafkaError):
            await send(where, Security(user, wrong, "SCRAM-SHA-512", ca_file), MINE)
    post(stack, "/publishers/unodc-cases/suspension", token, {"reason": "a trial"})
    assert "no longer: unodc-cases has a password" in stack.run("run", "--rm", "-T", "access")
    with pytest.raises(KafkaError):
        await send(where, publisher, MINE)
    assert "as it should be" in stack.run("run", "--rm", "-T", "access", "access", "check")
    logs = stack.run("logs", "access", "kafka", "postgres", "exchange")
    assert password not in logs


async def test_no_service_comes_to_kafka_without_tls(open_kafka: tuple[Stack, str, Path]) -> None:
    stack, _, _ = open_kafka
    assert "as they should be" in stack.run("run", "--rm", "-T", "topics", "topics", "check")
    plain = stack.ask("run", "--rm", "-T", "-e", "CTC_KAFKA_CA_FILE=", "topics", "topics", "check")
    assert plain.returncode != 0
    assert "Kafka at kafka:9092 does not answer" in plain.stderr


async def test_every_connection_to_postgres_is_by_tls(open_kafka: tuple[Stack, str, Path]) -> None:
    if not postgres_has_tls():
        pytest.skip("this PostgreSQL was built without TLS")
    stack, _, _ = open_kafka
    of_clients = "pg_stat_ssl join pg_stat_activity using (pid) where client_addr is not null"
    query = f"select bool_and(ssl), count(*) > 0 from {of_clients}"
    psql = ("exec", "-T", "postgres", "psql", "--username", "ctc", "--tuples-only", "--no-align", "--command")
    assert stack.run(*psql, query).strip() == "t|t"
    wrong = "PGSSLROOTCERT=/etc/ssl/certs/ca-certificates.crt"
    unknown = stack.ask("run", "--rm", "-T", "-e", wrong, "migrate")
    assert unknown.returncode != 0
    assert "the database cannot be reached" in unknown.stderr
