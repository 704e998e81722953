"""`deploy/tls.yml`, `kafka-outside.yml` and `kafka-mutual.yml`, started for real: every wall that there is.

A publisher goes from its registration to its receipt, from outside by TLS alone. No port inside speaks without it.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import ssl
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError

from shared.transports.kafka.security import Security
from tests.support.compose import DEPLOY, Stack, settings, until, why_not
from tests.support.exchange import event
from tests.support.exchange_kafka import binary
from tests.support.kafka import free_port
from tests.support.kafka_gate import raw_connection
from tests.support.kafka_requests import name_empty
from tests.support.processes import SERVICES
from tests.support.walled_kafka import HOST, make_certificates, make_client_certificate

REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": ["urn:example:unodc"],
    "notice_types": ["notice.visit.planned"], "reads": "un",
}  # fmt: skip
OWNERS = ("migrate", "topics", "access")
MINE = "ctc.external.unodc-cases"
LANES = re.findall(r" \{service}:(\d+)", (DEPLOY / "Caddyfile").read_text())
POSTGRES = os.environ.get("POSTGRES_IMAGE", "postgres:18")  # where that one has no TLS, name one that has it
CLOUDEVENT = "application/cloudevents+json"
Message = tuple[Sequence[tuple[str, bytes | None]], bytes | None]
"""Headers and value."""


@dataclass(frozen=True)
class Walled:
    """The whole system, and how a publisher comes to it."""

    stack: Stack
    ca_file: Path
    """Who vouches for what others see of Kafka."""
    outside: str
    mutual: str
    authority: Path
    """Of client certificates."""


@pytest.fixture(scope="module")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walled]:
    if reason := why_not():
        pytest.skip(reason)
    directory, port, kafka_port, mutual_port = tmp_path_factory.mktemp("open"), free_port(), free_port(), free_port()
    ca_file, certificate = make_certificates(directory / "certificates")
    authority, _ = make_certificates(directory / "clients")
    environment = settings(
        directory, GATEWAY_PORT=port, VERSION="test",
        KAFKA_OUTSIDE_HOST=HOST, KAFKA_OUTSIDE_PORT=kafka_port, KAFKA_OUTSIDE_CERTIFICATE=certificate,
        KAFKA_MUTUAL_PORT=mutual_port, KAFKA_CLIENT_AUTHORITIES=authority, POSTGRES_IMAGE=POSTGRES,
    )  # fmt: skip
    subprocess.run([DEPLOY / "certificates.sh", directory / "secrets"], check=True, capture_output=True)
    walls = tuple(DEPLOY / name for name in ("tls.yml", "kafka-outside.yml", "kafka-mutual.yml"))
    more, own_ca = (*walls, *without_tls_to_postgres(directory)), directory / "secrets" / "tls_ca"
    stack = Stack(environment, port, f"ctc-test-kafka-{os.getpid()}", more=more, ca_file=own_ca)
    try:
        stack.run("build", "migrate")
        stack.run("up", "--detach")
        until(stack.is_ready, "all services are ready")
        yield Walled(stack, ca_file, f"{HOST}:{kafka_port}", f"{HOST}:{mutual_port}", authority.parent)
    finally:
        stack.ask("--profile", "tools", "down", "--volumes", "--timeout", "20")


@pytest.fixture(scope="module")
def token(walls: Walled) -> str:
    return walls.stack.add_token()


def postgres_has_tls() -> bool:
    """Whether the image's PostgreSQL was built with it; upstream's was."""
    look = ["docker", "run", "--rm", "--entrypoint", "bash", POSTGRES, "-c", 'ldd "$(command -v postgres)"']
    return "libssl" in subprocess.run(look, capture_output=True, text=True, check=True).stdout


def without_tls_to_postgres(directory: Path) -> tuple[Path, ...]:
    """A file that takes it back where the image cannot do it."""
    if postgres_has_tls():
        return ()
    clients = "".join(f"  {name}: {{ environment: {{ PGSSLMODE: disable }} }}\n" for name in (*SERVICES, *OWNERS))
    plain = '  postgres: { entrypoint: !override ["docker-entrypoint.sh"], command: !override ["postgres"] }\n'
    (directory / "plain.yml").write_text(f"services:\n{plain}{clients}")
    return (directory / "plain.yml",)


def register(walls: Walled, token: str, **more: object) -> str:
    """Registers a publisher, and returns its password for Kafka."""
    registration = REGISTRATION | more
    answer = walls.stack.post("/publishers", token, registration)
    assert answer.is_success, answer.text
    name = answer.json()["id"]
    return walls.stack.run("run", "--rm", "-T", "access", "access", "apply", "--new-password", name).strip()


async def send(where: str, security: Mapping[str, Any], topic: str, message: Message = ((), b"{}")) -> None:
    headers, value = message
    for tries in range(20):  # Kafka hears of a new password a moment later
        producer = AIOKafkaProducer(bootstrap_servers=where, request_timeout_ms=5_000, **security)
        try:
            await producer.start()
            await producer.send_and_wait(topic, value, headers=headers)
            return
        except KafkaError as error:
            if isinstance(error, TopicAuthorizationFailedError) or tries == 19:
                raise
            await asyncio.sleep(0.1)
        finally:
            await producer.stop()


def by_certificate(walls: Walled, subject: str) -> dict[str, Any]:
    context = ssl.create_default_context(cafile=walls.ca_file)
    context.load_cert_chain(make_client_certificate(walls.authority, subject))
    return {"security_protocol": "SSL", "ssl_context": context}


def find_notice(id_: str, source: str) -> Message:
    """A planned visit, as a message on Kafka."""
    visit = {"reference": id_, "body": "UNODC", "state": "KEN", "start": "2027-01-10", "synthetic": True}
    sent = event(id_, source=source, type="org.un.ctc.notice.visit.planned.v1", data=visit)
    headers, value = binary(sent | {"datacontenttype": "application/json"})
    return headers, value


def wait_for_receipt(walls: Walled, key: str, id_: str, source: str) -> str:
    path = f"/receipts?source={source}&id={id_}"
    until(lambda: "outcome" in walls.stack.get(path, key).json(), f"the receipt of {id_}")
    return str(walls.stack.get(path, key).json()["status"])


async def test_from_registration_to_receipt_with_every_wall_up(walls: Walled, token: str) -> None:
    source = "urn:example:whole"
    more = {"name": "Whole way", "sources": [source], "certificate": "CN=cases.example,O=UNODC"}
    password = register(walls, token, **more)
    key = walls.stack.post("/publishers/whole-way/keys", token, {}).json()["key"]
    ours = Security("whole-way", password, "SCRAM-SHA-512", walls.ca_file).for_aiokafka()
    certified = by_certificate(walls, "/O=UNODC/CN=cases.example")
    ways = {"n-1": (walls.outside, ours), "n-2": (walls.mutual, certified)}
    for id_, (where, security) in ways.items():
        await send(where, security, "ctc.external.whole-way", find_notice(id_, source))
        assert wait_for_receipt(walls, key, id_, source) == "accepted"
    body = {
        "specversion": "1.0", "id": "n-3", "source": source, "type": "org.un.ctc.notice.visit.planned.v1",
        "data": {"reference": "n-3", "body": "UNODC", "state": "NOR", "start": "2027-02-10", "synthetic": True},
    }  # fmt: skip
    rehearsed = walls.stack.post("/events?dry_run=true", key, body, CLOUDEVENT)  # for this exchange asks assessments
    assert rehearsed.json()["items"][0]["status"] == "accepted", rehearsed.text
    assert walls.stack.post("/events", key, body, CLOUDEVENT).status_code == 202
    assert wait_for_receipt(walls, key, "n-3", source) == "accepted"


LISTENING = (
    "import pathlib; print(*{int(row.split()[1].split(':')[1], 16) for kind in ('tcp', 'tcp6') "
    "for row in pathlib.Path('/proc/net', kind).read_text().splitlines()[1:] "
    "if row.split()[3] == '0A' and not row.split()[1].startswith(('0100007F', '0B00007F'))})"
)
PLAINLY = """
import socket, sys
for place in sys.argv[1:]:
    host, port = place.split(":")
    with socket.create_connection((host, int(port)), 5) as connection:
        connection.sendall(b"GET /health/live HTTP/1.0\\r\\n\\r\\n")
        connection.settimeout(15)
        try:
            answer = connection.recv(100)
        except ConnectionError:
            answer = b""
    is_alert = answer.startswith(b"\\x15\\x03")  # TLS says that this is none
    print(place, "alert" if is_alert else answer.split(b"\\r")[0].decode())
