"""Endpoints by TLS: whose certificate counts, and what they may send below HTTP."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest

from services.exchange.deliveries import calling
from services.exchange.deliveries.bounded import MOST_RECORDS
from services.exchange.subscriptions.addresses import read_url
from shared.operations.key_exchange import bound_key_exchange
from tests.support.dear_certificates import build_dear_certificate
from tests.support.handshakes import taking_all_threads
from tests.support.mail_server import make_certificate
from tests.support.receiver import receiver
from tests.support.serving import Serving
from tests.support.webhooks import deliveries, recommend, resolve_to, subscribe_and_confirm, turn

BODY = b"{}"
ALLOWED = [ip_network("127.0.0.0/8")]


@pytest.fixture(autouse=True)
def _trust_test_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    def trust(curve: str) -> ssl.SSLContext:
        return bound_key_exchange(ssl.create_default_context(cafile=str(make_certificate()[0])), curve)

    monkeypatch.setattr(calling, "trust_authorities", trust)
    resolve_to(monkeypatch, "127.0.0.1")


@pytest.fixture
def offers() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate())
    return context


@asynccontextmanager
async def answering(tls: ssl.SSLContext, *records: bytes) -> AsyncIterator[str]:
    """An endpoint that answers with these records, and reads on; its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while await reader.readuntil(BODY):
                for one in records:
                    writer.write(one)  # a record each

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}/hook"


async def call(url: str, times: int = 1, owner: str = "owner") -> list[str]:
    async with calling.calling(read_url(url), ALLOWED, 1, owner) as caller:
        return [(await caller.call(BODY, {}))[0] for _ in range(times)]


async def test_the_certificate_must_be_for_the_name_at_the_checked_address(offers: ssl.SSLContext) -> None:
    async with receiver(tls=offers) as endpoint:
        for host, outcome in (("localhost", "taken"), ("other.example", "certificate not valid")):
            assert await call(endpoint.url.replace("127.0.0.1", host)) == [outcome]
    assert [one.headers["host"].split(":")[0] for one in endpoint.received] == ["localhost"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize(("more", "outcome"), [(MOST_RECORDS - 40, "taken"), (MOST_RECORDS + 1, "broken off")])
async def test_an_answer_has_so_many_records_and_no_more(
    offers: ssl.SSLContext, version: ssl.TLSVersion, more: int, outcome: str
) -> None:
    """A record may hold one byte, or nothing at all, and takes as long as a small answer."""
    offers.minimum_version = offers.maximum_version = version
    async with answering(offers, b"HTTP/1.1 204 No Content\r\nX: ", *[b"x"] * more, b"\r\n\r\n") as url:
        assert await call(url, times=3) == [outcome] * 3


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize(
    ("curve", "outcome"), [("secp384r1", "taken"), ("X25519", "taken"), ("secp521r1", "certificate not valid")]
)
async def test_an_endpoint_may_have_one_usual_curve_alone(
    offers: ssl.SSLContext, version: ssl.TLSVersion, curve: str, outcome: str
) -> None:
    offers.minimum_version = offers.maximum_version = version
    offers.set_ecdh_curve(curve)
    async with answering(offers, b"HTTP/1.1 204 No Content\r\n\r\n") as url:
        assert await call(url, times=2) == [outcome] * 2


async def test_a_status_with_a_long_body_in_one_record_is_taken(offers: ssl.SSLContext) -> None:
    async with answering(offers, b"HTTP/1.1 200 OK\r\nContent-Length: 15000\r\n\r\n" + b"x" * 15_000) as url:
        assert await call(url, times=3) == ["taken"] * 3


async def test_a_chain_that_is_dear_to_read_is_broken_off_and_the_loop_goes_on(
    offers: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys on curves of their own: two kilobytes of them take a second."""
    monkeypatch.setattr(calling, "LONGEST_CALL", 60.0)
    certificate, key = make_certificate()
    chain = tmp_path / "chain.pem"
    chain.write_text(certificate.read_text() + build_dear_certificate() * 4)
    offers.set_ciphers("DEFAULT:@SECLEVEL=0")  # so that OpenSSL shows such a chain
    offers.load_cert_chain(chain, key)
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    async with answering(offers, b"HTTP/1.1 204 No Content\r\n\r\n") as url:
        counting = asyncio.create_task(count_turns())
        assert await call(url, 3, "who rests") == ["handshake too long"] * 3
        counting.cancel()
    assert turns > 10


async def test_an_endpoint_for_which_others_left_no_thread_has_not_failed(
    exchange: Serving, reader: httpx.AsyncClient, offers: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not paused either, however long that lasts; and it is called as soon as there is one."""
    async with receiver(tls=offers) as endpoint:
        endpoint.url = endpoint.url.replace("127.0.0.1", "localhost")
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        await recommend(exchange, "r-1")
        async with taking_all_threads(monkeypatch):
            for _ in range(5):
                await turn(exchange, timedelta(days=1))
        assert endpoint.received == []
        await turn(exchange, timedelta(seconds=6))
        newest, _confirmation = await deliveries(reader, made)
        assert [each["outcome"] for each in newest["tries"]] == ["too busy here"] * 5 + ["taken"]
        assert len(endpoint.received) == 1
