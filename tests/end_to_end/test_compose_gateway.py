"""The gateway of `deploy/docker-compose.yml`, alone: its certificate, and what floods do to it."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.compose import Stack, settings, until, why_not
from tests.support.kafka import free_port

TOO_LARGE = b"x" * 5_000_000
"""A body that the gateway refuses itself."""


def test_with_a_certificate_of_its_own_the_gateway_speaks_tls_and_asks_to_stay_with_it(tmp_path: Path) -> None:
    if reason := why_not():
        pytest.skip(reason)
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    pair = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *pair, *names]
    subprocess.run(command, capture_output=True, check=True)
    port = free_port()
    environment = settings(tmp_path, GATEWAY_PORT=port, GATEWAY_HOST="localhost", GATEWAY_CERTIFICATE=tmp_path)
    stack = Stack(environment, port, f"ctc-test-tls-{os.getpid()}")
    context = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
    try:
        stack.run("up", "--detach", "gateway")
        with httpx.Client(base_url=f"https://localhost:{port}", verify=context) as client:
            until(lambda: is_reached(client), "the gateway answers by TLS")
            answer = client.post("/events", content=TOO_LARGE)
    finally:
        stack.ask("down", "--volumes")
    assert answer.status_code == 413
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Alt-Svc" not in answer.headers  # an offer of HTTP/3, whose port is not published


async def test_two_thousand_unfinished_heads_neither_end_the_gateway_nor_keep_others_out(tmp_path: Path) -> None:
    if reason := why_not():
        pytest.skip(reason)
    port = free_port()
    environment = settings(tmp_path, GATEWAY_PORT=port)
    stack = Stack(environment, port, f"ctc-test-heads-{os.getpid()}")
    head = b"GET /visits HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 15_000
    try:
        stack.run("up", "--detach", "gateway")
        with httpx.Client(base_url=stack.address) as client, enough_files():
            until(lambda: is_reached(client), "the gateway answers")
            writers = [(await asyncio.open_connection("127.0.0.1", port))[1] for _ in range(2000)]
            for writer in writers:
                writer.write(head)
            await asyncio.sleep(2)
            assert await asyncio.to_thread(is_reached, client)
            for writer in writers:
                writer.close()
        (container,) = stack.containers("gateway")
        assert (container["State"]["OOMKilled"], container["RestartCount"]) == (False, 0)
    finally:
        stack.ask("down", "--volumes")


@contextmanager
def enough_files() -> Iterator[None]:
    """This process may have as many connections as the system lets it."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def is_reached(client: httpx.Client) -> bool:
    try:
        client.post("/events", content=TOO_LARGE)
    except httpx.TransportError:
        return False
    return True