"""
BY_NAME = """
import socket, ssl, sys
trust = ssl.create_default_context(cafile="/run/secrets/tls_ca")
for place in sys.argv[1:]:
    host, port = place.split(":")
    with socket.create_connection((host, int(port)), 5) as connection:
        with trust.wrap_socket(connection, server_hostname=host) as secure:
            print(place, secure.version())
"""


def test_what_was_asked_and_answered_left_no_error_behind(walls: Walled) -> None:
    lines = [json.loads(line) for service in SERVICES for line in walls.stack.log(service)]
    assert [line for line in lines if line.get("logger") == "asyncio"] == []


def test_no_port_that_another_container_reaches_speaks_without_tls(walls: Walled) -> None:
    http = ["exchange:8001", *(f"{name}:8000" for name in (*SERVICES, "gateway"))]
    kafka = [f"kafka:{port}" for port in (9092, 9095, 9096)]
    stack = walls.stack
    for name in SERVICES:
        assert sorted(stack.run("exec", "-T", name, "python", "-c", LISTENING).split()) == ["8000", *LANES]
    plain = stack.run("exec", "-T", "council", "python", "-c", PLAINLY, *http, *kafka).splitlines()
    refused = {line.split(" ", 1)[0]: line.partition(" ")[2] for line in plain}
    of_others = dict.fromkeys(kafka, "alert") | {"gateway:8000": "HTTP/1.0 400 Bad Request"}
    assert refused == dict.fromkeys(http, "") | of_others
    secure = stack.run("exec", "-T", "council", "python", "-c", BY_NAME, *http, "kafka:9092").splitlines()
    assert secure == [f"{place} TLSv1.3" for place in (*http, "kafka:9092")]


def test_the_gateway_asks_nobody_who_has_the_certificate_of_another(walls: Walled) -> None:
    """Assessments takes council's name on the network, with a certificate of its own."""
    stack = walls.stack
    (own,) = stack.containers("assessments")
    (edge,) = (name for name in own["NetworkSettings"]["Networks"] if name.endswith("_edge"))
    stack.run("stop", "council")
    try:
        for change in (["disconnect"], ["connect", "--alias", "council", "--alias", "assessments"]):
            subprocess.run(["docker", "network", *change, edge, own["Id"]], check=True, capture_output=True)
        assert stack.get("/services/assessments/health/live").status_code == 200
        assert stack.get("/services/council/health/live").status_code == 502
    finally:
        stack.run("up", "--detach", "--force-recreate", "--no-deps", "council", "assessments")
        until(stack.is_ready, "all services are ready again")


