"""Nobody's body is ever read as a request: not behind a gateway that shares connections, not beside an offer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from shared.web.server.serving import listen, serving
from tests.integration.test_http_server import application
from tests.support.http_example import Example
from tests.support.pooled_proxy import PooledProxy, pooled_proxy

VISIT = json.dumps({"state": "KEN", "start": "2024-02-29"}).encode()
OWNER = "Authorization: Bearer desk"
SMUGGLED = b"POST /visits HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % len(VISIT)
LOOKS_LIKE_A_REQUEST = b"POST /raw HTTP/1.1\r\nupgrade: x\r\n\r\n"
OFFER = (
    b"POST /raw HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
    b"HTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
)


class Behind:
    """The example service, and a gateway before it."""

    def __init__(self, example: Example, proxy: PooledProxy) -> None:
        self.example, self.proxy = example, proxy


@pytest.fixture
async def behind() -> AsyncIterator[Behind]:
    example, sock = Example(), listen("127.0.0.1", 0)
    async with serving(application(example), sock), pooled_proxy(*sock.getsockname()) as proxy:
        yield Behind(example, proxy)


@pytest.mark.parametrize("path", ["/raw", "/visits", "/nowhere"])
async def test_an_anonymous_body_never_becomes_a_command_with_the_token_of_the_next_user(
    behind: Behind, path: str
) -> None:
    """The body is cut where its second piece begins like a request, and a line of it offers to upgrade."""
    start = b"x" * 100
    smuggled = LOOKS_LIKE_A_REQUEST + b"y" * 12 + SMUGGLED + b"X-Rest: "
    await behind.proxy.ask(f"POST {path} HTTP/1.1", start + smuggled, (len(start),))
    for _ in range(3):
        answer = await behind.proxy.ask(f"GET /visits/v1 HTTP/1.1\r\n{OWNER}")
        assert (answer.status, json.loads(answer.body)["reader"]) == (200, "desk")
    assert behind.example.handler.commands == []


async def test_a_body_of_requests_arrives_as_it_was_sent_wherever_it_is_cut(behind: Behind) -> None:
    body = LOOKS_LIKE_A_REQUEST + SMUGGLED + b"\r\n" + VISIT + b"0\r\n\r\n"
    for cut in range(len(body) + 1):
        assert (await behind.proxy.ask("POST /raw HTTP/1.1", body, (cut,))).status == 202
    assert behind.example.bodies == [body] * (len(body) + 1)
    assert behind.example.handler.commands == []
    assert behind.proxy.opened == 1


async def test_an_answer_before_the_end_of_a_body_closes_the_connection(behind: Behind) -> None:
    answer = await behind.proxy.ask("POST /visits HTTP/1.1\r\nContent-Type: text/plain", b"z" * 300_000, (10,))
    assert (answer.status, answer.headers["connection"]) == (401, "close")
    assert (await behind.proxy.ask(f"GET /visits/v1 HTTP/1.1\r\n{OWNER}")).status == 200
    assert behind.proxy.opened == 2


async def send(*pieces: bytes) -> tuple[Example, bytes]:
    """What becomes of these pieces on one connection, and all that is answered until it is quiet."""
    example, sock = Example(), listen("127.0.0.1", 0)
    async with serving(application(example), sock):
        reader, writer = await asyncio.open_connection(*sock.getsockname())
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.001)
        answered = b""
        while more := await _until_quiet(reader):
            answered += more
        writer.close()
    return example, answered


async def _until_quiet(reader: asyncio.StreamReader) -> bytes:
    try:
        return await asyncio.wait_for(reader.read(65536), 0.1)
    except TimeoutError:
        return b""


@pytest.mark.parametrize("cut", [0, 3, 60, len(OFFER) + 18, len(OFFER) + 20, len(OFFER) + 24])
async def test_a_body_beside_an_offer_of_http_2_is_read_and_the_next_request_too(cut: int) -> None:
    """Java's client offers it with each first request."""
    whole = OFFER + b"Content-Length: 9\r\n\r\nthe body." + b"POST /raw HTTP/1.1\r\nContent-Length: 3\r\n\r\nand"
    example, answered = await send(whole[:cut], whole[cut:])
    assert example.bodies == [b"the body.", b"and"]
    assert answered.count(b"HTTP/1.1 202") == 2


async def test_a_body_in_chunks_beside_an_offer_is_read_as_chunks() -> None:
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(LOOKS_LIKE_A_REQUEST), LOOKS_LIKE_A_REQUEST)
    example, answered = await send(OFFER + b"Transfer-Encoding: chunked\r\n\r\n", body)
    assert (example.bodies, answered.count(b"HTTP/1.1 ")) == ([LOOKS_LIKE_A_REQUEST], 1)


async def test_a_request_without_a_body_may_offer_to_upgrade_too() -> None:
    example, answered = await send(b"GET /visits HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
    assert answered.startswith(b"HTTP/1.1 200")
    assert example.bodies == []


async def test_a_tunnel_is_refused() -> None:
    _, answered = await send(
        b"CONNECT /raw HTTP/1.1\r\nHost: x\r\n\r\nPOST /raw HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"
    )
    assert answered.startswith(b"HTTP/1.1 400")
    assert answered.count(b"HTTP/1.1 ") == 1


async def test_a_request_of_two_lengths_is_refused_and_nothing_after_it_is_read() -> None:
    twice = b"POST /raw HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    example, answered = await send(twice + b"POST /raw HTTP/1.1\r\nContent-Length: 1\r\n\r\nx")
    assert answered.startswith(b"HTTP/1.1 400")
    assert (example.bodies, answered.count(b"HTTP/1.1 ")) == ([], 1)


async def test_fields_after_a_body_in_chunks_never_count_as_fields_of_the_request() -> None:
    chunked = b"POST /visits HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    example, answered = await send(chunked + b"%x\r\n%b\r\n0\r\n%b\r\n\r\n" % (len(VISIT), VISIT, OWNER.encode()))
    assert answered.startswith(b"HTTP/1.1 401")
    assert example.handler.commands == []
