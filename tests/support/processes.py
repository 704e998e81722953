"""The whole system in separate processes: `ctc serve` for each service, on a real Kafka and one PostgreSQL."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson

from tests.support import forked, notices
from tests.support.forked import ServingProcess

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SERVICES = ("assessments", "followup", "unoct", "council", "exchange")
OURS = re.compile("CTC_|DATABASE_URL|KAFKA_BOOTSTRAP_SERVERS")
CTC = (sys.executable, "-m", "ctc")
"""The command, where a test is about its start. Elsewhere `tests/support/forked.py` is quicker."""
SLOWEST_START = 60
"""Seconds within which a process must answer, on a busy machine."""


def environment(**settings: str) -> dict[str, str]:
    """What `ctc` is told; nothing that this shell happens to have set."""
    return {name: value for name, value in os.environ.items() if not OURS.match(name)} | settings


def run_demo(examples: Path, out: Path) -> Path:
    """What `ctc demo` leaves in `out`."""
    command = [*CTC, "demo", "--examples", str(examples), "--out", str(out)]
    process = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout[-2000:] + process.stderr
    return out


@dataclass(slots=True)
class Copy:
    """One process of a service."""

    service: str
    process: ServingProcess
    log: Path
    address: str = ""

    def wait_until_it_answers(self) -> None:
        line = self.process.stdout.readline()
        assert line.startswith("address "), f"{self.service} did not start: {self.log.read_text()[-2000:]}"
        self.address = line.split()[1]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Stops it in an orderly way, and returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SLOWEST_START)


@dataclass(slots=True)
class System:
    """Five services in processes of their own. Use `started`."""

    directory: Path
    dsn: str
    bootstrap: str
    clock: date
    token: str = ""
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)
    """By service and instance."""

    def ctc(self, *arguments: str, **settings: str) -> str:
        """What a command prints; it must succeed."""
        process = forked.run(arguments, self.settings | settings)
        assert process.returncode == 0, f"ctc {arguments}: {process.stderr}"
        return process.stdout

    @property
    def settings(self) -> dict[str, str]:
        return environment(
            DATABASE_URL=self.dsn,
            KAFKA_BOOTSTRAP_SERVERS=self.bootstrap,
            CTC_TOKENS_FILE=str(self.directory / "tokens.json"),
            CTC_LOG_LEVEL="info",
            CTC_EDITION_KEYS="ab" * 32,
        )

    def prepare(self) -> None:
        """Schemas, topics, a token of somebody who may do everything, and the sources that write on Kafka."""
        self.ctc("migrate")
        self.ctc("topics", "create")
        rights = ["--audience", "committee", "--source", "*", "--command", "--operate"]
        self.token = self.ctc("tokens", "add", "tests", *rights).strip()
        sources = [part for source in notices.SOURCES for part in ("--source", source)]
        self.ctc("tokens", "add", "publisher", *sources, "--notice-type", "*", "--body", "*")

    def start(self, *services: str, instance: str = "1") -> list[Copy]:
        """Starts a copy of each, all at the same time; returns when they answer."""
        copies = [self._begin(service, instance) for service in services]
        for copy in copies:
            copy.wait_until_it_answers()
        return copies

    def _begin(self, service: str, instance: str) -> Copy:
        log = self.directory / f"{service}-{instance}.log"
        arguments = ["serve", service, "--port", "0", "--clock", self.clock.isoformat()]
        with log.open("ab") as errors:
            process = forked.start(arguments, self.settings | {"CTC_INSTANCE": instance}, errors)
        copy = self.copies[service, instance] = Copy(service, process, log)
        return copy

    def stop(self) -> dict[str, int]:
        """Stops all that still run, at the same time; returns the exit code of each."""
        running = {f"{name} {instance}": copy for (name, instance), copy in self.copies.items()}
        for copy in running.values():
            if copy.process.poll() is None:
                copy.process.send_signal(signal.SIGTERM)
        return {name: copy.process.wait(SLOWEST_START) for name, copy in running.items()}

    def end(self) -> None:
        """Ends all processes, whatever the result of the test."""
        for copy in self.copies.values():
            copy.process.end()

    # ---- asking ----

    def address(self, service: str) -> str:
        """The address of a running copy of the service."""
        return next(
            copy.address
            for (name, _), copy in self.copies.items()
            if name == service and copy.process.poll() is None and copy.address
        )

    def client(self) -> httpx.Client:
        return httpx.Client(mounts={"all://": Routed(self)}, base_url="http://system", **self._as_owner())

    def async_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(mounts={"all://": AsyncRouted(self)}, base_url="http://system", **self._as_owner())

    def _as_owner(self) -> dict[str, Any]:
        return {"headers": {"Authorization": f"Bearer {self.token}"}, "timeout": 60}

    def route(self, request: httpx.Request) -> httpx.Request:
        """The request, sent where the gateway would send it."""
        request.url = httpx.URL(self.address(service_of(request.url.path))).join(request.url.raw_path.decode())
        return request


@contextmanager
def start_system(
    directory: Path, dsn: str, bootstrap: str, clock: date, services: Sequence[str] = SERVICES
) -> Iterator[System]:
    """The system on an empty database and empty topics; no process of it outlives the block."""
    system = System(directory, dsn, bootstrap, clock)
    try:
        system.prepare()
        system.start(*services)
        yield system
    finally:
        system.end()


# ---- the gateway -------------------------------------------------------------------------------

TABLE = [
    (re.compile(pattern), service)
    for pattern, service in re.findall(
        r"~(\^\S+) ([a-z]+)$", (ROOT / "deploy" / "Caddyfile").read_text("utf-8"), re.MULTILINE
    )
]
"""The gateway's own: which paths go to which service."""


def service_of(path: str) -> str:
    """Which service the gateway asks for this path."""
    if match := re.match(r"/services/([a-z]+)/", path):
        return match[1]
    return next((service for pattern, service in TABLE if pattern.match(path)), "council")


class Routed(httpx.HTTPTransport):
    """Sends each request to the service that has its resource, as the gateway does."""

    def __init__(self, system: System) -> None:
        super().__init__()
        self.system = system

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return super().handle_request(self.system.route(request))


class AsyncRouted(httpx.AsyncHTTPTransport):
    """The same, for many requests at a time."""

    def __init__(self, system: System) -> None:
        super().__init__()
        self.system = system

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await super().handle_async_request(self.system.route(request))


async def turn(client: httpx.AsyncClient, to: date) -> list[dict[str, Any]]:
    """Moves the system's clock, as `ctc clock advance` does; returns its stops. All is quiet then."""
    async with client.stream("POST", "/clock", json={"to": to.isoformat()}, timeout=120) as response:
        lines = [orjson.loads(line) async for line in response.aiter_lines()]
    assert response.status_code == 200, lines
    assert lines, "the answer was cut off"
    assert lines[-1].get("quiet"), "the clock stopped on its way"
    return lines[:-1]
