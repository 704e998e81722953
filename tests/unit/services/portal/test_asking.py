"""Portal asks others: bounded in time and size, in one reader's right, and it remembers nothing of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from starlette.datastructures import Headers

from services.portal.asking import client as of_client
from services.portal.asking.client import Asker, NotSignedIn, build_clients, segment
from services.portal.asking.parts import NoSuchForm, Part, PartAway, TooMuch, Withdrawn
from services.portal.asking.right import Right
from services.portal.asking.shapes.common import Listed, Session
from services.portal.http.reader import find_right
from shared.engine.refusal import NotAllowed, NotFound, Refusal
from shared.web.identity.cookies import cookies_of

pytestmark = pytest.mark.thorough

Answer = Callable[[httpx.Request], httpx.Response]
OF_SOMEBODY = Right((("Authorization", "Bearer t"),))
SAFE, PLAIN = cookies_of("https://ctc.example", "Strict"), cookies_of("http://127.0.0.1:8000", "Strict")


def asker(answer: Answer, right: Right = OF_SOMEBODY) -> Asker:
    return Asker(
        build_clients(httpx.MockTransport(answer)), "http://{service}", right, (("X-Forwarded-For", "192.0.2.7"),)
    )


async def test_it_asks_in_the_reader_s_right_and_passes_over_fields_that_are_new() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"principal": "desk", "audience": "committee", "newly_added": [1]})

    found = await asker(answer).ask("exchange", "/session", Session, from_="2024-01-01", state=None, theme="")
    assert found.demand().principal == "desk"
    (request,) = asked
    assert str(request.url) == "http://exchange/session?from=2024-01-01"
    assert request.headers["authorization"] == "Bearer t"
    assert request.headers["x-forwarded-for"] == "192.0.2.7"


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (403, NotAllowed), (404, NotFound), (406, NoSuchForm), (410, Withdrawn), (422, NotFound), (429, PartAway),
        (303, NotFound), (500, PartAway), (503, PartAway),
    ],
)  # fmt: skip
async def test_a_refusal_is_a_part_that_lacks_and_says_why(status: int, refusal: type[Refusal]) -> None:
    found = await asker(lambda _: httpx.Response(status, json={"secret": "x"})).ask("council", "/x", Session)
    assert found.value is None
    with pytest.raises(refusal):
        found.demand()


async def test_a_proof_that_lets_nobody_in_ends_the_page_and_without_one_it_is_only_not_shown() -> None:
    with pytest.raises(NotSignedIn):
        await asker(lambda _: httpx.Response(401)).ask("council", "/x", Session)
    found = await asker(lambda _: httpx.Response(401), Right()).ask("council", "/x", Session)
    assert found == Part(lack="denied")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"items": 5}', b'{"items": [{"audience": []}]}'])
async def test_an_answer_that_cannot_be_read_counts_as_none(body: bytes) -> None:
    found = await asker(lambda _: httpx.Response(200, content=body)).ask("council", "/x", Listed[Session])
    assert found == Part(lack="away")


async def test_an_answer_that_is_too_large_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_client, "LARGEST_ANSWER", 1_000)
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b" " * 500

    found = await asker(lambda _: httpx.Response(200, content=endless())).ask("council", "/x", Session)
    assert found.lack == "too_much"
    assert read < 10
    with pytest.raises(TooMuch):
        found.demand()


async def test_a_service_that_hangs_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_client, "PATIENCE", 0.05)

    async def hang(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    found = await Asker(build_clients(httpx.MockTransport(hang)), "http://{service}").ask("council", "/x", Session)
    assert found == Part(lack="away")


async def test_a_service_that_is_not_there_is_away() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no", request=request)

    assert await asker(refuse).ask("council", "/x", Session) == Part(lack="away")
    assert not await asker(refuse).has_page("exchange", "/sign-in")


async def test_it_keeps_no_cookie_and_follows_no_redirect() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(303, headers={"Set-Cookie": "ctc-session=x; Path=/", "Location": "http://elsewhere/"})

    one = asker(answer)
    assert await one.has_page("exchange", "/sign-in")
    await one.ask("council", "/x", Session)
    assert [request.url.host for request in asked] == ["exchange", "council"]
    assert not any("cookie" in request.headers for request in asked)


@pytest.mark.parametrize("text", [".", ".."])
def test_no_part_of_a_path_leads_up(text: str) -> None:
    with pytest.raises(NotFound):
        segment(text)


def test_a_part_of_a_path_is_one_part() -> None:
    assert segment("a/b?c#d %2e") == "a%2Fb%3Fc%23d%20%252e"


# ---- whose right ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "right"),
    [
        ([], ()),
        (
            [("authorization", "Bearer a"), ("cookie", "ctc-session=b; __Host-ctc-token=c")],
            (("Authorization", "Bearer a"),),
        ),
        ([("cookie", "x=1; __Host-ctc-session=b; __Host-ctc-token=c; y=2")], (("Cookie", "__Host-ctc-session=b"),)),
        ([("cookie", "x=1; __Host-ctc-token=c")], (("Authorization", "Bearer c"),)),
        ([("cookie", "ctc-token=c")], ()),
        ([("cookie", "ctc-session=b; __Host-ctc-token=c")], (("Authorization", "Bearer c"),)),  # a neighbour may set it
        ([("cookie", "\x85__Host-ctc-session=b")], ()),
        ([("cookie", "__Host-ctc-token=c; __Host-ctc-token=d")], ()),
        ([("cookie", "__Host-ctc-token=c\x00d")], ()),
        ([("cookie", "__Host-ctc-token=" + "c" * 3_000)], ()),
    ],
)  # fmt: skip
def test_of_a_request_only_what_proves_who_reads_is_passed_on(
    headers: list[tuple[str, str]], right: tuple[tuple[str, str], ...]
) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    assert find_right(Headers(raw=raw), SAFE).headers == right


def test_without_tls_a_token_is_read_on_this_machine_alone() -> None:
    headers = Headers(raw=[(b"cookie", b"ctc-token=c")])
    assert find_right(headers, PLAIN).by_token
    assert find_right(headers, None) == Right()
