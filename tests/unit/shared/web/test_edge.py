"""What happens to every request before and after its endpoint."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog

from shared.operations import tracing
from shared.web.app import build
from shared.web.server.reading import LARGEST_BODY
from shared.web.tokens import Tokens
from tests.support.http_example import CONFIDENTIAL, PRINCIPALS, Example
from tests.support.logged import Logged, catch_logs

VISIT = {"state": "KEN", "start": "2024-02-29"}


@pytest.fixture
def captured_logs() -> Iterator[Logged]:
    with catch_logs() as captured_logs:
        yield captured_logs


async def test_a_request_is_logged_with_template_status_and_principal_and_without_its_query(
    captured_logs: Logged,
) -> None:
    async with Example().client("reader") as client:
        await client.get(
            f"/visits/{CONFIDENTIAL}?q={CONFIDENTIAL}",
            headers={"X-Correlation-Id": "c-1", "traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"},
        )
    (line,) = captured_logs.lines
    assert line["ms"] > 0
    assert {name: line[name] for name in ("event", "service", "method", "path", "status", "principal")} == {
        "event": "request",
        "service": "example",
        "method": "GET",
        "path": "/visits/{visit}",
        "status": 200,
        "principal": "reader",
    }
    assert (line["correlationid"], line["trace_id"]) == ("c-1", "a" * 32)
    assert CONFIDENTIAL not in captured_logs.text


async def test_an_unexpected_error_is_logged_with_type_and_place_and_without_its_message(captured_logs: Logged) -> None:
    async with Example().client("reader") as client:
        await client.get("/visits/broken")
    failed, request = captured_logs.lines
    assert (failed["event"], failed["level"], failed["path"]) == ("request failed", "error", "/visits/{visit}")
    assert failed["error"].startswith("LookupError at support/http_example.py:")
    assert failed["correlationid"] == request["correlationid"]
    assert request["status"] == 500
    assert CONFIDENTIAL not in captured_logs.text


async def test_what_is_away_for_a_while_is_a_warning(captured_logs: Logged) -> None:
    """Whoever asks for too much at once fills no log with errors."""
    async with Example().client("reader") as client:
        assert (await client.get("/visits/away")).status_code == 503
    failed, _ = captured_logs.lines
    assert (failed["event"], failed["level"]) == ("request failed", "warning")


async def test_what_a_command_carries_is_in_no_log(captured_logs: Logged) -> None:
    async with Example().client("desk") as client:
        await client.post("/visits", json={**VISIT, "mode": CONFIDENTIAL})
        await client.post("/visits", content=CONFIDENTIAL, headers={"Content-Type": "application/json"})
    assert len(captured_logs.lines) == 2
    assert CONFIDENTIAL not in captured_logs.text


async def test_health_and_metrics_are_not_logged(captured_logs: Logged) -> None:
    async with Example().client() as client:
        await client.get("/services/example/health/live")
        await client.get("/services/example/health/ready")
        await client.get("/services/example/metrics")
    assert captured_logs.lines == []


async def test_answers_are_measured_by_template() -> None:
    example = Example()
    async with example.client("reader") as client:
        await client.get("/visits/v1")
        await client.get("/nothing")
        for method in ("PURGE", "M-SEARCH", "PATCH"):
            assert (await client.request(method, "/visits/v1")).status_code == 405
    labels = {"service": "example", "method": "GET"}
    found = example.metrics.registry.get_sample_value
    assert found("ctc_http_seconds_count", {**labels, "path": "/visits/{visit}", "status": "200"}) == 1
    assert found("ctc_http_seconds_count", {**labels, "path": "unmatched", "status": "404"}) == 1
    refused = {"service": "example", "path": "unmatched", "status": "405"}
    assert found("ctc_http_seconds_count", refused | {"method": "_OTHER"}) == 2, "no series for words of strangers"
    assert found("ctc_http_seconds_count", refused | {"method": "PATCH"}) == 1


async def test_a_correlation_id_is_kept_if_it_can_stand_in_a_log_and_replaced_otherwise() -> None:
    async with Example().client() as client:
        kept = await client.get("/visits", headers={"X-Correlation-Id": "c-1"})
        replaced = await client.get("/visits", headers={"X-Correlation-Id": "x" * 101})
    assert kept.headers["x-correlation-id"] == "c-1"
    assert len(replaced.headers["x-correlation-id"]) == 36


async def test_a_request_leaves_no_trace_behind_in_the_task() -> None:
    async with Example().client() as client:
        await client.get("/visits")
    assert tracing.current.get() is None
    assert structlog.contextvars.get_contextvars() == {}


async def test_who_has_it_already_gets_304_and_no_body() -> None:
    async with Example().client("reader") as client:
        first = await client.get("/visits/v1")
        again = await client.get("/visits/v1", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
        other = await client.get("/visits/v1", headers={"If-None-Match": '"other"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (other.status_code, other.content) == (200, first.content)


async def test_no_shared_cache_may_keep_an_answer() -> None:
    async with Example().client("reader") as client:
        response = await client.get("/visits/v1")
    assert "private" in response.headers["cache-control"]
    assert "Authorization" in response.headers["vary"]


async def test_a_head_is_answered_like_a_get() -> None:
    async with Example().client("reader") as client:
        got, head = await client.get("/visits/v1"), await client.head("/visits/v1")
    assert (head.status_code, head.headers["etag"]) == (200, got.headers["etag"])


@pytest.mark.parametrize("told", [True, False])
async def test_a_body_that_is_too_large_is_413(told: bool) -> None:
    example = Example()

    async def body() -> Any:
        for _ in range(LARGEST_BODY // 65536 + 1):
            yield b" " * 65536

    headers = {"Content-Type": "application/json"} | ({"Content-Length": str(LARGEST_BODY + 65536)} if told else {})
    async with example.client("desk") as client:
        response = await client.post("/visits", content=body(), headers=headers)
    assert (response.status_code, response.json()["type"]) == (413, "/problems/too-large")
    assert response.json()["detail"] == f"It takes {LARGEST_BODY:,} bytes at most."
    assert example.handler.commands == []


async def test_a_body_of_just_the_limit_is_taken() -> None:
    body = json.dumps(VISIT).encode().ljust(LARGEST_BODY)
    async with Example().client("desk") as client:
        response = await client.post("/visits", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 201


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "text/json", "json"])
async def test_a_body_that_is_not_json_is_415(content_type: str) -> None:
    async with Example().client("desk") as client:
        response = await client.post("/visits", content=b"{}", headers={"Content-Type": content_type})
    assert (response.status_code, response.json()["type"]) == (415, "/problems/unsupported-media-type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=utf-8", "Application/JSON", "APPLICATION/JSON", "application/x+json", None],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
async def test_json_is_known_by_its_media_type_or_where_nothing_else_is_said(
    content_type: str | None, mark: bytes
) -> None:
    """A mark of the order of bytes may stand before it."""
    headers = {"Content-Type": content_type} if content_type else {}
    async with Example().client("desk") as client:
        response = await client.post("/visits", content=mark + json.dumps(VISIT).encode(), headers=headers)
    assert response.status_code == 201


async def test_an_address_may_read_its_bodies_itself() -> None:
    example = Example()
    async with example.client() as client:
        response = await client.post("/raw", content=b"\\u0000", headers={"Content-Type": "text/plain"})
    assert (response.status_code, example.bodies) == (202, [b"\\u0000"])


async def test_a_body_that_is_cut_off_reaches_no_endpoint_and_gets_no_answer(captured_logs: Logged) -> None:
    example = Example()
    app = build(example.describe(), Tokens(None, PRINCIPALS).principal_for)
    messages = [
        {"type": "http.request", "body": json.dumps(VISIT).encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/visits",
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer desk"), (b"content-type", b"application/json")],
    }
    await app(scope, receive, send)
    assert sent == []
    assert example.handler.commands == []
    (line,) = captured_logs.lines
    assert (line["level"], line["status"]) == ("info", 499)


async def test_a_body_that_pauses_too_long_counts_as_cut_off_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.web.server.reading.LONGEST_PAUSE", 0.01)
    example = Example()
    async with example.client("desk") as client:

        async def halting() -> AsyncIterator[bytes]:
            yield json.dumps(VISIT).encode()[:5]
            await asyncio.sleep(10)

        response = await client.post("/visits", content=halting(), headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (408, "/problems/cut-off")
    assert example.handler.commands == []


async def test_a_cache_keeps_no_refusal() -> None:
    """It might keep a 404 by itself, and show it to somebody who may see the thing."""
    async with Example().client() as client:
        for path in ("/visits/unknown-to-strangers", "/nowhere"):
            refused = await client.get(path)
            assert refused.status_code in (401, 403, 404)
            assert refused.headers["Cache-Control"] == "no-store"
