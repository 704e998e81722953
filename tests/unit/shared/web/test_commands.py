"""What a command's request says, and what becomes of it at the handler."""

from __future__ import annotations

from uuid import UUID

import pytest

from shared.engine.outcomes import DeadLettered, Done, Passed, Repeated
from shared.engine.rules import Known
from tests.support.http_example import PRINCIPALS, VISITS, Example, ScriptedHandler, Visit

VISIT = {"state": "KEN", "start": "2024-02-29"}
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def test_a_command_comes_to_the_door_with_principal_key_trace_and_correlation() -> None:
    example = Example()
    async with example.client("desk") as client:
        headers = {"Idempotency-Key": "k-1", "traceparent": TRACE, "X-Correlation-Id": "c-1"}
        response = await client.post("/visits", json=VISIT, headers=headers)
    (command,) = example.handler.commands
    assert (command.principal, command.id, command.correlation_id) == (PRINCIPALS["desk"], "key/k-1", "c-1")
    assert command.data.state == "KEN"
    assert command.precondition is None
    assert str(command.traceparent).split("-")[1] == TRACE.split("-")[1]
    assert command.traceparent != TRACE
    assert response.headers["x-correlation-id"] == "c-1"


async def test_a_command_without_a_key_gets_a_new_one_of_version_7() -> None:
    example = Example()
    async with example.client("desk") as client:
        await client.post("/visits", json=VISIT)
        await client.post("/visits", json=VISIT)
    one, other = example.handler.commands
    assert UUID(one.id).version == 7
    assert one.id != other.id
    assert UUID(one.correlation_id).version == 7


async def test_a_new_thing_is_answered_with_201_and_its_address() -> None:
    async with Example(handler=ScriptedHandler(Done((), {"id": "v1"}))).client("desk") as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json(), response.headers["location"]) == (201, {"id": "v1"}, "/visits/v1")


async def test_a_repeated_command_gets_the_same_answer() -> None:
    example = Example(handler=ScriptedHandler(Done((), {"id": "v1"})))
    async with example.client("desk") as client:
        first = await client.post("/visits", json=VISIT)
        example.handler.outcome = Repeated({"id": "v1"})
        second = await client.post("/visits", json=VISIT)
    assert (first.status_code, first.content, first.headers["location"]) == (
        second.status_code,
        second.content,
        second.headers["location"],
    )


async def test_the_same_key_with_another_body_is_422() -> None:
    async with Example(handler=ScriptedHandler(Repeated({"id": "v1"}, same_body=False))).client("desk") as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (422, "/problems/key-reused")


async def test_another_body_or_another_address_has_another_digest() -> None:
    example = Example()
    async with example.client("desk") as client:
        await client.post("/visits", json=VISIT)
        await client.post("/visits", json=VISIT)
        await client.post("/visits", json={**VISIT, "mode": "virtual"})
        await client.post("/visits/v1/agreement", json=VISIT)
    one, same, other_body, other_address = (command.digest for command in example.handler.commands)
    assert one == same
    assert len({one, other_body, other_address}) == 3


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "ü"])
async def test_a_key_that_is_no_key_is_refused(key: str) -> None:
    example = Example()
    async with example.client("desk") as client:
        response = await client.post("/visits", json=VISIT, headers={b"Idempotency-Key": key.encode()})
    assert (response.status_code, response.json()["fields"]) == (422, ["idempotency-key"])
    assert example.handler.commands == []


@pytest.mark.parametrize("outcome", [DeadLettered("why"), Passed()])
async def test_an_outcome_that_no_command_should_have_is_our_fault(outcome: DeadLettered | Passed) -> None:
    async with Example(handler=ScriptedHandler(outcome)).client("desk") as client:
        assert (await client.post("/visits", json=VISIT)).status_code == 500


async def test_if_match_is_asked_under_the_lock_with_the_tag_that_was_read() -> None:
    example = Example()
    async with example.client("desk") as client:
        tag = (await client.get("/visits/v1")).headers["etag"]
        await client.post("/visits/v1/agreement", json=VISIT, headers={"If-Match": tag})
    unchanged = example.handler.commands[0].precondition
    assert unchanged is not None
    assert unchanged(Known({VISITS: {"v1": Visit("v1", "KEN")}}))
    assert not unchanged(Known({VISITS: {"v1": Visit("v1", "UGA")}}))
    assert not unchanged(Known())


async def test_the_tag_that_another_principal_reads_is_another() -> None:
    example = Example()
    async with example.client("desk") as desk, example.client("reader") as reader:
        assert (await desk.get("/visits/v1")).headers["etag"] != (await reader.get("/visits/v1")).headers["etag"]


async def test_after_a_change_the_answer_has_the_tag_of_the_thing_as_it_now_is() -> None:
    async with Example().client("desk") as client:
        changed = await client.post("/visits/v1/agreement", json=VISIT)
        read = await client.get("/visits/v1")
    assert changed.headers["etag"] == read.headers["etag"]


async def test_if_match_is_refused_where_it_would_not_be_kept() -> None:
    example = Example()
    async with example.client("desk") as client:
        response = await client.post("/visits", json=VISIT, headers={"If-Match": '"x"'})
    assert (response.status_code, response.json()["type"]) == (400, "/problems/condition-not-supported")
    assert example.handler.commands == []
