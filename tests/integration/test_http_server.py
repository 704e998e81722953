"""The server on real sockets: ports, bodies cut off and too large, and a graceful stop."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.types import ASGIApp

from shared.engine.outcomes import Outcome
from shared.engine.rules import Trigger
from shared.web.app import build
from shared.web.server.reading import LARGEST_BODY
from shared.web.server.serving import CannotListen, address, listen, serving
from shared.web.tokens import Tokens
from tests.support.http_example import PRINCIPALS, Example, ScriptedHandler
from tests.support.logged import catch_logs

VISIT = {"state": "KEN", "start": "2024-02-29"}
DESK = {"Authorization": "Bearer desk"}


def application(example: Example) -> ASGIApp:
    return build(example.describe(), Tokens(None, PRINCIPALS).principal_for)


@asynccontextmanager
async def running(example: Example) -> AsyncIterator[httpx.AsyncClient]:
    sock = listen("127.0.0.1", 0)
    async with serving(application(example), sock), httpx.AsyncClient(base_url=address(sock), headers=DESK) as client:
        yield client


async def test_a_port_in_use_gets_one_clear_answer() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as raised:
            listen("127.0.0.1", port)
    assert str(raised.value) == (
        f"cannot listen on 127.0.0.1:{port}: Address already in use; stop what holds it or take another port"
    )


async def test_an_address_of_another_machine_gets_one_clear_answer() -> None:
    with pytest.raises(CannotListen, match=r"cannot listen on 192\.0\.2\.1:8000: "):
        listen("192.0.2.1", 8000)


async def test_the_address_is_where_it_answers() -> None:
    async with running(Example()) as client:
        response = await client.get("/health/live")
    assert response.status_code == 200
    assert "server" not in response.headers


async def test_an_answer_does_not_wait_for_the_acknowledgement_of_the_one_before() -> None:
    async with running(Example()) as client:
        await client.get("/visits/v1")
        seconds = []
        for _ in range(50):
            started = time.perf_counter()
            await client.get("/visits/v1")
            seconds.append(time.perf_counter() - started)
    # Each would wait 40 ms; on a busy machine some take that long all the same, but never the fastest ones.
    assert sorted(seconds)[10] < 0.03


async def test_the_server_logs_in_our_form_or_not_at_all(capfd: pytest.CaptureFixture[str]) -> None:
    with catch_logs() as captured:
        async with running(Example()) as client:
            await client.get("/visits/v1")
    assert [line["event"] for line in captured.lines] == ["request"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 5 * LARGEST_BODY])
async def test_a_body_that_is_too_large_gets_its_answer_and_the_next_request_its_own(size: int) -> None:
    example = Example()
    async with running(example) as client:
        for _ in range(3):
            response = await client.post("/visits", content=b" " * size, headers={"Content-Type": "application/json"})
            assert (response.status_code, response.json()["type"]) == (413, "/problems/too-large")
        assert (await client.post("/visits", json=VISIT)).status_code == 201
    assert len(example.handler.commands) == 1


async def test_a_body_cut_off_reaches_no_endpoint_and_nothing_else_suffers() -> None:
    example = Example()
    async with running(example) as client:
        host, port = client.base_url.host, client.base_url.port
        for _ in range(10):
            _, writer = await asyncio.open_connection(host, port)
            head = "POST /visits HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer desk\r\n"
            body = json.dumps(VISIT)
            writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{body}".encode())
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        assert (await client.get("/visits/v1")).status_code == 200
    assert example.handler.commands == []


async def ask(sent: bytes, *, ends: bool = True) -> tuple[str, dict[str, object]]:
    """The status line and the problem that somebody gets who sends this, sends no more, and listens."""
    sock = listen("127.0.0.1", 0)
    async with serving(application(Example()), sock):
        reader, writer = await asyncio.open_connection(*sock.getsockname())
        writer.write(sent)
        if ends:
            writer.write_eof()
        head, _, body = (await asyncio.wait_for(reader.read(), 10)).partition(b"\r\n\r\n")
        writer.close()
    assert b"content-type: application/problem+json" in head.lower()
    problem: dict[str, object] = json.loads(body)
    return head.decode().splitlines()[0], problem


POST = b"POST /visits HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer desk\r\nContent-Type: application/json\r\n"


async def test_a_body_cut_off_is_told_to_who_still_listens() -> None:
    status, problem = await ask(POST + b'Content-Length: 1000\r\n\r\n{"state":')
    assert (status, problem["type"]) == ("HTTP/1.1 408 Request Timeout", "/problems/cut-off")


async def test_a_body_that_pauses_too_long_is_told_and_its_connection_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.web.server.reading.LONGEST_PAUSE", 0.05)
    status, problem = await ask(POST + b'Content-Length: 1000\r\n\r\n{"state":', ends=False)
    assert (status, problem["type"]) == ("HTTP/1.1 408 Request Timeout", "/problems/cut-off")


@pytest.mark.parametrize("sent", [b"\x16\x03\x01 no HTTP\r\n\r\n", POST + b"Content-Length: -5\r\n\r\n{"])
async def test_what_is_no_http_gets_problem_details_too(sent: bytes) -> None:
    status, problem = await ask(sent)
    assert (status, problem["type"]) == ("HTTP/1.1 400 Bad Request", "/problems/malformed")


class SlowHandler(ScriptedHandler):
    """Takes as long as a command that is under way when the process is told to stop."""

    entered: asyncio.Event

    async def handle(self, triggers: Sequence[Trigger]) -> list[Outcome]:
        self.entered.set()
        await asyncio.sleep(0.3)
        return await super().handle(triggers)


async def test_a_request_under_way_is_answered_before_the_server_stops() -> None:
    handler = SlowHandler()
    handler.entered = asyncio.Event()
    sock = listen("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=address(sock), headers=DESK) as client:
        async with serving(application(Example(handler=handler)), sock):
            response = asyncio.create_task(client.post("/visits", json=VISIT))
            await handler.entered.wait()
        assert (await response).status_code == 201
        with pytest.raises(httpx.ConnectError):
            await client.get("/health/live")


async def test_a_body_that_comes_with_an_offer_of_http_2_is_read() -> None:
    """Java's client offers it with each first request."""
    example = Example()
    sock = listen("127.0.0.1", 0)
    async with serving(application(example), sock):
        reader, writer = await asyncio.open_connection(*sock.getsockname())
        writer.write(
            b"POST /raw HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            b"HTTP2-Settings: AAEAAEAAAAIAAAAB\r\nContent-Length: 9\r\n\r\nthe body."
        )
        assert (await reader.readline()).startswith(b"HTTP/1.1 202")
        writer.close()
    assert example.bodies == [b"the body."]
