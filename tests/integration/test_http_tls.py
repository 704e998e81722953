"""The server with TLS: it answers in no other way, and its bounds hold for handshakes too."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import httpx
import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT

from ctc.client import ask
from ctc.errors import CannotStart
from ctc.tls import build_mail_server, build_own_tls, build_trust
from shared.operations.settings import Settings
from shared.web import problems
from shared.web.problems import Unavailable
from shared.web.server import protocol, tls
from shared.web.server.reading import LARGEST_BODY
from shared.web.server.serving import address, listen, serving
from tests.integration.test_http_server import DESK, VISIT, application
from tests.support.http_example import Example
from tests.support.walled_kafka import make_certificates


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    ca_file, both = make_certificates(tmp_path_factory.mktemp("tls") / "certificates")
    return Settings(tls_certificate=both, ca_file=ca_file)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[tuple[str, tuple[str, int]]]:
    """Yields its address, and host and port."""
    own, sock = build_own_tls(settings), listen("127.0.0.1", 0)
    async with serving(application(Example()), sock, own):
        yield address(sock, own), sock.getsockname()


async def test_who_checks_the_certificate_is_answered(settings: Settings) -> None:
    async with running(settings) as (url, _):
        assert url.startswith("https://")
        async with httpx.AsyncClient(base_url=url, headers=DESK, verify=build_trust(settings)) as client:
            assert (await client.get("/health/live")).json()["live"]
            assert (await client.post("/visits", json=VISIT)).status_code == 201
            too_large = await client.post("/visits", content=b"x" * (LARGEST_BODY + 1))
            assert too_large.status_code == 413
            too_long = await client.get("/visits", headers={"X-Long": "x" * protocol.LARGEST_HEAD})
            assert (too_long.status_code, too_long.headers["connection"]) == (431, "close")
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await httpx.AsyncClient().get(f"{url}/health/live")


async def test_a_connection_leaves_no_error_behind(settings: Settings) -> None:
    errors: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: errors.append(context))
    async with running(settings) as (url, _):
        for _ in range(5):
            async with httpx.AsyncClient(base_url=url, headers=DESK, verify=build_trust(settings)) as client:
                assert (await client.get("/visits")).status_code == 200
    assert errors == []


async def test_who_speaks_plainly_is_told_nothing(settings: Settings) -> None:
    async with running(settings) as (url, _):
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await httpx.AsyncClient().get(f"{url.replace('https', 'http')}/health/live")


async def test_an_older_version_than_1_2_is_refused(settings: Settings) -> None:
    old = ssl.create_default_context(cafile=str(settings.ca_file))
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    async with running(settings) as (_, at):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            await asyncio.open_connection(*at, ssl=old)


@pytest.mark.parametrize("sent", [b"", b"\x16\x03\x01"])
async def test_a_handshake_that_does_not_end_is_cut_off(
    settings: Settings, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "LONGEST_HEAD", 0.1)
    async with running(settings) as (_, at):
        reader, writer = await asyncio.open_connection(*at)
        writer.write(sent)
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()


async def test_many_handshakes_that_do_not_end_keep_nobody_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "MOST_HANDSHAKES", 5)
    async with running(settings) as (url, at):
        connections = [await asyncio.open_connection(*at) for _ in range(20)]
        async with httpx.AsyncClient(base_url=url, verify=build_trust(settings)) as client:
            assert (await client.get("/health/live")).status_code == 200
        for reader, _ in connections[:15]:  # the oldest make room
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(1), 5)
        assert not connections[-1][0].at_eof()
        for _, writer in connections:
            writer.close()


async def test_a_handshake_that_ended_leaves_its_place(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "MOST_HANDSHAKES", 2)
    trust = ssl.create_default_context(cafile=str(settings.ca_file))
    async with running(settings) as (_, at):
        connections = [await asyncio.open_connection(*at, ssl=trust, server_hostname="localhost") for _ in range(6)]
        for reader, writer in connections:
            writer.write(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.close()


async def test_the_server_ends_though_a_handshake_is_under_way(settings: Settings) -> None:
    async with asyncio.timeout(5), running(settings) as (_, at):
        _, writer = await asyncio.open_connection(*at)
    writer.close()


@pytest.mark.parametrize("leaves", [True, False], ids=["leaves", "stays and reads nothing"])
async def test_whoever_is_sent_away_keeps_no_connection(
    settings: Settings, leaves: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its body has come, and reading was paused since that is much: then its end was never read."""
    monkeypatch.setattr(protocol, "LONGEST_FLUSH", 60.0 if leaves else 0.2)
    may_answer, lost = asyncio.Event(), asyncio.Event()
    lose = protocol.Protocol.connection_lost

    def note_loss(one: protocol.Protocol, exc: Exception | None) -> None:
        lose(one, exc)
        lost.set()

    monkeypatch.setattr(protocol.Protocol, "connection_lost", note_loss)

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        await may_answer.wait()
        await problems.response(Unavailable(), headers={"Connection": "close"})(scope, receive, send)

    own, sock = build_own_tls(settings), listen("127.0.0.1", 0)
    trust = ssl.create_default_context(cafile=str(settings.ca_file))
    async with serving(refuse, sock, own):
        _, writer = await asyncio.open_connection(*sock.getsockname(), ssl=trust, server_hostname="localhost")
        body = b"x" * (HIGH_WATER_LIMIT + 4000)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await asyncio.sleep(0.3)
        if leaves:
            writer.transport.abort()
            await asyncio.sleep(0.1)
        else:
            cast("asyncio.Transport", writer.transport).pause_reading()
        may_answer.set()
        await asyncio.wait_for(lost.wait(), 5)
        writer.close()


def test_what_cannot_be_used_is_said_in_a_line(settings: Settings, tmp_path: Path) -> None:
    away, empty = tmp_path / "away.pem", tmp_path / "empty.pem"
    empty.write_text("")
    for wrong in (
        Settings(tls_key=settings.tls_certificate),
        Settings(tls_certificate=away),
        Settings(tls_certificate=empty),
        Settings(tls_certificate=settings.ca_file),
    ):
        with pytest.raises(CannotStart, match="CTC_TLS_"):
            build_own_tls(wrong)
    for file in (away, empty):
        with pytest.raises(CannotStart, match="CTC_CA_FILE"):
            build_trust(Settings(ca_file=file))
        with pytest.raises(CannotStart, match="CTC_MAIL_CA_FILE"):
            build_mail_server(with_mail(mail_ca_file=file))


def with_mail(ca_file: Path | None = None, mail_ca_file: Path | None = None) -> Settings:
    return Settings(
        mail_server="smtp://localhost:2525",
        mail_sender="reports@ctc.example",
        ca_file=ca_file,
        mail_ca_file=mail_ca_file,
    )


def test_who_vouches_for_containers_says_nothing_of_the_mail_server(settings: Settings) -> None:
    """Under `tls.yml` the authority is this installation's own, and the mail server's certificate is of a usual one."""
    server = build_mail_server(with_mail(ca_file=settings.ca_file))
    assert server is not None
    assert server.trust is None


async def test_the_command_line_says_how_to_believe_a_certificate_of_ones_own(settings: Settings) -> None:
    async with running(settings) as (url, _):
        with httpx.Client(base_url=url) as client, pytest.raises(CannotStart, match=r"not believed here .*CTC_CA_FILE"):
            await asyncio.to_thread(ask, client, "GET", "/visits")