async def test_a_registered_publisher_comes_to_its_topic_and_no_longer_once_it_is_suspended(
    walls: Walled, token: str
) -> None:
    stack, where, ca_file = walls.stack, walls.outside, walls.ca_file
    password = register(walls, token)
    publisher = Security("unodc-cases", password, "SCRAM-SHA-512", ca_file).for_aiokafka()
    await send(where, publisher, MINE)
    for topic in ("ctc.external", "ctc.external.other", "ctc.assessments"):
        with pytest.raises(TopicAuthorizationFailedError):
            await send(where, publisher, topic)
    secrets = stack.settings.parent / "secrets"
    for user, wrong in (("unodc-cases", "wrong"), ("ctc.admin", (secrets / "kafka_admin").read_text())):
        with pytest.raises(KafkaError):
            await send(where, Security(user, wrong, "SCRAM-SHA-512", ca_file).for_aiokafka(), MINE)
    assert stack.post("/publishers/unodc-cases/suspension", token, {"reason": "a trial"}).is_success
    assert "no longer: unodc-cases has a password" in stack.run("run", "--rm", "-T", "access")
    with pytest.raises(KafkaError):
        await send(where, publisher, MINE)
    assert "as it should be" in stack.run("run", "--rm", "-T", "access", "access", "check")
    logs = stack.run("logs", "access", "kafka", "postgres", "exchange")
    assert password not in logs


