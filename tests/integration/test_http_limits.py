"""What one peer can take from all others: heads, connections and time are limited."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from shared.web.server import bodies_under_way, protocol
from shared.web.server.serving import listen, serving
from tests.integration.test_http_server import POST, application
from tests.support.http_example import Example

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
GET = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


@asynccontextmanager
async def running(example: Example | None = None) -> AsyncIterator[tuple[str, int]]:
    sock = listen("127.0.0.1", 0)
    async with serving(application(example or Example()), sock):
        yield sock.getsockname()


async def read_all(connection: Connection) -> bytes:
    """All that comes until the server closes the connection."""
    return await asyncio.wait_for(connection[0].read(), 10)


async def read_problem(connection: Connection) -> tuple[int, str]:
    """The status and the type of the problem before the connection is closed."""
    head, _, body = (await read_all(connection)).partition(b"\r\n\r\n")
    assert b"connection: close" in head.lower()
    return int(head.split()[1]), json.loads(body)["type"]


async def drip(at: tuple[str, int], first: bytes, then: bytes) -> tuple[int, str]:
    """Sends the first bytes, and the others again and again until it is answered with a problem, which it returns."""
    reader, writer = await asyncio.open_connection(*at)

    async def send() -> None:
        writer.write(first)
        while not reader.at_eof():
            writer.write(then)
            await asyncio.sleep(0.01)

    sending = asyncio.create_task(send())
    problem = await read_problem((reader, writer))
    await sending
    writer.close()
    return problem


HEAD = b"GET /visits HTTP/1.1\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + b"A: b\r\n" * (protocol.MOST_FIELDS + 1) + b"\r\n",
        HEAD + b"A: " + b"b" * protocol.LARGEST_HEAD + b"\r\n\r\n",
        b"GET /" + b"b" * protocol.LARGEST_HEAD + b" HTTP/1.1\r\n\r\n",
        HEAD + b"A: " + b"b" * 4 * protocol.LARGEST_HEAD,
        HEAD + (b"A" * 500 + b": b\r\n") * 90 + b"\r\n",
        HEAD + b"Accept: " + b"," * 300 + b"text/html;q=1\r\n\r\n",
        HEAD + (b"Accept: " + b";" * 50 + b"\r\n") * 7 + b"\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\nA: " + b"b" * 4 * protocol.LARGEST_HEAD,
        POST + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"b" * 8 * protocol.LARGEST_HEAD,
    ],
    ids=[
        "fields",
        "a field",
        "an address",
        "a field without end",
        "names",
        "a list",
        "lists",
        "fields after a body",
        "a chunk's name",
    ],
)
async def test_a_head_that_is_too_large_is_refused(sent: bytes) -> None:
    async with running() as at:
        reader, writer = await asyncio.open_connection(*at)
        for start in range(0, len(sent), 10_000):
            writer.write(sent[start : start + 10_000])
            await asyncio.sleep(0.001)
        assert await read_problem((reader, writer)) == (431, "/problems/head-too-large")
        writer.close()


async def test_a_head_of_usual_size_is_none_of_these() -> None:
    async with running() as at:
        reader, writer = await asyncio.open_connection(*at)
        writer.write(
            b"GET /health/live HTTP/1.1\r\n" + b"X-Long: " + b"b" * 8000 + b"\r\n" + b"A: b, c\r\n" * 60 + b"\r\n"
        )
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()


async def test_a_head_that_comes_drop_by_drop_is_cut_off_though_it_never_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 0.2)
    async with running() as at:
        assert await drip(at, HEAD + b"A: ", b"b") == (408, "/problems/cut-off")


@pytest.mark.parametrize("sent", [b"", b"\r\n" * 10])
async def test_who_connects_and_says_nothing_is_closed_without_a_word(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 0.1)
    async with running() as at:
        reader, writer = await asyncio.open_connection(*at)
        writer.write(sent)
        assert await read_all((reader, writer)) == b""
        writer.close()


async def test_a_body_that_comes_drop_by_drop_is_cut_off_though_it_never_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.web.server.reading.LONGEST_PAUSE", 0.2)
    async with running() as at:
        assert await drip(at, POST + b"Content-Length: 1000000\r\n\r\n", b" ") == (408, "/problems/cut-off")


async def test_a_body_that_takes_too_long_is_cut_off_though_its_pace_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.web.server.reading.LONGEST", 0.2)
    async with running() as at:
        assert await drip(at, POST + b"Content-Length: 1000000\r\n\r\n", b" ") == (408, "/problems/cut-off")


async def test_whoever_holds_connections_open_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some have said nothing, some half a head, some were answered and stay."""
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 6)
    async with running() as at:
        held = [await asyncio.open_connection(*at) for _ in range(12)]
        for number, (_, writer) in enumerate(held):
            writer.write((b"", HEAD, GET)[number % 3])
        for _ in range(3):
            reader, writer = await asyncio.open_connection(*at)
            writer.write(GET)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.close()
        for _, writer in held:
            writer.close()


async def test_where_all_connections_have_a_request_under_way_another_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 3)
    async with running() as at:
        held = [await asyncio.open_connection(*at) for _ in range(3)]
        for _, writer in held:
            writer.write(POST + b"Content-Length: 1000\r\n\r\n{")
        await asyncio.sleep(0.05)
        answer = await read_all(await asyncio.open_connection(*at))
        assert answered_503(answer)
        for _, writer in held:
            writer.close()


def answered_503(answer: bytes) -> bool:
    return answer.startswith(b"HTTP/1.1 503") and b"retry-after: " in answer.lower()


async def test_who_never_reads_an_answer_does_not_keep_it_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LONGEST_FLUSH", 0.1)
    monkeypatch.setattr(protocol, "SLOWEST", 1_000_000_000)
    size = 30_000_000
    async with running(Example(thing={"text": "x" * size})) as at:
        reader, writer = await asyncio.open_connection(*at, limit=1000)
        writer.write(b"GET /visits/v1 HTTP/1.1\r\nAuthorization: Bearer desk\r\nConnection: close\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        await asyncio.sleep(0.5)
        with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
            await reader.readexactly(size)
        writer.close()


async def test_one_principal_whose_bodies_never_end_takes_no_place_from_another() -> None:
    beginning = POST + b'Content-Length: 100\r\n\r\n{"state"'
    async with running() as at:
        slow = [await asyncio.open_connection(*at) for _ in range(bodies_under_way.MOST + 1)]
        for _, writer in slow:
            writer.write(beginning)
        *_, (reader, _) = slow
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        assert head.startswith(b"HTTP/1.1 429")
        assert b"retry-after: " in head.lower()
        other, others_writer = await asyncio.open_connection(*at)
        others_writer.write(beginning.replace(b"Bearer desk", b"Bearer other-desk").replace(b"100", b"8"))
        assert (await asyncio.wait_for(other.readline(), 10)).startswith(b"HTTP/1.1 400")  # it was read whole
        for _, writer in slow:
            writer.close()
        others_writer.close()


async def test_whoever_ends_or_gives_up_a_body_may_send_the_next() -> None:
    async with running() as at:
        for ends in (b"{}", b""):
            for _ in range(bodies_under_way.MOST + 1):
                reader, writer = await asyncio.open_connection(*at)
                writer.write(POST + b"Content-Length: 2\r\n\r\n" + ends)
                if ends:
                    assert not (await asyncio.wait_for(reader.readline(), 10)).startswith(b"HTTP/1.1 429")
                writer.close()
                await writer.wait_closed()
