"""A Kafka gate as a process, and connections to it by which any bytes can be sent."""

from __future__ import annotations

import asyncio
import json
import signal
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiokafka.conn import ScramAuthenticator

from shared.transports.kafka.security import Security
from tests.support import forked
from tests.support.forked import ServingProcess
from tests.support.kafka_requests import Writing, authenticate, batch, produce, request
from tests.support.processes import environment

PUBLISHER = "unodc-cases"
"""Who is let in."""
SOON = 10
"""Seconds."""


class LoginRefused(Exception):
    """Kafka says so; the message is its answer."""


@dataclass
class RunningGate:
    """A process of `ctc kafka-gate`."""

    process: ServingProcess
    where: str
    log_file: Path

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log_file.read_text().splitlines()]

    def memory(self) -> int:
        """Bytes that it takes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SOON)


@contextmanager
def running_gate(scratch: Path, port: int, kafka: str, certificate: Path) -> Iterator[RunningGate]:
    told = environment(
        KAFKA_BOOTSTRAP_SERVERS=kafka, CTC_HOST="127.0.0.1", CTC_PORT=str(port), CTC_TLS_CERTIFICATE=str(certificate)
    )
    log_file = scratch / "gate.log"
    with log_file.open("wb") as log:
        process = forked.start(["kafka-gate"], told, log)
    try:
        line = process.stdout.readline()
        assert line == f"address 127.0.0.1:{port}\n", log_file.read_text()
        yield RunningGate(process, f"localhost:{port}", log_file)
    finally:
        process.end()


@dataclass
class RawConnection:
    """Sends whatever bytes, and reads answers as bytes."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    _number: int = field(default=0)

    async def send(self, whole: bytes) -> None:
        self.writer.write(whole)
        await self.writer.drain()

    async def read(self) -> bytes:
        """The next answer, without its length and its number."""
        async with asyncio.timeout(SOON):
            answer = await self.reader.readexactly(int.from_bytes(await self.reader.readexactly(4)))
        return answer[4:]

    async def ask(self, whole: bytes) -> bytes:
        await self.send(whole)
        return await self.read()

    async def is_ended(self, within: float = SOON) -> bool:
        """Whether the other side ends it in time, without another word."""
        try:
            async with asyncio.timeout(within):
                return await self.reader.read() == b""
        except ConnectionError:
            return True
        except TimeoutError:
            return False

    async def log_in(self, security: Security) -> None:
        scram, last_word = await self.begin_log_in(security)
        scram.process_server_final_message(_message(await self.ask(last_word)))

    async def begin_log_in(self, security: Security) -> tuple[ScramAuthenticator, bytes]:
        """All but the last word, which it returns as the request that says it."""
        scram = ScramAuthenticator(
            loop=asyncio.get_running_loop(), sasl_plain_username=security.user,
            sasl_plain_password=security.password, sasl_mechanism=security.mechanism,
        )  # fmt: skip
        await self.ask(request(17, 1, Writing(False).text(security.mechanism.encode()), False))
        scram.process_server_first_message(_message(await self.ask(authenticate(1, scram.first_message().encode()))))
        return scram, authenticate(1, scram.final_message().encode())


def write_to(security: Security) -> bytes:
    """A Produce of one event to the user's own topic."""
    return produce(9, batch(b"{}"), f"ctc.external.{security.user}".encode())


def _message(answer: bytes) -> str:
    """What an answer to SaslAuthenticate has for the client, where there is no error."""
    if answer[:2] != bytes(2):
        raise LoginRefused(answer)
    begin = 4 + max(int.from_bytes(answer[2:4], signed=True), 0)
    return answer[begin + 4 : begin + 4 + int.from_bytes(answer[begin : begin + 4])].decode()


@asynccontextmanager
async def raw_connection(
    where: str, ca_file: Path, security: Security | None = None, limit: int = 65_536
) -> AsyncIterator[RawConnection]:
    """By TLS. With `security`, logged in."""
    host, port = where.split(":")
    trust = ssl.create_default_context(cafile=ca_file)
    reader, writer = await asyncio.open_connection(host, int(port), ssl=trust, limit=limit)
    connection = RawConnection(reader, writer)
    try:
        if security is not None:
            await connection.log_in(security)
        yield connection
    finally:
        writer.transport.abort()