async def test_the_gate_ends_a_request_that_would_end_kafka_s_memory(walls: Walled, token: str) -> None:
    stack = walls.stack
    password = register(walls, token, name="Costly", sources=["urn:example:costly"])
    costly = Security("costly", password, "SCRAM-SHA-512", walls.ca_file)
    await send(walls.outside, costly.for_aiokafka(), "ctc.external.costly")
    for request in (name_empty(15, 5, b"", b"\0\0"), name_empty(10, 4, b"\0", b"\0")):
        async with raw_connection(walls.outside, walls.ca_file, costly) as connection:
            connection.writer.write(request)
            assert await connection.is_ended()
    refused = [line for line in map(json.loads, stack.log("kafka-gate")) if line["event"] == "request refused"]
    assert [(line["user"], line["kind"]) for line in refused] == [("costly", "15"), ("costly", "FindCoordinator")]
    (kafka,) = stack.containers("kafka")
    assert kafka["RestartCount"] == 0


def test_the_gate_reaches_kafka_and_nothing_else(walls: Walled) -> None:
    look = "import socket, sys; [print(name) for name in sys.argv[1:] if not socket.getaddrinfo(name, 80)]"
    assert walls.stack.ask("exec", "-T", "kafka-gate", "python", "-c", look, "kafka").returncode == 0
    for name in (*SERVICES, "portal", "gateway", "postgres"):
        assert "gaierror" in walls.stack.ask("exec", "-T", "kafka-gate", "python", "-c", look, name).stderr, name


async def test_no_service_comes_to_kafka_without_tls(walls: Walled) -> None:
    stack = walls.stack
    assert "as they should be" in stack.run("run", "--rm", "-T", "topics", "topics", "check")
    plain = stack.ask("run", "--rm", "-T", "-e", "CTC_KAFKA_CA_FILE=", "topics", "topics", "check")
    assert plain.returncode != 0
    assert "Kafka at kafka:9092 does not answer" in plain.stderr


async def test_every_connection_to_postgres_is_by_tls(walls: Walled) -> None:
    if not postgres_has_tls():
        pytest.skip("this PostgreSQL was built without TLS")
    stack = walls.stack
    of_clients = "pg_stat_ssl join pg_stat_activity using (pid) where client_addr is not null"
    query = f"select bool_and(ssl), count(*) > 0 from {of_clients}"
    psql = ("exec", "-T", "postgres", "psql", "--username", "ctc", "--tuples-only", "--no-align", "--command")
    assert stack.run(*psql, query).strip() == "t|t"
    wrong = "PGSSLROOTCERT=/etc/ssl/certs/ca-certificates.crt"
    unknown = stack.ask("run", "--rm", "-T", "-e", wrong, "migrate")
    assert unknown.returncode != 0
    assert "the database cannot be reached" in unknown.stderr
