"""A webhook under compose, started for real: a receiver outside, which is no part of the compose file."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from ipaddress import ip_network
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from tests.support.compose import Stack, settings, until, why_not
from tests.support.exchange import JSON, event
from tests.support.kafka import free_port
from tests.support.receiver import receiver

RECEIVER, SOURCE = "hooks.example", "urn:example:hooks"
REGISTRATION = {
    "name": "UNODC hooks", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
    "reads": "un",
}  # fmt: skip
SOON = 60


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Exchange, what it stands on, and the gateway. Exchange finds this machine under the name of a receiver."""
    if reason := why_not():
        pytest.skip(reason)
    directory, port = tmp_path_factory.mktemp("hooks"), free_port()
    machine = find_machine()
    (directory / "receiver.yml").write_text(
        f'services:\n  exchange: {{ environment: {{ CTC_WEBHOOK_ADDRESSES_ALLOWED: "{machine}/32" }}, '
        f'extra_hosts: ["{RECEIVER}:{machine}"] }}\n'
    )
    environment = settings(directory, GATEWAY_PORT=port, VERSION="test")
    new_stack = Stack(environment, port, f"ctc-test-hooks-{os.getpid()}", more=(directory / "receiver.yml",))
    try:
        new_stack.run("build", "migrate")
        new_stack.run("up", "--detach", "exchange", "gateway")
        until(lambda: is_ready(new_stack), "exchange is ready")
        yield new_stack
    finally:
        new_stack.ask("--profile", "tools", "down", "--volumes", "--timeout", "20")


@pytest.fixture(scope="module")
def operator(stack: Stack) -> str:
    return stack.add_token()


def find_machine() -> str:
    """The address of this machine as containers see it."""
    look = ["docker", "network", "inspect", "bridge", "--format", "{{json (index .IPAM.Config 0)}}"]
    network = json.loads(subprocess.run(look, capture_output=True, text=True, check=True).stdout)
    # Some engines do not name it; it is then the network's first address.
    return str(network.get("Gateway") or next(ip_network(network["Subnet"]).hosts()))


def is_ready(stack: Stack) -> bool:
    try:
        return stack.get("/services/exchange/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def post(stack: Stack, path: str, token: str, body: Mapping[str, object]) -> dict[str, Any]:
    answer = stack.post(path, token, body)
    assert answer.is_success, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_publisher_gets_its_receipts_at_a_receiver_outside(stack: Stack, operator: str) -> None:
    post(stack, "/publishers", operator, REGISTRATION)
    waits = stack.ask("run", "--rm", "-T", "access", "access", "check")
    assert (waits.returncode, "unodc-hooks" in waits.stdout) == (1, True), "Kafka follows when it is told to"
    stack.run("run", "--rm", "-T", "access")
    assert "as it should be" in stack.run("run", "--rm", "-T", "access", "access", "check")
    key = post(stack, "/publishers/unodc-hooks/keys", operator, {})["key"]
    async with receiver(host="0.0.0.0") as endpoint, asyncio.timeout(SOON):
        url = f"http://{RECEIVER}:{httpx.URL(endpoint.url).port}/hooks"
        made = await asyncio.to_thread(post, stack, "/subscriptions", key, {"url": url, "types": ["receipt.*"]})
        await endpoint.wait_for(1)
        code = {"code": endpoint.received[0].event["data"]["code"]}
        await asyncio.to_thread(post, stack, f"/subscriptions/{made['id']}/confirmation", key, code)
        broken = event("broken", source=SOURCE, data={})  # so that the answer comes at once
        headers = JSON | {"Authorization": f"Bearer {key}"}
        sent = await asyncio.to_thread(httpx.post, f"{stack.address}/events", json=broken, headers=headers, timeout=60)
        assert sent.status_code == 202, sent.text
        await endpoint.wait_for(2)
    brought = endpoint.received[1]
    assert Webhook(made["secret"]).verify(brought.body, brought.headers)["data"]["id"] == "broken"
    feed = stack.get("/receipts/feed", key).json()["items"]
    assert [one["id"] for one in feed] == [brought.id]


def test_an_address_inside_the_house_is_no_receiver(stack: Stack, operator: str) -> None:
    inside = stack.post("/subscriptions", operator, {"url": "https://kafka:9092/"})
    assert (inside.status_code, inside.json()["type"]) == (422, "/problems/no-public-address")
