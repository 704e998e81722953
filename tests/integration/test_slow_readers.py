"""Whoever asks for much and does not read it takes neither memory nor turns from others."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from ctc.tls import build_own_tls, build_trust
from shared.engine.principals import Principal
from shared.operations.settings import Settings
from shared.web.access import Commander, Reader
from shared.web.app import build
from shared.web.routes import build_router
from shared.web.server import answers_under_way, protocol, requests_under_way
from shared.web.server.requests_under_way import MOST
from shared.web.server.serving import address, listen, serving
from shared.web.tokens import Tokens
from tests.support.http_example import PRINCIPALS, Example
from tests.support.walled_kafka import make_certificates

LONG = "x" * 700_000
"""More than may be kept for a connection."""
ELSEWHERE = {"X-Forwarded-For": "198.51.100.1"}
DESK, OTHER_DESK = {"Authorization": "Bearer desk"}, {"Authorization": "Bearer other-desk"}
READER, OTHER_READER = {"Authorization": "Bearer reader"}, {"Authorization": "Bearer other-reader"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    ca_file, both = make_certificates(tmp_path_factory.mktemp("tls") / "certificates")
    return Settings(tls_certificate=both, ca_file=ca_file)


@asynccontextmanager
async def running(settings: Settings | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """With settings, by TLS."""
    router, sock = build_router("pages"), listen("127.0.0.1", 0)

    @router.get("/long")
    async def show_long(_asks: Reader) -> Response:
        return PlainTextResponse(LONG)

    @router.post("/long")
    async def answer_at_length(_asks: Commander) -> Response:
        return PlainTextResponse(LONG)

    @router.get("/made")
    async def show_made() -> Response:
        return StreamingResponse(iter([b"part ", b"by part"]))

    @router.get("/short")
    async def show_short(_asks: Reader) -> Response:
        return PlainTextResponse("short")

    app = build(
        replace(Example().describe(), routers=(router,)),
        Tokens(None, PRINCIPALS | {"other-reader": Principal("other-reader", "un")}).principal_for,
    )
    own, trust = (build_own_tls(settings), build_trust(settings)) if settings else (None, True)
    url = address(sock, own)
    async with serving(app, sock, own), httpx.AsyncClient(base_url=url, verify=trust) as client:
        yield client


@asynccontextmanager
async def reading_nothing(
    client: httpx.AsyncClient,
    count: int = 1,
    trust: ssl.SSLContext | bool = False,
    method: str = "GET",
    token: str = "",
) -> AsyncIterator[list[socket.socket]]:
    """So many connections that ask for the long answer and read its first bytes alone; with a token, as its holder."""
    head = f"{method} /long HTTP/1.1\r\nHost: localhost\r\n" + f"Authorization: Bearer {token}\r\n" * bool(token)
    opened = [await asyncio.to_thread(_read_a_little, str(client.base_url), trust, head) for _ in range(count)]
    yield opened
    for one in opened:
        one.close()


def _read_a_little(url: str, trust: ssl.SSLContext | bool, head: str) -> socket.socket:
    at = urlsplit(url)
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(10)
    sock.connect((at.hostname, at.port))
    reader = trust.wrap_socket(sock, server_hostname=at.hostname) if isinstance(trust, ssl.SSLContext) else sock
    reader.sendall(f"{head}\r\n".encode())
    assert reader.recv(12).endswith(b"200")
    return reader


def count_bytes(reader: socket.socket) -> int:
    """How much comes until the connection ends."""
    size = 0
    with suppress(ConnectionResetError):
        while read := reader.recv(100_000):
            size += len(read)
    return size


async def test_an_answer_keeps_its_turn_until_it_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "PATIENCE", 0.2)
    async with running() as client:
        async with reading_nothing(client, MOST):
            assert (await client.get("/short")).status_code == 429
            assert (await client.get("/short", headers=ELSEWHERE)).status_code == 200
        assert (await client.get("/short")).status_code == 200


async def test_by_tls_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_under_way, "PATIENCE", 0.2)
    async with running(settings) as client, reading_nothing(client, MOST, build_trust(settings)):
        assert (await client.get("/short")).status_code == 429


async def test_what_is_made_while_it_leaves_keeps_its_turn_too() -> None:
    async with running() as client:
        assert [(await client.get("/made")).text for _ in range(MOST + 1)] == ["part by part"] * (MOST + 1)


async def test_who_reads_too_slowly_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LONGEST_FLUSH", 0.2)
    monkeypatch.setattr(protocol, "SLOWEST", 100_000_000)
    async with running() as client, reading_nothing(client, MOST) as readers:
        assert (await client.get("/short")).status_code == 200
        assert await asyncio.to_thread(count_bytes, readers[0]) < len(LONG)


async def test_so_many_bytes_are_on_their_way_to_strangers_and_what_is_small_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_ALL", 2 * len(LONG))
    async with running() as client:
        async with reading_nothing(client):
            refused = await client.get("/long", headers=ELSEWHERE)
            assert (refused.status_code, bool(refused.headers["retry-after"])) == (503, True)
            assert (await client.get("/short", headers=ELSEWHERE)).status_code == 200
            assert (await client.get("/long", headers=DESK)).text == LONG, "principals have room of their own"
        assert (await client.get("/long", headers=ELSEWHERE)).text == LONG


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_so_many_bytes_are_on_their_way_to_one_principal(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_ONE", 2 * len(LONG))
    async with running() as client:
        async with reading_nothing(client, 2, method=method, token="desk"):
            refused = await client.request(method, "/long", headers=DESK)
            assert (refused.status_code, bool(refused.headers["retry-after"])) == (429, True)
            assert (await client.get("/short", headers=DESK)).status_code == 200
            assert (await client.request(method, "/long", headers=OTHER_DESK)).text == LONG
        assert (await client.request(method, "/long", headers=DESK)).text == LONG


async def test_one_answer_alone_may_be_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_ONE", len(LONG) - 1)
    async with running() as client:
        assert (await client.get("/long", headers=DESK)).text == LONG


async def test_principals_who_read_nothing_leave_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_ALL", 4 * len(LONG))
    async with running() as client, reading_nothing(client, 2, token="reader"):
        assert (await client.get("/long", headers=READER)).status_code == 503
        assert (await client.get("/long", headers=OTHER_READER)).text == LONG
        assert (await client.get("/long")).text == LONG


@pytest.mark.parametrize("token", ["desk", "technician"])
async def test_publishers_who_read_nothing_keep_no_room_of_the_staff(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_ALL", 2 * len(LONG))
    async with running() as client, reading_nothing(client, token="reader"):
        assert (await client.get("/long", headers=OTHER_READER)).status_code == 503
        assert (await client.get("/long", headers={"Authorization": f"Bearer {token}"})).text == LONG


async def test_the_staff_has_a_bound_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_under_way, "MOST_OF_STAFF", 2 * len(LONG))
    async with running() as client, reading_nothing(client, token="desk"):
        assert (await client.get("/long", headers=OTHER_DESK)).status_code == 503
        assert (await client.get("/long", headers=READER)).text == LONG
